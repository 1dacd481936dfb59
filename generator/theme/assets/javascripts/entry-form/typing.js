// Whether every field holds what the codebook wants of it: generator/reading/typing.py again.

import { itemOf, kindOf, languagesOf, resolved } from "./codebook.js"
import { parseCount } from "./count.js"
import { dayFault, parseDate } from "./partial-date.js"
import { problem, quoted } from "./problem.js"
import { closest } from "./suggestion.js"
import { addressFault } from "./web-address.js"

const WRITE_TEXT = "write text; put a number or true/false in quotes to make it text"
const WRITE_LIST = "write a list: each item on its own line, after a hyphen"
const WRITE_FIELDS = "write fields below it, indented"
const HINTS = {
  "bad-date": "see how dates are written",
  "bad-count": "see how counts are written",
  "count-order": "put the smaller number first",
  "bad-url": "copy the address from the browser's address bar",
  "one-line": "delete the line break",
}
const SEPARATORS = /[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/
const isRecord = (value) => value !== null && typeof value === "object" && !Array.isArray(value)

/** Finds what is wrong with plain values: problems, each with the path of its field. */
export function typeFaults(root, plain) {
  const faults = []
  const report = (path, rule, message, hint) => faults.push(problem(path, rule, message, hint))
  const context = { root, report }
  record(context, root, plain, [])
  return faults
}

function record(context, schema, value, path) {
  if (!isRecord(value)) return wrongType(context, value, path, WRITE_FIELDS)
  for (const [name, field] of Object.entries(schema.properties)) {
    if (field.readOnly) continue // the form never makes it
    const at = [...path, name]
    const { schema: inner, optional } = resolved(context.root, field)
    if (name in value) {
      const mayBeNull = field.anyOf?.some((choice) => choice.type === "null")
      if (!(value[name] === null && mayBeNull)) check(context, inner, value[name], at)
    } else if (schema.required?.includes(name) && !optional) {
      const example = inner.examples?.[0]
      const hint = typeof example === "string" ? `, for example \`${name}: ${example}\`` : ""
      context.report(at, "missing-field", `${shown(at)} is missing`, `add it${hint}`)
    }
  }
  const known = Object.keys(schema.properties)
  for (const name of Object.keys(value).filter((key) => !known.includes(key))) {
    const near = closest(name, known)
    const hint = near ? `did you mean \`${near}\`?` : `the fields here are ${known.join(", ")}`
    context.report([...path, name], "unknown-field", `${shown([...path, name])} is no field`, hint)
  }
}

function check(context, schema, value, path) {
  const kind = kindOf(schema)
  if (kind === "record") record(context, schema, value, path)
  else if (kind === "list") list(context, schema, value, path)
  else if (kind === "languages") languages(context, schema, value, path)
  else if (kind === "coordinates") coordinates(context, schema, value, path)
  else if (kind === "choice") choice(context, schema, value, path)
  else if (kind === "flag") {
    if (typeof value !== "boolean") wrongType(context, value, path, "write true or false")
  } else if (kind === "date") own(context, path, "bad-date", parseDate(value).why)
  else if (kind === "day") own(context, path, "bad-date", dayFault(value))
  else if (kind === "count") {
    const { rule, why } = parseCount(value)
    own(context, path, rule, why)
  } else text(context, schema, value, path, kind)
}

function text(context, schema, value, path, kind) {
  const given = schema.anyOf && typeof value === "number" ? `${value}` : value
  if (typeof given !== "string") return wrongType(context, value, path, WRITE_TEXT)
  const bounds = schema.anyOf ? schema.anyOf.find((option) => option.type === "string") : schema
  const stripped = kind === "code" ? given : given.trim()
  if (tooLong(context, given, stripped, bounds.maxLength, path)) return
  if (!stripped && bounds.minLength) {
    return context.report(path, "missing-field", `${shown(path)} is empty`, "fill it in")
  }
  if (schema.pattern) return form(context, schema.pattern, given, path)
  if (kind === "address") own(context, path, "bad-url", addressFault(stripped))
  if (kind === "line" && SEPARATORS.test(stripped)) {
    own(context, path, "one-line", "must stand on one line")
  }
}

function tooLong({ report }, given, stripped, longest, path) {
  if (!longest || [...stripped].length <= longest) return false
  const fault = `${shown(path)} has ${[...given].length} characters, more than ${longest}`
  report(path, "too-long", fault, "shorten it")
  return true
}

function form({ report }, pattern, value, path) {
  if (new RegExp(pattern, "u").test(value)) return
  const hint = pattern.includes("a-f]{64}")
    ? "64 hexadecimal digits, in small letters"
    : pattern.includes("[a-z]{2,3}")
      ? "a code in small letters, such as `fa`"
      : "small letters, digits and single hyphens"
  report(path, "bad-id", `${shown(path)}: ${quoted(value)} does not have the right form`, hint)
}

function choice({ report }, schema, value, path) {
  if (schema.enum.includes(value)) return
  const near = closest(value, schema.enum)
  const hint = near ? `did you mean \`${near}\`?` : `one of ${schema.enum.join(", ")}`
  const given = typeof value === "string" ? quoted(value) : kindOfValue(value)
  report(path, "unknown-value", `${shown(path)} cannot be ${given}`, hint)
}

function list(context, schema, value, path) {
  const { schema: item, alone } = itemOf(context.root, schema)
  const items = alone && typeof value === "string" ? [value] : value
  if (!Array.isArray(items)) return wrongType(context, value, path, WRITE_LIST)
  if (!items.length && schema.minItems) {
    return context.report(path, "missing-field", `${shown(path)} is empty`, "fill it in")
  }
  items.forEach((entry, at) => check(context, item, entry, [...path, at]))
}

function languages(context, schema, value, path) {
  if (!isRecord(value)) return wrongType(context, value, path, WRITE_FIELDS)
  const { pattern, value: inner, longest } = languagesOf(schema)
  for (const [language, spelled] of Object.entries(value)) {
    const at = [...path, language]
    if (!tooLong(context, language, language, longest, at)) {
      form(context, pattern, language, at)
    }
    check(context, inner, spelled, at)
  }
}

function coordinates(context, schema, value, path) {
  if (!Array.isArray(value)) return wrongType(context, value, path, WRITE_LIST)
  if (value.length > 2) {
    return wrongType(context, value, path, "write two numbers: latitude, longitude")
  }
  schema.prefixItems.forEach(({ minimum, maximum }, at) => {
    const [degrees, inside] = [value[at], [...path, at]]
    if (at >= value.length) {
      context.report(inside, "missing-field", `${shown(inside)} is missing`, "add it")
    } else if (typeof degrees !== "number") {
      wrongType(context, degrees, inside, "write a number")
    } else if (!(degrees >= minimum && degrees <= maximum)) {
      const hint = "latitude first (-90 to 90), then longitude (-180 to 180)"
      context.report(inside, "out-of-range", `${shown(inside)} is ${decimal(degrees)}`, hint)
    }
  })
}

const decimal = (number) => `${number}`

function own({ report }, path, rule, why) {
  if (why) report(path, rule, `${shown(path)}: ${why}`, HINTS[rule])
}

function wrongType({ report }, value, path, wanted) {
  report(path, "wrong-type", `${shown(path)} is ${kindOfValue(value)}`, wanted)
}

function kindOfValue(value) {
  if (value === null) return "empty"
  if (typeof value === "boolean") return `\`${value}\``
  if (typeof value === "number") return `the number ${value}`
  if (typeof value === "string") return `the text ${quoted(value)}`
  return Array.isArray(value) ? "a list" : "a mapping of fields"
}

/** A field's path as messages show it: `claims[1].made`. */
export function shown(path) {
  const text = path.reduce(
    (before, step) =>
      typeof step === "number" ? `${before}[${step + 1}]` : before ? `${before}.${step}` : step,
    "",
  )
  return quoted(text || "the front matter")
}
