/** The reader's place: the block at the top of the window, and how far into it. Blocks have the same names in every
 *  language. */

export const text = document.querySelector(".leidraad-text")

const START = 80
const line = () => document.querySelector(".md-header").offsetHeight + 8
const isShown = block => !block.closest("details:not([open]) > :not(summary)")

/** Open all that an element is folded in. */
export const unfold = element => {
  for (let each = element.closest("details"); each; each = each.parentElement.closest("details")) each.open = true
}

/** Return where a block begins and ends in the window; what an include brought in are several elements of one name. */
const extent = name => {
  const all = text.querySelectorAll(`[data-block="${CSS.escape(name)}"]`)
  return { top: all[0].getBoundingClientRect().top, bottom: all[all.length - 1].getBoundingClientRect().bottom }
}

/** Return the place: the names of the block and of those before it, the nearest first, the part of the block that has
 *  gone by, and how many pixels have gone by after its end. */
export const place = () => {
  const blocks = [...text.querySelectorAll("[data-block]")].filter(isShown)
  const now = blocks.findLastIndex(block => block.getBoundingClientRect().top <= line())
  if (scrollY < START || now < 0) return { names: [], part: 0, past: scrollY }
  const names = [...new Set(blocks.slice(0, now + 1).reverse().map(block => block.dataset.block))]
  const { top, bottom } = extent(names[0])
  return { names, part: Math.min(1, (line() - top) / (bottom - top || 1)), past: Math.max(0, line() - bottom) }
}

/** Bring the reader to a place; where this page lacks the block, to the start of the nearest earlier one that it has. */
export const restore = ({ names, part, past }) => {
  const name = names.find(one => text.querySelector(`[data-block="${CSS.escape(one)}"]`))
  if (name === undefined) return scrollTo({ top: past, behavior: "instant" })
  unfold(text.querySelector(`[data-block="${CSS.escape(name)}"]`))
  const { top, bottom } = extent(name)
  const gone = name === names[0] ? (bottom - top) * part + past : 0
  scrollTo({ top: scrollY + top + gone - line(), behavior: "instant" })
}
