// What is chosen, as it stands in the page's address: shared, bookmarked, and gone back to.

import { parseDate } from "../entry-form/partial-date.js"
import { dayOf, firstOf, isoOf, monthOf } from "./archive.js"

export const NAMED = ["province", "actor", "type", "grade"]
export const ORDERS = ["newest", "oldest", "killed", "injured", "grade"]

const LONGEST = 40 // characters of a strange value that are repeated

/**
 * Reads a query such as `?from=2022-01&province=northland`. `strange` lists what makes no sense, and
 * `turned` is true of a span that ended before it began; keys of others are left alone.
 */
export function read(query, tables) {
  const given = new URLSearchParams(query)
  const strange = []
  const leave = (name, text) => {
    const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
    strange.push(`${name} “${short}”`)
  }
  /** Gives what `understood` makes of a value; undefined where there is none, or none that counts. */
  const one = (name, understood) => {
    const [text, ...more] = given.getAll(name).filter(Boolean)
    if (text === undefined) return undefined
    for (const other of more) if (other !== text) leave(name, other)
    const found = understood(text)
    if (found === undefined) leave(name, text)
    return found
  }
  const date = (text) => {
    const found = parseDate(text)
    return found.why ? undefined : found
  }
  let [start, end] = [one("from", date), one("to", date)]
  const turned = Boolean(start && end && start.first > end.last)
  if (turned) [start, end] = [end, start]
  const state = { from: start ? dayOf(start.first) : null, to: end ? dayOf(end.last) : null }
  for (const name of NAMED) {
    state[name] = one(name, (id) => {
      const place = tables[name].findIndex((item) => idOf(item) === id)
      return place < 0 ? undefined : place
    }) ?? -1
  }
  state.order = one("order", (text) => ORDERS.find((order) => order === text)) ?? ORDERS[0]
  return { state, strange, turned }
}

/** Writes what differs from a page without choices. */
export function write(state, tables) {
  const query = new URLSearchParams()
  if (state.from !== null) query.set("from", short(state.from, firstOf(monthOf(state.from))))
  if (state.to !== null) query.set("to", short(state.to, firstOf(monthOf(state.to) + 1) - 1))
  for (const name of NAMED) if (state[name] >= 0) query.set(name, idOf(tables[name][state[name]]))
  if (state.order !== ORDERS[0]) query.set("order", state.order)
  const text = `${query}`
  return text ? `?${text}` : ""
}

export const idOf = (item) => (typeof item === "string" ? item : item[0])

// A month stands for its first or last day, whichever is meant.
const short = (day, edge) => isoOf(day).slice(0, day === edge ? 7 : 10)
