// The archive's events as typed arrays, from the columns that generator/exports/explore.py writes.

import { dateWords, parseDate } from "../entry-form/partial-date.js"
import { countWords } from "../entry-form/count.js"
import { orders } from "./orders.js"

export const OUTCOMES = ["killed", "injured", "captured", "abducted", "missing"]
export const DAY = 86400000 // milliseconds
const UNKNOWN = { low: 0, high: null, best: null, about: false, known: false }
const LONGEST = 92 // days; a longer date has no month of its own, as in PartialDate.months

export const dayOf = (iso) => Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY)
export const isoOf = (day) => new Date(day * DAY).toISOString().slice(0, 10)
/** Numbers months, so that January 1970 is 0. */
export const monthOf = (day) => {
  const date = new Date(day * DAY)
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth()
}
/** Gives the first day of a month by its number. */
export const firstOf = (month) => Date.UTC(1970, month, 1) / DAY

/** Lets the browser draw and listen before work goes on. */
export const pause = () => new Promise((resolve) => setTimeout(resolve))

/** What is true of an event or not, each a bit of its mark. */
export const MARKS = { withheld: 1, derived: 2, report: 4, point: 8, country: 16, off: 32 }

/** Decodes the columns; all that is long is a typed array, which a worker hands over for nothing. */
export function decode(file) {
  const { events, counts } = file
  const size = events.day.length
  const first = new Int32Array(size)
  events.day.reduce((day, step, row) => (first[row] = day + step), 0)
  const last = first.slice()
  const partial = new Map(file.dates)
  for (const [row, text] of partial) last[row] = dayOf(parseDate(text).last)
  const month = new Int32Array(size) // -1 for a date that is too long to have one
  for (let row = 0; row < size; row++) {
    month[row] = last[row] - first[row] > LONGEST ? -1 : monthOf(first[row])
  }
  const figures = counts.map(figure)
  const provinceSets = packed(file.province_sets)
  const provinces = Uint32Array.from(events.provinces)
  const type = Uint16Array.from(events.type)
  const grade = Uint8Array.from(events.grade)
  const tolls = Object.fromEntries(OUTCOMES.map((name) => [name, Uint32Array.from(events[name])]))
  const pointed = Uint32Array.from(file.points, (point) => point[0])
  return {
    version: file.version,
    size,
    first,
    last,
    month,
    partial,
    tables: { province: file.provinces, actor: file.actors, type: file.types, grade: file.grades },
    provinceSets,
    actorSets: packed(file.actor_sets),
    provinces,
    actors: Uint32Array.from(events.actors),
    type,
    grade,
    precision: Uint8Array.from(events.precision),
    precisions: file.precisions,
    tolls,
    figures,
    words: figures.map(countWords),
    orders: orders({ size, figures, tolls, grade, grades: file.grades }),
    marks: marksOf(file, { size, type, provinces, provinceSets }),
    points: {
      rows: pointed,
      latitude: Float64Array.from(file.points, (point) => point[1]),
      longitude: Float64Array.from(file.points, (point) => point[2]),
      at: placesOf(pointed, size),
    },
  }
}

const figure = (bounds) => {
  if (!bounds) return UNKNOWN
  const [low, high, best, about] = bounds
  return { low, high, best, about: Boolean(about), known: true }
}

/** Puts lists one after another; `starts` has where each begins, and where the last ends. */
function packed(lists) {
  const starts = new Uint32Array(lists.length + 1)
  lists.forEach((list, at) => (starts[at + 1] = starts[at] + list.length))
  return { starts, members: Uint32Array.from(lists.flat()) }
}

export const membersOf = ({ starts, members }, at) => members.subarray(starts[at], starts[at + 1])

function marksOf(file, { size, type, provinces, provinceSets: { starts } }) {
  const marks = new Uint8Array(size)
  const reports = new Set(file.reports)
  for (let row = 0; row < size; row++) {
    const set = provinces[row]
    if (reports.has(type[row])) marks[row] |= MARKS.report
    if (starts[set] === starts[set + 1]) marks[row] |= MARKS.country
  }
  for (const row of file.withheld) marks[row] |= MARKS.withheld
  for (const row of file.derived) marks[row] |= MARKS.derived
  for (const [row] of file.points) marks[row] |= MARKS.point
  return marks
}

/** Gives by row the place in `rows`, or -1. */
function placesOf(rows, size) {
  const found = new Int32Array(size).fill(-1)
  rows.forEach((row, at) => (found[row] = at))
  return found
}

export const isMarked = (archive, mark, row) => (archive.marks[row] & MARKS[mark]) > 0

/** Gives `{ latitude, longitude }` of an exact point, or undefined. */
export function pointOf({ points: { at, latitude, longitude } }, row) {
  const place = at[row]
  return place < 0 ? undefined : { latitude: latitude[place], longitude: longitude[place] }
}

/** Gives a date as the entry has it. */
export const dateText = (archive, row) => archive.partial.get(row) ?? isoOf(archive.first[row])

export const dateInWords = (archive, row) => dateWords(parseDate(dateText(archive, row)))

/** Gives the number of people, or undefined where nobody gives a figure. */
export const tollOf = (archive, outcome, row) => archive.figures[archive.tolls[outcome][row] - 1]

export const tollInWords = (archive, outcome, row) =>
  archive.words[archive.tolls[outcome][row] - 1] ?? ""

export const provincesOf = (archive, row) =>
  named(archive.tables.province, membersOf(archive.provinceSets, archive.provinces[row]))

export const actorsOf = (archive, row) =>
  named(archive.tables.actor, membersOf(archive.actorSets, archive.actors[row]))

const named = (table, places) => Array.from(places, (place) => table[place])

/** Puts titles into one text, and says where each begins: two values are handed over at once. */
export function packTitles({ version, ids, titles }) {
  return { version, ids: joined(ids), titles: joined(titles) }
}

function joined(texts) {
  const starts = new Uint32Array(texts.length + 1)
  texts.forEach((text, at) => (starts[at + 1] = starts[at] + text.length))
  return { starts, text: texts.join("") }
}

const textAt = ({ starts, text }, at) => text.slice(starts[at], starts[at + 1])

export const idAt = (titles, row) => textAt(titles.ids, row)

export const titleAt = (titles, row) => textAt(titles.titles, row)
