// Which names somebody probably meant: those of the registry that are spelt almost like it.

import { fold } from "../fold.js"
import { answer } from "./answer.js"
import { allNames } from "./index.js"
import { PAGE, dataOf } from "./results.js"

const MOST = 3
const STEM = 4 // letters of a word at least that all its forms share, such as raid and raids

/**
 * Gives other words for a question, the likeliest first, each of which is found somewhere. There
 * are none where the first hits hold every word: Pagefind finds what begins alike for a word it lacks.
 */
export function meant(question, hits) {
  return guess(question, hits).catch((error) => {
    console.error(error) // what was found stands without
    return []
  })
}

async function guess(question, hits) {
  const words = question.q.trim().split(/\s+/u).filter(lettersOf)
  const texts = await Promise.all(hits.slice(0, PAGE).map(textOf))
  const strange = words.filter((word) => !texts.some((text) => holds(text, lettersOf(word))))
  if (!strange.length) return []
  const names = await allNames()
  const parts = names.map((same) => same.flatMap((name) => name.split(/[\s()[\],;:/]+/u)))
  const mended = words.map((word) => (strange.includes(word) ? (alike(word, parts)[0] ?? word) : word))
  const tries = new Map()
  for (const text of [mended.join(" "), ...alike(words.join(" "), names)]) {
    const key = plain(text).replace(/[^\p{L}\p{N}]+/gu, " ").trim()
    if (key !== plain(words.join(" ")) && !tries.has(key)) tries.set(key, text)
  }
  const likeliest = [...tries.values()].slice(0, MOST)
  // a filter may still leave nothing: which one to leave out is said once the words are right
  const unfiltered = { ...question, chosen: new Map(), from: "", to: "" }
  const found = await Promise.all(likeliest.map((q) => answer({ ...unfiltered, q }, 1)))
  return likeliest.filter((_, at) => found[at].hits.length)
}

const plain = (text) => fold(text).normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
const lettersOf = (text) => plain(text).replace(/[^\p{L}\p{N}]/gu, "")

async function textOf(hit) {
  const { meta, content } = await dataOf(hit)
  return plain([...Object.values(meta), content].join(" ")).split(/[^\p{L}\p{N}]+/u)
}

function holds(text, word) {
  const stem = word.slice(0, Math.max(STEM, word.length - (word.length > 7 ? 2 : 1)))
  return text.some((one) => one.startsWith(stem))
}

// Of each list of choices the first that differs from a text in few letters, the closest list first.
function alike(text, lists) {
  const given = [...lettersOf(text)]
  const allowed = given.length < 4 ? 0 : given.length < 6 ? 1 : given.length < 10 ? 2 : 3
  const apart = (choice) => {
    const letters = [...lettersOf(choice)]
    if (!allowed || Math.abs(letters.length - given.length) > allowed) return Infinity
    // a slip is seldom in the first letter
    return distance(given, letters) + (letters[0] === given[0] ? 0 : 0.5)
  }
  return lists
    .map((choices) => choices.map((choice) => [choice, apart(choice)]))
    .map((choices) => choices.filter(([, distant]) => distant <= allowed))
    .filter((close) => close.length)
    .map((close) => [close[0][0], Math.min(...close.map(([, distant]) => distant))])
    .sort(([, a], [, b]) => a - b)
    .map(([choice]) => choice)
}

/** How many letters must be put in, left out, replaced, or exchanged with the next. */
function distance(one, other) {
  let [before, row] = [[], other.map((_, at) => at + 1)]
  row.unshift(0)
  for (let i = 0; i < one.length; i += 1) {
    const next = [i + 1]
    for (let j = 0; j < other.length; j += 1) {
      const replaced = row[j] + (one[i] === other[j] ? 0 : 1)
      next[j + 1] = Math.min(replaced, row[j + 1] + 1, next[j] + 1)
      if (i && j && one[i] === other[j - 1] && one[i - 1] === other[j]) {
        next[j + 1] = Math.min(next[j + 1], before[j - 1] + 1)
      }
    }
    ;[before, row] = [row, next]
  }
  return row[other.length]
}
