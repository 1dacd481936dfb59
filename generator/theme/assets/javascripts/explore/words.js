// Words on the page, written only where they change: what stays need not be laid out again.

export function write(element, words) {
  if (element.textContent !== words) element.textContent = words
}
