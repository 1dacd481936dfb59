// What looks like private data in a text: generator/reading/personal.py again, pattern by pattern.
// `\w`, `\d` and `\b` of Python know every script, so they are spelled out where those are meant.

import { warning } from "./problem.js"

const W = "[\\p{L}\\p{N}_]"
const D = "\\p{Nd}"
const EDGE = `(?:(?<=${W})(?!${W})|(?<!${W})(?=${W}))`
const DIGITS = "0-9\u06f0-\u06f9\u0660-\u0669"
const GAP = "[ \\u00a0().\\-\\u2010-\\u2013]{0,2}"
const SUSPECT = new RegExp(
  `[${DIGITS}](?<![${DIGITS}\\-].)(?!${D}{3}-${D}${D}-${D}${D}(?!${GAP}${D}))` +
    `(?:[${DIGITS}]{5}|(?:${GAP}[${DIGITS}]){6})`,
  "su",
)
const ADDRESS = /https?:\/\/[^\s<>"]+/gi
const NOT_PROSE = new Set(["url", "archived", "sha256", "external_ids", "coordinates", "id", "owned"])
const NAME = `(?<![\\p{L}\\p{N}_.+%\\-])${W}[\\p{L}\\p{N}_.+%\\-]{0,63}`
const HOST = "[\\p{L}\\p{N}_\\-]{1,63}(?:\\.[\\p{L}\\p{N}_\\-]{1,63}){1,8}"
const PAPERS = {
  AF: `tazkir${W}*|tazker${W}*|تذکره`,
  IR: "شماره ملی|کد ملی|گذرنامه",
  PK: "cnic|nicop",
  US: "social security",
}
const PAPER_WORDS = [
  `passport|national id|identity card|identity number|id card|پاسپورت|паспорт${W}*`,
  ...Object.values(PAPERS),
].join("|")
const PHONE_WORDS =
  "phone|telephone|tel|mobile|cell|call|whatsapp|viber|signal|" +
  `تلفن|تلیفون|موبایل|شماره تماس|واتساپ|واتس\u200cاپ|телефон${W}*|тел`
const MAIL = "an e-mail address"
const PHONE = "a telephone number"
const IDENTITY = "the number of an identity document"
const NUMBERS = { AF: "1[34]\\d\\d[ \\-]?\\d{4}[ \\-]?\\d{5}", PK: "\\d{5}-\\d{7}-\\d", US: "\\d{3}-\\d\\d-\\d{4}" }
const PATTERNS = [
  [MAIL, new RegExp(`${NAME}@${HOST}`, "gu")],
  [MAIL, new RegExp(`${NAME} ?[\\[(] ?at ?[\\])] ?${HOST}`, "giu")],
  ...Object.values(NUMBERS).map((number) => [
    IDENTITY,
    new RegExp(`(?<![\\w\\-])${number}(?![\\w\\-])`, "gu"),
  ]),
  [
    IDENTITY,
    new RegExp(
      `${EDGE}(?:${PAPER_WORDS})${EDGE}[^${D};!?\\n]{0,20}?[A-Z]{0,3}[\\- ]?(?<!${D})${D}{6,}(?!${D})`,
      "giu",
    ),
  ],
  [PHONE, new RegExp(`(?<![\\w.+\\-])(?:\\+ ?|00)[1-9](?:${GAP}\\d){7,14}(?![\\d%])`, "gu")],
  [
    PHONE,
    new RegExp(
      `(?<![\\w.,+/:\\-])(?!\\d\\d[./\\-]\\d\\d[./\\-]\\d{4})\\(?0[1-9](?:${GAP}\\d){7,9}(?![\\w%])`,
      "gu",
    ),
  ],
  [PHONE, /(?<![\w-])\(\d{3}\) ?\d{3}[- ]\d{4}(?![\w-])/g],
  [
    PHONE,
    new RegExp(
      `${EDGE}(?:${PHONE_WORDS})${EDGE}[^${D}.;!?\\n]{0,12}(?!${D}{4}-${D}${D}-${D}${D})${D}(?:${GAP}${D}){6,14}(?!${D})`,
      "giu",
    ),
  ],
]

/** Names each kind of private data that a text seems to hold; what is in a web address passes. */
export function personalData(text) {
  if (!isSuspect(text)) return []
  const plain = text
    .replace(/[\u06f0-\u06f9\u0660-\u0669]/g, (digit) => `${digit.charCodeAt(0) & 15}`)
    .replace(ADDRESS, (address) => " ".repeat(address.length))
  const found = PATTERNS.flatMap(([kind, pattern]) =>
    [...plain.matchAll(pattern)].map((match) => ({
      kind,
      start: match.index,
      end: match.index + match[0].length,
    })),
  )
  const order = (one, other) =>
    one.start - other.start || one.end - other.end || PLACE[one.kind] - PLACE[other.kind]
  let ends = 0
  const kinds = new Set()
  for (const { kind, start, end } of found.sort(order)) {
    if (start < ends) continue
    ends = end
    kinds.add(kind)
  }
  return [...kinds]
}

const PLACE = { [MAIL]: 0, [IDENTITY]: 1, [PHONE]: 2 }

/** Warns of private data in fields and text; the message does not repeat the data. */
export function personalFaults(facts, body) {
  return [...strings(facts, []), [["body"], body]].flatMap(([path, text]) =>
    personalData(text.normalize("NFC")).map((kind) =>
      warning(
        path,
        "personal-data",
        `holds what looks like ${kind}`,
        "leave it out if it could lead to a person; what Git has seen cannot be erased",
      ),
    ),
  )
}

function isSuspect(text) {
  return ["@", "at)", "at]"].some((sign) => text.includes(sign)) || SUSPECT.test(text)
}

function* strings(value, path) {
  if (typeof value === "string") yield [path, value]
  else if (Array.isArray(value)) {
    for (const [n, inner] of value.entries()) yield* strings(inner, [...path, n])
  } else if (value !== null && typeof value === "object") {
    for (const [key, inner] of Object.entries(value)) {
      if (!NOT_PROSE.has(key)) yield* strings(inner, [...path, key])
    }
  }
}
