// The form as a tree that follows the schema: records, lists and mappings of fields.
// Each node reads its part of the facts, writes it, and finds the node at a path.

import { itemOf, kindOf, languagesOf, resolved } from "./codebook.js"
import { control, show, tell, textOf } from "./control.js"
import { button, element, freshId, reference, sentence } from "./element.js"
import { fieldFor } from "./kinds.js"
import { begunWith, isShown, labelOf, letterOf, namesOf, oneOf } from "./layout.js"

const OWN = ["claims", "sources"]
const TO_CHOOSE = "Type a part of an id, a name or an alias, in any script, and choose."

/** `form` holds the schema's root, the names that fields take, and who offers what. */
export function nodeFor(form, schema, path, required) {
  const kind = kindOf(schema)
  if (kind === "record") return group(form, schema, path, required)
  if (kind === "list") return list(form, schema, path, required)
  if (kind === "languages") return languages(form, schema, path)
  return leaf(form, schema, path, labelOf(path), required)
}

function leaf(form, schema, path, label, required, about = schema.description) {
  const kinds = namesOf(form.names, path)
  const offers = kinds.length ? () => form.offers(kinds) : null
  const how = kinds.some((one) => OWN.includes(one))
    ? `Choose one of the ${kinds[0]} of this entry.`
    : TO_CHOOSE
  const told = offers ? `${about ?? ""} ${how}`.trim() : about
  return fieldFor(schema, { label, about: told, required }, offers)
}

/** The fields of a record, the usual ones first, the others folded away. */
export function record(form, schema, path) {
  const nodes = new Map()
  const usual = []
  const others = []
  for (const [name, field] of Object.entries(schema.properties)) {
    if (field.readOnly) continue // nobody writes it by hand
    const { schema: inner } = resolved(form.root, field)
    const required = schema.required?.includes(name) ?? false
    const node = nodeFor(form, inner, [...path, name], required)
    nodes.set(name, node)
    const place = required || isShown(path, name) ? usual : others
    place.push(node.element)
  }
  const parts = [...usual]
  if (others.length) {
    const title = path.length ? "More fields" : "More fields of the entry"
    parts.push(element("details", {}, element("summary", { text: title }), ...others))
  }
  return {
    parts,
    nodes,
    read() {
      const found = [...nodes].map(([name, node]) => [name, node.read()])
      return Object.fromEntries(found.filter(([, value]) => value !== undefined))
    },
    write(value) {
      for (const [name, node] of nodes) node.write(value?.[name])
    },
    child: (step) => nodes.get(step) ?? null,
    show() {},
    each: (visit) => nodes.forEach((node) => visit(node)),
  }
}

function framed(path, schema, required, ...parts) {
  const legend = element("legend", {}, labelOf(path))
  if (required) legend.append(element("span", { class: "ia-form__required", text: " (required)" }))
  const about = element("p", { class: "ia-form__about", id: freshId("about") })
  about.append(...sentence(schema.description ?? ""))
  if (path.length === 1) about.append(" ", reference(`../fields/#event-${path[0]}`, "More about it"))
  const wrong = element("p", { class: "ia-form__fault", id: freshId("fault") })
  const frame = element("fieldset", { "aria-describedby": `${about.id} ${wrong.id}` }, legend)
  frame.append(about, wrong, ...parts)
  return [frame, (faults) => tell(wrong, faults)]
}

function group(form, schema, path, required) {
  const inner = record(form, schema, path)
  const [frame, show] = framed(path, schema, required, ...inner.parts)
  return {
    ...inner,
    element: frame,
    show,
    read() {
      const value = inner.read()
      return required || Object.keys(value).length ? value : undefined
    },
  }
}

