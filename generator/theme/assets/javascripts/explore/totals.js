// What the matching events add up to, as honestly as generator/model/count.py adds.

import { countWords } from "../entry-form/count.js"

const { format: counted } = new Intl.NumberFormat("en")

/**
 * Adds figures up, the n-th as often as `times` says: 8+ and 3-5 is at least 11. Gives the sum, and
 * over how many figures; one that is unknown bounds nothing, and is not counted.
 */
export function addUp(figures, times) {
  const sum = { low: 0, high: 0, best: 0, about: false, known: false }
  let [number, estimated] = [0, false]
  figures.forEach(({ low, high, best, about, known }, at) => {
    const often = times[at]
    if (!known || !often) return
    const estimate = best ?? (low === high ? low : null)
    number += often
    estimated ||= best !== null
    sum.known = true
    sum.low += low * often
    sum.high = sum.high === null || high === null ? null : sum.high + high * often
    sum.best = sum.best === null || estimate === null ? null : sum.best + estimate * often
    sum.about ||= about
  })
  if (!estimated) sum.best = null
  return { sum, number }
}

/** Says a sum as every page of the site does, and over how many events. */
export function sumInWords({ sum, number }) {
  if (!number) return { words: "no figure", over: "" }
  const many = number === 1 ? "event" : "events"
  return { words: countWords(sum), over: `in ${counted(number)} ${many} with figures` }
}
