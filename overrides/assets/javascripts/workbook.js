/** The reader's answers as a Markdown file, and back again, to the letter. */

import { clean, parts, sound } from "./records.js"

const MARK = /^<!-- leidraad (\{.*\}) -->$/s

/** Return what an answer was asked, in a language or else in any that is known. */
export const told = ({ said }, lang) => {
  const [known, words] = Object.entries(said).find(([other]) => other === lang) ?? Object.entries(said)[0] ?? ["", {}]
  return { lang: known, chapter: "", title: "", question: "", ...words }
}

/** Return answers in the order of the book. */
export const ordered = answers => {
  const place = ([key, { at }]) => [parts(key)[0], at]
  const filled = [...answers].filter(([, { text }]) => text)
  return filled.sort((one, other) => {
    const [[a, n], [b, m]] = [place(one), place(other)]
    return a < b ? -1 : a > b ? 1 : n - m
  })
}

const escape = text => text.replace(/[\\`*_[\]<>#]/g, "\\$&")
// Nothing in a comment may end it.
const json = value => JSON.stringify(value).replace(/[<>]|-(?=-)/g, sign => `\\u00${sign.charCodeAt().toString(16)}`)

/** Return answers as Markdown: what was asked as headings, what was answered as quotations. */
export const write = (answers, title, lang) => {
  const lines = [`# ${escape(title)}`, ""]
  const last = {}
  for (const [key, { text, ...known }] of ordered(answers)) {
    const words = told(known, lang)
    if (last.chapter !== words.chapter) lines.push(`## ${escape(words.chapter)}`, "")
    if (last.chapter !== words.chapter || last.title !== words.title) lines.push(`### ${escape(words.title)}`, "")
    Object.assign(last, words)
    lines.push(`**${escape(words.question)}**`, "", `<!-- leidraad ${json({ key, ...known })} -->`, "")
    lines.push(...text.split("\n").map(line => `> ${line}`), "")
  }
  return lines.join("\n")
}

/** Return the answers that a text in Markdown holds, by key; what is none is passed over. */
export const read = text => {
  const lines = clean(text).split("\n")
  const found = new Map()
  for (let at = 0; at < lines.length; at++) {
    const mark = lines[at].match(MARK)
    if (!mark) continue
    while (lines[at + 1]?.trim() === "") at++
    const said = []
    while (lines[at + 1]?.startsWith(">")) said.push(lines[++at].replace(/^> ?/, ""))
    try {
      const { key, ...known } = JSON.parse(mark[1])
      const answer = sound({ ...known, text: said.join("\n") })
      if (answer?.text && parts(key)) found.set(key, answer)
    } catch {} // someone's own comment
  }
  return found
}