function list(form, schema, path, required) {
  const { schema: item } = itemOf(form.root, schema)
  const name = path.at(-1)
  const holder = element("div", { class: "ia-form__items" })
  const adding = button(`Add a ${oneOf(name)}`.replace(/ a (?=[aeiou])/, " an "), () => {
    const row = add()
    row.first.focus()
    form.changed()
  })
  const [frame, show] = framed(path, schema, required, holder, adding)
  let rows = []

  function add(value) {
    const row = rowOf()
    rows.push(row)
    holder.append(row.element)
    number()
    const letter = letterOf(name)
    if (value !== undefined) row.node.write(value)
    else if (letter) row.node.write({ id: unusedId(letter) })
    row.first = row.element.querySelector("input, select, textarea")
    return row
  }

  function unusedId(letter) {
    const taken = rows.map(({ node }) => node.read()?.id)
    let at = 1
    while (taken.includes(`${letter}${at}`)) at += 1
    return `${letter}${at}`
  }

  function rowOf() {
    const isRecord = kindOf(item) === "record"
    const node = isRecord
      ? record(form, item, path)
      : leaf(form, item, path, oneOf(name), false, "")
    const row = { node, title: element("legend", {}) }
    row.buttons = element(
      "p",
      { class: "ia-form__row" },
      button("Move up", () => move(row, -1)),
      button("Move down", () => move(row, 1)),
      button("Remove", () => remove(row)),
    )
    const parts = isRecord ? node.parts : [node.element]
    row.element = element("fieldset", { class: "ia-form__item" }, row.title, ...parts, row.buttons)
    return row
  }

  function number() {
    rows.forEach((row, at) => {
      const title = `${oneOf(name)} ${at + 1}`
      row.title.textContent = title[0].toUpperCase() + title.slice(1)
      for (const one of row.buttons.children) {
        const [verb] = [one.textContent]
        one.setAttribute("aria-label", `${verb}: ${title}`)
      }
      const [up, down] = row.buttons.children
      up.disabled = at === 0
      down.disabled = at === rows.length - 1
      up.hidden = down.hidden = rows.length < 2
    })
  }

  function move(row, step) {
    const at = rows.indexOf(row)
    rows.splice(at, 1)
    rows.splice(at + step, 0, row)
    holder.insertBefore(row.element, rows[at + step + 1]?.element ?? null)
    number()
    const [up, down] = row.buttons.children
    const wanted = step < 0 ? up : down
    ;(wanted.disabled ? (step < 0 ? down : up) : wanted).focus()
    form.changed()
  }

  function remove(row) {
    const at = rows.indexOf(row)
    rows.splice(at, 1)
    row.element.remove()
    number()
    ;(rows[Math.min(at, rows.length - 1)]?.first ?? adding).focus()
    form.changed()
  }

  function write(value) {
    const given = typeof value === "string" ? [value] : value
    rows = []
    holder.replaceChildren()
    if (given === undefined) for (let n = begunWith(path); n > 0; n -= 1) add()
    else given.forEach((one) => add(one))
  }

  return {
    element: frame,
    input: adding,
    show,
    read() {
      const found = rows.map(({ node }) => node.read()).filter((value) => value !== undefined)
      return found.length || required ? found : undefined
    },
    write,
    child(step) {
      const filled = rows.filter(({ node }) => node.read() !== undefined)
      return filled[step]?.node ?? null
    },
    each: (visit) => rows.forEach(({ node }) => visit(node)),
  }
}

/** Texts by language: one line for each text, as "fa: …"; several of a language make a list. */
function languages(form, schema, path) {
  const { value } = languagesOf(schema)
  const isList = Boolean(value.anyOf)
  const about = `${schema.description ?? ""} One a line: the language's code, a colon, the text.`
  const example = Object.entries(schema.examples?.[0] ?? {})
    .map(([code, text]) => `${code}: ${[text].flat()[0]}`)
    .join("\n")
  const input = element("textarea", { rows: 2, dir: "auto", placeholder: example })

  function parse() {
    if (!textOf(input)) return undefined
    const found = {}
    for (const text of input.value.split("\n").filter((one) => one.trim())) {
      const [, code, spelled] = /^\s*([^:]*?)\s*(?::\s*(.*?)\s*)?$/.exec(text) ?? [null, text, ""]
      if (isList) (found[code] ??= []).push(spelled ?? "")
      else found[code] = spelled ?? ""
    }
    return found
  }

  return control({
    label: labelOf(path),
    about,
    input,
    parse,
    print: (area, texts) =>
      show(
        area,
        Object.entries(texts ?? {})
          .flatMap(([code, spelled]) => [spelled].flat().map((one) => `${code}: ${one}`))
          .join("\n"),
      ),
  })
}
