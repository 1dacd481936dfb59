// Which events match: a bit for every choice that an event does not meet.

import { MARKS } from "./archive.js"

export const CHOICES = ["date", "province", "actor", "type", "grade"]
const BITS = Object.fromEntries(CHOICES.map((name, at) => [name, 1 << at]))

/** Keeps what is chosen. A row matches where no bit is set, and without a choice where only its bit is. */
export function select(archive) {
  const misses = new Uint8Array(archive.size)
  const { size, first, last } = archive
  const span = { from: -Infinity, to: Infinity }

  // One loop for each kind of test: a loop that calls a function for every row is slow.
  const put = (bit, row, meets) => {
    misses[row] = meets ? misses[row] & ~bit : misses[row] | bit
  }

  /** A date meets a span where some day of it may lie within: what is known only to its year too. */
  function during(from, to) {
    Object.assign(span, { from, to })
    for (let row = 0; row < size; row++) put(BITS.date, row, first[row] <= to && last[row] >= from)
  }

  /** Chooses by place in the table of `name`; -1 for all. */
  function choose(name, place) {
    const bit = BITS[name]
    if (place < 0) {
      for (let row = 0; row < size; row++) misses[row] &= ~bit
      return
    }
    const { column, sets } = columnOf(name)
    const wanted = sets ? holding(sets, place) : undefined
    for (let row = 0; row < size; row++) {
      put(bit, row, wanted ? wanted[column[row]] === 1 : column[row] === place)
    }
  }

  /** Counts events by each value of a choice, as if that choice itself were not made. */
  function counts(name) {
    const others = ~BITS[name]
    const { column, sets } = columnOf(name)
    const found = new Uint32Array(archive.tables[name].length)
    const bins = sets ? new Uint32Array(sets.starts.length - 1) : found
    for (let row = 0; row < size; row++) if (!(misses[row] & others)) bins[column[row]]++
    if (sets) {
      for (let set = 0; set < bins.length; set++) {
        if (!bins[set]) continue
        for (let at = sets.starts[set]; at < sets.starts[set + 1]; at++) {
          found[sets.members[at]] += bins[set]
        }
      }
    }
    return found
  }

  // An event has one type and one grade, but may have many actors and provinces.
  function columnOf(name) {
    if (name === "province") return { column: archive.provinces, sets: archive.provinceSets }
    if (name === "actor") return { column: archive.actors, sets: archive.actorSets }
    return { column: archive[name] }
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

  /** Counts the matching rows by their marks, and those whose date may also lie outside of the span. */
  function facts() {
    const { marks } = archive
    const byMarks = new Uint32Array(256)
    let perhaps = 0
    for (let row = 0; row < size; row++) {
      if (misses[row]) continue
      byMarks[marks[row]]++
      if (first[row] < span.from || last[row] > span.to) perhaps++
    }
    const count = (meets) => byMarks.reduce((sum, many, mark) => (meets(mark) ? sum + many : sum), 0)
    return { perhaps, count }
  }

  /** Counts how often the matching rows give each figure; those that sum up others are left out. */
  function figures(outcome) {
    const { marks, tolls } = archive
    const column = tolls[outcome]
    const bins = new Uint32Array(archive.figures.length + 1) // the first is for no figure
    for (let row = 0; row < size; row++) {
      if (!misses[row] && !(marks[row] & MARKS.report)) bins[column[row]]++
    }
    return bins.subarray(1)
  }

  return { misses, during, choose, counts, months, rows, facts, figures }
}

/** Says of each set whether it has a member. */
function holding({ starts, members }, member) {
  const found = new Uint8Array(starts.length - 1)
  for (let set = 0; set < found.length; set++) {
    for (let at = starts[set]; at < starts[set + 1]; at++) if (members[at] === member) found[set] = 1
  }
  return found
}
