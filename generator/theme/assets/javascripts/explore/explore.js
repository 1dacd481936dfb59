// The explore page: map, timeline and table that follow the same choices.

import { NAMED, idOf, read, write } from "./address.js"
import { MARKS, dayOf, idAt, isoOf, membersOf, pause, titleAt } from "./archive.js"
import { asCsv, asGeoJson, save } from "./download.js"
import { load } from "./loaded.js"
import { map } from "./map.js"
import { select } from "./selection.js"
import { table } from "./table.js"
import { timeline } from "./timeline.js"
import { addUp, sumInWords } from "./totals.js"
import { write as put } from "./words.js"

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
  const asked = load(new URL("data/", ROOT))
  const archive = await asked.archive
  await pause() // what comes from the worker is unpacked in a task of its own
  const [form, status, notes, reports] = ["choices", "status", "notes", "reports"].map(part)
  const totals = [...page.querySelectorAll("[data-total]")]
  const grades = new Map(Object.entries(JSON.parse(page.dataset.grades)))
  const selection = select(archive)
  const labelOf = (item) => (typeof item === "string" ? (grades.get(item) ?? item) : item[1])
  let { state } = read("", archive.tables)
  let notice = "" // what of the reader's wish was not followed
  let rows // those that match, once there is a view of them
  let titles
  let chart
  let waiting // for the next frame
  let unwritten // the address that the history does not have yet

  const entry = (row, link = document.createElement("a")) => {
    if (!titles) return link
    link.href = new URL(`events/${idAt(titles, row)}/`, ROOT)
    put(link, titleAt(titles, row))
    link.dir = "auto"
    return link
  }
  for (const name of NAMED) {
    const choice = form.elements[name]
    archive.tables[name].forEach((item, place) => choice.add(new Option(labelOf(item), `${place}`)))
    for (const kind of ["focus", "pointerdown"]) choice.addEventListener(kind, () => count(name))
  }
  await pause()
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
    keep()
    waiting = undefined
    notice = ""
    apply({ ...state, ...change })
    unwritten = `${location.pathname}${write(state, archive.tables)}`
    requestAnimationFrame(() => setTimeout(keep)) // the reader sees the answer first
  }

  function keep() {
    const address = unwritten
    unwritten = undefined
    if (address === undefined || address === `${location.pathname}${location.search}`) return
    history.pushState(null, "", address)
  }

  /** Takes over a state, and shows it in every view; while dragging, only what has changed. */
  function apply(next, { dragging = false } = {}) {
    const changed = (name) => next[name] !== state[name]
    const span = changed("from") || changed("to")
    const chosen = NAMED.filter(changed)
    const drawn = rows !== undefined
    if (span) selection.during(next.from ?? -Infinity, next.to ?? Infinity)
    for (const name of chosen) selection.choose(name, next[name])
    state = next
    rows = selection.rows(archive.orders[state.order])
    list.show(rows, state.order)
    tell()
    if (!dragging) fill()
    if (drawn && !span && !chosen.length) return // other views know no order
    if (!dragging) showTimeline()
    showMap()
  }

  function showTimeline() {
    const { bars, none } = selection.months(line.start, line.length)
    line.show(bars, state.from, state.to)
    const tallest = bars.reduce((a, b) => Math.max(a, b), 0)
    const long = `${events(none)} with a date of more than three months ${none === 1 ? "is" : "are"} in no bar.`
    put(part("bars"), `The tallest bar stands for ${counted(tallest)}.${none ? ` ${long}` : ""}`)
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
    const { perhaps, count } = selection.facts()
    const has = (name) => count((mark) => mark & MARKS[name])
    const said = [`${events(rows.length)} of ${counted(archive.size)} match.`]
    if (perhaps) said.push(`${counted(perhaps)} of them may lie outside of these days: their dates are not known to the day.`)
    put(status, [...said, notice].filter(Boolean).join(" "))
    const [dots, country, withheld] = ["point", "country", "withheld"].map(has)
    const off = count((mark) => mark & MARKS.off && !(mark & MARKS.point))
    const most = selection.counts("province").reduce((a, b) => Math.max(a, b), 0)
    const rest = rows.length - dots - country - off
    const lines = [
      `${events(dots)} with an exact place: a dot, or a number where dots would lie on one another.`,
      `${events(rest)} whose exact place is not known: only the province is shaded.`,
      most ? `The strongest shade stands for ${events(most)} in a province, with a dot or without.` : "",
      country ? `${events(country)} known to the country only: not on the map.` : "",
      off ? `${events(off)} in provinces without an outline: not on the map.` : "",
      withheld ? `${counted(withheld)} of these: the place is known better, and withheld to protect people.` : "",
    ].filter(Boolean)
    while (notes.children.length > lines.length) notes.lastChild.remove()
    while (notes.children.length < lines.length) notes.append(document.createElement("li"))
    lines.forEach((words, at) => put(notes.children[at], words))
    sumUp(has("report"))
    for (const button of page.querySelectorAll("[data-save]")) button.disabled = !titles || !rows.length
  }

  /** Shows the dead and the injured of the matching events, as the site's other pages add them up. */
  function sumUp(left) {
    for (const total of totals) {
      const figures = selection.figures(total.dataset.total)
      const { words, over } = sumInWords(addUp(archive.figures, figures))
      const [sum, note] = total.querySelectorAll("dd")
      put(sum, words)
      put(note, over)
    }
    const what = `${events(left)} ${left === 1 ? "sums" : "sum"} up others, as reports do`
    put(reports, left ? `${what}: left out of these sums, so that nobody is counted twice.` : "")
  }

  form.addEventListener("change", ({ target }) => {
    if (NAMED.includes(target.name)) go({ [target.name]: target.value ? Number(target.value) : -1 })
    else if (target.validity.valid) during()
  })
  /** Follows a span that is typed; one that is half changed may end before it begins. */
  function during() {
    const [from, to] = ["from", "to"].map((name) => form.elements[name].value)
      .map((value) => (value ? dayOf(value) : null))
    if (from === null || to === null || from <= to) return go({ from, to })
    notice = "The last day is before the first: the span is not followed."
    return tell()
  }
  form.addEventListener("submit", (event) => event.preventDefault())
  form.addEventListener("reset", (event) => {
    event.preventDefault()
    go({ from: null, to: null, province: -1, actor: -1, type: -1, grade: -1 })
  })
  function follow() {
    unwritten = undefined
    const found = read(location.search, archive.tables)
    notice = noticeOf(found)
    apply(found.state)
  }
  addEventListener("popstate", follow)
  const kinds = { csv: [asCsv, "text/csv"], geojson: [asGeoJson, "application/geo+json"] }
  for (const button of page.querySelectorAll("[data-save]")) {
    button.addEventListener("click", async () => {
      const [written, type] = kinds[button.dataset.save]
      const pieces = await written({ archive, titles, root: ROOT.href }, rows)
      save(pieces, `events.${button.dataset.save}`, type)
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
    markOff(archive, chart)
    showMap()
    tell()
  })
  asked.titles.then((found) => {
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

function noticeOf({ strange, turned }) {
  const left = "Left out of what the address asks for, since this archive does not know it"
  return [
    strange.length ? `${left}: ${strange.join(", ")}.` : "",
    turned ? "The address's span ended before it began, and was turned round." : "",
  ].filter(Boolean).join(" ")
}

/** Marks the events none of whose provinces has an outline. */
function markOff({ provinceSets, provinces, marks, tables }, chart) {
  const drawn = tables.province.map(([id]) => chart.has(id))
  const off = Array.from({ length: provinceSets.starts.length - 1 }, (_, set) => {
    const members = membersOf(provinceSets, set)
    return members.length > 0 && !members.some((place) => drawn[place])
  })
  provinces.forEach((set, row) => off[set] && (marks[row] |= MARKS.off))
}
