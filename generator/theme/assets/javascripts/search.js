// The search dialog: loads Pagefind's index when first opened, and nothing before.
// The index is a list of shards, the newest events first: answers are put together from all.

import { fold } from "./fold.js"

const ROOT = new URL("../../", import.meta.url)
const INDEX = new URL("pagefind/", ROOT)
const FACETS = ["Kind", "Type", "Actor", "Province", "Year"]
const PAGE = 10
const OWN_ADDRESS = document.querySelector("[data-own-address]") // a page whose choices are in its address
const PAUSE = 120 // milliseconds without a key before a query is sent
const ELSEWHERE = "elsewhere" // marks the record by which a shard knows the words of the others
const OPTIONS = {
  baseUrl: ROOT.pathname,
  excerptLength: 28,
  ranking: { metaWeights: { title: 5, names: 4, date: 1 } },
}

const dialog = document.querySelector("dialog.find")
const part = (name) => dialog.querySelector(`.find__${name}`)
const [query, status, results, filters] = ["query", "status", "results", "filters"].map(part)
const [order, more, missing, clear] = ["order", "more", "missing", "clear"].map(part)
const [resultTemplate, facetTemplate, valueTemplate] = dialog.querySelectorAll("template")

const boxes = new Map() // "facet:value" to its row, and the number of results it would give
const chosen = new Map() // facet to the set of its chosen values
let index // the promise of the shards, once asked for
let turn = 0 // counts updates, so that a late answer to an old question is dropped
let found = []

function load() {
  index ??= start().catch((error) => {
    index = undefined // the next key tries again
    throw error
  })
  return index
}

// The first shard brings the program that all run in. Two at once would each bring one, and what
// the earlier had set up would be lost. Only `options` waits until a shard is ready, not `init`.
async function start() {
  const listing = await fetch(new URL("shards.json", INDEX))
  if (!listing.ok) throw new Error(`${listing.url} gave ${listing.status}`)
  const [newest, ...older] = (await listing.json()).map((name) => new URL(`${name}/`, INDEX))
  const { createInstance } = await import(new URL("pagefind.js", newest))
  const shard = async ({ pathname }) => {
    const instance = createInstance({ basePath: pathname })
    await instance.options(OPTIONS)
    return instance
  }
  return [await shard(newest), ...(await Promise.all(older.map(shard)))]
}

async function update() {
  const mine = ++turn
  remember()
  await new Promise((resolve) => setTimeout(resolve, PAUSE))
  if (mine !== turn) return
  try {
    const shards = await load()
    const term = fold(query.value).trim()
    await totals(shards) // first: answers count by the filters that are loaded
    const answer = await ask(shards, term, chosen)
    const counts = filters.open ? await count(shards, term, answer) : undefined
    const first = await Promise.all(answer.results.slice(0, PAGE).map((result) => result.data()))
    if (mine !== turn) return
    found = answer.results
    results.replaceChildren(...first.map(show))
    if (counts) refine(counts)
    report(term)
    missing.hidden = true
  } catch (error) {
    console.error(error)
    found = []
    results.replaceChildren()
    status.textContent = "Search is not available."
    missing.hidden = false
  }
  more.hidden = found.length <= results.children.length
  order.hidden = found.length < 2
}

async function ask(shards, term, wanted) {
  if (!term && !wanted.size) return { results: [], filters: await totals(shards) }
  const any = [...wanted].map(([facet, values]) => [facet, { any: [...values] }])
  const filters = Object.fromEntries(any)
  if (shards.length > 1) filters.none = { Kind: ELSEWHERE }
  const search = (sort) =>
    Promise.all(shards.map((shard) => shard.search(term || null, { filters, sort })))
  const all = await search({})
  const direction = order.value || (term ? "" : "desc")
  const dated = direction ? await search({ date: direction }) : []
  return { results: arrange(all, dated, direction), filters: sum(all.map((one) => one.filters)) }
}

// Shards follow one another in time, so that each is sorted by itself. Pagefind leaves out what has
// no date when it sorts: that comes last here, the best match first.
function arrange(all, dated, direction) {
  const rest = all.flatMap(({ results }, number) => {
    const known = new Set(dated[number]?.results.map(({ id }) => id))
    return results.filter(({ id }) => !known.has(id))
  })
  rest.sort((a, b) => b.score - a.score)
  if (direction === "asc") dated.reverse()
  return [...dated.flatMap(({ results }) => results), ...rest]
}

function sum(counts) {
  const total = {}
  for (const [facet, values] of counts.flatMap(Object.entries)) {
    const sums = (total[facet] ??= {})
    for (const [value, number] of Object.entries(values)) sums[value] = (sums[value] ?? 0) + number
  }
  return total
}

// The other values of a facet that is in use are counted as if it was not: they would add to it.
async function count(shards, term, answer) {
  const counts = { ...answer.filters }
  for (const facet of chosen.keys()) {
    const others = new Map([...chosen].filter(([name]) => name !== facet))
    counts[facet] = (await ask(shards, term, others)).filters[facet]
  }
  return counts
}

async function totals(shards) {
  if (!filters.open) return {}
  const all = sum(await Promise.all(shards.map((shard) => shard.filters())))
  delete all.Kind?.[ELSEWHERE]
  if (!boxes.size) {
    for (const facet of FACETS) if (all[facet]) offer(facet, all[facet])
  }
  return all
}

function report(term) {
  const number = found.length
  if (!term && !chosen.size) {
    status.textContent = "Type a name, a place, a date or any other word."
  } else if (number) {
    status.textContent = number === 1 ? "1 result" : `${number.toLocaleString("en")} results`
  } else {
    const advice = chosen.size ? "Remove a filter" : "Check the spelling"
    const what = term ? ` for “${query.value.trim()}”` : ""
    status.textContent = `Nothing found${what}. ${advice}, or use fewer words.`
  }
}

