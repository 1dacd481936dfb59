// A box that offers what may be named while somebody types: by id, name or alias, in any script.
// It follows the ARIA pattern of an editable combobox with a list: the focus stays in the box.

import { fold } from "../fold.js"
import { element, freshId } from "./element.js"

const MOST = 30

/** `offers()` gives `[{ id, names, about }]`; the parts that `control` needs come back. */
export function combobox(offers) {
  const list = element("ul", { role: "listbox", id: freshId("list"), hidden: true })
  const input = element("input", {
    type: "text",
    role: "combobox",
    dir: "auto",
    spellcheck: "false",
    autocapitalize: "none",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
  })
  const popup = element("div", { class: "ia-form__popup" }, list)
  const state = { active: -1 }
  const options = () => [...list.children]

  function close() {
    list.hidden = true
    list.replaceChildren()
    state.active = -1
    input.setAttribute("aria-expanded", "false")
    input.removeAttribute("aria-activedescendant")
  }

  function open() {
    const found = matching(offers(), input.value)
    list.replaceChildren(...found.map((offer, at) => optionOf(offer, `${list.id}-${at}`)))
    list.hidden = !found.length
    state.active = -1
    input.setAttribute("aria-expanded", `${found.length > 0}`)
    input.removeAttribute("aria-activedescendant")
  }

  function move(step) {
    if (list.hidden) open()
    const all = options()
    if (!all.length) return
    const from = state.active < 0 && step < 0 ? 0 : state.active
    state.active = (from + step + all.length) % all.length
    all.forEach((option, at) => option.setAttribute("aria-selected", `${at === state.active}`))
    bringIntoView(list, all[state.active])
    input.setAttribute("aria-activedescendant", all[state.active].id)
  }

  function pick(id) {
    input.value = id
    close()
    input.dispatchEvent(new Event("input", { bubbles: true }))
  }

  input.addEventListener("input", (event) => event.isTrusted && open())
  input.addEventListener("click", () => list.hidden && open())
  input.addEventListener("blur", () => {
    const meant = named(offers(), input.value)
    close()
    if (meant && meant !== input.value) input.value = meant
    input.dispatchEvent(new Event("input", { bubbles: true }))
  })
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return
    const keys = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      Enter: () => state.active >= 0 && pick(options()[state.active].dataset.id),
      Escape: () => close(),
    }
    if (!keys[event.key]) return
    if (event.key !== "Escape" || !list.hidden) event.preventDefault()
    keys[event.key]()
  })
  list.addEventListener("mousedown", (event) => {
    event.preventDefault()
    const option = event.target.closest("[role=option]")
    if (option) pick(option.dataset.id)
  })
  return {
    input,
    popup,
    explain: (text) => explained(offers(), text.trim(), list.hidden ? null : options().length),
    parse: (box) => box.value.trim() || undefined,
    print: (box, value) => {
      box.value = value ?? ""
    },
  }
}

/** Scrolls the list and never the page: the box stays where it is. */
function bringIntoView(list, option) {
  const [above, below] = [option.offsetTop, option.offsetTop + option.offsetHeight]
  if (above < list.scrollTop) list.scrollTop = above
  else if (below > list.scrollTop + list.clientHeight) list.scrollTop = below - list.clientHeight
}

function optionOf({ id, names, about }, elementId) {
  const option = element("li", { role: "option", id: elementId, "aria-selected": "false" })
  option.dataset.id = id
  option.append(element("span", { class: "ia-form__option", text: names[0] ?? about ?? id }))
  const more = names[0] || about ? id : ""
  option.append(element("span", { class: "ia-form__id", text: more }))
  return option
}

function explained(all, text, shown) {
  const offer = all.find(({ id }) => id === text)
  if (offer) return offer.names[0] ?? offer.about ?? ""
  if (!text || shown === null) return ""
  return shown === 1 ? "1 choice" : `${shown} choices`
}

const folded = (text) =>
  fold(text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC").toLowerCase())
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()

function matching(all, text) {
  const wanted = folded(text)
  const words = wanted.split(" ")
  const scored = all.flatMap((offer) => {
    const spellings = [offer.id, ...offer.names, offer.about ?? ""].map(folded)
    const together = spellings.join(" ")
    if (!words.every((word) => together.includes(word))) return []
    if (spellings.includes(wanted)) return [[0, offer]]
    return [[spellings.some((spelling) => spelling.startsWith(wanted)) ? 1 : 2, offer]]
  })
  return scored
    .sort(([a], [b]) => a - b)
    .slice(0, MOST)
    .map(([, offer]) => offer)
}

/** The one that a whole name or alias stands for, where it stands for one only. */
function named(all, text) {
  const wanted = folded(text)
  if (!wanted || all.some(({ id }) => id === text.trim())) return null
  const found = all.filter((offer) => [offer.id, ...offer.names].some((n) => folded(n) === wanted))
  return found.length === 1 ? found[0].id : null
}
