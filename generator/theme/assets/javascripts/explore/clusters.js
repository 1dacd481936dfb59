// Exact points that lie close to each other on the screen, put together: by the squares of a grid,
// then those of neighbouring squares whose circles would lie on one another.

/** Places points in Mercator's square of 256 pixels, which doubles with every step of zoom. */
export function project({ latitude, longitude }) {
  const x = Float64Array.from(longitude, (degrees) => (degrees / 360 + 0.5) * 256)
  const y = Float64Array.from(latitude, (degrees) => {
    const sine = Math.sin((degrees * Math.PI) / 180)
    return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 256
  })
  return { x, y }
}

/**
 * Gives groups `{ x, y, radius, count, members }` in pixels of the zoom: where the circle stands, and
 * the numbers of its points. `shown` says of a point's number whether it counts; `box` bounds what is looked at.
 */
export function clusters({ x, y }, shown, scale, side, box) {
  // The squares are those of the whole world, so that they stay where they are when the map moves.
  const [left, top] = [Math.floor(box.left / side), Math.floor(box.top / side)]
  const across = Math.floor(box.right / side) - left + 1
  const squares = new Map()
  for (let at = 0; at < x.length; at++) {
    if (!shown(at)) continue
    const [right, down] = [x[at] * scale, y[at] * scale]
    if (right < box.left || right > box.right || down < box.top || down > box.bottom) continue
    const square = Math.floor(right / side) - left + (Math.floor(down / side) - top) * across
    const cluster = squares.get(square)
    if (cluster) {
      cluster.x += right
      cluster.y += down
      cluster.members.push(at)
    } else squares.set(square, { x: right, y: down, members: [at] })
  }
  const means = Array.from(squares.values(), ({ x: sum, y: sums, members }) => {
    const count = members.length
    return { x: sum / count, y: sums / count, count, members, radius: radiusOf(count) }
  })
  return apart(means.sort((a, b) => b.count - a.count))
}

/** Gives the radius of a circle for a number of points, in pixels. */
export const radiusOf = (count) => (count === 1 ? 5 : Math.min(7.5 + 1.5 * Math.log2(count), 17))

// The larger takes in the smaller, so that its circle stays where it is.
function apart(means) {
  const kept = []
  for (const one of means) {
    const near = (other) =>
      Math.hypot(one.x - other.x, one.y - other.y) < (one.radius + other.radius) * 0.9
    const home = kept.find(near)
    if (home) home.members.push(...one.members)
    else kept.push(one)
  }
  for (const one of kept) Object.assign(one, { count: one.members.length })
  return kept
}
