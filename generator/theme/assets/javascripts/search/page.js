// The search page: every part of the question stands in its address, and back and forward work.

import { element } from "../entry-form/element.js"
import { answer, reach } from "./answer.js"
import { dayWords, load } from "./index.js"
import { FACETS, addressOf, bound, isEmpty, questionOf } from "./question.js"
import { PAGE, keys, ofMeant, outcome, range, shown } from "./results.js"
import { meant } from "./spelling.js"

const PAUSE = 150 // milliseconds without a key before a query is sent
const SHARDS = 2 // asked for any question; older ones where little is found, or a reader wants them
const BYTES = 400_000 // of shards that are loaded for one answer, and then by the reader's wish
const TITLES = {
  kind: "Kind", type: "Type", actor: "Actor", province: "Province", year: "Year",
  grade: "Grade", publisher: "Publisher",
} // prettier-ignore

const page = document.querySelector(".find-page")
const part = (name) => page.querySelector(`.find__${name}`)
const [form, query, from, to, order] = ["form", "query", "from", "to", "order"].map(part)
const [status, results, filters, more] = ["status", "results", "filters", "more"].map(part)
const [older, clear, empty, start, missing] = ["older", "clear", "empty", "start", "missing"].map(part)
const [likely, counted] = ["meant", "counted"].map(part)

let question = questionOf(location.search)
let facets = {}
let turn = 0 // counts updates, so that a late answer to an old question is dropped
let least = SHARDS // as many shards as the reader wants asked
let next = null // what a reader can have searched besides
let hits = []
let typing = false // whether the last change was a key, whose entry in the history is replaced

page.hidden = false
if (matchMedia("(min-width: 60em)").matches) filters.open = true
fill()
ask()

function fill() {
  query.value = question.q
  from.value = question.from
  to.value = question.to
  order.value = question.sort
}

function change(changes, isTyping = false) {
  question = { ...question, ...changes }
  const address = addressOf(question) || location.pathname
  if (isTyping && typing) history.replaceState(null, "", address)
  else history.pushState(null, "", address)
  typing = isTyping
  ask(isTyping ? PAUSE : 0)
}

// Shows what one shard after the other adds, from the first or from as many as are asked at once.
async function ask(pause = 0, atOnce = 1) {
  const mine = ++turn
  results.setAttribute("aria-busy", "true")
  await new Promise((resolve) => setTimeout(resolve, pause))
  if (mine !== turn) return
  try {
    facets = (await load()).facets
    question = { ...questionOf(addressOf(question), facets), q: question.q }
    const most = (await reach(question, BYTES)).limit
    for (let wanted = atOnce; ; wanted += 1) {
      const found = await answer(question, wanted)
      if (mine !== turn) return
      const isEnough = found.hits.length >= PAGE || found.edge === null || wanted >= most
      const isLast = !found.left || (wanted >= least && isEnough)
      if (!isLast && !found.hits.length) continue
      const items = isEmpty(question) ? [] : await shown(found.hits.slice(0, PAGE))
      const more = await reach(question, BYTES, found.asked)
      if (mine !== turn) return
      next = more
      show(found, items)
      if (isLast) return void advise(found)
    }
  } catch (error) {
    console.error(error)
    hits = []
    results.replaceChildren()
    status.textContent = "Search is not available."
    missing.hidden = false
  } finally {
    if (mine === turn) results.removeAttribute("aria-busy")
  }
}

function show(found, items) {
  hits = isEmpty(question) ? [] : found.hits
  results.replaceChildren(...items)
  missing.hidden = true
  more.hidden = hits.length <= items.length
  order.hidden = hits.length < 2
  start.hidden = !isEmpty(question)
  older.hidden = !next.useful || isEmpty(question)
  if (next.useful) older.textContent = offer(next, found.order)
  refine(found)
  empty.replaceChildren()
  likely.replaceChildren()
  status.textContent = isEmpty(question)
    ? "Type a name, a place, a date or any other word, or choose a filter."
    : outcome(found, question.q.trim(), hasFilter() ? "Remove a filter" : "Check the spelling")
}

function offer({ events, edge, cost }, sorted) {
  const [side, end] = sorted === "oldest" ? ["newer", "up"] : ["older", "back"]
  const load = cost ? ` (loads ${Math.ceil(cost / 10_000) * 10} KB)` : ""
  return `Search ${events.toLocaleString("en")} ${side} events too, ${end} to ${dayWords(edge)}${load}`
}

async function advise(found) {
  const mine = turn
  if (!found.hits.length) help()
  if (!question.q.trim()) return
  const use = (q) => {
    change({ q })
    fill()
    query.focus()
  }
  const texts = await meant(question, found.hits)
  if (mine !== turn) return
  likely.replaceChildren(...ofMeant(texts, (q) => addressOf({ ...question, q }), use))
}

const hasFilter = () => question.chosen.size > 0 || question.from || question.to

