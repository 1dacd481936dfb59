// Which links of a chain lead round in a circle.

/** Gives the ids from which the chain in a Map of id to next id leads back to themselves. */
export function circling(next) {
  const found = []
  const done = new Set()
  for (const start of next.keys()) {
    const trail = []
    let at = start
    while (next.has(at) && !done.has(at) && !trail.includes(at)) {
      trail.push(at)
      at = next.get(at)
    }
    if (trail.includes(at)) found.push(...trail.slice(trail.indexOf(at)))
    trail.forEach((id) => done.add(id))
  }
  return found
}
