// Answers to a question, from as many shards as are asked: what matches, in order, and the counts.

import { fold } from "../fold.js"
import { load } from "./index.js"
import { bound } from "./question.js"

/**
 * Asks the first `limit` shards that can hold an answer: the newest ones, or for `oldest` the
 * oldest. Gives hits, counts of each facet's values by id, and which events were searched.
 */
export async function answer(question, limit) {
  const { shards, facets } = await load()
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
  const asked = able.slice(0, limit)
  const tests = testsOf(question, facets, from, to)
  const counts = {}
  const parts = await Promise.all(asked.map((shard) => ask(shard, term, tests, counts, facets)))
  const hits = parts.flat()
  hits.sort(COMPARE[order])
  const rest = able.slice(limit)
  const sum = (list) => list.reduce((total, { events }) => total + events, 0)
  return {
    hits,
    counts,
    asked: asked.length,
    searched: sum(asked),
    left: sum(rest),
    edge: rest.some(useful) ? (order === "oldest" ? asked.at(-1).last : asked.at(-1).first) : null,
    order,
  }
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
  const results = term ? (await (await shard.engine()).search(term)).results : everyRow(shard, rows)
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
