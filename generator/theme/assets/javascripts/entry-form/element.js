// How the form's elements are made: text goes in as text, never as HTML.

let made = 0
export const freshId = (name) => `entry-${name}-${(made += 1)}`

export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "text") node.textContent = value
    else if (typeof value === "function") node.addEventListener(name, value)
    else if (value === true) node.setAttribute(name, "")
    else if (value !== false && value !== null && value !== undefined) {
      node.setAttribute(name, value)
    }
  }
  node.append(...children)
  return node
}

export const button = (label, click, more = {}) =>
  element("button", { type: "button", class: "md-button", click, text: label, ...more })

/** A link to the codebook or the rulebook; it leaves this page, and what was typed in it, open. */
export const reference = (href, ...children) =>
  element("a", { href, target: "_blank", rel: "noopener" }, ...children)

/** Shows a sentence of the codebook; what stands between backticks becomes code. */
export const sentence = (text) =>
  text.split("`").map((part, at) => (at % 2 ? element("code", { text: part }) : part))
