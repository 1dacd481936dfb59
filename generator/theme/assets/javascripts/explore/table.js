// The table: the matching events a page at a time, in one of several orders.

import { OUTCOMES, dateInWords, provincesOf, tollInWords, tollOf } from "./archive.js"

const PAGE = 25
const SHOWN = OUTCOMES.slice(0, 2)
const PRECISIONS = {
  exact: "exact point",
  place: "named place",
  district: "known to the district",
  province: "known to the province only",
  country: "known to the country only",
}
const { format: counted } = new Intl.NumberFormat("en")

/** Makes the orders in which events can be listed, each when it is first asked for. */
export function orders(archive) {
  const found = {}
  const { size } = archive
  const rows = () => Uint32Array.from({ length: size }, (_, row) => row)
  // Key and row in one number, which sorts far faster than by a function; the newest first of equals.
  const by = (key) =>
    Uint32Array.from(
      Float64Array.from({ length: size }, (_, row) => key(row) * size + row).sort().reverse(),
      (both) => ((both % size) + size) % size,
    )
  const least = (outcome) => (row) => {
    const toll = tollOf(archive, outcome, row)
    if (!toll) return -2
    return toll.known ? toll.low : -1
  }
  const makers = {
    oldest: rows,
    newest: () => rows().reverse(),
    killed: () => by(least("killed")),
    injured: () => by(least("injured")),
    grade: () => by((row) => -archive.grade[row]),
  }
  return (name) => (found[name] ??= makers[name]())
}

/** Sets up the table in `frame`; `sort` is told the order that the reader asks for. */
export function table(frame, archive, { sort, entry, grades }) {
  const body = frame.querySelector("tbody")
  const pages = frame.querySelector("[data-part=pages]")
  const [earlier, later] = frame.querySelectorAll("[data-part=pager] button")
  const headers = [...frame.querySelectorAll("th button")]
  let rows = new Uint32Array(0)
  let start = 0

  const cell = (label, ...content) => {
    const made = document.createElement("td")
    made.dataset.label = label
    made.append(...content)
    return made
  }

  function line(row) {
    const made = document.createElement("tr")
    const link = entry(row)
    const note = document.createElement("span")
    note.className = "ia-row__meta"
    const precision = archive.precisions[archive.precision[row]]
    const where = provincesOf(archive, row).map(([, name]) => name)
    note.textContent = [
      archive.tables.type[archive.type[row]][1],
      where.join(", "),
      PRECISIONS[precision] ?? precision,
      archive.withheld[row] ? "exact place withheld to protect people" : "",
    ].filter(Boolean).join(" · ")
    const title = document.createElement("th")
    title.scope = "row"
    title.append(link, note)
    const grade = archive.tables.grade[archive.grade[row]]
    const badge = document.createElement("span")
    badge.className = `ia-grade ia-grade--${grade}`
    badge.textContent = grades.get(grade) ?? grade
    made.append(
      cell("Date", dateInWords(archive, row)),
      title,
      ...SHOWN.map((outcome) => cell(outcome, tollInWords(archive, outcome, row) || "–")),
      cell("Grade", badge),
    )
    return made
  }

  function draw() {
    const shown = rows.subarray(start, start + PAGE)
    body.replaceChildren(...Array.from(shown, line))
    const last = start + shown.length
    pages.textContent = rows.length
      ? `${counted(start + 1)}–${counted(last)} of ${counted(rows.length)}`
      : "No event matches."
    earlier.disabled = start === 0
    later.disabled = last >= rows.length
  }

  const turn = (by) => () => {
    start += by * PAGE
    draw()
    frame.scrollIntoView({ block: "start" })
    body.querySelector("a")?.focus({ preventScroll: true })
  }
  earlier.addEventListener("click", turn(-1))
  later.addEventListener("click", turn(1))
  for (const header of headers) {
    header.addEventListener("click", () => {
      const [first, second] = header.dataset.orders.split(" ")
      sort(header.dataset.now === first && second ? second : first)
    })
  }

  return {
    show(found, order) {
      rows = found
      start = 0
      for (const header of headers) {
        const mine = header.dataset.orders.split(" ").includes(order)
        header.dataset.now = mine ? order : ""
        const way = order === "oldest" || order === "grade" ? "ascending" : "descending"
        header.closest("th").setAttribute("aria-sort", mine ? way : "none")
      }
      draw()
    },
  }
}