// Where nothing is found, each filter is left out in turn: the one that gains most comes first.
async function help() {
  const mine = turn
  if (isEmpty(question)) return
  const ways = [...question.chosen.keys()].map((facet) => {
    const chosen = new Map([...question.chosen].filter(([name]) => name !== facet))
    return [`the filter “${TITLES[facet]}”`, { chosen }]
  })
  if (question.from || question.to) ways.push(["the dates", { from: "", to: "" }])
  if (hasFilter() && question.q.trim()) ways.push([`the words “${question.q.trim()}”`, { q: "" }])
  const gains = await Promise.all(
    ways.map(async ([name, changes]) => {
      const wider = { ...question, ...changes }
      if (isEmpty(wider)) return [name, changes, 0, null]
      const { hits: gained, left } = await answer(wider, (await reach(wider, 0)).limit)
      return [name, changes, gained.length, left]
    }),
  )
  if (mine !== turn) return
  const useful = gains.filter(([, , gain]) => gain).sort((a, b) => b[2] - a[2])
  empty.replaceChildren(
    ...useful.map(([name, changes, gain, left]) =>
      element(
        "button",
        {
          type: "button",
          click: () => {
            change(changes)
            fill()
          },
        },
        `Leave out ${name}: ${gain.toLocaleString("en")}${left ? " or more" : ""} ${gain === 1 && !left ? "result" : "results"}`,
      ),
    ),
  )
  start.hidden = false
}

function refine({ counts, edge, order: sorted, uncounted }) {
  const lists = () => [...filters.querySelectorAll("details[open]")].map((one) => [one.dataset.facet, one.lastChild])
  const open = new Map(lists().map(([facet, list]) => [facet, list.scrollTop]))
  const focused = document.activeElement?.dataset?.value
  const isPartial = (facet, id) => (facet === "year" ? uncounted.has(id) : edge !== null)
  const years = (counts.year ??= new Map())
  for (const year of uncounted) if (!years.has(year)) years.set(year, null)
  const groups = FACETS.map((facet) => group(facet, counts[facet] ?? new Map(), open, isPartial)).filter(Boolean)
  counted.hidden = edge === null && !uncounted.size
  const searched = edge === null ? "what was searched" : `the events${range({ edge, order: sorted })}`
  counted.textContent = `Counted in ${searched}: “+” and “?” stand for what other events may add.`
  part("groups").replaceChildren(...groups)
  for (const [facet, list] of lists()) {
    const first = list.querySelector(":checked")?.closest("li")
    list.scrollTop = open.get(facet) ?? (first ? first.offsetTop - list.offsetTop : 0)
  }
  if (focused) filters.querySelector(`[data-value="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true })
  const dates = question.from || question.to ? 1 : 0
  const size = [...question.chosen.values()].reduce((sum, values) => sum + values.size, dates)
  part("chosen").textContent = size ? ` (${size})` : ""
  clear.hidden = !hasFilter()
}

function group(facet, tally, open, isPartial) {
  const chosen = question.chosen.get(facet) ?? new Set()
  const names = new Map(facets[facet])
  for (const id of chosen) if (!tally.has(id)) tally.set(id, 0)
  const rows = [...tally].sort(([a, m], [b, n]) => (facet === "year" ? b - a : n - m || (a < b ? -1 : 1)))
  if (!rows.length) return null
  const items = rows.map(([id, number]) => {
    const box = element("input", {
      type: "checkbox",
      "data-value": `${facet}:${id}`,
      change: ({ target }) => choose(facet, id, target.checked),
    })
    box.checked = chosen.has(id)
    const name = element("span", { dir: "auto", text: names.get(id) ?? id })
    const text = number === null ? "?" : `${number.toLocaleString("en")}${isPartial(facet, id) ? "+" : ""}`
    const count = element("small", { text })
    return element("li", {}, element("label", {}, box, name, count))
  })
  const list = element("ul", { "aria-label": TITLES[facet] }, ...items)
  const about = { "data-facet": facet, open: open.has(facet) || chosen.size > 0 }
  return element("details", about, element("summary", { text: TITLES[facet] }), list)
}

function choose(facet, id, wanted) {
  const chosen = new Map(question.chosen)
  const values = new Set(chosen.get(facet))
  values[wanted ? "add" : "delete"](id)
  if (values.size) chosen.set(facet, values)
  else chosen.delete(facet)
  change({ chosen })
}

function limitDates() {
  for (const [box, isLast] of [[from, false], [to, true]]) { // prettier-ignore
    const isWrong = box.value !== "" && bound(box.value, isLast) === null
    box.setCustomValidity(isWrong ? "Write a year, a month or a day: 2022, 2022-06 or 2022-06-11." : "")
    if (isWrong) return box.reportValidity()
  }
  change({ from: from.value, to: to.value })
}

keys(page, query, results)
query.addEventListener("input", () => change({ q: query.value }, true))
from.addEventListener("change", limitDates)
to.addEventListener("change", limitDates)
order.addEventListener("change", () => change({ sort: order.value }))
form.addEventListener("submit", (event) => {
  event.preventDefault()
  typing = false
  ask()
})
clear.addEventListener("click", () => {
  change({ chosen: new Map(), from: "", to: "" })
  fill()
  query.focus()
})
older.addEventListener("click", async () => {
  least = next.limit
  older.textContent = "Searching …"
  await ask(0, least)
  if (older.hidden) query.focus()
})
more.addEventListener("click", async () => {
  const at = results.children.length
  results.append(...(await shown(hits.slice(at, at + PAGE))))
  more.hidden = hits.length <= results.children.length
  results.children[at].querySelector("a").focus()
})
window.addEventListener("popstate", () => {
  question = questionOf(location.search, facets)
  typing = false
  fill()
  ask()
})
