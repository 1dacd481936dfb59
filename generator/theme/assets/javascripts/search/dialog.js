// The quick search that a button or a key opens over any page.

import { element } from "../entry-form/element.js"
import { answer } from "./answer.js"
import { ROOT } from "./index.js"
import { PAGE, keys, shown } from "./results.js"

const PAUSE = 120 // milliseconds without a key before a query is sent
const MOST_SHARDS = 2
const LABEL = "Search events, people, places"

const icon = document.querySelector("button.find-open svg")?.cloneNode(true) ?? ""
const query = element("input", {
  class: "find__query", type: "text", inputmode: "search", enterkeyhint: "search", maxlength: 200,
  autocomplete: "off", autocapitalize: "off", spellcheck: "false", placeholder: LABEL,
  "aria-label": LABEL, autofocus: true, input: () => update(),
}) // prettier-ignore
const close = element("button", {
  class: "find__close", type: "button", "aria-label": "Close search", text: "✕",
  click: () => dialog.close(),
}) // prettier-ignore
const status = element("p", { class: "find__status", role: "status" })
const all = element("a", { class: "find__all", text: "All results, with filters" })
const lists = element("a", { href: new URL("events/", ROOT).href, text: "All events" })
const missing = element(
  "p",
  { class: "find__missing", hidden: true },
  "The search index could not be loaded. It is written when the whole site is built, so a preview may lack it. ",
  lists,
  " are listed by date.",
)
const results = element("ol", { class: "find__results", "aria-label": "Results" })
const line = element("div", { class: "find__line" }, status, all)
const found = element("div", { class: "find__found" }, line, missing, results)
const bar = element("div", { class: "find__bar", role: "search" }, icon, query, close)
const dialog = element("dialog", { class: "find", "aria-label": "Search" }, bar, found)
const style = element("link", {
  rel: "stylesheet", href: new URL("assets/stylesheets/find.css", ROOT).href,
}) // prettier-ignore
const styled = new Promise((resolve) => {
  style.addEventListener("load", resolve)
  style.addEventListener("error", resolve)
})
document.head.append(style)
document.body.append(dialog)
keys(dialog, query, results)
dialog.addEventListener("close", remember)
dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close())
query.addEventListener("keydown", ({ key, isComposing }) => {
  if (key === "Enter" && !isComposing) results.querySelector("a")?.click()
})

let turn = 0 // counts updates, so that a late answer to an old question is dropped

export async function openDialog() {
  query.value = new URLSearchParams(location.search).get("q") ?? ""
  await styled
  if (dialog.open) return
  dialog.showModal()
  query.select()
  update()
}

function remember() {
  const address = new URL(location)
  if (dialog.open && query.value) address.searchParams.set("q", query.value)
  else address.searchParams.delete("q")
  history.replaceState(history.state, "", address)
  all.href = new URL(`search/${address.search}`, ROOT)
}

async function update() {
  const mine = ++turn
  remember()
  await new Promise((resolve) => setTimeout(resolve, PAUSE))
  if (mine !== turn) return
  const q = query.value.trim()
  if (!q) {
    results.replaceChildren()
    status.textContent = "Type a name, a place, a date or any other word."
    return
  }
  try {
    for (let limit = 1; limit <= MOST_SHARDS; limit += 1) {
      const { hits, left } = await answer({ q, chosen: new Map(), from: "", to: "", sort: "" }, limit)
      const first = await shown(hits.slice(0, PAGE))
      if (mine !== turn) return
      results.replaceChildren(...first)
      report(q, hits.length, left)
      missing.hidden = true
      if (!left || hits.length >= PAGE) return
    }
  } catch (error) {
    console.error(error)
    results.replaceChildren()
    status.textContent = "Search is not available."
    missing.hidden = false
  }
}

function report(q, number, left) {
  const where = left ? " among the newest events" : ""
  status.textContent = number
    ? `${number.toLocaleString("en")} ${number === 1 ? "result" : "results"}${where}`
    : `Nothing found${where} for “${q}”. Check the spelling, or use fewer words.`
}
