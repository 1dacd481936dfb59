// The archive as a worker loads it: the page waits, and is free meanwhile.

/** Gives promises of the archive, as `decode` does, and of its ids and titles, which come later. */
export function load(folder) {
  const worker = new Worker(new URL("loading.js", import.meta.url), { type: "module" })
  const told = (kind) =>
    new Promise((resolve, reject) => {
      worker.addEventListener("message", ({ data }) => {
        if (data.kind !== kind) return
        if (data.why) reject(new Error(data.why))
        else resolve(data.found)
      })
      worker.addEventListener("error", ({ message }) => reject(new Error(message || "no worker")))
    })
  const [archive, titles] = [told("archive"), told("titles")]
  titles.catch(() => {}).then(() => worker.terminate()) // a failure is told where it is waited for
  worker.postMessage(folder.href)
  return { archive, titles }
}
