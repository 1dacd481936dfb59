// The orders in which events can be listed, each as the rows from first to last.

/** Sorts the columns in every order that the address can name. */
export function orders({ size, figures, tolls, grade, grades }) {
  const oldest = Uint32Array.from({ length: size }, (_, row) => row)
  const ranked = ranks(figures)
  return {
    oldest,
    newest: oldest.slice().reverse(),
    killed: counting(tolls.killed, ranked),
    injured: counting(tolls.injured, ranked),
    grade: counting(grade, Uint32Array.from(grades.keys())),
  }
}

/** Ranks what stands in a column of figures: the largest first, then the unknown, last none at all. */
function ranks(figures) {
  const least = (value) => {
    const figure = figures[value - 1]
    if (!figure) return -2
    return figure.known ? figure.low : -1
  }
  const keys = Array.from({ length: figures.length + 1 }, (_, value) => least(value))
  const inOrder = [...new Set(keys)].sort((a, b) => b - a)
  const place = new Map(inOrder.map((key, rank) => [key, rank]))
  return Uint32Array.from(keys, (key) => place.get(key))
}

/** Sorts the rows of a column by counting, as its values are few; the newest first of equals. */
function counting(column, rankOf) {
  const next = new Uint32Array(rankOf.length + 1)
  for (const value of column) next[rankOf[value] + 1]++
  for (let rank = 1; rank < next.length; rank++) next[rank] += next[rank - 1]
  const found = new Uint32Array(column.length)
  for (let row = column.length - 1; row >= 0; row--) found[next[rankOf[column[row]]]++] = row
  return found
}
