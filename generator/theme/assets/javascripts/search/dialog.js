// The quick search that a button or a key opens over any page: what search.js shows at once, and
// what is found for what is typed there.

import { element } from "../entry-form/element.js"
import { answer } from "./answer.js"
import { ROOT } from "./index.js"
import { PAGE, keys, ofMeant, outcome, shown } from "./results.js"
import { meant } from "./spelling.js"

const PAUSE = 120 // milliseconds without a key before a query is sent
const MOST_SHARDS = 2
const ALL = "All results, with filters"

const dialog = document.querySelector("dialog.find")
const bar = dialog.querySelector(".find__bar")
const query = dialog.querySelector(".find__query")
const icon = document.querySelector("button.find-open svg")?.cloneNode(true) ?? ""
const close = element("button", {
  class: "find__close", type: "button", "aria-label": "Close search", text: "✕",
  click: () => dialog.close(),
}) // prettier-ignore
const status = element("p", { class: "find__status", role: "status" })
const all = element("a", { class: "find__all", text: ALL })
const lists = element("a", { href: new URL("events/", ROOT).href, text: "All events" })
const missing = element(
  "p",
  { class: "find__missing", hidden: true },
  "The search index could not be loaded. It is written when the whole site is built, so a preview may lack it. ",
  lists,
  " are listed by date.",
)
const results = element("ol", { class: "find__results", "aria-label": "Results" })
const likely = element("p", { class: "find__meant", role: "status" })
const line = element("div", { class: "find__line" }, status, all)
const found = element("div", { class: "find__found" }, line, likely, missing, results)
const style = element("link", {
  rel: "stylesheet", href: new URL("assets/stylesheets/find.css", ROOT).href,
}) // prettier-ignore
for (const end of ["load", "error"]) style.addEventListener(end, furnish)
document.head.append(style)
keys(dialog, query, results)
dialog.addEventListener("close", remember)
dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close())
query.addEventListener("input", () => update())
bar.addEventListener("submit", (event) => {
  const first = results.querySelector("a")
  if (!first) return // the search page has more filters, and better advice
  event.preventDefault()
  first.click()
})

let turn = 0 // counts updates, so that a late answer to an old question is dropped

function furnish() {
  bar.prepend(icon)
  bar.append(close)
  dialog.append(found)
}

function remember() {
  const address = new URL(location)
  if (dialog.open && query.value) address.searchParams.set("q", query.value)
  else address.searchParams.delete("q")
  history.replaceState(history.state, "", address)
  all.href = new URL(`search/${address.search}`, ROOT)
}

export async function update() {
  const mine = ++turn
  remember()
  await new Promise((resolve) => setTimeout(resolve, PAUSE))
  if (mine !== turn) return
  const q = query.value.trim()
  if (!q) {
    results.replaceChildren()
    likely.replaceChildren()
    status.textContent = "Type a name, a place, a date or any other word."
    return
  }
  try {
    const question = { q, chosen: new Map(), from: "", to: "", sort: "" }
    for (let limit = 1; limit <= MOST_SHARDS; limit += 1) {
      const answered = await answer(question, limit)
      const first = await shown(answered.hits.slice(0, PAGE))
      if (mine !== turn) return
      results.replaceChildren(...first)
      status.textContent = outcome(answered, q, "Check the spelling")
      all.textContent = answered.edge === null ? ALL : "Older events, and filters"
      missing.hidden = true
      likely.replaceChildren()
      if (limit < MOST_SHARDS && answered.left && answered.hits.length < PAGE) continue
      const texts = await meant(question, answered.hits)
      if (mine === turn) likely.replaceChildren(...ofMeant(texts, addressOf, use))
      return
    }
  } catch (error) {
    console.error(error)
    results.replaceChildren()
    status.textContent = "Search is not available."
    missing.hidden = false
  }
}

const addressOf = (q) => new URL(`search/?${new URLSearchParams({ q })}`, ROOT).href

function use(q) {
  query.value = q
  query.focus()
  update()
}
