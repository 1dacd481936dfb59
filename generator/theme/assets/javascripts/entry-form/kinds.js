// Which control asks for which kind of value, and how its text becomes the plain value of the file.

import { kindOf } from "./codebook.js"
import { combobox } from "./combobox.js"
import { control, show, textOf } from "./control.js"
import { countWords, parseCount } from "./count.js"
import { element, reference } from "./element.js"
import { choiceOf } from "./layout.js"
import { dateWords, dayFault, parseDate } from "./partial-date.js"

const line = (more = {}) => element("input", { type: "text", dir: "auto", spellcheck: "false", ...more })
const reading = (text) => `Read as: ${text}`
const notYet = (why) => `Not yet: ${why}`
const NUMBER = /^-?\d{1,3}(?:\.\d{1,15})?$/

/** Makes the field for a schema that is no record, list or mapping; `asks` is what `control` takes. */
export function fieldFor(schema, asks, offers) {
  if (offers) return control({ ...asks, ...combobox(offers) })
  const kind = kindOf(schema)
  const make = KINDS[kind] ?? KINDS.line
  const more = MORE[kind] && reference(...MORE[kind])
  return control({ parse: textOf, print: show, more, ...asks, ...make(schema, asks) })
}

const MORE = {
  date: ["../fields/#how-dates-are-written", "How dates are written"],
  count: ["../fields/#how-numbers-of-people-are-written", "How numbers are written"],
}
const KINDS = {
  line: () => ({ input: line({ spellcheck: "true" }) }),
  code: () => ({ input: line({ autocapitalize: "none" }) }),
  address: () => ({ input: line({ inputmode: "url", autocapitalize: "none" }) }),
  prose: () => ({ input: element("textarea", { rows: 3, dir: "auto" }) }),
  date: () => ({ input: line(), explain: explainDate }),
  day: () => ({ input: line(), explain: explainDay }),
  count: () => ({ input: line(), parse: parseNumber, print: printNumber, explain: explainCount }),
  choice,
  flag: () => ({
    tick: true,
    input: element("input", { type: "checkbox" }),
    parse: (input) => input.checked || undefined,
    print: (input, value) => {
      input.checked = value === true
    },
  }),
  coordinates: () => ({
    input: line({ placeholder: "35.2, 60.4" }),
    parse: parsePoint,
    print: (input, value) => show(input, value?.join(", ")),
  }),
}

function choice(schema) {
  const unset = schema.default ? `not set (${choiceOf(schema.default)})` : "choose…"
  const input = element("select", {}, element("option", { value: "", text: unset }))
  for (const value of schema.enum) input.append(element("option", { value, text: choiceOf(value) }))
  return {
    input,
    print(select, value) {
      const known = value === undefined || schema.enum.includes(value)
      if (!known) select.append(element("option", { value, text: value }))
      show(select, value)
    },
  }
}

function explainDate(text) {
  if (!text.trim()) return ""
  const found = parseDate(text.trim())
  return found.why ? notYet(found.why) : reading(dateWords(found))
}

function explainDay(text) {
  if (!text.trim()) return ""
  const why = dayFault(text.trim())
  return why ? notYet(why) : reading(dateWords(parseDate(text.trim())))
}

function explainCount(text) {
  if (!text.trim()) return ""
  const found = parseCount(text.trim())
  return found.why ? notYet(found.why) : reading(countWords(found))
}

/** A mapping of min, best and max has no place in one line: it is kept as it was found. */
function parseNumber(input) {
  return input.bounds && input.value === "" ? input.bounds : textOf(input)
}

function printNumber(input, value) {
  input.bounds = value && typeof value === "object" ? value : undefined
  show(input, input.bounds ? "" : value)
}

function parsePoint(input) {
  const parts = input.value.split(/[,\s]+/).filter(Boolean)
  if (!parts.length) return undefined
  return parts.map((part) => (NUMBER.test(part) ? Number(part) : part))
}
