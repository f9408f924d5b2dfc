/** The address of a place in the text: its id, or else that of the heading above it with a text fragment
 *  (https://wicg.github.io/scroll-to-text-fragment/). */

import { text } from "./place.js"

const WORDS = 5
const HOLDERS = "p, li, dt, dd, td, th, figcaption, summary, h1, h2, h3, h4, h5, h6"
const NOTE = ".footnote-ref"
const UNSAID = `${NOTE}, .headerlink`

/** Return the words of each stretch that a browser can look for: none goes over a block, a line or a note's mark. */
export const stretches = root => {
  const found = [""]
  let holder = null
  const nodes = document.createTreeWalker(root)
  while (nodes.nextNode()) {
    const node = nodes.currentNode
    const within = node.parentElement?.closest(HOLDERS)
    const unsaid = node.parentElement?.closest(UNSAID)
    if (node.tagName === "BR" || within !== holder) found.push("")
    holder = within
    // Together with the number of a note, the word before it is another.
    if (unsaid?.matches(NOTE)) found.push(found.pop().replace(/\S*[\p{L}\p{N}]$/u, ""), "")
    else if (!unsaid && node.nodeType === Node.TEXT_NODE) found.push(found.pop() + node.data)
  }
  return found.filter(each => /[\p{L}\p{N}]/u.test(each)).map(each => each.trim().split(/\s+/))
}

const spelled = words => encodeURIComponent(words.join(" ")).replaceAll("-", "%2D")

const fragment = root => {
  const all = stretches(root)
  const [first, last] = [all[0], all.at(-1)]
  if (!first) return ""
  if (all.length === 1 && first.length <= 2 * WORDS) return `:~:text=${spelled(first)}`
  return `:~:text=${spelled(first.slice(0, WORDS))},${spelled(last.slice(-WORDS))}`
}

/** Return the address of what stands in `root`, which begins in the element `at` of the page. */
export const address = (at, root = at) => {
  const above = [...text.querySelectorAll(":is(h1, h2, h3, h4)[id]")].findLast(
    each => each === at || each.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING,
  )
  const id = (root === at && at.id) || (above?.id ?? "") + fragment(root)
  return `${location.origin}${location.pathname}#${id}`
}
