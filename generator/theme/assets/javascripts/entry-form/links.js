// Where the links of a text lead: those in brackets, through references, and those that GitHub's
// Markdown makes of bare addresses. Where only a whole parser could tell, it sees a link.

const SPOT = new RegExp(
  [
    String.raw`(?<escape>\\[!-/:-@[-\x60{-~])`,
    String.raw`(?<blank>\n(?=[ \t>]*$))`,
    String.raw`(?<edge>\||\n(?=[ \t>]*(?:[-+*#]|\d{1,9}[.)])))`,
    String.raw`<(?<pointed>[A-Za-z][A-Za-z0-9.+\-]{1,31}:[^\x00-\x20<>]*)>`,
    "<(?<mail>[A-Za-z0-9.!#$%&'*+/=?^_`{|}~\\-]+@[A-Za-z0-9][A-Za-z0-9.\\-]*)>",
    String.raw`(?<bare>(?:(?<![A-Za-z])(?:https?|ftp):\/\/|(?=www\.)(?:(?<![^\s*_~(])|(?<=^[ \t>]*>))www\.)(?:[^\s\p{P}<>$+=^\x60|~])[^\s<]*)`,
    String.raw`(?<open>!?\[)`,
    String.raw`(?<close>\])`,
  ].join("|"),
  "gimu",
)
const TARGET =
  /\(\s*(?!\s)(?:<((?:[^<>\n\\]|\\.)*)>|((?:[^\s()\\]|\\[!-\/:-@[-`{-~]|\\(?![!-\/:-@[-`{-~])|\((?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*\))*\))*))(?:\s+(?:"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'|\((?:[^()\\]|\\[^])*\)))?\s*\)/dy
const LABEL = /\[((?:[^[\]\\]|\\[^]){0,999})\]/y
const DEFINITION =
  /^((?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t])))*[ \t]*)\[((?:[^[\]\\]|\\[^]){1,999})\]:[ \t]*(?:\n[ \t>]*)?(?:<([^<>\n]*)>|([^\s<]\S*))(?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*/gm
const ENDED = /^(?:[\s>]*$| {0,3}#{1,6}\s)/
const LAST_ENTITY = /(?:&[A-Za-z0-9]{1,32})?;$/
const TRAILING = new Set("?!.,:*_~'\"")
const MOST_MEANINGS = 20
const HOST = /^(?:[a-z]+:\/\/|www\.)((?:[^\s\p{P}\p{S}]|[-_.])+)/iu
const UNSAFE = /[^A-Za-z0-9\-_.+!*'(),%#@?=;:/&$~]/gu
const LOCAL = /[A-Za-z0-9.+_-]/
const DOMAIN = /(?:[A-Za-z0-9_-]|\.(?=[A-Za-z0-9]))*/y
const RESOURCE = /\/(?:[A-Za-z0-9_/-]|\.(?=[A-Za-z0-9]))*/y
const ESCAPE = /\\([!-/:-@[-`{-~])/g
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|commat|period|lowbar|plus));/gi
const NAMED = { amp: "&", commat: "@", period: ".", lowbar: "_", plus: "+" }

/**
 * Gives the address of every link in a text that has code blanked out, and whether it holds a
 * picture; `source` is the text before.
 */
export function linksOf(text, source) {
  const defined = definitions(text, source)
  const found = []
  const taken = defined.spans
  const openers = []
  let edge = -1
  let hasPicture = false
  SPOT.lastIndex = 0
  const prose = hidden(text, defined.spans)
  for (let spot; (spot = SPOT.exec(prose)); ) {
    const { index: at, groups } = spot
    if (groups.blank !== undefined) openers.length = 0
    else if (groups.edge !== undefined) edge = at
    else if (groups.open) openers.push({ at, end: SPOT.lastIndex, image: groups.open === "![" })
    else if (groups.pointed !== undefined || groups.mail !== undefined) {
      found.push(groups.pointed ?? `mailto:${groups.mail}`)
      taken.push([at, SPOT.lastIndex])
    } else if (groups.bare !== undefined) {
      const address = openers.length && openers.at(-1).at > edge ? "" : bareAddress(groups.bare)
      if (address) {
        found.push(/^www/i.test(address) ? `http://${address}` : address)
        taken.push([at, at + address.length])
      }
      SPOT.lastIndex = at + (address.length || 3)
    } else if (groups.close !== undefined && openers.length) {
      const opener = openers.pop()
      const link = opener.dead ? null : linkAt(prose, source, opener, at, defined)
      if (link) {
        if (opener.image) hasPicture = true
        else {
          found.push(...link.leads)
          for (const outer of openers) outer.dead ||= !outer.image
        }
        taken.push([opener.at, link.end])
        SPOT.lastIndex = link.end
      } else if (openers.length) openers.at(-1).holds = true
    }
  }
  const all = [...found, ...mailAddresses(hidden(prose, taken))]
  return { hasPicture, addresses: all.map((one) => one.replace(UNSAFE, encoded)) }
}

/** Finds what follows a closing bracket and makes it a link: an address, or a defined label. */
function linkAt(text, source, opener, close, defined) {
  TARGET.lastIndex = close + 1
  const target = TARGET.exec(text)
  if (target) {
    const [start, end] = target.indices[1] ?? target.indices[2]
    return { leads: [plain(source.slice(start, end))], end: TARGET.lastIndex }
  }
  LABEL.lastIndex = close + 1
  const label = LABEL.exec(text)
  const isFull = label?.[1].trim()
  if (!isFull && opener.holds) return null
  const name = isFull
    ? source.slice(close + 2, LABEL.lastIndex - 1)
    : source.slice(opener.end, close)
  const leads = (defined.byLabel.get(folded(name)) ?? []).filter(({ at }) => at !== opener.at)
  const end = label && (isFull || !label[1]) ? close + 1 + label[0].length : close + 1
  return leads.length ? { leads: leads.map(({ address }) => address), end } : null
}

/** Collects what labels stand for; a line that may only look like a definition counts, too. */
function definitions(text, source) {
  const byLabel = new Map()
  const spans = []
  let ends = 0
  for (const match of text.matchAll(DEFINITION)) {
    const at = match.index + match[1].length
    const end = match.index + match[0].length
    const isAlone =
      /[-+*]/.test(match[1]) ||
      ends === match.index - 1 ||
      ENDED.test(lineBefore(text, match.index))
    const isCertain = (text[end] ?? "\n") === "\n" && isAlone
    const name = folded(source.slice(at + 1, at + 1 + match[2].length))
    const known = byLabel.get(name) ?? []
    const address = plain(match[3] ?? match[4])
    if (known.length < MOST_MEANINGS && !known.some((one) => one.isCertain)) {
      byLabel.set(name, [...known, { at, address, isCertain }])
    }
    if (!isCertain) continue
    spans.push([at, end])
    ends = end
  }
  return { byLabel, spans }
}

/** Trims a bare address as GitHub does; empty where its host makes it none. */
function bareAddress(text) {
  const host = HOST.exec(text)?.[1]
  if (!host || trimmed(host).split(".").slice(-2).join("").includes("_")) return ""
  let end = text.length
  let closing = text.split(")").length - text.split("(").length
  for (;;) {
    const last = text[end - 1]
    if (last === ")") {
      if (closing <= 0) break
      closing -= 1
      end -= 1
    } else if (last === ";") {
      end -= LAST_ENTITY.exec(text.slice(Math.max(end - 34, 0), end))[0].length
    } else if (TRAILING.has(last)) end -= 1
    else break
  }
  return text.slice(0, end)
}

function* mailAddresses(written) {
  const text = plain(written)
  let isDotted = false
  for (let at = text.indexOf("@"), last = 0; at >= 0; at = text.indexOf("@", at + 1)) {
    let start = at
    while (start > last && LOCAL.test(text[start - 1])) start -= 1
    last = at + 1
    DOMAIN.lastIndex = last
    const [domain] = DOMAIN.exec(text)
    const end = last + domain.length
    isDotted = domain.includes(".") || (isDotted && text[start - 1] === "@")
    const isMarked = domain.endsWith("_")
    const host = trimmed(domain)
    if (start === at || text[end] === "@" || !isDotted || !/[A-Za-z]$/.test(host)) continue
    const scheme = /(?:mailto|xmpp):$/i.exec(text.slice(Math.max(start - 7, 0), start))?.[0] ?? ""
    const name = isMarked ? text.slice(start, at).replace(/^_+/, "") : text.slice(start, at)
    RESOURCE.lastIndex = end
    const more = /^xmpp/i.test(scheme) ? (RESOURCE.exec(text)?.[0] ?? "") : ""
    if (name) yield `${scheme || "mailto:"}${name}@${host}${more}`
  }
}

const lineBefore = (text, at) =>
  at ? text.slice(text.lastIndexOf("\n", at - 2) + 1, at - 1) : ""
function trimmed(text) {
  let end = text.length
  while (text[end - 1] === "_") end -= 1
  return text.slice(0, end)
}

const encoded = (letter) => encodeURIComponent(letter.replace(/\p{Surrogate}/u, "\ufffd"))
const folded = (label) => label.trim().replace(/\s+/g, " ").toLowerCase().toUpperCase()

/** Takes the backslashes of escapes away, and reads the entities that an address may hide behind. */
function plain(text) {
  return text
    .replace(ESCAPE, "$1")
    .replace(ENTITY, (_, decimal, hex, name) => {
      if (name) return NAMED[name] ?? ""
      const code = Number.parseInt(decimal ?? hex, decimal ? 10 : 16)
      return code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd"
    })
}

function hidden(text, spans) {
  const parts = []
  let from = 0
  for (const [start, end] of [...spans].sort(([one], [other]) => one - other)) {
    if (end <= from) continue
    const begin = Math.max(start, from)
    parts.push(text.slice(from, begin), text.slice(begin, end).replace(/[^\n]/g, " "))
    from = end
  }
  return parts.join("") + text.slice(from)
}
