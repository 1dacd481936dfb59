// A question, and how it stands in an address: `?q=raid&province=northland&from=2022&sort=newest`.

import { day } from "./index.js"

export const FACETS = ["kind", "type", "actor", "province", "year", "grade", "publisher"]
export const ORDERS = ["best", "newest", "oldest"]
const PARTIAL = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/

/** Reads an address; where `facets` are known, names of older links become ids. */
export function questionOf(search, facets = {}) {
  const given = new URLSearchParams(search)
  const chosen = new Map()
  for (const facet of FACETS) {
    const values = given.getAll(facet).map((value) => idOf(value, facets[facet]))
    if (values.length) chosen.set(facet, new Set(values))
  }
  const date = (name) => (bound(given.get(name), name === "to") === null ? "" : given.get(name))
  const sort = ORDERS.includes(given.get("sort")) ? given.get("sort") : ""
  return { q: given.get("q") ?? "", chosen, from: date("from"), to: date("to"), sort }
}

function idOf(value, pairs = []) {
  if (pairs.some(([id]) => id === value)) return value
  const folded = value.toLowerCase()
  return pairs.find(([, name]) => name.toLowerCase() === folded)?.[0] ?? value
}

export function addressOf({ q, chosen, from, to, sort }) {
  const address = new URLSearchParams()
  if (q.trim()) address.set("q", q.trim())
  for (const facet of FACETS) {
    for (const value of [...(chosen.get(facet) ?? [])].sort()) address.append(facet, value)
  }
  for (const [name, value] of Object.entries({ from, to, sort })) if (value) address.set(name, value)
  return address.size ? `?${address}` : ""
}

/** The first or last day, in days since 1970, of `2022`, `2022-06` or `2022-06-11`; else null. */
export function bound(text, isLast) {
  const [, year, month, date] = PARTIAL.exec(text ?? "") ?? []
  if (!year) return null
  if (date) return Number.isNaN(day(text)) ? null : day(text)
  const start = new Date(0)
  start.setUTCFullYear(Number(year) + (isLast && !month ? 1 : 0), month ? month - 1 : 0, 1)
  if (month && isLast) start.setUTCMonth(start.getUTCMonth() + 1)
  if (month > 12 || month === "00") return null
  return start.getTime() / 86_400_000 - (isLast ? 1 : 0)
}

export const isEmpty = ({ q, chosen, from, to }) => !(q.trim() || chosen.size || from || to)
