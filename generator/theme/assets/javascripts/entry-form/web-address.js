// Which web addresses an entry may hold, http and https with a host and nothing that could run; and
// when two of them are one.

const PARTS = /^([a-zA-Z][a-zA-Z0-9+.-]*):(?:\/\/([^/?#]*))?/

/** Says what is wrong with an address, or "". */
export function addressFault(address) {
  const found = PARTS.exec(address)
  const authority = found?.[2] ?? ""
  const host = authority.slice(authority.lastIndexOf("@") + 1)
  if (/^\[[^\]]*$|^[^[]*\]/.test(host)) return "cannot be read as an address"
  if (!["http", "https"].includes(found?.[1].toLowerCase())) {
    return "an address starts with https:// or http://"
  }
  const [, name, port] = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/s.exec(host) ?? [null, host, ""]
  if (port && (!/^\d+$/.test(port) || Number(port) > 65535)) return "cannot be read as an address"
  if (!name || (port && Number(port) === 0)) return "the address names no host"
  if (authority.includes("@")) return "an address holds no user name or password"
  return /[\s\p{C}<>"\\^`{|}]/u.test(address)
    ? "an address holds no spaces, quotes or brackets; percent-encode them"
    : ""
}

const COUNTS_VISITORS = ["utm_", "fbclid", "gclid", "mc_cid", "mc_eid"]
const cut = (text, mark) => {
  const at = text.indexOf(mark)
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + mark.length)]
}

/** Gives an address to compare, as generator/checks/addresses.py: without what only counts visitors. */
export function normalAddress(url) {
  const [page, fragment] = cut(url.trim(), "#")
  const [place, query] = cut(cut(page, "://")[1], "?")
  const [authority, path] = cut(place, "/")
  const host = authority.toLowerCase().replace(/^www\./, "").replace(/:80$/, "").replace(/:443$/, "")
  const asked = query.split("&").filter((part) => !COUNTS_VISITORS.some((m) => part.startsWith(m)))
  const address = `${host}/${path}`.replace(/\/+$/, "") + (query ? asked.map((one) => `&${one}`).join("") : "")
  return /^[!/]/.test(fragment) ? `${address}#${fragment}` : address
}
