// The index: a list of shards, the newest events first. A shard is Pagefind's, with columns beside
// it (generator/search/columns.py) that say by what each of its pages is filtered and sorted.

export const ROOT = new URL("../../../", import.meta.url)
const INDEX = new URL("pagefind/", ROOT)
const OPTIONS = {
  baseUrl: ROOT.pathname,
  excerptLength: 28,
  ranking: { metaWeights: { title: 5, names: 4, date: 1 } },
}
const FIRST_SIGN = 0x30
const DAY = 86_400_000

let listing
/** Gives the shards, and the values of each facet as pairs of id and name. */
export function load() {
  listing ??= read().catch((error) => {
    listing = undefined // the next key tries again
    throw error
  })
  return listing
}

async function read() {
  const { shards, facets } = await json("listing.json")
  let program // the first shard's, which all run in: two would each bring their own
  let before = Promise.resolve()
  const engine = async (name) => {
    program ??= import(new URL(`${shards[0].name}/pagefind.js`, INDEX))
    const { createInstance } = await program
    const instance = createInstance({ basePath: new URL(`${name}/`, INDEX).pathname })
    await instance.options(OPTIONS)
    return instance
  }
  return {
    facets,
    shards: shards.map(({ name, events, first, last, bytes }) => {
      let rows, started, term, found
      const search = async (text) => (await (await started).search(text)).results
      return {
        events,
        first: day(first),
        last: day(last),
        /** The bytes that a reader would have to load before this shard can answer. */
        cost: (text) => (rows ? 0 : bytes.columns) + (text && !started ? bytes.words : 0),
        rows: () => (rows ??= json(`${name}/columns.json`).then(unpack)),
        page: async (row) => fragment(`${name}/fragment/${(await rows).page.replace("#", row)}`),
        search(text) {
          started ??= before = before.then(() => engine(name))
          // a question is asked again with each further shard, or with other filters
          if (text !== term) [term, found] = [text, search(text)]
          return found
        },
      }
    }),
  }
}

let names
/** Gives for each in the registry a list of its name, aliases and native names. */
export const allNames = () => (names ??= json("names.json"))

async function json(name) {
  const answer = await fetch(new URL(name, INDEX))
  if (!answer.ok) throw new Error(`${answer.url} gave ${answer.status}`)
  return answer.json()
}

/** The days since 1970 of a date such as 2022-06-11. */
export const day = (text) => Date.parse(`${text}T00:00:00Z`) / DAY
export const yearOf = (days) => new Date(days * DAY).getUTCFullYear()
export const dayWords = (days) =>
  new Date(days * DAY).toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" })

// Pagefind fetches every word when it is asked for none: pages are then read without it. Its files
// are gzip over a mark of twelve letters and JSON.
async function fragment(name) {
  const { body } = await fetch(new URL(`${name}.pf_fragment`, INDEX))
  const plain = await new Response(body.pipeThrough(new DecompressionStream("gzip"))).text()
  const { url, meta, content } = JSON.parse(plain.slice("pagefind_dcd".length))
  const excerpt = content.split(" ", OPTIONS.excerptLength).join(" ")
  return { url: `${ROOT.pathname}${url}`, meta, raw_content: content, excerpt, plain_excerpt: excerpt }
}

function unpack({ page, facets, first: steps, span }) {
  const columns = Object.entries(facets).map(([name, signs]) => [
    name,
    signs.split(" ").map((row) => Array.from(row, (sign) => sign.codePointAt(0) - FIRST_SIGN)),
  ])
  let at = 0
  const first = steps.map((step, row) => (span[row] < 0 ? null : (at += step)))
  const last = first.map((days, row) => (days === null ? null : days + span[row]))
  const year = first.map((days, row) => {
    if (days === null) return []
    const [from, to] = [yearOf(days), yearOf(last[row])]
    return Array.from({ length: to - from + 1 }, (_, more) => from + more)
  })
  return { page, facets: { ...Object.fromEntries(columns), year }, first, last }
}
