// Rules that concern one entry within the archive: generator/checks/ again, with the same words.

import { circling } from "./circle.js"
import { gradeFault } from "./grades.js"
import { parseDate } from "./partial-date.js"
import { contradictions, misplaced } from "./places.js"
import { problem, quoted } from "./problem.js"
import { sourceFaults } from "./sources.js"
import { didYouMean } from "./suggestion.js"

const WHERE = {
  actors: ["unknown-actor", "registry of actors", "add its profile as actors/<id>.md"],
  provinces: ["unknown-province", "registry of provinces", "add it as provinces/<id>.md"],
  types: ["unknown-type", "list of types", "choose one from types.yml"],
  publishers: ["unknown-publisher", "list of publishers", "add it to publishers.yml"],
  events: [
    "unknown-event",
    "archive",
    "give the id of an entry, which is its file's name without `.md`",
  ],
}
const MOST_LISTED = 8
const asList = (value) => (typeof value === "string" ? [value] : (value ?? []))
const rows = (facts, field) => [...(facts[field] ?? []).entries()]
const trimmed = (value) => (typeof value === "string" ? value.trim() : value)

/** Gives the problems of typed facts; `around` holds the entry's id and body, the registry and today. */
export function ruleFaults(facts, around) {
  return [
    ...unknownNames(facts, around),
    ...unknownSpeakers(facts, around),
    ...unknownOwn(facts, "source", facts.sources, [
      ...rows(facts, "claims").map(([n, claim]) => [["claims", n, "source"], claim.source]),
      ...rows(facts, "corrections").map(([n, c]) => [["corrections", n, "source"], c.source]),
    ]),
    ...unknownOwn(facts, "claim", facts.claims, [
      ...rows(facts, "claims").map(([n, claim]) => [["claims", n, "about"], claim.about]),
      ...rows(facts, "casualties").flatMap(([n, line]) =>
        asList(line.basis).map((id, k) => [["casualties", n, "basis", k], id]),
      ),
    ]),
    ...takenIds(facts, around),
    ...unexplained(facts),
    ...future(facts, around.today),
    ...contradictions(facts.location).map(([field, message, hint]) =>
      problem(["location", field], "location-precision", message, hint),
    ),
    ...misplaced(facts, around.registry.outlines),
    ...circles(facts),
    ...tooHigh(facts, around.registry),
    ...sourceFaults(facts, around.body),
  ]
}

function* unknownNames(facts, { registry, id: own }) {
  const named = [
    ["types", ["type"], facts.type],
    ["provinces", ["location", "province"], facts.location.province],
    ...asList(facts.also_in).map((id, n) => ["provinces", ["also_in", n], id]),
    ...rows(facts, "actors").map(([n, part]) => ["actors", ["actors", n, "actor"], part.actor]),
    ...rows(facts, "sources").flatMap(([n, source]) =>
      ["publisher", "carries"].map((field) => ["publishers", ["sources", n, field], source[field]]),
    ),
    ...rows(facts, "relations").map(([n, tie]) => ["events", ["relations", n, "event"], tie.event]),
    ...asList(facts.not_duplicate_of).map((id, n) => ["events", ["not_duplicate_of", n], id]),
    ["events", ["replaced_by"], facts.replaced_by],
  ]
  for (const [kind, path, written] of named) {
    const id = trimmed(written)
    if (id === undefined || id === null) continue
    const [rule, where, otherwise] = WHERE[kind]
    if (kind === "events" && id === own) {
      yield problem(path, rule, `${quoted(id)} is this entry itself`, "name the other event")
    } else if (!registry.has(kind, id)) {
      const hint = registry.hint(id, kind) || otherwise
      yield problem(path, rule, `${quoted(id)} is not in the ${where}`, hint)
    }
  }
}

function* unknownSpeakers(facts, { registry }) {
  for (const [n, claim] of rows(facts, "claims")) {
    const by = trimmed(claim.by)
    if (registry.has("actors", by) || registry.has("publishers", by)) continue
    const hint = registry.hint(by, "actors", "publishers") || WHERE.actors[2]
    const fault = `${quoted(by)} is neither an actor nor a publisher of the registry`
    yield problem(["claims", n, "by"], "unknown-speaker", fault, hint)
  }
}

