// Dates with their precision, as generator/model/partial_date.py reads and prints them.

import { quoted } from "./problem.js"

export const FORMS =
  "2022-06-11, 2022-06, 2022, 2022-06-XX, 2022-06-11?, 2022-06~ or 2022-06-11/2022-06-12"
const MONTHS =
  " January February March April May June July August September October November December".split(
    " ",
  )
const POINT = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-([0-2]\d|3[01]|XX))?)?([?~]?)$/
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/
const YEAR_LAST = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/
const TO = "–"

const padded = (number, length) => `${number}`.padStart(length, "0")
const iso = (year, month, day) => `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`

function daysIn(year, month) {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
}

/** Gives `{ first, last, start, end }`, days as ISO text, or `{ why }` where it is no date. */
export function parseDate(value) {
  if (Number.isInteger(value) && value >= 1 && value <= 9999) return parseDate(padded(value, 4))
  if (typeof value !== "string") return { why: `a date is text such as ${FORMS}` }
  const yearFirst = withTheYearFirst(value)
  if (yearFirst) {
    return { why: `${quoted(value)} is not a date; write the year first: ${yearFirst}` }
  }
  const slash = value.indexOf("/")
  const start = parsePoint(slash < 0 ? value : value.slice(0, slash))
  if (start.why) return start
  if (slash < 0) return { first: start.first, last: start.last, start, end: start }
  const end = parsePoint(value.slice(slash + 1))
  if (end.why) return end
  if (end.last < start.first) {
    return { why: `the interval ${quoted(value)} ends before it begins` }
  }
  return { first: start.first, last: end.last, start, end }
}

/** Says which days `04/07/2022` can mean, as dates are written here, or "". */
function withTheYearFirst(text) {
  const found = YEAR_LAST.exec(text)
  if (!found) return ""
  const [one, other, year] = found.slice(1).map(Number)
  const meant = [[one, other], [other, one]]
    .filter(([day, month]) => year && month >= 1 && month <= 12 && day >= 1)
    .filter(([day, month]) => day <= daysIn(year, month))
    .map(([day, month]) => iso(year, month, day))
  return [...new Set(meant)].join(" or ")
}

function parsePoint(text) {
  const found = POINT.exec(text)
  if (!found) return { why: `${quoted(text)} is not a date; write ${FORMS}` }
  const [year, month] = [Number(found[1]), Number(found[2] ?? 0)]
  if (year === 0) return { why: "there is no year 0000 in the archive's calendar" }
  const point = { year, month, day: 0, uncertain: found[4] === "?", approximate: found[4] === "~" }
  if (!month) {
    return { ...point, unit: "year", first: iso(year, 1, 1), last: iso(year, 12, 31) }
  }
  if (!found[3] || found[3] === "XX") {
    const bounds = { first: iso(year, month, 1), last: iso(year, month, daysIn(year, month)) }
    return { ...point, unit: found[3] ? "day-unknown" : "month", ...bounds }
  }
  const day = Number(found[3])
  if (day < 1 || day > daysIn(year, month)) {
    return { why: `${MONTHS[month]} ${year} has no day ${day}` }
  }
  const only = iso(year, month, day)
  return { ...point, day, unit: "day", first: only, last: only }
}

/** Prints a parsed date as a reader expects: "11 June 2022", "about June 2022" and the like. */
export function dateWords({ start, end }) {
  const same = start.uncertain === end.uncertain && start.approximate === end.approximate
  if (same && start.first === end.first && start.unit === end.unit) {
    return qualified(start, pointWords(start))
  }
  if (same) return qualified(start, intervalWords(start, end))
  return [start, end].map((point) => qualified(point, pointWords(point))).join(` ${TO} `)
}

function pointWords({ unit, year, month, day }) {
  if (unit === "year") return `${year}`
  if (unit === "month") return `${MONTHS[month]} ${year}`
  if (unit === "day-unknown") return `${MONTHS[month]} ${year}, day unknown`
  return `${day} ${MONTHS[month]} ${year}`
}

function intervalWords(start, end) {
  const units = start.unit === end.unit ? start.unit : ""
  if (units === "day" && start.year === end.year) {
    return start.month === end.month
      ? `${start.day}${TO}${end.day} ${MONTHS[end.month]} ${end.year}`
      : `${start.day} ${MONTHS[start.month]} ${TO} ${pointWords(end)}`
  }
  if (units === "month" && start.year === end.year) {
    return `${MONTHS[start.month]}${TO}${pointWords(end)}`
  }
  if (units === "year") return `${start.year}${TO}${end.year}`
  return `${pointWords(start)} ${TO} ${pointWords(end)}`
}

function qualified({ approximate, uncertain }, text) {
  const about = approximate ? `about ${text}` : text
  return uncertain ? `${about} (uncertain)` : about
}

/** Says what is wrong with a whole day, or "". */
export function dayFault(value) {
  const found = typeof value === "string" && DAY.exec(value)
  if (found) {
    const [year, month, day] = found.slice(1).map(Number)
    const exists = year > 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
    return exists ? "" : `\`${value}\` is not a day of the calendar`
  }
  return `${typeof value === "string" ? `${quoted(value)} is not a day; ` : ""}write it as 2022-06-11`
}

/** Today, as soon as it is that anywhere: a contributor's own date is never the future. */
export const today = (now) => new Date(now + 14 * 3600 * 1000).toISOString().slice(0, 10)
