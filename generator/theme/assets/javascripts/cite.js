// Buttons to copy and to download the citations of an event's page, which can be read without them.

const FILES = {
  BibTeX: ["bib", "application/x-bibtex"],
  RIS: ["ris", "application/x-research-info-systems"],
  "CSL-JSON": ["json", "application/vnd.citationstyles.csl+json"],
}
const told = document.createElement("p")
told.className = "ia-note"
told.setAttribute("role", "status")

async function copy(block) {
  try {
    await navigator.clipboard.writeText(block.textContent)
    told.textContent = `${block.dataset.cite} copied.`
  } catch {
    // no clipboard, as on a page without https: select it, so that one key copies it
    getSelection().selectAllChildren(block)
    told.textContent = document.execCommand("copy")
      ? `${block.dataset.cite} copied.`
      : `${block.dataset.cite} is selected; copy it with Ctrl+C.`
  }
}

function download(block, [ending, type]) {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(new Blob([`${block.textContent}\n`], { type }))
  link.download = `${document.querySelector("#entry-id").textContent}.${ending}`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10000)
  told.textContent = `${link.download} downloaded.`
}

function button(words, action) {
  const made = document.createElement("button")
  made.type = "button"
  made.textContent = words
  made.addEventListener("click", action)
  return made
}

for (const block of document.querySelectorAll("[data-cite]")) {
  const name = block.dataset.cite
  const row = document.createElement("div")
  row.className = "ia-cite-do"
  row.append(button(`Copy ${name}`, () => copy(block)))
  if (FILES[name]) row.append(button(`Download ${name}`, () => download(block, FILES[name])))
  block.after(row)
}
document.querySelector(".ia-cite-as").after(told)
