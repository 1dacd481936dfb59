// The map: provinces shaded by their number of events, and dots for exact points alone.

import { clusters, project } from "./clusters.js"
import { fit, onColours, palette } from "./palette.js"

const SIDE = 44 // pixels of a square whose points are drawn as one
const PADDING = 60 // pixels beyond the map's edge where points are drawn too
const DEEPEST = 12
const LISTED = 10
const STEPS = 5
const NONE = { show() {}, has: () => false } // of an archive without outlines

/**
 * Sets up the map in `frame`. `chosen` is told the id of a province that the reader picks, and
 * `entry` gives a link to an event by its row.
 */
export async function map(frame, folder, { archive, chosen, entry }) {
  if (frame.closest("[hidden]")) return NONE
  await import(new URL("leaflet.js", folder.leaflet))
  const { L } = globalThis
  const answer = await fetch(new URL("outlines.json", folder.data))
  if (!answer.ok) throw new Error(`${answer.url} gave ${answer.status}`)
  const outlines = await answer.json()
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches
  const touch = matchMedia("(pointer: coarse)").matches
  const leaflet = L.map(frame, {
    attributionControl: false,
    dragging: !touch, // one finger scrolls the page, two move the map
    scrollWheelZoom: false,
    zoomAnimation: !still,
    fadeAnimation: !still,
    inertia: !still,
    zoomSnap: 0.25,
    maxZoom: DEEPEST,
    renderer: L.canvas({ padding: 0.3 }),
  })
  const places = new Map(archive.tables.province.map(([id], place) => [id, place]))
  const areas = new Map()
  const looks = new Map() // by province what decides its colours, so that only changes are drawn
  const at = project(archive.points)
  let colours = palette(frame)
  let numbers = new Uint32Array(places.size)
  let selected = -1
  let shown = () => true
  let drawn = []

  for (const [id, polygons] of Object.entries(outlines.provinces)) {
    const shape = polygons.map((rings) => rings.map((ring) => pointsOf(ring, outlines.scale)))
    const area = L.polygon(shape, { weight: 1, fillOpacity: 1, smoothFactor: 0.6 })
    area.on("click", (event) => {
      L.DomEvent.stopPropagation(event)
      if (!pick(event)) chosen(id)
    })
    area.bindTooltip(() => text(told(id)), {
      sticky: true,
    })
    areas.set(id, area.addTo(leaflet))
  }
  const { latitude, longitude } = archive.points
  const whole = L.featureGroup([...areas.values()]).getBounds()
  latitude.forEach((degrees, n) => whole.extend([degrees, longitude[n]]))
  const canvas = L.DomUtil.create("canvas", "leaflet-zoom-hide", leaflet.createPane("dots"))
  leaflet.getPane("dots").classList.add("ia-explore__dots")

  const told = (id) => `${archive.tables.province[places.get(id)][1]}: ${numbers[places.get(id)]}`

  function shade() {
    const largest = numbers.reduce((a, b) => Math.max(a, b), 0)
    for (const [id, area] of areas) {
      const place = places.get(id)
      const here = place === selected
      const look = `${step(numbers[place], largest)} ${here}`
      if (looks.get(id) === look) continue
      looks.set(id, look)
      area.setStyle({
        fillColor: colours.shaded(step(numbers[place], largest)),
        color: here ? colours.accent : colours.paper,
        weight: here ? 3 : 1,
      })
      if (here) area.bringToFront()
    }
  }

  function dots() {
    const size = leaflet.getSize()
    const origin = leaflet.containerPointToLayerPoint([-PADDING, -PADDING])
    L.DomUtil.setPosition(canvas, origin)
    const corner = leaflet.getPixelBounds().min
    const [left, top] = [corner.x - PADDING, corner.y - PADDING]
    const box = { left, top, right: left + size.x + 2 * PADDING, bottom: top + size.y + 2 * PADDING }
    const scale = leaflet.getZoomScale(leaflet.getZoom(), 0)
    const context = fit(canvas, size.x + 2 * PADDING, size.y + 2 * PADDING)
    context.font = "bold 11px sans-serif"
    context.textAlign = "center"
    context.textBaseline = "middle"
    context.lineWidth = 1.5
    drawn = clusters(at, shown, scale, SIDE, box)
    for (const cluster of drawn) {
      const [x, y] = [cluster.x - left, cluster.y - top]
      context.beginPath()
      context.arc(x, y, cluster.radius, 0, 2 * Math.PI)
      context.fillStyle = cluster.count === 1 ? colours.accent : colours.paper
      context.strokeStyle = cluster.count === 1 ? colours.paper : colours.accent
      context.fill()
      context.stroke()
      if (cluster.count === 1) continue
      context.fillStyle = colours.ink
      context.fillText(`${cluster.count}`, x, y + 0.5)
    }
  }

  /** Opens the dot below a click, or goes closer to a group of them; false where there is none. */
  function pick({ containerPoint }) {
    const corner = leaflet.getPixelBounds().min
    const reach = ({ x, y }) => Math.hypot(x - corner.x - containerPoint.x, y - corner.y - containerPoint.y)
    const hit = drawn.find((cluster) => reach(cluster) <= cluster.radius + 4)
    if (!hit) return false
    const { rows } = archive.points
    const bounds = L.latLngBounds(hit.members.map((n) => [latitude[n], longitude[n]]))
    const one = bounds.getNorthEast().equals(bounds.getSouthWest())
    if (one || leaflet.getZoom() >= DEEPEST) {
      leaflet.openPopup(list(hit.members.map((n) => rows[n])), bounds.getCenter())
    } else {
      leaflet.fitBounds(bounds.pad(0.2), { maxZoom: Math.min(leaflet.getZoom() + 3, DEEPEST) })
    }
    return true
  }

  function list(rows) {
    const found = document.createElement("ul")
    found.className = "ia-explore__popup"
    for (const row of rows.slice(0, LISTED)) {
      const item = document.createElement("li")
      item.append(entry(row))
      found.append(item)
    }
    if (rows.length > LISTED) {
      const rest = document.createElement("li")
      rest.append(`and ${rows.length - LISTED} more here`)
      found.append(rest)
    }
    return found
  }

  const home = () => {
    leaflet.invalidateSize({ animate: false })
    if (!whole.isValid()) return leaflet.setView([20, 0], 1, { animate: false })
    leaflet.setMinZoom(0).fitBounds(whole, { animate: false, padding: [6, 6] })
    return leaflet.setMinZoom(leaflet.getZoom() - 1).setMaxBounds(whole.pad(0.5))
  }
  home()
  leaflet.on("click", pick)
  leaflet.on("moveend viewreset resize", dots)
  onColours(() => {
    colours = palette(frame)
    looks.clear()
    shade()
    dots()
  })

  return {
    /** Shows events by province, the chosen one, and the points whose number `matches`. */
    show(counts, province, matches) {
      numbers = counts
      selected = province
      shown = matches
      leaflet.closePopup()
      shade()
      dots()
    },
    has: (id) => areas.has(id),
  }
}

function pointsOf(ring, scale) {
  let [x, y] = [0, 0]
  const found = []
  for (let at = 0; at < ring.length; at += 2) {
    x += ring[at]
    y += ring[at + 1]
    found.push([y / scale, x / scale])
  }
  return found
}

/** Gives one of five steps of shade, 0 for none, as generator/site/figures.py does. */
function step(count, largest) {
  if (!count) return 0
  if (largest === 1) return STEPS
  return 1 + Math.floor(((STEPS - 1) * Math.log(count)) / Math.log(largest) + 1e-9)
}

function text(words) {
  const found = document.createElement("span")
  found.textContent = words
  return found
}
