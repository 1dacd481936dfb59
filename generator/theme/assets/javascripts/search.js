// What every page has of the search: its keys and its button. All else is loaded when it is used.

const page = document.querySelector(".find-page")
const FACETS = ["kind", "type", "actor", "province", "year", "grade", "publisher"]
const OPENER = "button.find-open"

async function open() {
  if (page) return page.querySelector(".find__query").select()
  const { openDialog } = await import("./search/dialog.js")
  openDialog()
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
    location.replace(new URL(`../../search/?${wanted}`, import.meta.url))
  } else if (wanted.get("q")) {
    open()
  }
}