function* unknownOwn(facts, noun, holders, cited) {
  const own = (holders ?? []).map(({ id }) => id)
  const more = own.length > MOST_LISTED ? ", …" : ""
  const listed = `its ${noun}s are ${own.slice(0, MOST_LISTED).join(", ")}${more}`
  for (const [path, id] of cited) {
    if (id === undefined || id === null || own.includes(id)) continue
    const hint = didYouMean(id, new Map(own.map((word) => [word, word])))
    const otherwise = own.length ? listed : `it has no ${noun}s; add one`
    const fault = `${quoted(id)} is no ${noun} of this entry`
    yield problem(path, `unknown-${noun}`, fault, hint || otherwise)
  }
}

function* takenIds(facts, { id, registry }) {
  const taken = registry.events.get(id) ?? registry.aliases.get(id)
  if (taken) {
    const fault = `the id \`${id}\` is taken by \`${taken}\``
    yield problem(["id"], "id-taken", fault, "rename one of the two files")
  }
  for (const [n, alias] of rows(facts, "aliases")) {
    const other = registry.events.get(alias) ?? registry.aliases.get(alias)
    if (alias === id) {
      const hint = "delete it; `aliases` are earlier ids"
      yield problem(["aliases", n], "id-taken", `\`${alias}\` is the entry's own id`, hint)
    } else if (other) {
      const fault = `\`${alias}\` is taken by \`${other}\``
      yield problem(["aliases", n], "id-taken", fault, "keep it with one of the two")
    }
  }
  for (const field of ["claims", "sources"]) {
    const seen = new Set()
    for (const [n, { id: own }] of rows(facts, field)) {
      if (seen.has(own)) {
        const fault = `\`${own}\` is taken by one of the ${field} above`
        yield problem([field, n, "id"], "id-taken", fault, "give each its own id")
      }
      seen.add(own)
    }
  }
}

function* unexplained({ status = "published", status_reason: reason, replaced_by: replacement }) {
  const report = (field, fault, hint) => problem([field], "missing-reason", fault, hint)
  if (["merged", "withdrawn"].includes(status) && !reason) {
    const hint = "add `status_reason`; nothing published disappears silently"
    yield report("status", `the entry is ${status} without a reason`, hint)
  }
  if (status === "merged" && !replacement) {
    const hint = "add `replaced_by` with the id of the entry that stays"
    yield report("status", "the entry is merged, but does not say into which", hint)
  }
  if (status !== "merged" && replacement) {
    const hint = "set `status: merged`, or delete `replaced_by`"
    yield report("replaced_by", `the entry is ${status}, yet replaced by another`, hint)
  }
}

function* future(facts, today) {
  const dates = [
    [["date"], facts.date],
    [["added"], facts.added],
    [["verification", "checked"], facts.verification?.checked],
    ...rows(facts, "claims").map(([n, claim]) => [["claims", n, "made"], claim.made]),
    ...rows(facts, "sources").flatMap(([n, source]) =>
      ["published", "archived_on"].map((field) => [["sources", n, field], source[field]]),
    ),
    ...rows(facts, "corrections").map(([n, c]) => [["corrections", n, "date"], c.date]),
  ]
  for (const [path, written] of dates) {
    if (written === undefined || written === null) continue
    const { start, end } = parseDate(written)
    const latest = start.first > end.first ? start.first : end.first
    if (latest > today) {
      const fault = `\`${written}\` is in the future; today is ${today}`
      yield problem(path, "date-in-future", fault, "check the year")
    }
  }
}

function* circles(facts) {
  const claims = facts.claims ?? []
  const numbers = new Map()
  claims.forEach(({ id }, n) => numbers.has(id) || numbers.set(id, n))
  const about = new Map([...numbers].map(([id, n]) => [id, claims[n].about]))
  for (const id of circling(about)) {
    const fault =
      about.get(id) === id
        ? "the claim is about itself"
        : "following `about` from claim to claim leads back to this one"
    const path = ["claims", numbers.get(id), "about"]
    yield problem(path, "claim-circle", fault, "name the earlier claim that it answers")
  }
}

function* tooHigh(facts, registry) {
  const fault = gradeFault(facts, registry)
  if (fault) yield problem(["verification", "grade"], "grade-too-high", ...fault)
}