function show({ url, meta, filters: of, raw_content: all, excerpt, plain_excerpt: plain }) {
  const item = resultTemplate.content.cloneNode(true)
  const [title, about, text] = item.querySelectorAll("b, small, span")
  item.querySelector("a").href = url
  title.textContent = meta.shown ?? meta.title
  const places = of.Kind?.[0] === "Event" ? of.Province : undefined
  about.textContent = [of.Kind?.[0], meta.date, places?.join(", ")].filter(Boolean).join(" · ")
  text.append(all.startsWith(plain) ? "" : "… ", ...marked(excerpt), all.endsWith(plain) ? "" : " …")
  return item
}

// Pagefind gives text with `<` and `>` escaped, and <mark> around what was found.
function* marked(excerpt) {
  for (const [index, text] of excerpt.split(/<\/?mark>/).entries()) {
    const plain = text.replaceAll("&lt;", "<").replaceAll("&gt;", ">")
    if (index % 2) {
      const mark = document.createElement("mark")
      mark.textContent = plain
      yield mark
    } else {
      yield plain
    }
  }
}

function offer(facet, values) {
  const group = facetTemplate.content.cloneNode(true)
  const list = group.querySelector("ul")
  const rows = Object.entries(values).sort(
    ([a, m], [b, n]) => (facet === "Year" ? b.localeCompare(a) : n - m) || a.localeCompare(b),
  )
  group.querySelector("summary").textContent = facet
  list.setAttribute("aria-label", facet)
  for (const [value] of rows) {
    const row = valueTemplate.content.cloneNode(true)
    const [box, name, number] = row.querySelectorAll("input, span, small")
    name.textContent = value
    box.checked = chosen.get(facet)?.has(value) ?? false
    box.addEventListener("change", () => choose(facet, value, box.checked))
    boxes.set(`${facet}:${value}`, { facet, value, box, number, item: row.firstElementChild })
    list.append(row)
  }
  group.firstElementChild.open = chosen.has(facet)
  filters.append(group)
}

function refine(counts) {
  for (const { facet, value, box, number, item } of boxes.values()) {
    const size = counts[facet]?.[value] ?? 0
    box.checked = chosen.get(facet)?.has(value) ?? false
    number.textContent = size.toLocaleString("en")
    item.hidden = !size && !box.checked
  }
  for (const group of filters.querySelectorAll("details")) {
    group.hidden = !group.querySelector("li:not([hidden])")
  }
}

function choose(facet, value, wanted) {
  const values = chosen.get(facet) ?? new Set()
  values[wanted ? "add" : "delete"](value)
  values.size ? chosen.set(facet, values) : chosen.delete(facet)
  update()
}

// The address shows what is searched for while the dialog is open, so that it can be shared.
function remember() {
  const address = new URL(location)
  for (const name of ["q", ...FACETS]) address.searchParams.delete(name.toLowerCase())
  if (dialog.open) {
    if (query.value) address.searchParams.set("q", query.value)
    for (const [facet, values] of chosen) {
      for (const value of values) address.searchParams.append(facet.toLowerCase(), value)
    }
  }
  if (!OWN_ADDRESS) history.replaceState(history.state, "", address)
  const size = [...chosen.values()].reduce((sum, values) => sum + values.size, 0)
  part("chosen").textContent = size ? ` (${size})` : ""
  clear.hidden = !size
}

function recall() {
  if (OWN_ADDRESS) return
  const wanted = new URLSearchParams(location.search)
  query.value = wanted.get("q") ?? ""
  for (const facet of FACETS) {
    const values = wanted.getAll(facet.toLowerCase())
    if (values.length) chosen.set(facet, new Set(values))
  }
  if (query.value || chosen.size) open()
}

function open() {
  if (dialog.open) return
  filters.open = chosen.size > 0 || matchMedia("(min-width: 60em)").matches
  dialog.showModal()
  query.select()
  update()
}

function move(event) {
  const stops = [query, ...results.querySelectorAll("a")]
  const at = stops.indexOf(document.activeElement)
  const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)]
  if (at < 0 || !next) return
  event.preventDefault()
  next.focus()
}

dialog.addEventListener("keydown", (event) => {
  event.stopPropagation() // Material turns the page at some letters
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.key === "ArrowDown" || event.key === "ArrowUp") move(event)
  else if (event.key === "Enter" && event.target === query) results.querySelector("a")?.click()
  else if (results.contains(event.target) && /^(\S|Backspace)$/u.test(event.key)) query.focus()
})

document.addEventListener("keydown", (event) => {
  const hotkey = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)
  const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey
  const typing = event.target.closest("input, textarea, select, [contenteditable]")
  if (typing || !(hotkey || slash)) return
  event.preventDefault()
  open()
})

for (const button of document.querySelectorAll("button.find-open")) {
  button.addEventListener("click", open)
}
part("close").addEventListener("click", () => dialog.close())
dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close())
dialog.addEventListener("close", remember)
query.addEventListener("input", update)
order.addEventListener("change", update)
filters.addEventListener("toggle", () => filters.open && dialog.open && update())
clear.addEventListener("click", () => {
  chosen.clear()
  update()
  query.focus()
})
more.addEventListener("click", async () => {
  const from = results.children.length
  const next = await Promise.all(found.slice(from, from + PAGE).map((result) => result.data()))
  results.append(...next.map(show))
  more.hidden = found.length <= results.children.length
  results.children[from].querySelector("a").focus()
})

recall()
