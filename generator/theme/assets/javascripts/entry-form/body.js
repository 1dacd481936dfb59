// What a text may hold: generator/reading/gate.py and markdown.py again, as far as a page can tell
// without rendering Markdown: code aside, no HTML, no picture, and links that lead somewhere.

import { linksOf } from "./links.js"
import { problem, quoted } from "./problem.js"
import { didYouMean } from "./suggestion.js"

const ZWNJ = "\u200c"
const FORBIDDEN =
  /[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}\ufdd0-\ufdef\ufffe\uffff]|\p{Surrogate}/gu
const ARABIC = /[\u0620-\u065f\u066e-\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdcf\ufe70-\ufefc]/
const FENCED = "^(?: {0,3})(`{3,}(?=[^\\n`]*\\n)|~{3,})[^\\n]*\\n[^]*?(?:^ {0,3}\\1[`~]*[ \\t]*$|(?![^]))"
const FENCED_WITHIN = "(?=`{3})(?<=^[ \\t>*+\\-\\d.)]*)(`{3,})(?!`)[^]*?(?<!`)\\2(?!`)"
const NEW_BLOCK = "\\n[ \\t>]*(?:\\n|```|~~~|(?:[-+*#]|\\d{1,9}[.)])[ \\t])"
const SPAN = `(?<![\`\\\\])(\`+)(?!\`)(?:(?!${NEW_BLOCK})[^])*?(?<!\`)\\3(?!\`)`
const CODE = new RegExp([FENCED, FENCED_WITHIN, SPAN].join("|"), "gm")
const TAG =
  /<(?:[A-Za-z][A-Za-z0-9-]*(?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*\s*\/?|\/[A-Za-z][A-Za-z0-9-]*\s*|!--[^]*?--|\?[^]*?\?|![A-Z][^>]*|!\[CDATA\[[^]*?\]\])>/g
const BLOCK = /^ {0,3}<(?:\/?(?:address|article|aside|blockquote|body|center|details|dialog|div|dl|dt|dd|fieldset|figure|footer|form|frame|h[1-6]|head|header|hr|html|iframe|li|link|main|menu|nav|ol|option|p|section|summary|table|tbody|td|tfoot|th|thead|title|tr|ul)(?=[\s/>]|$)|(?:script|pre|style|textarea)(?=[\s>]|$)|!--|\?|![A-Za-z])/gim
const PICTURE = /!\[(?:[^\]\\]|\\.)*\](?:\(|\[)/g
const ENTRY = /^(?:events\/([0-9]{4})|actors|provinces)\/([a-z0-9-]+)\.md$/
const HARMFUL = /^(?:javascript|vbscript|file|data):/i
const LARGEST = 64 * 1024
const LINK_HINT = "link to https://… or to another entry's .md file"
const MOST_LISTED = 100
const BODY = ["body"]

/** Names what does not show or turns text around, such as `U+200B (zero width space)`. */
export function invisible(text, marks) {
  const found = [...text.matchAll(FORBIDDEN)].filter(
    ({ 0: mark, index }) =>
      mark !== ZWNJ || !(ARABIC.test(text[index - 1] ?? "") && ARABIC.test(text[index + 1] ?? "")),
  )
  return found.map(([mark]) => {
    const code = `U+${mark.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`
    return `${code} ${marks[code] ?? "(a control character)"}`
  })
}

export function controlCharacter(path, name) {
  const hint = "delete it; it does not show, and can change how the text reads"
  return problem(path, "control-character", `holds ${name}`, hint)
}

export function bodyFaults(body, { year, registry, id, marks }) {
  const faults = invisible(body, marks).map((name) => controlCharacter(BODY, name))
  const text = body.replace(CODE, (code, fence) => code.replace(/[^\n]/g, fence ? " " : "`"))
  const { addresses, hasPicture } = linksOf(text, body)
  if (text.search(TAG) >= 0 || text.search(BLOCK) >= 0) {
    const hint = "write Markdown; put a literal `<` between backticks"
    faults.push(problem(BODY, "raw-html", "holds HTML, which is not shown", hint))
  }
  if (hasPicture || text.search(PICTURE) >= 0) {
    const fault = "holds a picture, which the archive does not publish"
    faults.push(problem(BODY, "picture", fault, "link to the page that shows it"))
  }
  for (const address of addresses) {
    faults.push(...linkFaults(address, { year, registry, id }))
    if (faults.length > MOST_LISTED) break
  }
  return faults
}

function* linkFaults(address, { year, registry, id }) {
  if (/^https?:\/\//i.test(address) && isParsed(address)) return
  const link = entryAt(address, year)
  if (!link) {
    const emptied = !address || HARMFUL.test(address)
    const shown = emptied ? "the link's address" : quoted(address)
    const isElsewhere = emptied || /^[a-z][a-z0-9+.-]*:/i.test(address)
    const fault = isElsewhere ? `${shown} is no web address` : `${shown} leads nowhere`
    yield problem(BODY, "bad-link", fault, LINK_HINT)
    return
  }
  const shown = quoted(`${link.id}.md`)
  if (link.kind === "events" && link.id === id) return
  if (!registry.has(link.kind, link.id)) {
    const words = new Map(registry.of(link.kind).map((one) => [one.id, one.id]).sort())
    const hint = didYouMean(link.id, words) || "name a file that is there"
    yield problem(BODY, "dead-link", `the link to ${shown} leads to no entry`, hint)
  } else if (link.kind === "events") {
    const folder = registry.events.get(link.id).split("/")[1]
    if (link.year === folder) return
    const fault = `the link to ${shown} names the folder \`${link.year}\``
    yield problem(BODY, "dead-link", fault, `the file lies in \`events/${folder}\``)
  }
}

/** Tells whether an address can be read at all; what publishes it takes it away otherwise. */
function isParsed(address) {
  try {
    return Boolean(new URL(address))
  } catch {
    return false
  }
}

/** Finds the entry that a relative address leads to from `events/<year>/`, or null. */
function entryAt(address, year) {
  if (!address || /^[a-z][a-z0-9+.-]*:|^\/\/|[?#]/i.test(address)) return null
  const steps = address.startsWith("/") ? [] : ["events", year]
  for (const step of address.split("/")) {
    if (step === "..") steps.pop()
    else if (step && step !== ".") steps.push(step)
  }
  const found = address.startsWith("/") ? null : ENTRY.exec(steps.join("/"))
  return found && { kind: steps[0], year: found[1] ?? "", id: found[2] }
}

export function sizeFault(text) {
  const bytes = new TextEncoder().encode(text).length
  if (bytes <= LARGEST) return []
  const kib = LARGEST / 1024
  return [problem(BODY, "too-large", `has ${bytes.toLocaleString("en-US")} bytes, more than ${kib} KiB`)]
}
