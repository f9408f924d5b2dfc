/** The words of a text: as they stand on a page, and as they are looked up.

Those of a page are taken apart when a site is built as well, to index it: what is said here of tags and letters,
`search/words.py` says too. */

const ASIDE = "[data-unsearched], .headerlink, .footnote-ref, .footnote-backref, .callout--trainer, .callout__label,"
  + ".callout__facts, script, style, noscript, template, svg, form, label, nav, footer, iframe"
const IN_WORDS = new Set(("a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q s samp small span strong sub"
  + " sup time tt u var wbr").split(" "))
const PLACES = "h1, h2, h3, h4, h5, h6, [id^='fn:'], [id^='work-']" // to which a link can lead
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
        words: each with its `text`, what ends its block (`stop`) if anything does, and its `parts`, each with
            all by which it is found.
        places: headings, notes and works, each with the `element`, and its words `from` one `to` another.
*/
export const read = html => {
  const page = new DOMParser().parseFromString(html, "text/html")
  const root = page.querySelector("[data-searched]")
  for (const element of root.querySelectorAll(ASIDE)) element.remove()
  const words = []
  const places = []
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
        else words.push({ text: piece })
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
          if (child.matches(PLACES)) places.push({ element: child, from })
          const place = places.at(-1)
          walk(child)
          close(child)
          if (place?.element === child) place.to = words.length
        }
      }
    }
  }
  walk(root)
  for (const word of words) word.parts = forms(split(word.text))
  return { title: page.title, words, places }
}
