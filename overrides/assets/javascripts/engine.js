/** The search engine: which pages have the words that a reader asks for, the best of them first.

A word is found by its stem, without what an apostrophe adds to it, and by what it begins with. For one that is nowhere,
the longest beginning of it that is somewhere stands in, if that is more than a few letters; what only comes near is
told as such. */

import { indexOf, part } from "./indexes.js"
import { meant, split } from "./words.js"

const HEADING = [0, 7, 6, 5, 4, 3, 2] // how much a word in a heading of each level counts
const EXACT = 2
const B = 0.6 // how much the length of a page counts, from 0 to 1
const K = 1.4 // how soon it no longer helps that a word is there once more: both as in BM25
const AKIN = 4 // letters that two words must share from the start to be taken for one another
const LONGEST = 50 // letters that count of a word which is nowhere
const ALIKE = 3 // letters from the start that words with one stem share, unless it is shorter
const QUOTED = /^["'„‚「『\p{Pi}\p{Pf}](.+)["'」』\p{Pi}\p{Pf}]$/u

/** Return what answers for a language, or null where there is no index of it. */
export const engine = async lang => {
  const index = await indexOf(lang)
  if (!index) return null
  const { lunr } = globalThis
  const stemmer = lang.startsWith("en") ? lunr.stemmer : lunr[lang.split("-")[0]]?.stemmer
  const stem = word => (stemmer ? stemmer(new lunr.Token(meant(word), {})).toString() : meant(word))
  const { pages } = index
  const mean = pages.reduce((sum, [, length]) => sum + length, 0) / pages.length || 1
  const known = new Map() // the lines of each part: a word, and where it stands

  const linesOf = name => {
    if (!known.has(name)) {
      const lines = part(name).then(text => text.split("\n").map(line => line.split("\t")))
      lines.catch(() => known.delete(name))
      known.set(name, lines)
    }
    return known.get(name)
  }

  /* The lines of all words that begin so. */
  const beginning = async start => {
    const end = `${start}\uFFFF`
    const names = index.parts
      .filter(([first], n) => first <= end && !(index.parts[n + 1]?.[0] <= start))
      .map(([, name]) => name)
    return (await Promise.all(names.map(linesOf))).flat().filter(([form]) => form.startsWith(start))
  }

  /* The words of the book for one that is asked for: how near each is to it, and where it stands. */
  const matching = async (word, isWhole) => {
    const bare = meant(word)
    const wanted = stem(word)
    const start = word.endsWith(bare) ? bare : word
    // Many write `fotos` for `foto's`.
    const plain = word.endsWith("'s") ? `${bare}s` : word
    const found = new Map()
    // The last letter of a stem need not be in its words: `namen` and `naam` have the same, and so have `tries` and `try`.
    const shared = bare.length < ALIKE ? bare.length : Math.max(1, Math.min(ALIKE, wanted.length - 1))
    for (const [form, places] of await beginning(bare.slice(0, shared))) {
      const nearness = form === start ? EXACT
        : stem(form) === wanted || form === plain ? 1
        : !isWhole && start.length > 1 && form.startsWith(start) ? start.length / form.length : 0
      if (nearness) found.set(form, { nearness, places })
    }
    return found
  }

  /* The same for the longest beginning of a word that is somewhere. */
  const akin = async word => {
    for (let end = Math.min(word.length - 1, LONGEST); end >= Math.max(AKIN, word.length / 2); end--) {
      const found = await matching(word.slice(0, end))
      if (found.size) return found
    }
    return new Map()
  }

  const weightAt = (number, at) => HEADING[pages[number][2].find(([, from, to]) => from <= at && at < to)?.[0]] ?? 1

  /* Where each page has a word that is asked for: page to place to weight. */
  const placesOf = found => {
    const having = new Map()
    for (const { nearness, places } of found.values()) {
      for (const row of places.split(";")) {
        const [number, all] = row.split(":")
        if (!having.has(+number)) having.set(+number, new Map())
        const on = having.get(+number)
        for (const at of all.split(" ").map(Number)) on.set(at, Math.max(on.get(at) ?? 0, nearness * weightAt(+number, at)))
      }
    }
    return having
  }

  const score = (having, number) => {
    if (!having.has(number)) return 0
    const rare = Math.log(1 + (pages.length - having.size + 0.5) / (having.size + 0.5))
    const often = [...having.get(number).values()].reduce((sum, weight) => sum + weight, 0)
    return rare * often * (K + 1) / (often + K * (1 - B + B * pages[number][1] / mean))
  }

  /* Pages whose words follow each other as they are asked for. */
  const inRows = ([first, ...rest]) => [...first].filter(([number, places]) =>
    [...places.keys()].some(start => rest.every((having, n) => having.get(number)?.has(start + n + 1))),
  ).map(([number]) => number)

  const inAll = ([first, ...rest]) => [...first.keys()].filter(number => rest.every(having => having.has(number)))
  const inAny = all => [...new Set(all.flatMap(having => [...having.keys()]))]

  const answer = (numbers, found, all, told) => {
    const scores = new Map(numbers.map(number => [number, all.reduce((sum, having) => sum + score(having, number), 0)]))
    const sorted = [...scores].sort(([a, best], [b, other]) => other - best || a - b)
    const forms = found.map(each => new Map([...each].map(([form, { nearness }]) => [form, nearness])))
    return { pages: sorted.map(([number]) => pages[number][0]), forms, isNear: false, isRow: false, ...told }
  }

  /** Return the pages for what a reader typed, words or a phrase in quotation marks of any kind.

      Returns:
          pages: their paths.
          forms: for each word, how near the words of the book are to it.
          isRow: these stand in a row there.
          isNear: the pages only come near what was asked.
  */
  const ask = async query => {
    const quoted = query.match(QUOTED)?.[1]
    const words = split(quoted ?? query)
    const isPhrase = quoted !== undefined && words.length > 1
    if (isPhrase) {
      const found = await Promise.all(words.map(word => matching(word, true)))
      const all = found.map(placesOf)
      const numbers = inRows(all)
      if (numbers.length) return answer(numbers, found, all, { isRow: true })
    }
    let isNear = isPhrase
    const found = []
    for (const word of words) {
      let here = await matching(word)
      if (!here.size) {
        isNear = true
        here = await akin(word)
      }
      if (here.size) found.push(here)
    }
    if (!found.length) return answer([], [], [], {})
    const all = found.map(placesOf)
    const numbers = inAll(all)
    return numbers.length ? answer(numbers, found, all, { isNear }) : answer(inAny(all), found, all, { isNear: true })
  }
  return ask
}
