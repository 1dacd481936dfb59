// Which known word somebody probably meant: the weighted ratio that `check` takes from rapidfuzz.

const CLOSE_ENOUGH = 72
const UNORDERED = 0.95

/** Gives the choice most like `word`, or null; of a Map, the value of the closest key. */
export function closest(word, choices) {
  const given = prepared(word)
  let best = null
  let top = 0
  for (const key of choices.keys()) {
    const score = weighted(given, prepared(choices instanceof Map ? key : choices[key]))
    if (score >= CLOSE_ENOUGH && score > top) [best, top] = [key, score]
  }
  return best === null ? null : choices instanceof Map ? choices.get(best) : choices[best]
}

export function didYouMean(word, choices) {
  const near = closest(word, choices)
  return near === null ? "" : `did you mean \`${near}\`?`
}

const prepared = (text) => [...`${text}`.replace(/[^\p{L}\p{N}_]/gu, " ").trim().toLowerCase()]

/** How alike two texts are, from 0 to 100; letters come as arrays. */
function weighted(one, other) {
  if (!one.length || !other.length) return 0
  const lengths = Math.max(one.length, other.length) / Math.min(one.length, other.length)
  const plain = ratio(one, other)
  const [a, b] = [tokens(one), tokens(other)]
  if (lengths < 1.5) return Math.max(plain, UNORDERED * Math.max(ofSets(a, b), ofSorted(a, b)))
  const scale = lengths <= 8 ? 0.9 : 0.6
  return Math.max(plain, scale * partial(one, other), UNORDERED * scale * partialOfTokens(a, b))
}

const tokens = (letters) => letters.join("").split(/\s+/u).filter(Boolean)
const byCodePoint = (a, b) => (a < b ? -1 : a > b ? 1 : 0)
const joined = (list) => [...[...list].sort(byCodePoint).join(" ")]
const ofSorted = (a, b) => ratio(joined(a), joined(b))

function commonLength(one, other) {
  let row = new Uint16Array(other.length + 1)
  for (const letter of one) {
    const next = new Uint16Array(other.length + 1)
    for (let at = 0; at < other.length; at += 1) {
      next[at + 1] = letter === other[at] ? row[at] + 1 : Math.max(row[at + 1], next[at])
    }
    row = next
  }
  return row[other.length]
}

function ratio(one, other) {
  const total = one.length + other.length
  return total ? (200 * commonLength(one, other)) / total : 100
}

function parted(a, b) {
  const [left, right] = [new Set(a), new Set(b)]
  return {
    common: [...left].filter((token) => right.has(token)),
    left: [...left].filter((token) => !right.has(token)),
    right: [...right].filter((token) => !left.has(token)),
  }
}

function ofSets(a, b) {
  const { common, left, right } = parted(a, b)
  if (common.length && (!left.length || !right.length)) return 100
  const [ab, ba] = [joined(left), joined(right)]
  const shared = joined(common).length
  const gap = shared ? 1 : 0
  const [first, second] = [shared + gap + ab.length, shared + gap + ba.length]
  const distance = ab.length + ba.length - 2 * commonLength(ab, ba)
  const likeness = (apart, total) => (total ? 100 - (100 * apart) / total : 100)
  const result = likeness(distance, first + second)
  if (!shared) return result
  return Math.max(
    result,
    likeness(gap + ab.length, shared + first),
    likeness(gap + ba.length, shared + second),
  )
}

function partial(one, other) {
  if (!one.length || !other.length) return one.length === other.length ? 100 : 0
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  const best = windows(short, long)
  return short.length === long.length ? Math.max(best, windows(long, short)) : best
}

/** The best likeness of the shorter text with any part of the longer one that is as long. */
function windows(short, long) {
  let best = 0
  for (let end = 1; end < long.length + short.length; end += 1) {
    const part = long.slice(Math.max(0, end - short.length), Math.min(end, long.length))
    best = Math.max(best, ratio(short, part))
  }
  return best
}

function partialOfTokens(a, b) {
  const { common, left, right } = parted(a, b)
  if (common.length) return 100
  return Math.max(partial(joined(a), joined(b)), partial(joined(left), joined(right)))
}
