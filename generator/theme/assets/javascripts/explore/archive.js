// The archive's events as typed arrays, from the columns that generator/exports/explore.py writes.

import { dateWords, parseDate } from "../entry-form/partial-date.js"
import { countWords } from "../entry-form/count.js"

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

/** Loads and decodes; `titles` comes later than the rest, as a promise of ids and titles. */
export async function load(folder) {
  const [columns, later] = ["explore.json", "explore-titles.json"].map((name) => ({
    address: new URL(name, folder),
    asked: fetchJson(new URL(name, folder)),
  }))
  later.asked.catch(() => {}) // told where it is waited for
  const file = await columns.asked
  await pause()
  const archive = decode(file)
  await pause()
  return { archive, titles: matching(archive.version, later) }
}

// Two files may come from two versions of the site, one of them kept by the browser.
async function matching(version, { address, asked }) {
  const first = await asked
  const found = first.version === version ? first : await fetchJson(address, { cache: "reload" })
  if (found.version !== version) throw new Error("the titles are of another version of the archive")
  return found
}

async function fetchJson(address, options) {
  const answer = await fetch(address, options)
  if (!answer.ok) throw new Error(`${address} gave ${answer.status}`)
  return answer.json()
}

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
  return {
    version: file.version,
    size,
    first,
    last,
    month,
    partial,
    tables: { province: file.provinces, actor: file.actors, type: file.types, grade: file.grades },
    provinceSets: file.province_sets,
    actorSets: file.actor_sets,
    provinces: Uint32Array.from(events.provinces),
    actors: Uint32Array.from(events.actors),
    type: Uint16Array.from(events.type),
    grade: Uint8Array.from(events.grade),
    precision: Uint8Array.from(events.precision),
    precisions: file.precisions,
    tolls: Object.fromEntries(OUTCOMES.map((name) => [name, Uint32Array.from(events[name])])),
    figures,
    derived: flags(size, file.derived),
    withheld: flags(size, file.withheld),
    points: {
      rows: Uint32Array.from(file.points, (point) => point[0]),
      latitude: Float64Array.from(file.points, (point) => point[1]),
      longitude: Float64Array.from(file.points, (point) => point[2]),
    },
  }
}

const figure = (bounds) => {
  if (!bounds) return UNKNOWN
  const [low, high, best, about] = bounds
  return { low, high, best, about: Boolean(about), known: true }
}

function flags(size, rows) {
  const found = new Uint8Array(size)
  for (const row of rows) found[row] = 1
  return found
}

/** Gives a date as the entry has it. */
export const dateText = (archive, row) => archive.partial.get(row) ?? isoOf(archive.first[row])

export const dateInWords = (archive, row) => dateWords(parseDate(dateText(archive, row)))

/** Gives the number of people, or undefined where nobody gives a figure. */
export const tollOf = (archive, outcome, row) => archive.figures[archive.tolls[outcome][row] - 1]

export const tollInWords = (archive, outcome, row) => {
  const found = tollOf(archive, outcome, row)
  return found ? countWords(found) : ""
}

export const provincesOf = (archive, row) =>
  archive.provinceSets[archive.provinces[row]].map((place) => archive.tables.province[place])

export const actorsOf = (archive, row) =>
  archive.actorSets[archive.actors[row]].map((place) => archive.tables.actor[place])
