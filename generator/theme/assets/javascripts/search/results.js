// How what was found is shown, in the dialog and on the page.

import { element } from "../entry-form/element.js"
import { dayWords } from "./index.js"

export const PAGE = 10

export const dataOf = (hit) => (hit.data ??= hit.result.data())

export async function shown(hits) {
  const found = await Promise.all(hits.map(dataOf))
  return found.map((data, at) => item(data, hits[at]))
}

/** Says since (or before) when events were searched; nothing where no other can be a hit. */
export const range = ({ edge, order }) =>
  edge === null ? "" : ` ${order === "oldest" ? "before" : "since"} ${dayWords(edge)}`

/** Says how much was found, or that nothing was, with advice that may lead to something. */
export function outcome(found, q, advice) {
  const number = found.hits.length
  return number
    ? `${number.toLocaleString("en")} ${number === 1 ? "result" : "results"}${range(found)}`
    : `Nothing found${range(found)}${q ? ` for “${q}”` : ""}. ${advice}, or use fewer words.`
}

/** Asks whether other words were meant: links, of which `use` is told when one is followed. */
export function ofMeant(texts, addressOf, use) {
  const links = texts.map((text) => {
    const click = (event) => {
      event.preventDefault()
      use(text)
    }
    return element("a", { href: addressOf(text), dir: "auto", text, click })
  })
  const commas = links.flatMap((link, at) => (at ? [at < links.length - 1 ? ", " : " or ", link] : [link]))
  return links.length ? ["Did you mean ", ...commas, "?"] : []
}

function item({ url, meta, raw_content: all, excerpt, plain_excerpt: plain }, hit) {
  const names = (facet) => hit.rows.facets[facet][hit.row].map((at) => hit.facets[facet][at][1])
  const about = [...names("kind"), meta.date, names("province").join(", ")].filter(Boolean)
  const text = element("span", { dir: "auto" })
  text.append(all.startsWith(plain) ? "" : "… ", ...marked(excerpt), all.endsWith(plain) ? "" : " …")
  const title = element("b", { dir: "auto", text: meta.shown ?? meta.title })
  return element(
    "li",
    {},
    element("a", { href: url }, title, element("small", { text: about.join(" · ") }), text),
  )
}

// Pagefind gives text with `<` and `>` escaped, and <mark> around what was found.
function* marked(excerpt) {
  for (const [index, text] of excerpt.split(/<\/?mark>/).entries()) {
    const plain = text.replaceAll("&lt;", "<").replaceAll("&gt;", ">")
    yield index % 2 ? element("mark", { text: plain }) : plain
  }
}

/** Moves the focus with the arrow keys between the box and the results, and types on from there. */
export function keys(area, query, results) {
  area.addEventListener("keydown", (event) => {
    event.stopPropagation() // Material turns the page at some letters
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const stops = [query, ...results.querySelectorAll("a")]
      const at = stops.indexOf(document.activeElement)
      const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)]
      if (at < 0 || !next) return
      event.preventDefault()
      next.focus()
    } else if (results.contains(event.target) && /^(\S|Backspace)$/u.test(event.key)) query.focus()
  })
}
