/** What a reader asks of Pagefind, and how well it is answered.

Pagefind stems words and takes the beginning of one for the whole, which is what a reader wants. For a word that is
nowhere it takes the longest beginning that is somewhere, down to a letter, or leaves the word out: that is told. */

import { wordsOf } from "./results.js"

const AKIN = 4 // letters that two words must share from the start to be taken for one another

const fold = text => text.normalize("NFD").replace(/[^\p{L}\p{N}\s]/gu, "").toLowerCase()
const split = text => text.split(/\s+/).filter(Boolean)

/** Return the words of a page that Pagefind found in it, and the parts of those with a hyphen. */
const matches = async result => {
  const words = wordsOf(await result.data())
  return result.words.map(place => words[place] ?? "").flatMap(word => [word, ...word.split(/[^\p{L}\p{N}]+/u)]).map(fold)
}

/** Tell whether a word is in the book ("here"), one much like it is ("near"), or neither. */
const look = async (pagefind, word) => {
  if ((await pagefind.search(`"${word}"`)).results.length) return "here"
  const { results } = await pagefind.search(word)
  const found = (await Promise.all(results.slice(0, 3).map(matches))).flat()
  if (found.some(other => other.startsWith(word))) return "here"
  const shared = word.slice(0, Math.max(AKIN, word.length / 2))
  return found.some(other => other.startsWith(shared)) ? "near" : ""
}

/** Return the results for any of the words, those for the most of them first. */
const either = async (pagefind, words) => {
  const scores = new Map()
  for (const { results } of await Promise.all(words.map(word => pagefind.search(word)))) {
    for (const result of results) scores.set(result.id, { result, score: (scores.get(result.id)?.score ?? 0) + result.score })
  }
  return [...scores.values()].sort((a, b) => b.score - a.score).map(({ result }) => result)
}

/** Return a result that shows only the places where so many of its words stand in a row. */
const inRows = (result, length) => ({
  ...result,
  data: async () => {
    const page = await result.data()
    const all = new Set(result.words)
    const row = start => Array.from({ length }, (_, n) => start + n)
    const rows = new Set(result.words.map(row).filter(places => places.every(place => all.has(place))).flat())
    const weighted_locations = page.weighted_locations.filter(({ location }) => rows.has(location))
    return { ...page, weighted_locations, locations: [...rows] }
  },
})

/** Return Pagefind's results for what a reader typed, and whether they only come near.

    Args:
        query: words, or a phrase in quotation marks of any kind.
*/
export const ask = async (pagefind, query) => {
  const quoted = query.match(/^["“”„‟«»'‘’‚](.+)["“”„‟«»'‘’]$/)?.[1] ?? query
  const words = split(fold(quoted))
  const phrase = quoted !== query && words.length > 1
  if (phrase) {
    // Pagefind knows which pages have it, but neither puts them in an order nor tells all its places.
    const having = new Set((await pagefind.search(`"${quoted}"`)).results.map(result => result.id))
    const { results } = await pagefind.search(words.join(" "))
    const found = results.filter(({ id }) => having.has(id)).map(result => inRows(result, words.length))
    if (found.length) return { results: found, near: false }
  }
  const known = await Promise.all(words.map(word => look(pagefind, word)))
  const some = words.filter((_, n) => known[n])
  if (!some.length) return { results: [], near: false }
  const { results } = await pagefind.search(some.join(" "))
  const near = phrase || !results.length || known.some(state => state !== "here")
  return { results: results.length ? results : await either(pagefind, some), near }
}
