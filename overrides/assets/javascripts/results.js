/** What a page that was found shows of itself: where in it the words stand, each place with a line of context. */

import { address } from "./indexes.js"
import { make } from "./making.js"

const PARTS = 3
const BEFORE = 9
const LENGTH = 26
const IN_HEADING = 4 // how much more a word in a heading says of a place

/* Where a page has the words that were asked for: place to how near the word there is, and to which of them. */
const hits = (words, { forms, isRow }) => {
  const parts = words.flatMap((word, n) => word.parts.map(part => [n, part]))
  const found = new Map()
  if (isRow) {
    for (const start of parts.keys()) {
      const row = forms.map((each, n) => parts[start + n]?.[1].some(form => each.has(form)))
      if (row.every(Boolean)) for (const n of row.keys()) found.set(parts[start + n][0], { nearness: 1, asked: n })
    }
    return found
  }
  for (const [n, { parts: each }] of words.entries()) {
    const nearest = forms.map(all => Math.max(...each.flat().map(form => all.get(form) ?? 0)))
    const nearness = Math.max(0, ...nearest)
    if (nearness) found.set(n, { nearness, asked: nearest.indexOf(nearness) })
  }
  return found
}

/* Words from one place to another, those that were found marked, without the punctuation around them. */
const marked = (words, from, to, found, isHeading) =>
  words.slice(from, to).flatMap(({ text, stop }, n) => {
    const [, before, core, after] = text.match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su)
    // What comes behind a block that has no end of its own would run on.
    const end = !isHeading && from + n < to - 1 && stop && /[\p{L}\p{N}\p{Pe}\p{Pf}]$/u.test(text) && !/[.?!:]\p{Pf}$/u.test(text) ? stop : ""
    return [n ? " " : "", ...(found.has(from + n) ? [before, make("mark", {}, core), after] : [text]), end]
  })

/* How much of what was asked for stands together from a place on. */
const together = (inside, start) => {
  const near = inside.filter(([at]) => at >= start && at < start + LENGTH - BEFORE)
  const best = new Map()
  for (const [, { nearness, asked }] of near) best.set(asked, Math.max(best.get(asked) ?? 0, nearness))
  return [...best.values()].reduce((sum, nearness) => sum + nearness, 0)
}

const isNote = ({ id }) => id.startsWith("fn:")
const isInTitle = ({ title }, at) => title && at >= title[0] && at < title[1]

/* The words around the first of those that have most together, from the beginning of a sentence where one is near. */
const context = (words, place, found) => {
  const isHere = at => words[at]?.place === place && !isInTitle(place, at)
  const inside = [...found].filter(([at]) => isHere(at))
  if (!inside.length) return []
  const [first] = inside
    .map(([at]) => [at, together(inside, at)])
    .reduce((best, each) => (each[1] > best[1] ? each : best))
  // A place goes on behind those that stand in it.
  let [start, end] = [first, first + 1]
  while (isHere(start - 1)) start--
  while (isHere(end)) end++
  const near = Math.max(start, Math.min(first - BEFORE, end - LENGTH))
  // A note is full of full stops.
  const before = !place.element.matches("li") ? words.slice(near, first).findLastIndex(({ text, stop }) => stop || /[.?!]\p{Pf}?$/u.test(text)) : -1
  const begin = near + before + 1
  const until = Math.min(end, begin + LENGTH)
  return [begin > start ? "…\u00A0" : "", ...marked(words, begin, until, found), until < end ? "\u00A0…" : ""]
}

/** Return the list item of a page.

    Args:
        path: of the page.
        page: what it has, if it could be fetched.
        answer: that of the search engine.
        noteName: what a note is called, with {number} in it.
*/
export const item = (path, page, answer, noteName) => {
  if (!page) return make("li", {}, make("a", { href: address(path) }, make("strong", {}, address(path))))
  const { words, places } = page
  const found = hits(words, answer)
  const weights = new Map()
  for (const [at, { nearness }] of found) {
    const { place } = words[at]
    if (place) weights.set(place, (weights.get(place) ?? 0) + nearness * (isInTitle(place, at) ? IN_HEADING : 1))
  }
  const top = places.find(({ element }) => element.localName === "h1")
  const notes = places.filter(isNote)
  const others = places.filter(place => place !== top && weights.has(place))
  const best = new Set([...others].sort((a, b) => weights.get(b) - weights.get(a)).slice(0, PARTS))
  const link = (href, title, text) => make("a", { href }, ...(title.length ? [make("strong", {}, ...title)] : []), ...text)
  // What has no title goes by that of what it stands in, unless the page itself is called so.
  const titleOf = place => place.title ? marked(words, ...place.title, found, true)
    : isNote(place) ? [noteName.replace("{number}", notes.indexOf(place) + 1)]
    : place.outer && place.outer !== top ? titleOf(place.outer) : []
  const entry = make("li", {}, link(address(path), top ? titleOf(top) : [page.title], top ? context(words, top, found) : []))
  if (best.size) {
    entry.append(make("ul", {}, ...others.filter(place => best.has(place)).map(place => make("li", {}, link(
      `${address(path)}#${place.id}`, titleOf(place), context(words, place, found),
    )))))
  }
  return entry
}
