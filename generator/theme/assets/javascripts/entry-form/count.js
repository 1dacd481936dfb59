// Numbers of people, as generator/model/count.py reads and prints them.

import { quoted } from "./problem.js"

export const FORMS = "8, 8+, <=7, 8-12, ~20 or unknown"
const LARGEST = 9_999_999
const KEYS = ["min", "best", "max"]
const FORM = /^(?:(\d{1,7})|(\d{1,7})\+|<=(\d{1,7})|(\d{1,7})-(\d{1,7})|~(\d{1,7})|(unknown))$/
const grouped = (number) => number.toLocaleString("en-US")
const RANGE = `a whole number from 0 to ${grouped(LARGEST)}`
const fits = (number) => Number.isInteger(number) && number >= 0 && number <= LARGEST

/** Gives `{ low, high, best, about, known }`, or `{ rule, why }` where it is no count. */
export function parseCount(value) {
  if (Number.isInteger(value)) {
    return fits(value) ? bounds(value, value) : bad(`a count is ${RANGE}`)
  }
  if (typeof value === "string") return parseText(value)
  if (value && typeof value === "object" && !Array.isArray(value)) return parseBounds(value)
  return bad(`write a count as ${FORMS}`)
}

const bounds = (low, high, more = {}) => ({ low, high, best: null, about: false, known: true, ...more })
const bad = (why) => ({ rule: "bad-count", why })
const disordered = (why) => ({ rule: "count-order", why })

function parseText(text) {
  const found = FORM.exec(text)
  if (!found) return bad(`${quoted(text)} is not a count; write ${FORMS}`)
  const [exact, least, most, low, high, about] = found
    .slice(1, 7)
    .map((digits) => (digits === undefined ? null : Number(digits)))
  if (exact !== null) return bounds(exact, exact)
  if (least !== null) return bounds(least, null)
  if (most !== null) return bounds(0, most)
  if (about !== null) return bounds(about, about, { about: true })
  if (low === null) return bounds(0, null, { known: false })
  if (low > high) return disordered(`\`${text}\` runs from the larger to the smaller number`)
  return bounds(low, high)
}

function parseBounds(value) {
  const strange = Object.keys(value).filter((key) => !KEYS.includes(key)).sort()
  if (strange.length) return bad(`a count has min, best and max, not ${quoted(strange[0])}`)
  const given = KEYS.filter((key) => value[key] !== null && value[key] !== undefined)
  const wrong = given.find((key) => !fits(value[key]))
  if (wrong) return bad(`\`${wrong}\` of a count is ${RANGE}`)
  if (!given.length) return bad("a count needs at least one of min, best and max")
  const numbers = given.map((key) => value[key])
  if (numbers.some((number, at) => at && number < numbers[at - 1])) {
    return disordered("a count needs min <= best <= max")
  }
  return bounds(value.min ?? 0, value.max ?? null, { best: value.best ?? null })
}

/** Prints a parsed count as a reader expects: "8", "at least 8", "up to 7", "about 20". */
export function countWords({ low, high, best, about, known }) {
  if (!known) return "unknown"
  const text = boundsInWords(low, high, about ? "about " : "")
  if (best === null || (low === best && best === high)) return text
  return `${grouped(best)} (best estimate${low === 0 && high === null ? "" : `; ${text}`})`
}

function boundsInWords(low, high, about) {
  if (high === null) return low ? `at least ${about}${grouped(low)}` : `${about}0 or more`
  if (low === high) return `${about}${grouped(low)}`
  return low === 0 ? `up to ${about}${grouped(high)}` : `${about}${grouped(low)}–${grouped(high)}`
}
