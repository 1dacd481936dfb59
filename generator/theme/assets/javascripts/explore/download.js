// The matching events as files of the reader's own: a table and a map layer, made in the browser.

import {
  OUTCOMES, actorsOf, dateText, idAt, isMarked, isoOf, pause, pointOf, provincesOf, titleAt,
  tollInWords, tollOf,
} from "./archive.js"

const BOUNDS = ["min", "best", "max"]
// What a spreadsheet would take for a formula (OWASP, "CSV Injection").
const FORMULA = /^[=+\-@\t\r\n]/
const MANY = ";"
const SLICE = 200 // events that are written before the page may do something else

/** Gives one event's facts, with the names and in the order of the table's columns. */
function facts({ archive, titles, root }, row) {
  const id = idAt(titles, row)
  const place = pointOf(archive, row)
  const ids = (found) => found.map(([one]) => one).join(MANY)
  const told = {
    id,
    title: titleAt(titles, row),
    date: dateText(archive, row),
    first_day: isoOf(archive.first[row]),
    last_day: isoOf(archive.last[row]),
    type: archive.tables.type[archive.type[row]][0],
    provinces: ids(provincesOf(archive, row)),
    precision: archive.precisions[archive.precision[row]],
    withheld: isMarked(archive, "withheld", row),
    latitude: place?.latitude ?? null,
    longitude: place?.longitude ?? null,
    actors: ids(actorsOf(archive, row)),
    grade: archive.tables.grade[archive.grade[row]],
  }
  for (const outcome of OUTCOMES) {
    const found = tollOf(archive, outcome, row)
    told[outcome] = tollInWords(archive, outcome, row)
    const bounds = found?.known ? { min: found.low, best: found.best, max: found.high } : {}
    for (const bound of BOUNDS) told[`${outcome}_${bound}`] = bounds[bound] ?? null
  }
  told.figures_derived = isMarked(archive, "derived", row)
  told.address = `${root}events/${id}/`
  return told
}

/** Writes RFC 4180's CSV, as a list of pieces; text that a spreadsheet would run gets an apostrophe before it. */
export async function asCsv(source, rows) {
  const names = Object.keys(facts(source, rows[0]))
  const lines = await written(rows, (row) => {
    const told = facts(source, row)
    return `${names.map((name) => cell(told[name])).join(",")}\r\n`
  })
  return [`${names.join(",")}\r\n`, ...lines]
}

/** Writes rows a slice at a time, with time for the reader in between; gives the slices' texts. */
async function written(rows, textOf) {
  const found = []
  for (let start = 0; start < rows.length; start += SLICE) {
    if (start) await pause()
    found.push(Array.from(rows.slice(start, start + SLICE), (row, at) => textOf(row, start + at)).join(""))
  }
  return found
}

function cell(value) {
  if (value === null) return ""
  if (typeof value !== "string") return `${value}`
  const safe = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Writes RFC 7946's GeoJSON, as a list of pieces; the geometry is null where no exact point is known. */
export async function asGeoJson(source, rows) {
  const features = await written(rows, (row, at) => {
    const { latitude, longitude, provinces, actors, ...properties } = facts(source, row)
    const list = (text) => (text ? text.split(MANY) : [])
    const feature = JSON.stringify({
      type: "Feature",
      id: properties.id,
      geometry: latitude === null ? null : { type: "Point", coordinates: [longitude, latitude] },
      properties: { ...properties, provinces: list(provinces), actors: list(actors) },
    })
    return at ? `,${feature}` : feature
  })
  return ['{"type":"FeatureCollection","features":[', ...features, "]}\n"]
}

/** Hands pieces of text over as a file. */
export function save(pieces, name, type) {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(new Blob(pieces, { type }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
