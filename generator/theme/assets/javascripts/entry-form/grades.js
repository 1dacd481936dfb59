// Which grade the sources of an entry allow: generator/model/evidence.py again.

const LADDER = ["weak", "fair", "confirmed"]
const DENIALS = ["denies", "denies-responsibility"]
const UNCONFIRMED = "no party admits it, and neither the UN nor a court found it"

/** Gives message and hint where the grade is higher than what is there allows, or null. */
export function gradeFault(facts, registry) {
  const grade = facts.verification?.grade ?? "unassessed"
  const claims = facts.claims ?? []
  if (grade === "contested") {
    return claims.some(({ stance }) => DENIALS.includes(stance))
      ? null
      : [
          "is `contested`, but no claim denies anything",
          "add the claim that denies, with its source",
        ]
  }
  if (!LADDER.includes(grade)) return null
  const [allowed, why] = ceiling(facts, claims, registry)
  if (LADDER.indexOf(grade) <= LADDER.indexOf(allowed)) return null
  const reason = grade === "confirmed" ? UNCONFIRMED : why
  return [`is \`${grade}\`, but ${reason}`, `set \`${allowed}\`, or add what is missing`]
}

function ceiling(facts, claims, registry) {
  if (isAdmitted(facts, claims, registry) || isFound(claims, registry)) return ["confirmed", ""]
  const found = origins(facts, registry)
  if (found.size > 1) return ["fair", UNCONFIRMED]
  if (found.size) return ["weak", "its sources have one origin only"]
  return ["weak", "its sources are parties' own outlets only"]
}

function origins(facts, registry) {
  const found = new Set()
  for (const source of facts.sources ?? []) {
    const id = source.carries || source.publisher
    const origin = registry.get("publishers", id)
    const party = origin?.stands_with
    if (origin?.kind === "party") continue
    found.add(party ? `party ${root(party, registry)}` : `publisher ${id}`)
  }
  return found
}

function isAdmitted(facts, claims, registry) {
  const initiators = (facts.actors ?? [])
    .filter(({ role }) => role === "initiator")
    .map(({ actor }) => actor)
  const wholes = initiators.map((id) => root(id, registry))
  const doubtful = initiators.some((id) => !registry.has("actors", id))
  return claims.some(
    ({ stance, by }) =>
      stance === "claims-responsibility" &&
      (wholes.includes(root(by, registry)) ||
        (initiators.length > 0 && isUnread(by, registry)) ||
        (doubtful && registry.has("actors", by))),
  )
}

function isFound(claims, registry) {
  return claims.some(
    ({ stance, by }) =>
      ["asserts", "revises"].includes(stance) && (finds(by, registry) || isUnread(by, registry)),
  )
}

function finds(speaker, registry) {
  const actor = registry.get("actors", speaker)
  if (actor) return ["international-body", "court"].includes(actor.kind)
  return registry.get("publishers", speaker)?.kind === "un"
}

const isUnread = (speaker, registry) =>
  !registry.has("actors", speaker) && !registry.has("publishers", speaker)

/** Follows parents up; a circle of parents ends where it began. */
function root(actor, registry) {
  const seen = new Set([actor])
  let at = actor
  for (;;) {
    const parent = registry.get("actors", at)?.parent
    if (!parent || seen.has(parent)) return at
    seen.add(parent)
    at = parent
  }
}
