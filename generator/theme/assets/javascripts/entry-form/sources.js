// Rules about sources, generator/checks/sources.py again: they can still be read in years, in
// private, and each counts once.

import { problem, quoted, warning } from "./problem.js"
import { normalAddress } from "./web-address.js"

const RESTS_ON_SOURCES = new Set(["fair", "confirmed"])
const SHOWN = ["url", "archived", "title", "author"]
const ESCAPED = /\\(?=[!-/:-@[-`{-~])/g
const ENCODED = /(?:%[0-9a-f]{2})+/gi
const SYNTAX = /[\\^$.*+?()[\]{}|/]/g
const isPrivate = ({ sensitivity = [] }) => [sensitivity].flat().includes("identifies-person")

export function sourceFaults(facts, body) {
  return [
    ...notArchived(facts),
    ...facts.sources.flatMap((source, n) => notEncrypted(source, n)),
    ...listedTwice(facts.sources),
    ...shownInPrivate(facts, body),
  ]
}

function* notArchived({ sources, status = "published", verification: { grade } = {} }) {
  if (!RESTS_ON_SOURCES.has(grade) || status !== "published") return
  const bare = sources.filter((one) => one.url && !one.archived && !isPrivate(one))
  if (!bare.length) return
  const ids = bare.map(({ id }) => quoted(id))
  const listed =
    ids.length === 1
      ? `its source ${ids[0]} has`
      : `its sources ${ids.slice(0, -1).join(", ")} and ${ids.at(-1)} have`
  const fault = `is graded \`${grade}\`, and ${listed} no archived copy`
  const hint = "save each page at an archive, and add `archived` and `archived_on`"
  yield warning(["sources"], "source-not-archived", fault, hint)
}

function notEncrypted(source, n) {
  const plain = ["url", "archived"].filter((field) => /^\s*http:\/\//i.test(source[field] ?? ""))
  const hint = "write https:// if the page opens so; else leave it"
  return plain.map((field) =>
    warning(["sources", n, field], "plain-http", `${quoted(source[field])} is not encrypted`, hint),
  )
}

function* listedTwice(sources) {
  const seen = new Map()
  for (const [n, { id, url }] of sources.entries()) {
    if (!url) continue
    const address = normalAddress(url)
    const first = seen.get(address) ?? id
    seen.set(address, first)
    if (first === id) continue
    const fault = `the address is that of the source \`${first}\` above`
    const hint = "keep one of the two, and let claims name that one"
    yield problem(["sources", n, "url"], "source-twice", fault, hint)
  }
}

function* shownInPrivate(facts, body) {
  const hidden = facts.sources.filter(isPrivate)
  const texts = hidden.length ? textsOf(facts, body) : []
  for (const { id, url, archived } of hidden) {
    for (const address of [url, archived].filter(Boolean)) {
      const found = texts.find(([, text]) => shows(text, address))
      if (!found) continue
      const fault = `the entry shows the address of \`${id}\`, which identifies a person at risk`
      const hint = "delete the address here; the source alone keeps it, and is not linked"
      yield problem(found[0], "private-address", fault, hint)
    }
  }
}

/** Every text that pages show; the body as it was written, but for what Markdown escapes. */
function textsOf(facts, body) {
  const found = [
    [["body"], body.replace(ESCAPED, "").replaceAll("&amp;", "&")],
    [["title"], facts.title],
    [["verification", "note"], facts.verification?.note],
    [["status_reason"], facts.status_reason],
    ...(facts.claims ?? []).map(({ text }, n) => [["claims", n, "text"], text]),
  ]
  for (const [n, other] of facts.sources.entries()) {
    if (!isPrivate(other)) found.push(...SHOWN.map((key) => [["sources", n, key], other[key]]))
  }
  for (const [n, change] of (facts.corrections ?? []).entries()) {
    found.push(...["note", "was", "now"].map((key) => [["corrections", n, key], change[key]]))
  }
  return found.filter(([, text]) => text).map(([at, text]) => [at, folded(text)])
}

/** Finds an address in a text, and not where it only begins that of another page. */
function shows(text, address) {
  const page = folded(normalAddress(address)).replace(SYNTAX, "\\$&")
  return new RegExp(`${page}(?![\\p{L}\\p{N}_-]|/[\\p{L}\\p{N}_])`, "u").test(text)
}

const folded = (text) => text.replace(ENCODED, decoded).replaceAll("?", "&").toLowerCase()

function decoded(bytes) {
  try {
    return decodeURIComponent(bytes)
  } catch {
    return bytes
  }
}
