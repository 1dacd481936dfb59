// What a fault in an entry is, and how what somebody wrote is shown in its message.
// The words of every message are those of `archive check`; a test compares the two.

const LONGEST_QUOTE = 60

export const problem = (path, rule, message, hint = "") => ({ path, rule, message, hint })

export function quoted(text) {
  const letters = [...text.split(/\s+/u).filter(Boolean).join(" ")]
  return letters.length <= LONGEST_QUOTE
    ? `\`${letters.join("")}\``
    : `\`${letters.slice(0, LONGEST_QUOTE).join("")}…\``
}

export const words = ({ message, hint }) => (hint ? `${message} (${hint})` : message)
