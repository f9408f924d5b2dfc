/** What a page that was found shows of itself: where in it the words stand, each place with a line of context. */

import { make } from "./making.js"

const PARTS = 3
const BEFORE = 9
const LENGTH = 26

/** Return the words of a page, as Pagefind counts them. */
export const wordsOf = ({ raw_content: text }) =>
  text.split(text.includes("\u200B") ? "\u200B" : /\s+/).map(word => word.replaceAll("&lt;", "<").replaceAll("&gt;", ">"))

/* The places of a page to which a link can lead: its headings, notes and works. */
const places = (page, noteName) => {
  let notes = 0
  return page.anchors
    .sort((a, b) => a.location - b.location)
    .flatMap(({ element, id, text, location }) => {
      if (/^h\d$/i.test(element)) {
        const end = location + (text.trim() && text.trim().split(/\s+/).length)
        return [{ id, from: location, text, title: [location, end], top: /^h1$/i.test(element) }]
      }
      if (id.startsWith("fn:")) return [{ id, from: location, name: noteName.replace("{number}", ++notes) }]
      return id.startsWith("work-") ? [{ id, from: location }] : []
    })
    .map((place, n, all) => ({ ...place, to: all[n + 1]?.from ?? Infinity, hits: [] }))
}

/* Words from one place to another, those that were found marked, without the punctuation around them. */
const marked = (words, from, to, hits) =>
  words.slice(from, to).flatMap((word, n) => {
    const [, before, core, after] = word.match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su)
    return [n ? " " : "", ...(hits.has(from + n) ? [before, make("mark", {}, core), after] : [word])]
  })

/* A heading as it stands on the page: Pagefind ends it with a full stop. */
const heading = (words, { text, title: [from, to] }, hits) => {
  const own = words.slice(0, to)
  if (to > from && !text.trim().endsWith(".")) own[to - 1] = own[to - 1].replace(/\.$/, "")
  return marked(own, from, to, hits)
}

/* The words around the first of those that weigh most, from the beginning of a sentence where one is near. */
const context = (words, { from, to, title, hits }, all) => {
  const start = title?.[1] ?? from
  const end = Math.min(to, words.length)
  const inside = hits.filter(hit => hit.location >= start)
  if (!inside.length) return []
  const first = inside.reduce((best, hit) => (hit.weight > best.weight ? hit : best)).location
  const near = Math.max(start, Math.min(first - BEFORE, end - LENGTH))
  // A note is full of full stops.
  const before = title ? words.slice(near, first).findLastIndex(word => /[.?!]\p{Pf}?$/u.test(word)) : -1
  const begin = near + before + 1
  const stop = Math.min(end, begin + LENGTH)
  return [begin > start ? "…\u00A0" : "", ...marked(words, begin, stop, all), stop < end ? "\u00A0…" : ""]
}

/** Return the list item of a page.

    Args:
        page: the data of a result of Pagefind.
        noteName: what a note is called, with {number} in it.
*/
export const item = (page, noteName) => {
  const words = wordsOf(page)
  const all = new Set(page.locations)
  const found = places(page, noteName)
  for (const hit of page.weighted_locations) found.findLast(({ from }) => from <= hit.location)?.hits.push(hit)
  const link = (href, title, text) => make("a", { href }, ...(title.length ? [make("strong", {}, ...title)] : []), ...text)
  const top = found.find(place => place.top)
  const weight = ({ hits }) => hits.reduce((sum, hit) => sum + hit.weight, 0)
  const parts = found.filter(place => place !== top && place.hits.length)
  const best = new Set([...parts].sort((a, b) => weight(b) - weight(a)).slice(0, PARTS))
  const entry = make("li", {}, link(
    page.url,
    top ? heading(words, top, all) : [page.meta.title],
    top ? context(words, top, all) : [],
  ))
  if (best.size) {
    entry.append(make("ul", {}, ...parts.filter(part => best.has(part)).map(part => make("li", {}, link(
      `${page.url}#${part.id}`,
      part.title ? heading(words, part, all) : part.name ? [part.name] : [],
      context(words, part, all),
    )))))
  }
  return entry
}
