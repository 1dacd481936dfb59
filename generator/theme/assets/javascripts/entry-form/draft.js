// What was typed, kept in this browser only, until it is erased.

const KEY = "archive:new-entry"

/** Each answers with what it could do: a browser may keep nothing at all. */
export function keep(draft) {
  try {
    localStorage.setItem(KEY, JSON.stringify(draft))
    return true
  } catch {
    return false
  }
}

export function kept() {
  try {
    const draft = JSON.parse(localStorage.getItem(KEY))
    return draft && typeof draft.facts === "object" ? draft : null
  } catch {
    return null
  }
}

export function erase() {
  try {
    localStorage.removeItem(KEY)
    return true
  } catch {
    return false
  }
}
