// Answers to a question, from as many shards as are asked: what matches, in order, and the counts.

import { fold } from "../fold.js"
import { load, yearOf } from "./index.js"
import { bound } from "./question.js"

/**
 * Asks the first `limit` shards that can hold an answer: the newest ones, or for `oldest` the
 * oldest. Gives hits, counts of each facet's values by id, and how far the search went: `edge` is
 * the day since (or before) which events were searched, or null where no other can be a hit;
 * `uncounted` has the years whose numbers are not complete.
 */
export async function answer(question, limit) {
  const { shards, facets } = await load()
  const { term, order, from, to, able, useful } = plan(question, shards)
  const asked = able.slice(0, limit)
  const tests = testsOf(question, facets, from, to)
  const counts = {}
  const parts = await Promise.all(asked.map((shard) => ask(shard, term, tests, counts, facets)))
  const hits = parts.flat()
  hits.sort(COMPARE[order])
  const rest = able.slice(limit)
  return {
    hits,
    counts,
    asked: asked.length,
    left: rest.length,
    edge: rest.some(useful) ? (order === "oldest" ? rest[0].first : asked.at(-1).first) : null,
    uncounted: new Set(rest.flatMap((shard) => yearsOf(shard, from, to))),
    order,
  }
}

/** Gives how many shards `bytes` pay for, at least one, and what they would add to those asked. */
export async function reach(question, bytes, asked = 0) {
  const { shards } = await load()
  const { term, order, able, useful } = plan(question, shards)
  const costs = able.map((shard) => shard.cost(term))
  let limit = asked
  let cost = 0
  while (limit < able.length && (limit === asked || cost + costs[limit] <= bytes)) {
    cost += costs[limit]
    limit += 1
  }
  const added = able.slice(asked, limit)
  return {
    limit,
    cost,
    events: added.reduce((sum, { events }) => sum + events, 0),
    edge: order === "oldest" ? (able[limit]?.first ?? added.at(-1)?.last) : added.at(-1)?.first,
    useful: added.some(useful),
  }
}

// Which shards can hold an answer, in the order in which they are asked.
function plan(question, shards) {
  const from = bound(question.from, false) ?? -Infinity
  const to = bound(question.to, true) ?? Infinity
  const years = [...(question.chosen.get("year") ?? [])].map(Number)
  const term = fold(question.q).trim()
  const order = question.sort || (term ? "best" : "newest")
  const able = shards.filter((shard, at) => at === 0 || overlaps(shard, from, to, []))
  if (order === "oldest") able.reverse()
  // other years can add to counts only, so that the shards of the chosen ones come first
  const useful = (shard) => overlaps(shard, from, to, years)
  able.sort((a, b) => useful(b) - useful(a))
  return { term, order, from, to, able, useful }
}

function yearsOf({ first, last }, from, to) {
  const [start, end] = [yearOf(Math.max(first, from)), yearOf(Math.min(last, to))]
  return Array.from({ length: end - start + 1 }, (_, more) => `${start + more}`)
}

function overlaps({ first, last }, from, to, years) {
  if (last < from || first > to) return false
  const range = (year) => [bound(`${year}`.padStart(4, "0"), false), bound(`${year}`, true)]
  return !years.length || years.map(range).some(([a, b]) => a <= last && b >= first)
}

// A date that is not exact belongs to every range that it may lie in.
function testsOf({ chosen }, facets, from, to) {
  const tests = [...chosen].map(([facet, ids]) => {
    const numbers = new Set(
      facet === "year"
        ? [...ids].map(Number)
        : facets[facet].flatMap(([id], number) => (ids.has(id) ? [number] : [])),
    )
    return [facet, (rows, row) => rows.facets[facet][row].some((value) => numbers.has(value))]
  })
  if (from > -Infinity || to < Infinity) {
    const inside = ({ first, last }, row) =>
      first[row] !== null && first[row] <= to && last[row] >= from
    tests.push(["date", inside])
  }
  return tests
}

// A page that fails one facet only is counted for that facet: its value would add to what is chosen.
async function ask(shard, term, tests, counts, facets) {
  const rows = await shard.rows()
  const results = term ? await shard.search(term) : everyRow(shard, rows)
  const elsewhere = facets.kind.findIndex(([id]) => id === "elsewhere")
  const hits = []
  for (const result of results) {
    const row = result.row ?? Number.parseInt(result.id.slice(result.id.indexOf("_") + 1))
    if (rows.facets.kind[row][0] === elsewhere) continue
    const failed = tests.filter(([, test]) => !test(rows, row)).map(([facet]) => facet)
    if (failed.length > 1) continue
    for (const facet of failed.length ? failed : Object.keys(rows.facets)) {
      if (facet === "date") continue
      const tally = (counts[facet] ??= new Map())
      for (const value of rows.facets[facet][row]) {
        const id = facet === "year" ? `${value}` : facets[facet][value][0]
        tally.set(id, (tally.get(id) ?? 0) + 1)
      }
    }
    if (!failed.length) hits.push({ result, rows, row, score: result.score, facets })
  }
  return hits
}

const everyRow = (shard, rows) =>
  rows.first.map((_, row) => ({ row, score: 0, data: () => shard.page(row) }))

const dated = (hit) => hit.rows.first[hit.row] !== null
const byScore = (a, b) => b.score - a.score
const byDate = (sign) => (a, b) => {
  if (!dated(a) || !dated(b)) return dated(b) - dated(a) || byScore(a, b)
  const [first, last] = ["first", "last"].map((end) => a.rows[end][a.row] - b.rows[end][b.row])
  return sign * (first || last || a.row - b.row)
}
const COMPARE = { best: byScore, newest: byDate(-1), oldest: byDate(1) }
