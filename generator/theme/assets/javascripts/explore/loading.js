// Loads and decodes the archive: here for the worker beside the page, so that the page stays free.

import { decode, packTitles } from "./archive.js"

/** Tells `{ kind, found }` or `{ kind, why }`, for "archive" and then for "titles". */
addEventListener("message", async ({ data: folder }) => {
  const [columns, later] = ["explore.json", "explore-titles.json"].map((name) => {
    const address = new URL(name, folder)
    return { address, asked: fetchJson(address) }
  })
  later.asked.catch(() => {}) // told where it is waited for
  let version
  await tell("archive", async () => {
    const archive = decode(await columns.asked)
    version = archive.version
    return archive
  })
  await tell("titles", async () => packTitles(await matching(version, later)))
})

async function tell(kind, work) {
  try {
    const found = await work()
    postMessage({ kind, found }, [...buffersIn(found)])
  } catch (error) {
    postMessage({ kind, why: error.message })
  }
}

// Two files may come from two versions of the site, one of them kept by the browser.
async function matching(version, { address, asked }) {
  const first = await asked
  const found = first.version === version ? first : await fetchJson(address, { cache: "reload" })
  if (found.version !== version) throw new Error("the titles are of another version of the archive")
  return found
}

async function fetchJson(address, options) {
  const answer = await fetch(address, options)
  if (!answer.ok) throw new Error(`${address} gave ${answer.status}`)
  return answer.json()
}

/** Finds the memory of typed arrays, which is handed over and not copied. */
function* buffersIn(value) {
  if (ArrayBuffer.isView(value)) yield value.buffer
  else if (value?.constructor === Object) for (const part of Object.values(value)) yield* buffersIn(part)
}
