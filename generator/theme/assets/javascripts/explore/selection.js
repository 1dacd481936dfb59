// Which events match: a bit for every choice that an event does not meet.

export const CHOICES = ["date", "province", "actor", "type", "grade"]
const BITS = Object.fromEntries(CHOICES.map((name, at) => [name, 1 << at]))

/** Keeps what is chosen. A row matches where no bit is set, and without a choice where only its bit is. */
export function select(archive) {
  const misses = new Uint8Array(archive.size)
  const { size, first, last } = archive
  const span = { from: -Infinity, to: Infinity }

  const mark = (bit, meets) => {
    for (let row = 0; row < size; row++) {
      if (meets(row)) misses[row] &= ~bit
      else misses[row] |= bit
    }
  }

  /** A date meets a span where some day of it may lie within: what is known only to its year too. */
  function during(from, to) {
    Object.assign(span, { from, to })
    mark(BITS.date, (row) => first[row] <= to && last[row] >= from)
  }

  /** Chooses by place in the table of `name`; -1 for all. */
  function choose(name, place) {
    if (place < 0) return mark(BITS[name], () => true)
    const sets = { province: archive.provinceSets, actor: archive.actorSets }[name]
    if (!sets) {
      const column = archive[name]
      return mark(BITS[name], (row) => column[row] === place)
    }
    const has = Uint8Array.from(sets, (set) => Number(set.includes(place)))
    const column = name === "province" ? archive.provinces : archive.actors
    return mark(BITS[name], (row) => has[column[row]] === 1)
  }

  /** Counts events by each value of a choice, as if that choice itself were not made. */
  function counts(name) {
    const others = ~BITS[name]
    const found = new Uint32Array(archive.tables[name].length)
    const sets = { province: archive.provinceSets, actor: archive.actorSets }[name]
    if (!sets) {
      const column = archive[name]
      for (let row = 0; row < size; row++) if (!(misses[row] & others)) found[column[row]]++
      return found
    }
    const column = name === "province" ? archive.provinces : archive.actors
    const bySet = new Uint32Array(sets.length)
    for (let row = 0; row < size; row++) if (!(misses[row] & others)) bySet[column[row]]++
    bySet.forEach((count, set) => count && sets[set].forEach((place) => (found[place] += count)))
    return found
  }

  /** Counts events by month from `start` on, as if no span were chosen, and those with no month. */
  function months(start, length) {
    const bars = new Uint32Array(length)
    let none = 0
    for (let row = 0; row < size; row++) {
      if (misses[row] & ~BITS.date) continue
      if (archive.month[row] < 0) none++
      else bars[archive.month[row] - start]++
    }
    return { bars, none }
  }

  /** Lists the matching rows in the order of `order`. */
  function rows(order) {
    const found = new Uint32Array(size)
    let length = 0
    for (let at = 0; at < size; at++) if (!misses[order[at]]) found[length++] = order[at]
    return found.subarray(0, length)
  }

  /** Says whether a matching row's date may also lie outside of the span. */
  const perhaps = (row) => first[row] < span.from || last[row] > span.to

  return { misses, span, during, choose, counts, months, rows, perhaps }
}
