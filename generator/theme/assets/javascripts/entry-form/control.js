// One question of the form: its label, what explains it, its control, and what is wrong with it.

import { element, freshId, sentence } from "./element.js"
import { isError, words } from "./problem.js"

/** Shows faults one below the other, and touches nothing that is shown already: it is read aloud. */
export function tell(place, faults) {
  const lines = faults.map((fault) =>
    element("span", { class: isError(fault) ? null : "ia-form__warning" }, ...sentence(words(fault))),
  )
  const isShown = lines.length === place.children.length
  if (isShown && lines.every((line, at) => line.isEqualNode(place.children[at]))) return
  place.replaceChildren(...lines)
}

/**
 * Makes a field from a control element and from how its text is read and written.
 * `explain` gives what the text is understood as; it is said while somebody types. `more` is a
 * link to where the field is explained at length.
 */
export function control(asks) {
  const { label, about, more, required, input, parse, print, explain, popup, tick } = asks
  const id = freshId("field")
  const told = element("p", { class: "ia-form__about", id: `${id}-about` }, ...sentence(about ?? ""))
  if (more) told.append(" ", more)
  const heard = element("p", { class: "ia-form__read", id: `${id}-read`, "aria-live": "polite" })
  const wrong = element("p", { class: "ia-form__fault", id: `${id}-fault` })
  const title = element("label", { for: id }, label)
  if (required) title.append(element("span", { class: "ia-form__required", text: " (required)" }))
  input.id = id
  input.setAttribute("aria-describedby", `${told.id} ${heard.id} ${wrong.id}`)
  if (required) input.setAttribute("aria-required", "true")
  const field = element("div", { class: tick ? "ia-form__field ia-form__tick" : "ia-form__field" })
  field.append(...(tick ? [input, title] : [title]), told, ...(tick ? [] : [input]))
  field.append(...(popup ? [popup] : []), heard, wrong)

  const say = () => {
    const text = explain?.(input.value) ?? ""
    if (heard.textContent !== text) heard.textContent = text
  }
  input.addEventListener("input", say)
  input.addEventListener("change", say)
  return {
    element: field,
    input,
    read: () => parse(input),
    write(value) {
      print(input, value)
      say()
    },
    child: () => null,
    show(faults) {
      tell(wrong, faults)
      if (faults.some(isError)) input.setAttribute("aria-invalid", "true")
      else input.removeAttribute("aria-invalid")
    },
    each: (visit) => visit(null),
  }
}

export const textOf = (input) => input.value.trim() || undefined
export const show = (input, value) => {
  input.value = value ?? ""
}
