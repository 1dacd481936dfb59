// What the form shows at once, and what it calls things; everything else comes from the schema.

/** By the path of a record, the optional fields that do not fold away. */
const SHOWN = {
  "": ["claims", "verification"],
  location: ["province", "district", "place"],
  claims: ["made", "reports", "source"],
  sources: ["url", "title", "published"],
  verification: ["grade", "note"],
  casualties: ["basis"],
  external_ids: ["ucdp", "acled", "gtd", "wikidata"],
}
const LABELS = {
  also_in: "Also in",
  not_duplicate_of: "Not a duplicate of",
  "claims.by": "Speaker",
  "claims.made": "Day of the claim",
  "claims.text": "Text of the claim",
  "claims.reports": "Figures",
  "claims.about": "Answer to",
  "sources.url": "Address",
  "sources.sha256": "SHA-256",
  "external_ids.ucdp": "UCDP",
  "external_ids.acled": "ACLED",
  "external_ids.gtd": "GTD",
  lang: "Language of the text",
}
const ONE = {
  actors: "actor",
  casualties: "line of casualties",
  claims: "claim",
  sources: "source",
  reports: "figure",
  relations: "relation",
  not_duplicate_of: "entry",
  corrections: "correction",
  also_in: "province",
  tags: "tag",
  credits: "name",
  basis: "claim",
  aliases: "earlier id",
  sensitivity: "mark",
}
const NAMED = { claims: "c", sources: "s" }
const BEGUN = { actors: 1, sources: 1 }

const dotted = (path) => path.filter((step) => typeof step === "string").join(".")
const plain = (name) => name.replaceAll("_", " ")
const capital = (text) => text[0].toUpperCase() + text.slice(1)

export const namesOf = (names, path) => names[dotted(path)] ?? []
export const isShown = (path, name) => (SHOWN[dotted(path)] ?? []).includes(name)
export const labelOf = (path) => LABELS[dotted(path)] ?? capital(plain(path.at(-1)))
export const oneOf = (name) => ONE[name] ?? plain(name)
export const choiceOf = (value) => value.replaceAll("-", " ")
export const letterOf = (name) => NAMED[name]
export const begunWith = (path) => (path.length === 1 ? (BEGUN[path[0]] ?? 0) : 0)
