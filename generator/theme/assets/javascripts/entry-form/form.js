// The form for a new entry: puts the parts together, and follows what is typed.

import { control, show, textOf } from "./control.js"
import { erase, keep, kept } from "./draft.js"
import { element, reference, sentence } from "./element.js"
import { faultsOf, proposedId, yearOf } from "./entry.js"
import { copy, download, newFileAt } from "./handing-over.js"
import { today } from "./partial-date.js"
import { isError, words } from "./problem.js"
import { Registry } from "./registry.js"
import { record } from "./tree.js"
import { shown } from "./typing.js"
import { written } from "./yaml.js"

const PAUSE = 200
const PARTLY = "GitHub's page is open. An address cannot hold all of the text"
const PASTE = ", so it is copied: paste it there over everything."
const COPY_BY_HAND = ": copy the preview, and paste it there over everything."
const place = document.getElementById("entry-form")
const part = (name) => place.querySelector(`[data-part=${name}]`)
const action = (name) => place.querySelector(`[data-action=${name}]`)
const data = JSON.parse(document.getElementById("entry-form-data").textContent)
const registry = new Registry(data)
const touched = new WeakSet()
const state = { all: false, ownId: false, waiting: 0, untouched: "" }

const tree = record(
  { root: data.schema, names: data.names, offers, changed: later },
  data.schema,
  [],
)
const body = control({
  label: "The text",
  about:
    "A short account in your own words, in Markdown: what happened, and who told what. Links to " +
    "web addresses are welcome; HTML and pictures are not.",
  input: element("textarea", { rows: 8, dir: "auto" }),
  parse: (input) => input.value,
  print: show,
})
const name = control({
  label: "File name, without .md",
  about:
    "It becomes the address of the page and stays for ever: the day, then what and where in a few " +
    "plain words, with no name of a victim. It is proposed from date and title.",
  required: true,
  input: element("input", { type: "text", spellcheck: "false", autocapitalize: "none" }),
  parse: textOf,
  print: show,
})

/** What a field may name: of the registry, or the entry's own claims and sources. */
function offers(kinds) {
  return kinds.flatMap((kind) => {
    if (kind !== "claims" && kind !== "sources") return registry.of(kind)
    const own = tree.child(kind).read() ?? []
    return own
      .filter(({ id }) => id)
      .map((one) => ({
        id: one.id,
        names: [],
        about: [one.by ?? one.publisher, one.text ?? one.title ?? one.url].filter(Boolean).join(": "),
      }))
  })
}

const entry = () => ({ id: name.read() ?? "", facts: tree.read(), body: body.read() })
const faults = (now) =>
  faultsOf(now, {
    schema: data.schema,
    marks: data.marks,
    registry,
    today: today(Date.now()),
  })

function later() {
  clearTimeout(state.waiting)
  state.waiting = setTimeout(follow, PAUSE)
}

/** Follows what was typed: the name, the preview, what is wrong, and the draft. */
function follow() {
  clearTimeout(state.waiting)
  if (!state.ownId) name.write(proposedId(tree.read()))
  const now = entry()
  part("preview").textContent = written(now.facts, now.body)
  part("path").textContent = `entries/events/${yearOf(now.facts) || "<year>"}/${now.id || "<name>"}.md`
  const found = faults(now)
  display(found)
  const typed = JSON.stringify(now)
  if (typed === state.untouched) erase()
  else keep({ ...now, ownId: state.ownId })
  return { now, found }
}

function display(found) {
  const byNode = new Map()
  for (const fault of found) {
    const node = nodeAt(fault.path)
    byNode.set(node, [...(byNode.get(node) ?? []), fault])
  }
  const visit = (node) => {
    if (!node) return
    const isDue = state.all || touched.has(node.input)
    node.show((isDue && byNode.get(node)) || [])
    node.each(visit)
  }
  visit(tree)
  visit(name)
  visit(body)
  const [errors, warnings] = bySeverity(found)
  part("summary").hidden = !state.all || !found.length
  part("summary").classList.toggle("ia-form__summary--warnings", !errors.length)
  part("faults").replaceChildren(...(state.all ? [...errors, ...warnings] : []).map(linkTo))
  part("verdict").textContent = [many(errors, "problem"), many(warnings, "warning")]
    .filter(Boolean)
    .join(", ")
  action("anyway").hidden = !errors.length
}

