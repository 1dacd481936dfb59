// What a fault in an entry is, and how what somebody wrote is shown in its message.
// The words of every message are those of `archive check`; a test compares the two.

const LONGEST_QUOTE = 60

export const problem = (path, rule, message, hint = "") => ({
  path,
  rule,
  message,
  hint,
  severity: "error",
})
/** What somebody should look at, and what keeps nothing from being published. */
export const warning = (...told) => ({ ...problem(...told), severity: "warning" })
export const isError = ({ severity }) => severity === "error"

export function quoted(text) {
  const letters = [...text.split(/\s+/u).filter(Boolean).join(" ")]
  return letters.length <= LONGEST_QUOTE
    ? `\`${letters.join("")}\``
    : `\`${letters.slice(0, LONGEST_QUOTE).join("")}…\``
}

/** Words a fault; `before` names its field where the message alone would not. */
export function words(fault, before = "") {
  const { message, hint } = fault
  const told = `${before}${hint ? `${message} (${hint})` : message}`
  return isError(fault) ? told : `Warning: ${told}`
}
