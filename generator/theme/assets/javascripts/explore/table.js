// The table: the matching events a page at a time, in one of several orders.

import { OUTCOMES, dateInWords, isMarked, provincesOf, tollInWords } from "./archive.js"
import { write } from "./words.js"

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

/** Sets up the table in `frame`; `sort` is told the order that the reader asks for. */
export function table(frame, archive, { sort, entry, grades }) {
  const body = frame.querySelector("tbody")
  const pages = frame.querySelector("[data-part=pages]")
  const [earlier, later] = frame.querySelectorAll("[data-part=pager] button")
  const headers = [...frame.querySelectorAll("th button")]
  let rows = new Uint32Array(0)
  let start = 0

  // The rows are made once and filled anew: the browser has less to lay out.
  const lines = []

  function cell(made, label, name) {
    const found = document.createElement(name)
    if (label) found.dataset.label = label
    made.append(found)
    return found
  }

  function line() {
    const made = document.createElement("tr")
    const date = cell(made, "Date", "td")
    const title = cell(made, "", "th")
    title.scope = "row"
    const link = document.createElement("a")
    link.dir = "auto"
    const note = document.createElement("span")
    note.className = "ia-row__meta"
    title.append(link, note)
    const tolls = SHOWN.map((outcome) => cell(made, outcome, "td"))
    const badge = cell(cell(made, "Grade", "td"), "", "span")
    return { made, date, link, note, tolls, badge }
  }

  function fill({ date, link, note, tolls, badge }, row) {
    write(date, dateInWords(archive, row))
    entry(row, link)
    const precision = archive.precisions[archive.precision[row]]
    const where = provincesOf(archive, row).map(([, name]) => name)
    write(note, [
      archive.tables.type[archive.type[row]][1],
      where.join(", "),
      PRECISIONS[precision] ?? precision,
      isMarked(archive, "withheld", row) ? "exact place withheld to protect people" : "",
    ].filter(Boolean).join(" · "))
    SHOWN.forEach((outcome, at) => write(tolls[at], tollInWords(archive, outcome, row) || "–"))
    const grade = archive.tables.grade[archive.grade[row]]
    badge.className = `ia-grade ia-grade--${grade}`
    write(badge, grades.get(grade) ?? grade)
  }

  function draw() {
    const shown = rows.subarray(start, start + PAGE)
    while (lines.length < shown.length) lines.push(line())
    shown.forEach((row, at) => fill(lines[at], row))
    if (body.rows.length !== shown.length) {
      body.replaceChildren(...lines.slice(0, shown.length).map(({ made }) => made))
    }
    const last = start + shown.length
    write(pages, rows.length
      ? `${counted(start + 1)}–${counted(last)} of ${counted(rows.length)}`
      : "No event matches. With fewer choices, more may.")
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
