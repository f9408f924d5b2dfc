/* What a host keeps of a learner besides place, status and score: 4096 letters at most.
 *
 * They say what was read, what was answered at self-checks and, as far as there is room, what was written at
 * reflections. Chapters and self-checks are called by a hash of their names, which stay the same from one edition of a
 * course to the next; what this edition does not know is carried along.
 */

const VERSION = 1
const MOST = 4096
const NAME = 7 // letters
const PARTS = 2 // letters for the parts of a chapter that were seen

/** Return the short name of something: FNV-1a. */
const short = text => {
  let hash = 0x811c9dc5
  for (const sign of text) hash = Math.imul(hash ^ sign.codePointAt(0), 0x01000193) >>> 0
  return hash.toString(36).padStart(NAME, "0")
}

// Characters of two halves are more than some databases can hold.
const json = value => JSON.stringify(value).replace(/[\ud800-\udfff]/g, half => `\\u${half.charCodeAt(0).toString(16)}`)

const cut = (text, pattern) => (typeof text === "string" ? [...text.matchAll(pattern)] : [])
const number = text => Number.parseInt(text, 36)
const isNumber = value => Number.isSafeInteger(value) && value >= 0

const nothing = () => ({ lang: "", read: new Set(), seen: new Map(), checks: new Map(), answers: [], told: 0, wiped: 0 })

const memory = {
  short,
  nothing,

  /** Return what was kept; of what cannot be read, or comes from a form that is not known, nothing. */
  decode: text => {
    const found = nothing()
    try {
      const [version, lang, read, seen, checks, answers, told, wiped] = JSON.parse(text)
      if (version !== VERSION) return found
      if (typeof lang === "string") found.lang = lang
      for (const [name] of cut(read, /[0-9a-z]{7}/g)) found.read.add(name)
      for (const [, name, parts] of cut(seen, /([0-9a-z]{7})([0-9a-z]{2})/g)) found.seen.set(name, number(parts))
      for (const [, name, verdict, chosen] of cut(checks, /([0-9a-z]{7})([+-])([0-9a-z]+)\./g)) {
        found.checks.set(name, { isRight: verdict === "+", chosen: number(chosen) })
      }
      const isAnswer = ([chapter, block, ...rest]) =>
        rest.length === 5 && [chapter, block, rest[4]].every(each => typeof each === "string") && rest.slice(0, 4).every(isNumber)
      if (Array.isArray(answers)) found.answers = answers.filter(each => Array.isArray(each) && isAnswer(each))
      if (isNumber(told)) found.told = told
      if (isNumber(wiped)) found.wiped = wiped
    } catch {}
    return found
  },

  /** Return what is to be kept, and how many answers there is no room for: the newest go first. */
  encode: ({ lang, read, seen, checks, answers, told, wiped }, hasRoom = true) => {
    const parts = [...seen].map(([name, bits]) => name + bits.toString(36).padStart(PARTS, "0"))
    const given = [...checks].map(([name, { isRight, chosen }]) => `${name}${isRight ? "+" : "-"}${chosen.toString(36)}.`)
    const names = [...read]
    const fill = kept => json([VERSION, lang, names.join(""), parts.join(""), given.join(""), kept, told, wiped])
    // Hundreds are more than a course has; the last are the newest.
    while (fill([]).length > MOST) [parts, given, names].find(list => list.length).shift()
    const kept = []
    for (const answer of hasRoom ? [...answers].sort((one, other) => other[5] - one[5]) : []) {
      if (answer[6].length < MOST && fill([...kept, answer]).length <= MOST) kept.push(answer)
    }
    return { text: fill(kept), left: answers.length - kept.length }
  },
}
