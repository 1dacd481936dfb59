// Who and what an entry may name: the registry that the page carries, indexed by id and by name.

import { didYouMean } from "./suggestion.js"

export class Registry {
  #byKind = {}
  #hints = new Map()

  /** `data` holds lists by kind, outlines, events with their year's folder, and earlier ids. */
  constructor({ registry, outlines, events, aliases }) {
    this.outlines = outlines
    for (const [kind, list] of Object.entries(registry)) {
      this.#byKind[kind] = new Map(list.map((entry) => [entry.id, entry]))
    }
    const files = Object.entries(events).map(([id, year]) => [id, `events/${year}/${id}.md`])
    this.events = new Map(files)
    const earlier = Object.entries(aliases).map(([alias, id]) => [alias, this.events.get(id)])
    this.aliases = new Map(earlier)
  }

  get(kind, id) {
    return this.#byKind[kind].get(id)
  }

  has(kind, id) {
    return kind === "events" ? this.events.has(id) : this.#byKind[kind].has(id)
  }

  of(kind) {
    if (kind === "events") return [...this.events.keys()].map((id) => ({ id, names: [] }))
    return [...this.#byKind[kind].values()]
  }

  /** Words the id that was probably meant; a large archive takes a while, so once for each word. */
  hint(word, ...kinds) {
    const key = [word, ...kinds].join(" ")
    if (!this.#hints.has(key)) this.#hints.set(key, didYouMean(word, this.words(...kinds)))
    return this.#hints.get(key)
  }

  /** Words and the ids that they stand for: ids first, then names; of two bearers the first. */
  words(...kinds) {
    const words = new Map()
    for (const kind of kinds) {
      for (const id of this.of(kind).map((entry) => entry.id).sort()) words.set(id, id)
    }
    for (const kind of kinds) {
      for (const { id, names } of this.of(kind)) {
        for (const name of names) if (!words.has(name)) words.set(name, id)
      }
    }
    return words
  }
}
