// The spellings that the search takes for one another: `fold` of generator/search/records.py again.

const SPELLINGS = {
  ا: "أإآٱٲٳ",
  و: "ؤ",
  ی: "يىئېۍێۑ",
  ک: "كڪ",
  گ: "ګ",
  ه: "ةۀەہۂۃھ",
}
const LETTERS = new Map(
  Object.entries(SPELLINGS).flatMap(([letter, variants]) => [...variants].map((v) => [v, letter])),
)
const DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/g
const MARKS = new RegExp(
  "[\u0621\u0640\u0670\u200c\u200d\u0610-\u061a\u064b-\u065f" +
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed]",
  "g",
)

export function fold(text) {
  return Array.from(text, (letter) => LETTERS.get(letter) ?? letter)
    .join("")
    .replace(DIGITS, (digit) => digit.charCodeAt(0) & 0xf)
    .replace(MARKS, "")
}
