// The explore page: map, timeline and table that follow the same choices.

import { NAMED, idOf, read, write } from "./address.js"
import { dayOf, isoOf, load, pause } from "./archive.js"
import { asCsv, asGeoJson, save } from "./download.js"
import { map } from "./map.js"
import { select } from "./selection.js"
import { orders, table } from "./table.js"
import { timeline } from "./timeline.js"

const ROOT = new URL("../../../", import.meta.url)
const page = document.getElementById("explore")
const part = (name) => page.querySelector(`[data-part=${name}]`)
const { format: counted } = new Intl.NumberFormat("en")
const events = (number) => `${counted(number)} event${number === 1 ? "" : "s"}`

start().catch((error) => {
  console.error(error)
  part("waiting").textContent = "The data could not be loaded. The lists of events are still there:"
})

async function start() {
  const { archive, titles: asked } = await load(new URL("data/", ROOT))
  const [form, status, notes] = ["choices", "status", "notes"].map(part)
  const grades = new Map(Object.entries(JSON.parse(page.dataset.grades)))
  const selection = select(archive)
  const inOrder = orders(archive)
  const points = new Map(
    Array.from(archive.points.rows, (row, at) => [
      row,
      { latitude: archive.points.latitude[at], longitude: archive.points.longitude[at] },
    ]),
  )
  const labelOf = (item) => (typeof item === "string" ? (grades.get(item) ?? item) : item[1])
  let { state, strange } = read("", archive.tables)
  let rows = new Uint32Array(0)
  let titles
  let chart
  let waiting // for the next frame

  const entry = (row) => {
    const link = document.createElement("a")
    if (!titles) return link
    link.href = new URL(`events/${titles.ids[row]}/`, ROOT)
    link.textContent = titles.titles[row]
    link.dir = "auto"
    return link
  }
  for (const name of NAMED) {
    const choice = form.elements[name]
    archive.tables[name].forEach((item, place) => choice.add(new Option(labelOf(item), `${place}`)))
    for (const kind of ["focus", "pointerdown"]) choice.addEventListener(kind, () => count(name))
  }
  part("waiting").hidden = true
  part("work").hidden = false

  const line = timeline(part("timeline"), archive, (from, to, dragging) => {
    status.ariaLive = dragging ? "off" : "polite"
    if (dragging) later(() => apply({ ...state, from, to }, { dragging }))
    else go({ from, to })
  })
  const list = table(part("table"), archive, { sort: (order) => go({ order }), entry, grades })

  function later(work) {
    const first = !waiting
    waiting = work
    if (first) {
      requestAnimationFrame(() => {
        waiting?.()
        waiting = undefined
      })
    }
  }

  function go(change) {
    waiting = undefined
    strange = []
    apply({ ...state, ...change })
    const address = `${location.pathname}${write(state, archive.tables)}`
    if (address !== `${location.pathname}${location.search}`) history.pushState(null, "", address)
  }

  /** Takes over a state, and shows it in every view; while dragging, only what has changed. */
  function apply(next, { dragging = false } = {}) {
    const changed = (name) => next[name] !== state[name]
    if (changed("from") || changed("to")) {
      selection.during(next.from ?? -Infinity, next.to ?? Infinity)
    }
    for (const name of NAMED) if (changed(name)) selection.choose(name, next[name])
    state = next
    rows = selection.rows(inOrder(state.order))
    if (!dragging) {
      const { bars, none } = selection.months(line.start, line.length)
      line.show(bars, state.from, state.to)
      const tallest = bars.reduce((a, b) => Math.max(a, b), 0)
      const long = `${events(none)} with a date of more than three months ${none === 1 ? "is" : "are"} in no bar.`
      part("bars").textContent = `The tallest bar stands for ${counted(tallest)}.${none ? ` ${long}` : ""}`
      fill()
    }
    showMap()
    list.show(rows, state.order)
    tell()
  }

  function showMap() {
    const { rows: dotted } = archive.points
    chart?.show(selection.counts("province"), state.province, (at) => !selection.misses[dotted[at]])
  }

  function fill() {
    form.elements.from.value = state.from === null ? "" : isoOf(state.from)
    form.elements.to.value = state.to === null ? "" : isoOf(state.to)
    for (const name of NAMED) {
      const choice = form.elements[name]
      choice.value = state[name] < 0 ? "" : `${state[name]}`
      if (choice === document.activeElement) count(name)
    }
  }

  /** Writes into a list of choices how many events each would give; done when the list is used. */
  function count(name) {
    const { options } = form.elements[name]
    const counts = selection.counts(name)
    archive.tables[name].forEach((item, place) => {
      const label = `${labelOf(item)} (${counted(counts[place])})`
      if (options[place + 1].label !== label) options[place + 1].label = label
    })
  }

  function tell() {
    let [perhaps, country, withheld, dots, off] = [0, 0, 0, 0, 0]
    for (const row of rows) {
      if (selection.perhaps(row)) perhaps++
      if (archive.withheld[row]) withheld++
      const set = archive.provinceSets[archive.provinces[row]]
      if (!set.length) country++
      else if (chart && !set.some((place) => chart.has(archive.tables.province[place][0]))) off++
      if (points.has(row)) dots++
    }
    const said = [`${events(rows.length)} of ${counted(archive.size)} match.`]
    if (perhaps) said.push(`${counted(perhaps)} of them may lie outside of these days: their dates are not known to the day.`)
    if (strange.length) said.push(`Left out, since this archive does not know it: ${strange.join(", ")}.`)
    status.textContent = said.join(" ")
    const rest = rows.length - dots - country - off
    notes.replaceChildren(
      ...[
        `${events(dots)} with an exact place: a dot, or a number where dots would lie on one another.`,
        `${events(rest)} whose exact place is not known: only the province is shaded, the darker the more.`,
        withheld ? `${counted(withheld)} of these: the place is known better, and withheld to protect people.` : "",
        country ? `${events(country)} known to the country only: not on the map.` : "",
        off ? `${events(off)} in provinces without an outline: not on the map.` : "",
      ].filter(Boolean).map((words) => {
        const item = document.createElement("li")
        item.textContent = words
        return item
      }),
    )
    for (const button of page.querySelectorAll("[data-save]")) button.disabled = !titles || !rows.length
  }

  form.addEventListener("change", ({ target }) => {
    if (NAMED.includes(target.name)) go({ [target.name]: target.value ? Number(target.value) : -1 })
    else if (target.validity.valid) go({ [target.name]: target.value ? dayOf(target.value) : null })
  })
  form.addEventListener("submit", (event) => event.preventDefault())
  form.addEventListener("reset", (event) => {
    event.preventDefault()
    go({ from: null, to: null, province: -1, actor: -1, type: -1, grade: -1 })
  })
  function follow() {
    const found = read(location.search, archive.tables)
    strange = found.strange
    apply(found.state)
  }
  addEventListener("popstate", follow)
  const kinds = { csv: [asCsv, "text/csv"], geojson: [asGeoJson, "application/geo+json"] }
  for (const button of page.querySelectorAll("[data-save]")) {
    button.addEventListener("click", () => {
      const [write_, type] = kinds[button.dataset.save]
      const root = ROOT.href
      save(write_({ archive, titles, points, root }, rows), `events.${button.dataset.save}`, type)
    })
  }

  await pause()
  follow()
  await pause()
  const drawing = map(part("map"), { leaflet: new URL("assets/leaflet/", ROOT), data: new URL("data/", ROOT) }, {
    archive,
    entry,
    chosen: (id) => {
      const place = archive.tables.province.findIndex((item) => idOf(item) === id)
      go({ province: place === state.province ? -1 : place })
    },
  }).then((made) => {
    chart = made
    showMap()
    tell()
  })
  asked.then((found) => {
    titles = found
    list.show(rows, state.order)
    tell()
  }).catch(failed)
  await drawing
}

function failed(error) {
  console.error(error)
  part("status").textContent = "The titles could not be loaded; the page may show them when it is loaded again."
}
