/** Search without a server: it answers as Pagefind does, from the pages in a script of the page's language.

A word is found by its stem, and by what it begins with. What is in no page is looked for by its longest beginning that
is somewhere, as Pagefind does it. */

import { wordsOf } from "./results.js"

const HEADING = [0, 7, 6, 5, 4, 3, 2] // how much a word in a heading of each level counts, as Pagefind has it
const EXACT = 2
const B = 0.6 // how much the length of a page counts, from 0 to 1
const K = 1.4 // how soon it no longer helps that a word is there once more: both as in BM25

const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
const split = text => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean)

let pages = []
let forms = new Map() // of each word as it is written, where it stands: [page, location, weight]
let stems = new Map() // the words with a stem
let mean = 1
let stemOf = word => word
let asked = 0
let root

const script = address => new Promise((resolve, reject) => {
  const element = Object.assign(document.createElement("script"), { src: address, onload: resolve, onerror: reject })
  document.head.append(element)
})

const push = (map, key, value) => map.get(key)?.push(value) ?? map.set(key, [value])

const headings = page => page.anchors
  .filter(({ element }) => /^h\d$/i.test(element))
  .map(({ element, text, location }) => ({ from: location, to: location + (text.trim() && text.trim().split(/\s+/).length), weight: HEADING[element[1]] }))

const add = (page, number) => {
  const words = wordsOf(page)
  const weights = new Map(headings(page).flatMap(({ from, to, weight }) => Array.from({ length: to - from }, (_, n) => [from + n, weight])))
  page.length = words.length
  for (const [location, word] of words.entries()) {
    const parts = split(word)
    const whole = parts.length > 1 ? [parts.join("")] : []
    for (const form of new Set([...parts, ...whole])) push(forms, form, [number, location, weights.get(location) ?? 1])
  }
}

const init = async folder => {
  const lang = document.documentElement.lang
  await script(new URL(`${lang}.js`, folder))
  pages = globalThis.leidraadPages
  const { lunr } = globalThis
  const stemmer = lang.startsWith("en") ? lunr.stemmer : lunr[lang.split("-")[0]]?.stemmer
  if (stemmer) stemOf = word => stemmer(new lunr.Token(word, {})).toString()
  root = new URL("../../", folder)
  pages.forEach(add)
  mean = pages.reduce((sum, page) => sum + page.length, 0) / pages.length || 1
  for (const form of forms.keys()) push(stems, stemOf(form), form)
}

/* The words of the book for one that is asked for, and how near each is to it. */
const matching = word => {
  const found = new Map()
  for (const form of stems.get(stemOf(word)) ?? []) found.set(form, 1)
  for (const form of forms.keys()) if (form.startsWith(word) && !found.has(form)) found.set(form, word.length / form.length)
  if (forms.has(word)) found.set(word, EXACT)
  return found
}

const longest = word => {
  for (let end = word.length; end; end--) {
    const found = matching(word.slice(0, end))
    if (found.size) return found
  }
  return new Map()
}

/* Where each page has a word that is asked for: page to location to weight. */
const places = found => {
  const having = new Map()
  for (const [form, nearness] of found) {
    for (const [number, location, weight] of forms.get(form)) {
      if (!having.has(number)) having.set(number, new Map())
      having.get(number).set(location, Math.max(having.get(number).get(location) ?? 0, weight * nearness))
    }
  }
  return having
}

const score = (having, number) => {
  const rare = Math.log(1 + (pages.length - having.size + 0.5) / (having.size + 0.5))
  const often = [...having.get(number).values()].reduce((sum, weight) => sum + weight, 0)
  return rare * often * (K + 1) / (often + K * (1 - B + B * pages[number].length / mean))
}

/* Pages whose words follow each other as they are asked for. */
const rows = all => {
  const [first, ...rest] = all
  return [...(first ?? new Map())].filter(([number, locations]) =>
    [...locations.keys()].some(start => rest.every((having, n) => having.get(number)?.has(start + n + 1))),
  ).map(([number]) => number)
}

const same = word => new Map((stems.get(stemOf(word)) ?? []).map(form => [form, form === word ? EXACT : 1]))

/* Return what is found for words, or for a phrase in straight quotation marks. */
const search = async query => {
  const phrase = query.match(/^"(.*)"$/s)?.[1]
  const words = split(phrase ?? query)
  const all = words.map(word => places(phrase === undefined ? longest(word) : same(word)))
  const numbers = phrase === undefined
    ? [...(all[0] ?? new Map()).keys()].filter(number => all.every(having => having.has(number)))
    : rows(all)
  const results = numbers.map(number => {
    const located = new Map(all.flatMap(having => [...having.get(number)]))
    const locations = [...located.keys()].sort((a, b) => a - b)
    const { url, anchors, ...page } = pages[number]
    return {
      id: url,
      score: all.reduce((sum, having) => sum + score(having, number), 0),
      words: locations,
      data: async () => ({
        ...page,
        url: new URL(url, root).href,
        anchors: [...anchors],
        locations,
        weighted_locations: locations.map(location => ({ location, weight: located.get(location) })),
      }),
    }
  })
  return { results: results.sort((a, b) => b.score - a.score) }
}

/* The same, or null where more has been typed meanwhile. */
const debouncedSearch = async (query, _, milliseconds) => {
  const turn = ++asked
  await new Promise(resolve => setTimeout(resolve, milliseconds))
  return turn === asked ? search(query) : null
}

/** Return what answers as Pagefind does.

    Args:
        folder: where the scripts with the pages are, one for each language.
*/
export const engine = async folder => {
  if (!pages.length) await init(folder)
  return { search, debouncedSearch }
}
