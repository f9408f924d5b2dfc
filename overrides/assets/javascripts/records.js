/** What an answer is, wherever it comes from: both storage and files may hold anything. */

const MOST = 1_000_000 // letters in one answer
const LANG = /^[a-z]{2,3}(?:-[a-z0-9]+)*$/i
const PARTS = ["chapter", "title", "question", "path"]

const isText = value => typeof value === "string" && value.length <= MOST
const isNumber = value => Number.isSafeInteger(value) && value >= 0

/** Return a text as a field holds it, with nothing in it that a file cannot hold. */
export const clean = text => {
  const lines = text.replace(/\r\n?/g, "\n")
  return lines.toWellFormed?.() ?? lines
}

/** Return the key of an answer as its parts, or null for what is none. */
export const parts = key => {
  try {
    const found = JSON.parse(key)
    const isKey = found.length === 3 && found.slice(0, 2).every(isText) && isNumber(found[2])
    return isKey && JSON.stringify(found) === key ? found : null
  } catch {
    return null
  }
}

/** Return what is known of an answer, or null for what is none. */
export const sound = found => {
  if (!isText(found?.text) || ![found.time, found.of, found.at].every(isNumber)) return null
  const said = Object.entries(Object(found.said)).filter(([lang, one]) => LANG.test(lang) && PARTS.every(part => isText(one?.[part])))
  const kept = said.map(([lang, one]) => [lang, Object.fromEntries(PARTS.map(part => [part, one[part]]))])
  return { text: clean(found.text), time: found.time, of: found.of, at: found.at, said: Object.fromEntries(kept) }
}
