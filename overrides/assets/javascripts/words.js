/** The words of a text: as they stand on a page, and as they are looked up.

Those of a page are taken apart when a site is built as well, to index it: what is said here of tags and letters,
`search/words.py` says too. */

import { folds } from "./folded.js"

const ASIDE = "[data-unsearched], .headerlink, .footnote-ref, .footnote-backref, .callout--trainer, .callout__label,"
  + ".callout__facts, script, style, noscript, template, svg, form, label, nav, footer, iframe"
const IN_WORDS = new Set(("a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q s samp small span strong sub"
  + " sup time tt u var wbr").split(" "))
// To which a link can lead: headings, which go on until the next one, and what ends where its element does. An epigraph
// is where its heading is.
const HEADINGS = "h1, h2, h3, h4, h5, h6"
const PLACES = ".callout[id]:not(.callout--epigraph), details:not([open]), [id^='fn:'], [id^='work-']"
const TITLES = ".callout__title, summary"
// Letters that are not others with a mark, as Unicode has them, but that are typed so; and what is both an apostrophe
// and a quotation mark.
const TYPED = { ı: "i", ø: "o", ß: "ss", æ: "ae", œ: "oe", ł: "l", đ: "d", ð: "d", þ: "th", ħ: "h", "’": "'" }
// Behind an apostrophe stands an ending, as in `foto's`, or a word, as in `O'Brien`, which is longer.
const TAIL = /(?<=')[^']{3,}/gu
const MEANT = /^[^']{2,}|[^']{3,}$/u

/** Return the words of a text as they are looked up: in small letters, without marks, as any keyboard has them. */
export const split = text => fold(text).match(/[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*/gu) ?? []

/** Return a word without what an apostrophe adds to it: `foto` of `foto's`, `brien` of `o'brien`. */
export const meant = word => word.match(MEANT)?.[0] ?? word

/* By what each part of a word is found: `kopje-onder` and `don't` by `kopjeonder` and `dont` too, `o'brien` by `brien`. */
const forms = parts => {
  const all = parts.map(part => [part, ...part.match(TAIL) ?? []])
  if (parts.length > 1 || parts[0]?.includes("'")) all[0].unshift(parts.join("").replaceAll("'", ""))
  return all
}

const fold = text => text.normalize("NFD").replace(/[\p{M}\u00AD]/gu, "").toLowerCase()
  .replace(/[^\0-\x7f]/g, letter => TYPED[letter] ?? letter)

/** Return what the text of a page has.

    Returns:
        title: what the page is called where no heading says it.
        words: each with its `text`, its `place`, what ends its block (`stop`) if anything does, and its `parts`,
            each with all by which it is found.
        places: headings, callouts, what is folded, notes and works, each with the `element`, its `id` in addresses,
            the place that it is in (`outer`), and as its `title`, if it has one, the words from one to another.
*/
export const read = html => {
  const page = new DOMParser().parseFromString(html, "text/html")
  const root = page.querySelector("[data-searched]")
  const folded = folds(root)
  for (const element of root.querySelectorAll(ASIDE)) element.remove()
  const words = []
  const places = []
  let place // in which the words are that come next
  let isOpen = false // what comes next goes on with the last word

  const close = ({ localName }) => {
    if (words.length) words.at(-1).stop ??= localName === "br" ? "" : localName === "dt" ? ":" : "."
    isOpen = false
  }
  const write = text => {
    for (const piece of text.match(/\s+|\S+/g) ?? []) {
      if (/^\s/.test(piece)) isOpen = false
      else {
        if (isOpen) words.at(-1).text += piece
        else words.push({ text: piece, place })
        isOpen = true
      }
    }
  }
  const walk = node => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) write(child.data)
      else if (child.nodeType === Node.ELEMENT_NODE) {
        if (IN_WORDS.has(child.localName)) walk(child)
        else {
          close(child)
          const from = words.length
          const outer = place
          const isHeading = child.matches(HEADINGS)
          const isOwn = isHeading || child.matches(PLACES)
          if (isOwn) places.push(place = { element: child, id: folded.get(child) ?? child.id, outer })
          const here = place
          walk(child)
          close(child)
          const isTitle = isHeading || (child.matches(TITLES) && here?.element === child.parentElement)
          if (isTitle && words.length > from) here.title = [from, words.length]
          if (isOwn && !isHeading) place = outer
        }
      }
    }
  }
  walk(root)
  for (const word of words) word.parts = forms(split(word.text))
  return { title: page.title, words, places }
}
