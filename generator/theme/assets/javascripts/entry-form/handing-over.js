// The ways out of the form: a file, the clipboard, and GitHub's page for a new file.

import { written } from "./yaml.js"

const LONGEST_ADDRESS = 8000
const NOT_ASCII = /[^\n\x20-\x7e]/
const PROSE = new Set(["text", "note", "status_reason"])

export function download(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/markdown;charset=utf-8" }))
  const link = document.createElement("a")
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}

/** Copies text; false where neither way is allowed. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyBySelection(text)
  }
}

function copyBySelection(text) {
  const focused = document.activeElement
  const area = document.createElement("textarea")
  area.value = text
  area.className = "ia-form__copied"
  document.body.append(area)
  area.select()
  const done = document.execCommand("copy")
  area.remove()
  focused?.focus()
  return done
}

/**
 * Gives the address of GitHub's page for the new file, and whether it holds the whole text.
 * An address holds ASCII only and at most 8,000 bytes: else it holds what is short and ASCII.
 */
export function newFileAt(folder, { id, year, facts, body }) {
  const whole = written(facts, body)
  const skeleton = `# Paste the copied text over all of this.\n${written(asciiOf(facts), "")}`
  const place = `${folder}/${year}`
  for (const text of [whole, skeleton]) {
    const address = addressOf(place, id, text)
    if (!NOT_ASCII.test(text) && address.length <= LONGEST_ADDRESS) {
      return { address, isWhole: text === whole }
    }
  }
  return { address: addressOf(place, id, ""), isWhole: false }
}

function addressOf(place, id, text) {
  const asked = new URLSearchParams({ filename: `${id}.md`, ...(text && { value: text }) })
  return `${place}?${asked}`
}

function asciiOf(value, key = "") {
  if (typeof value === "string") return NOT_ASCII.test(value) || PROSE.has(key) ? "" : value
  if (Array.isArray(value)) return value.map((one) => asciiOf(one))
  if (value === null || typeof value !== "object") return value
  const entries = Object.entries(value).filter(([name]) => !NOT_ASCII.test(name))
  return Object.fromEntries(entries.map(([name, one]) => [name, asciiOf(one, name)]))
}
