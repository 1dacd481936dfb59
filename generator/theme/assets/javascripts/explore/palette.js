// The theme's colours for what is drawn on a canvas, and word when they change.

const VARIABLES = {
  ink: "--md-default-fg-color",
  muted: "--md-default-fg-color--light",
  line: "--md-default-fg-color--lighter",
  land: "--md-default-fg-color--lightest",
  paper: "--md-default-bg-color",
  accent: "--md-accent-fg-color",
  shade: "--ia-shade",
}

/** Reads the colours where the element stands; `shaded` gives one of five steps, 0 for none. */
export function palette(element) {
  const style = getComputedStyle(element)
  const found = Object.fromEntries(
    Object.entries(VARIABLES).map(([name, variable]) => [name, style.getPropertyValue(variable)]),
  )
  const STEPS = [0, 0.35, 0.5, 0.65, 0.82, 1] // as .ia-shade-1 to .ia-shade-5
  found.shaded = (step) => (step ? `rgba(${found.shade}, ${STEPS[step]})` : found.land)
  return found
}

/** Calls back when the reader, or the reader's system, changes the colours. */
export function onColours(redraw) {
  const observer = new MutationObserver(redraw)
  observer.observe(document.body, { attributeFilter: ["data-md-color-scheme"] })
}

/** Fits a canvas to a size in CSS pixels, on any screen; gives its context, cleared. */
export function fit(canvas, width, height) {
  const ratio = Math.min(devicePixelRatio || 1, 2)
  const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)]
  if (canvas.width !== across || canvas.height !== down) {
    Object.assign(canvas, { width: across, height: down })
    canvas.style.width = `${width}px`
    canvas.style.height = `${height}px`
  }
  const context = canvas.getContext("2d")
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, width, height)
  return context
}
