// The timeline: events by month, and a span that is drawn, moved by its two ends, or by keys.

import { firstOf, monthOf } from "./archive.js"
import { fit, onColours, palette } from "./palette.js"

const HEIGHT = 96
const AXIS = 18
const LABEL = 34 // pixels that a year needs
const NAMES = new Intl.DateTimeFormat("en", { month: "long", year: "numeric", timeZone: "UTC" })
const words = (month) => NAMES.format(new Date(Date.UTC(1970, month, 1)))

/**
 * Sets up the timeline in `frame`, which holds a canvas and two sliders. `change` is told the span's
 * first and last day, null for none, and whether the reader goes on dragging.
 */
export function timeline(frame, archive, change) {
  const canvas = frame.querySelector("canvas")
  const ends = [...frame.querySelectorAll("[role=slider]")]
  const known = archive.month.filter((month) => month >= 0)
  const start = known.length ? known.reduce((a, b) => Math.min(a, b)) : monthOf(0)
  const length = (known.length ? known.reduce((a, b) => Math.max(a, b)) : start) - start + 1
  let colours = palette(frame)
  let width = 0
  let bars = new Uint32Array(length)
  let span = [0, length - 1] // the months that are chosen, both included
  let grabbed // what moves while a pointer is down

  const inside = (month) => Math.min(Math.max(month, 0), length - 1)
  const at = (event) =>
    inside(Math.floor(((event.clientX - canvas.getBoundingClientRect().left) / width) * length))
  const everything = () => span[0] === 0 && span[1] === length - 1

  function told(dragging) {
    draw()
    const from = span[0] === 0 ? null : firstOf(start + span[0])
    const to = span[1] === length - 1 ? null : firstOf(start + span[1] + 1) - 1
    change(from, to, dragging) // an end at the edge bounds nothing
  }

  function draw() {
    const context = fit(canvas, width, HEIGHT)
    const step = width / length
    const largest = bars.reduce((a, b) => Math.max(a, b), 1)
    const room = HEIGHT - AXIS - 6
    const [left, right] = [span[0] * step, (span[1] + 1) * step]
    if (!everything()) {
      context.fillStyle = colours.land
      context.fillRect(left, 0, right - left, HEIGHT - AXIS)
    }
    const gap = step > 4 ? 1 : 0
    for (let month = 0; month < length; month++) {
      if (!bars[month]) continue
      const height = Math.max((bars[month] / largest) * room, 1.5)
      context.fillStyle = colours.shaded(month >= span[0] && month <= span[1] ? 5 : 1)
      context.fillRect(month * step, HEIGHT - AXIS - height, Math.max(step - gap, 0.5), height)
    }
    context.fillStyle = colours.line
    context.fillRect(0, HEIGHT - AXIS, width, 1)
    context.fillStyle = colours.muted
    context.font = "11px sans-serif"
    let free = 0
    for (let month = 0; month < length; month++) {
      const [year, of] = [1970 + Math.floor((start + month) / 12), (start + month) % 12]
      const x = month * step
      if ((of && month) || x < free || x > width - LABEL + 6) continue
      context.fillText(`${year}`, x, HEIGHT - 4)
      free = x + LABEL * 1.3
    }
    ends.forEach((end, which) => {
      end.style.left = `${which ? right : left}px`
      end.setAttribute("aria-valuemin", "0")
      end.setAttribute("aria-valuemax", `${length - 1}`)
      end.setAttribute("aria-valuenow", `${span[which]}`)
      end.setAttribute("aria-valuetext", words(start + span[which]))
    })
  }

  const move = (which, month) => {
    span[which] = which ? Math.max(inside(month), span[0]) : Math.min(inside(month), span[1])
  }

  canvas.addEventListener("pointerdown", (event) => {
    if (event.button) return
    canvas.setPointerCapture(event.pointerId)
    grabbed = { from: at(event), before: [...span], moved: false }
  })
  canvas.addEventListener("pointermove", (event) => {
    if (!grabbed) return
    const month = at(event)
    if (month === grabbed.from && !grabbed.moved) return
    grabbed.moved = true
    const next = [Math.min(month, grabbed.from), Math.max(month, grabbed.from)]
    if (next[0] === span[0] && next[1] === span[1]) return
    span = next
    told(true)
  })
  canvas.addEventListener("pointerup", (event) => {
    if (!grabbed) return
    const month = at(event)
    const alone = span[0] === month && span[1] === month
    if (!grabbed.moved) span = alone ? [0, length - 1] : [month, month] // a tap takes one month
    grabbed = undefined
    told(false)
  })
  canvas.addEventListener("pointercancel", () => {
    if (!grabbed) return
    span = grabbed.before // the page scrolls instead
    grabbed = undefined
    told(false)
  })

  ends.forEach((end, which) => {
    end.addEventListener("pointerdown", (event) => {
      if (event.button) return
      event.preventDefault()
      end.setPointerCapture(event.pointerId)
      end.focus()
    })
    end.addEventListener("pointermove", (event) => {
      if (!end.hasPointerCapture(event.pointerId)) return
      const before = span[which]
      move(which, at(event))
      if (span[which] !== before) told(true)
    })
    end.addEventListener("lostpointercapture", () => told(false))
    end.addEventListener("keydown", (event) => {
      const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }
      const far = { PageDown: -12, PageUp: 12, Home: -length, End: length }
      const by = steps[event.key] ?? far[event.key]
      if (by === undefined) return
      event.preventDefault()
      move(which, span[which] + by)
      told(false)
    })
  })

  const measure = () => {
    const now = frame.clientWidth
    if (!now || now === width) return
    width = now
    draw()
  }
  new ResizeObserver(measure).observe(frame)
  onColours(() => {
    colours = palette(frame)
    draw()
  })

  return {
    start,
    length,
    /** Shows how many events each month has, and which days are chosen. */
    show(counts, from, to) {
      bars = counts
      if (!grabbed) {
        const first = from === null ? 0 : inside(monthOf(from) - start)
        span = [first, Math.max(first, to === null ? length - 1 : inside(monthOf(to) - start))]
      }
      if (width) draw()
    },
  }
}
