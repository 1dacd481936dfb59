// What can still be compared of an entry with faults: examples stand in for what has no type.

import { itemOf, kindOf, resolved } from "./codebook.js"
import { typeFaults } from "./typing.js"

const RESTS_ON = {
  "grade-too-high": ["actors.actor", "actors.role", "claims.by", "claims.stance",
    "sources.publisher", "sources.carries"],
  "id-taken": ["claims.id", "sources.id"],
  "missing-reason": ["status", "status_reason", "replaced_by"],
  "location-precision": ["location"],
  "outside-province": ["location", "also_in"],
  "unknown-source": ["sources.id"],
  "unknown-claim": ["claims.id"],
  "claim-circle": ["claims.id", "claims.about"],
  "source-not-archived": ["sources", "verification.grade"],
  "source-twice": ["sources.id"],
  "private-address": ["sources"],
}
/** The fields that a rule compares: where one is damaged, what the rule finds could be false. */

/** Gives facts that can be compared and the paths where examples stand in, or null. */
export function salvage(root, plain, faults) {
  const facts = structuredClone(plain)
  const damaged = []
  for (const { path, rule } of faults) {
    if (rule === "unknown-field") {
      delete holder(facts, path)[path.at(-1)]
      continue
    }
    const [at, field] = innermost(root, path)
    if (!field?.examples?.length) return null
    holder(facts, at)[at.at(-1)] = structuredClone(field.examples[0])
    damaged.push(at)
  }
  return faults.length && typeFaults(root, facts).length ? null : { facts, damaged }
}

const holder = (facts, path) => path.slice(0, -1).reduce((inner, step) => inner[step], facts)

function innermost(root, path) {
  let found = [[], null]
  let record = root
  for (const [at, step] of path.entries()) {
    if (typeof step === "number") continue
    const field = record.properties[step]
    if (!field) break
    const { schema } = resolved(root, field)
    found = [path.slice(0, at + 1), schema]
    record = kindOf(schema) === "list" ? itemOf(root, schema).schema : schema
    if (!record.properties || kindOf(record) !== "record") break
  }
  return found
}

/** Tells whether a finding may only be due to a field that is at fault already. */
export function isEcho({ rule, path }, damaged) {
  return damaged.some((at) => {
    if (at.every((step, n) => path[n] === step)) return true
    const fields = at.filter((step) => typeof step === "string")
    return (RESTS_ON[rule] ?? []).some((other) => overlap(fields, other.split(".")))
  })
}

const overlap = (one, other) =>
  one.slice(0, Math.min(one.length, other.length)).every((step, n) => step === other[n])
