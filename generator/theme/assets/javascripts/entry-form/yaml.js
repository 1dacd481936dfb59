// How an entry is written as a file: every text that could be read as something else is in quotes.

const WORD = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/
const RESERVED = new Set(["null", "true", "false", "yes", "no", "on", "off", "y", "n"])
const DATE = /^\d{4}-\d{2}(?:-\d{2})?$/

/** Writes front matter and body; the same facts give the same text. */
export function written(facts, body) {
  const text = body.trim() ? `\n${body.replace(/^\s*\n/, "").trimEnd()}\n` : ""
  return `---\n${fields(facts, 0)}---\n${text}`.normalize("NFC")
}

const pad = (depth) => "  ".repeat(depth)
const isHolder = (value) => value !== null && typeof value === "object"
const isEmpty = (value) => isHolder(value) && Object.keys(value).length === 0

function fields(record, depth) {
  return Object.entries(record)
    .map(([key, value]) => `${pad(depth)}${scalar(key)}:${after(value, depth)}`)
    .join("")
}

function after(value, depth) {
  if (!isHolder(value) || isEmpty(value)) return ` ${scalar(value)}\n`
  if (!Array.isArray(value)) return `\n${fields(value, depth + 1)}`
  if (value.every((item) => !isHolder(item))) return ` [${value.map(scalar).join(", ")}]\n`
  return `\n${value.map((item) => listed(item, depth + 1)).join("")}`
}

function listed(item, depth) {
  if (!isHolder(item) || isEmpty(item)) return `${pad(depth)}- ${scalar(item)}\n`
  if (Array.isArray(item)) return `${pad(depth)}- [${item.map(scalar).join(", ")}]\n`
  return `${pad(depth)}- ${fields(item, depth + 1).slice(2 * (depth + 1))}`
}

function scalar(value) {
  if (isHolder(value)) return Array.isArray(value) ? "[]" : "{}"
  if (typeof value !== "string") return `${value}`
  const plain = (WORD.test(value) && !RESERVED.has(value)) || DATE.test(value)
  return plain ? value : JSON.stringify(value)
}
