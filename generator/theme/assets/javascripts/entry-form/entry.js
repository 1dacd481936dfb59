// What is wrong with an entry, and where: every rule that one entry can break, as `check` runs them.

import { bodyFaults, controlCharacter, invisible, sizeFault } from "./body.js"
import { parseDate } from "./partial-date.js"
import { personalFaults } from "./personal.js"
import { problem } from "./problem.js"
import { ruleFaults } from "./rules.js"
import { isEcho, salvage } from "./salvage.js"
import { typeFaults } from "./typing.js"
import { written } from "./yaml.js"

const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

/** `around` holds the schema, the registry, the names of hidden marks, and today. Gives problems; `path` names the field. */
export function faultsOf({ id, facts, body }, around) {
  const { schema, registry, marks } = around
  const year = yearOf(facts)
  const typing = typeFaults(schema, facts)
  const salvaged = salvage(schema, facts, typing)
  const found = salvaged ? [...ruleFaults(salvaged.facts, { ...around, id, body })] : []
  return [
    ...nameFaults(id),
    ...typing,
    ...found.filter((fault) => !isEcho(fault, salvaged.damaged)),
    ...hidden(facts, [], marks),
    ...bodyFaults(body, { year, registry, id, marks }),
    ...sizeFault(written(facts, body)),
    ...personalFaults(facts, body),
  ]
}

/** The folder that an entry lies in: the year in which its date begins. */
export const yearOf = (facts) => parseDate(facts.date).first?.slice(0, 4) ?? ""

/** Proposes an id from what is known: the day, and the first words of the title. */
export function proposedId({ date, title }) {
  const { start } = parseDate(date)
  const day = start ? (start.unit === "day" ? start.first : `${date}`.slice(0, start.unit === "year" ? 4 : 7)) : ""
  const words = `${title ?? ""}`
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .split(/[^a-z0-9]+/)
    .filter((word) => word && !SMALL.has(word))
  return [day, ...words.slice(0, 6)].filter(Boolean).join("-").slice(0, 80).replace(/-$/, "")
}

const SMALL = new Set("a an and as at by for from in is of on or say says that the to with".split(" "))

function nameFaults(id) {
  if (ID.test(id)) return []
  const fault = "the file's name is the entry's id: small letters, digits and single hyphens"
  return [problem(["id"], "bad-name", fault, "rename the file")]
}

function hidden(value, path, marks) {
  if (typeof value === "string") {
    return invisible(value, marks).map((name) => controlCharacter(path, name))
  }
  if (value === null || typeof value !== "object") return []
  return Object.entries(value).flatMap(([key, inner]) =>
    hidden(inner, [...path, Array.isArray(value) ? Number(key) : key], marks),
  )
}
