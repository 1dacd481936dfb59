// Whether a place is told as exactly as its precision says: generator/checks/places.py again.

import { problem, quoted } from "./problem.js"

const NEEDS = { exact: "coordinates", place: "place", district: "district" }
const POINTS = ["exact", "place"]
const isEmpty = (value) =>
  value === undefined ||
  value === null ||
  (typeof value === "object" && Object.keys(value).length === 0)

/** Gives what contradicts itself, as [field, message, hint]. */
export function contradictions(location) {
  const { precision, province, withheld } = location
  const found = []
  if (precision === "country" && !isEmpty(province)) {
    found.push([
      "precision",
      `\`precision\` is \`country\`, but the province is ${quoted(province)}`,
      "set `precision: province`, or delete the province",
    ])
  } else if (precision !== "country" && isEmpty(province)) {
    found.push([
      "precision",
      `\`precision\` is \`${precision}\`, but there is no \`province\``,
      "add `province`, or set `precision: country`",
    ])
  }
  return [...found, ...(withheld ? leaks(location) : lacks(location))]
}

function lacks(location) {
  const { precision, coordinates } = location
  const wanted = NEEDS[precision]
  const found = []
  if (wanted && isEmpty(location[wanted])) found.push(missing(precision, wanted))
  if (!isEmpty(coordinates) && !POINTS.includes(precision)) {
    found.push([
      "coordinates",
      `\`coordinates\` give a point, but \`precision\` is \`${precision}\``,
      "delete `coordinates`, or set `precision: exact`",
    ])
  }
  return found
}

const missing = (precision, wanted) => [
  "precision",
  `\`precision\` is \`${precision}\`, but \`${wanted}\` is missing`,
  `add \`${wanted}\`, or choose a coarser precision`,
]

/** Finds what tells more than a withheld place may. */
function leaks(location) {
  const { precision } = location
  const found = []
  if (POINTS.includes(precision)) {
    found.push([
      "precision",
      `\`precision\` is \`${precision}\`, though the place is withheld`,
      "set `district`, `province` or `country`",
    ])
  } else if (precision === "district" && isEmpty(location.district)) {
    found.push(missing(precision, "district"))
  }
  for (const field of ["coordinates", "place", "names"]) {
    if (!isEmpty(location[field])) {
      found.push([
        field,
        `a place that is withheld has no \`${field}\``,
        `delete \`${field}\``,
      ])
    }
  }
  return found
}

const TOLERANCE = 0.03
const decimal = (number) => (Number.isInteger(number) ? `${number}.0` : `${number}`)

/** Finds a point outside of the entry's provinces; `outlines` are GeoJSON geometries by id. */
export function* misplaced({ location, also_in: others }, outlines) {
  const { coordinates, province } = location
  if (isEmpty(coordinates) || isEmpty(province)) return
  const named = [province, ...(others ?? [])].map((id) => id.trim())
  const own = named.filter((id) => id in outlines).map((id) => outlines[id])
  const [latitude, longitude] = coordinates
  const spot = [longitude, latitude]
  if (!own.length || own.some((outline) => isNear(outline, spot))) return
  const where = Object.keys(outlines).find((id) => covers(outlines[id], spot))
  const found = where ? `in \`${where}\`` : "in no province"
  const hint = own.some((outline) => covers(outline, [latitude, longitude]))
    ? "latitude comes first: swap the two numbers"
    : `the point lies ${found}; mend the coordinates or the province`
  const fault = `${decimal(latitude)}, ${decimal(longitude)} is not in ${quoted(named[0])}`
  yield problem(["location", "coordinates"], "outside-province", fault, hint)
}

/** The polygons of an outline, each a list of rings: the outer one, then its holes. */
const polygons = ({ type, coordinates }) => (type === "Polygon" ? [coordinates] : coordinates)
const isNear = (outline, spot) =>
  covers(outline, spot) ||
  polygons(outline).some((rings) => rings.some((ring) => distance(ring, spot) <= TOLERANCE))
const covers = (outline, spot) =>
  polygons(outline).some(([outer, ...holes]) => {
    return isInside(outer, spot) && !holes.some((hole) => isInside(hole, spot))
  })
const sides = (ring) => ring.slice(1).map((end, at) => [ring[at], end])

/** Counts how often a ray from the spot crosses the ring: inside where that is odd. */
function isInside(ring, [x, y]) {
  const crossed = sides(ring).filter(
    ([[ax, ay], [bx, by]]) => ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax,
  )
  return crossed.length % 2 === 1
}

function distance(ring, [x, y]) {
  const apart = sides(ring).map(([[ax, ay], [bx, by]]) => {
    const [dx, dy] = [bx - ax, by - ay]
    const along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)
    const held = Math.min(1, Math.max(0, along))
    return Math.hypot(ax + held * dx - x, ay + held * dy - y)
  })
  return Math.min(...apart)
}
