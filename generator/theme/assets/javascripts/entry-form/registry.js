// Who and what an entry may name: the registry that the page carries, indexed by id and by name.

export class Registry {
  #byKind = {}

  /** `data` holds lists by kind, outlines, and the archive's events and earlier ids with their files. */
  constructor({ registry, outlines, events, aliases }) {
    this.outlines = outlines
    for (const [kind, list] of Object.entries(registry)) {
      this.#byKind[kind] = new Map(list.map((entry) => [entry.id, entry]))
    }
    this.events = new Map(Object.entries(events))
    this.aliases = new Map(Object.entries(aliases))
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
