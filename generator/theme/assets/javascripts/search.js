// What every page has of the search: its keys, its button, and the box to type in. All else is
// loaded when it is used.

const page = document.querySelector(".find-page")
const FACETS = ["kind", "type", "actor", "province", "year", "grade", "publisher"]
const OPENER = "button.find-open"
const ROOT = new URL("../../", import.meta.url)

let dialog

function open() {
  if (page) return page.querySelector(".find__query").select()
  dialog ??= made()
  const query = dialog.querySelector(".find__query")
  if (!dialog.open) {
    query.value = new URLSearchParams(location.search).get("q") ?? ""
    dialog.showModal()
  }
  query.select()
  import("./search/dialog.js").then(({ update }) => update())
}

// The box is there at once, for the keys that are typed while the rest is loaded.
function made() {
  const label = "Search events, people, places"
  const query = element("input", {
    class: "find__query", name: "q", type: "text", inputmode: "search", enterkeyhint: "search",
    maxlength: 200, autocomplete: "off", autocapitalize: "off", spellcheck: "false",
    placeholder: label, "aria-label": label,
  }) // prettier-ignore
  const bar = element("form", { class: "find__bar", role: "search", action: new URL("search/", ROOT) }, query)
  const made = element("dialog", { class: "find", "aria-label": "Search" }, bar)
  document.body.append(made)
  return made
}

// As in entry-form/element.js, which no page should load for this alone.
function element(tag, attributes, ...children) {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value)
  node.append(...children)
  return node
}

document.addEventListener("keydown", (event) => {
  const hotkey = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)
  const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey
  const typing = event.target.closest("input, textarea, select, [contenteditable]")
  if (typing || !(hotkey || slash)) return
  event.preventDefault()
  open()
})
for (const button of document.querySelectorAll(OPENER)) button.addEventListener("click", open)

// An address with a query opens the dialog; one with filters, as older links have, opens the page.
const wanted = new URLSearchParams(location.search)
if (page) {
  import("./search/page.js")
} else if (!document.querySelector("[data-own-address]")) {
  if (FACETS.some((name) => wanted.has(name))) {
    location.replace(new URL(`search/?${wanted}`, ROOT))
  } else if (wanted.get("q")) {
    open()
  }
}
