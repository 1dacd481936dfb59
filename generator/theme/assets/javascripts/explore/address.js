// What is chosen, as it stands in the page's address: shared, bookmarked, and gone back to.

import { parseDate } from "../entry-form/partial-date.js"
import { dayOf, firstOf, isoOf, monthOf } from "./archive.js"

export const NAMED = ["province", "actor", "type", "grade"]
export const ORDERS = ["newest", "oldest", "killed", "injured", "grade"]

/** Reads a query such as `?from=2022-01&province=takhar`; `strange` lists what makes no sense. */
export function read(query, tables) {
  const given = new URLSearchParams(query)
  const strange = []
  const state = { from: null, to: null, order: ORDERS[0] }
  for (const [name, end] of [["from", "first"], ["to", "last"]]) {
    const text = given.get(name)
    if (!text) continue
    const date = parseDate(text)
    if (date.why) strange.push(`${name} ${text}`)
    else state[name] = dayOf(date[end])
  }
  for (const name of NAMED) {
    const id = given.get(name)
    state[name] = id ? tables[name].findIndex((item) => idOf(item) === id) : -1
    if (id && state[name] < 0) strange.push(`${name} ${id}`)
  }
  if (ORDERS.includes(given.get("order"))) state.order = given.get("order")
  return { state, strange }
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