const bySeverity = (found) => [found.filter(isError), found.filter((one) => !isError(one))]

function many({ length }, noun) {
  return length ? `${length} ${noun}${length === 1 ? "" : "s"}` : ""
}

function nodeAt(path) {
  if (path[0] === "id" && path.length === 1) return name
  if (path[0] === "body") return body
  let node = tree
  for (const step of path) {
    const next = node.child(step)
    if (!next) break
    node = next
  }
  return node
}

function linkTo(fault) {
  const node = nodeAt(fault.path)
  const target = node.input ?? node.element?.querySelector("input, select, textarea")
  const field = shown(fault.path)
  const before = fault.message.startsWith(field) ? "" : `${field.replaceAll("`", "")}: `
  const link = element("a", { href: `#${target?.id ?? place.id}` }, ...sentence(words(fault, before)))
  link.addEventListener("click", (event) => {
    event.preventDefault()
    reveal(target)
  })
  const rule = reference(`../rules/#${fault.rule}`, element("code", { text: fault.rule }))
  return element("li", {}, link, " ", rule)
}

function reveal(target) {
  for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true
  target?.focus()
}

const tell = (text) => {
  part("told").textContent = text
}

/** Shows every problem; true where none keeps the entry from being published. */
function isClean() {
  state.all = true
  const [errors] = bySeverity(follow().found)
  if (errors.length) {
    tell("There are problems; they are listed above the form.")
    part("summary").focus()
    part("summary").scrollIntoView({ block: "start" })
  }
  return !errors.length
}

function handOver() {
  const { now, found } = follow()
  const warned = many(bySeverity(found)[1], "warning")
  download(`${now.id || "new-entry"}.md`, written(now.facts, now.body))
  tell(
    `${now.id || "new-entry"}.md is downloaded. It belongs into ${part("path").textContent}` +
      (warned ? `. Above the form: ${warned}; please look at them.` : ""),
  )
}

async function copyAll() {
  const { now } = follow()
  const done = await copy(written(now.facts, now.body))
  tell(done ? "The text is copied." : "The browser did not allow it: copy the preview by hand.")
  return done
}

function openOnGitHub() {
  if (!isClean()) return
  const { now } = follow()
  const { address, isWhole } = newFileAt(data.newFile, { ...now, year: yearOf(now.facts) })
  const copying = isWhole || copy(written(now.facts, now.body)) // while this page has the focus
  window.open(address, "_blank", "noopener,noreferrer")
  if (isWhole) tell("GitHub's page for the new file is open, with the whole text in it.")
  else copying.then((done) => tell(`${PARTLY}${done ? PASTE : COPY_BY_HAND}`))
}

function eraseAll() {
  if (!window.confirm("Erase everything that you typed here? It cannot be brought back.")) return
  begin(null)
  part("restored").textContent = ""
  tell("Everything is erased, here and in this browser's memory.")
  tree.child("title").input.focus()
}

function begin(draft) {
  state.all = false
  state.ownId = draft?.ownId === true
  const day = new Date()
  const local = new Date(day - day.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
  tree.write(draft?.facts ?? { added: local })
  body.write(draft?.body ?? "")
  name.write(draft?.id ?? "")
  if (!draft) state.untouched = JSON.stringify(entry())
  follow()
}

function restore() {
  try {
    begin(draft)
    part("restored").textContent =
      "What you typed before is here again. It was kept in this browser only; " +
      "“Erase everything” removes it."
  } catch {
    begin(null) // an older page kept it in another form
  }
}

part("form").append(...tree.parts, body.element)
part("name").append(name.element)
const draft = kept()
begin(null) // learns what an empty form holds
if (draft) restore()
name.input.addEventListener("input", () => {
  state.ownId = Boolean(textOf(name.input))
})
place.addEventListener("input", later)
place.addEventListener("change", later)
place.addEventListener("focusout", ({ target }) => {
  if (target.value) touched.add(target)
  later()
})
part("form").addEventListener("submit", (event) => event.preventDefault())
window.addEventListener("pagehide", () => state.waiting && follow())
action("download").addEventListener("click", () => isClean() && handOver())
action("anyway").addEventListener("click", handOver)
action("copy").addEventListener("click", copyAll)
action("erase").addEventListener("click", eraseAll)
action("open").hidden = !data.newFile
action("open").addEventListener("click", openOnGitHub)
part("waiting").hidden = true
part("work").hidden = false
