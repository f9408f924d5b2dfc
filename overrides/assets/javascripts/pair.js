/** The other language beside each block of a text.
 *
 * Its page is fetched from this site when it is first asked for. Each of its blocks comes right behind the block of
 * the same name, so that it is next for a screen reader, in its own language. Nothing of the text itself is changed:
 * what was put there is taken away again.
 */

import { fetched } from "./fetching.js"
import { make } from "./making.js"
import { place, restore, text } from "./place.js"

const CELL = "leidraad-beside"
const NOT_TWICE = "script, style, iframe, .headerlink"
const ADDRESSES = { href: "a, area", src: "img, source, video, audio" }
const REFERENCES = ["for", "headers", "aria-labelledby", "aria-describedby", "aria-details"]
const LEFT_OPEN = /^[\s…]*…[\s…]*$/

const button = document.querySelector("[data-leidraad=beside]")
const words = button.dataset
const own = { lang: document.documentElement.lang, dir: document.body.dir || "ltr" }
const addressOf = lang => document.querySelector(`.leidraad-language[data-translated][lang="${lang}"]`).href

/** Return the blocks of a text by key: a name, with a number for what has no name of its own and follows it. */
const blocks = root => {
  const found = new Map()
  let last = ""
  let n = 0
  for (const element of root.children) {
    const name = (element.matches(".md-typeset__scrollwrap") ? element.querySelector("table") : element)?.dataset.block
    n = name && name !== last ? 0 : n + 1
    last = name ?? last
    const parts = [element, ...element.querySelectorAll("[data-block]")].filter(part => part.dataset.block)
    found.set(`${last} ${n}`, {
      element,
      isNamed: Boolean(name) && !n,
      isStale: parts.some(part => part.hasAttribute("data-stale")),
      names: new Set(parts.filter(part => !LEFT_OPEN.test(part.textContent)).map(part => part.dataset.block)),
    })
  }
  return found
}

/** Let a table scroll by itself where it is too wide, as Material does. */
const wrap = table => {
  const inner = make("div", { className: "md-typeset__table" })
  table.replaceWith(make("div", { className: "md-typeset__scrollwrap" }, inner))
  inner.append(table)
}

/** Return where an address leads from another page, without the name of this site, since paper writes whole addresses
 *  out; one that is none stays as it is. */
const from = (page, address) => {
  try {
    const { href, origin } = new URL(address, page)
    return origin === location.origin ? href.slice(origin.length) : href
  } catch {
    return address
  }
}

/** Make a text fit for the page of another: no name or id twice, and addresses that lead where they led. */
const adapt = (root, lang, home) => {
  const ids = new Set([...root.querySelectorAll("[id]")].map(element => element.id))
  const twin = id => (ids.has(id) ? `${id}@${lang}` : id)
  for (const [name, tags] of Object.entries(ADDRESSES)) {
    for (const element of root.querySelectorAll(`:is(${tags})[${name}]`)) {
      const address = element.getAttribute(name)
      const id = address.match(/^#(.+)/)?.[1]
      element.setAttribute(name, ids.has(id) ? `#${twin(id)}` : from(home, address))
    }
  }
  for (const name of REFERENCES) {
    for (const element of root.querySelectorAll(`[${name}]`)) {
      element.setAttribute(name, element.getAttribute(name).split(/\s+/).map(twin).join(" "))
    }
  }
  for (const element of root.querySelectorAll("[id]")) element.id = twin(element.id)
  // Of buttons of one name, one alone can be pressed.
  for (const element of root.querySelectorAll("[name]")) element.setAttribute("name", `${element.getAttribute("name")}@${lang}`)
  for (const element of root.querySelectorAll("[data-block]")) element.removeAttribute("data-block")
  // The headings of the page are those of its own text.
  for (const heading of root.querySelectorAll("h1, h2, h3, h4, h5, h6")) heading.setAttribute("role", "presentation")
}

const pages = new Map()

/** Return the page in a language, from the site. */
const load = async lang => {
  if (pages.has(lang)) return pages.get(lang)
  const { url, parsed } = await fetched(addressOf(lang))
  const root = parsed.querySelector(".leidraad-text")
  for (const element of root.querySelectorAll(NOT_TWICE)) element.remove()
  root.querySelectorAll("table:not([class])").forEach(wrap)
  for (const code of root.querySelectorAll("pre > code")) code.tabIndex = 0 // it scrolls by itself too
  const page = { lang, dir: parsed.body.dir || "ltr", blocks: blocks(root) }
  adapt(root, lang, url)
  pages.set(lang, page)
  return page
}

const told = message => make("p", { className: `${CELL}__told`, ...own }, message)

/** Return what a reader should know of two blocks that stand beside each other. */
const verdict = (ours, theirs) => {
  const lacks = (these, those) => [...these.names].some(name => !those.names.has(name))
  if (lacks(ours, theirs) || lacks(theirs, ours)) return ours.names.size ? words.isPart : words.isMissing
  if (theirs.isStale) return words.isStale
  return ours.isStale ? words.isNewer : ""
}

/** Return what stands beside a block: what the other page has of it, and what should be known of that. */
const cell = ({ lang, dir }, block, message) => {
  const box = make("div", { className: CELL, lang, dir }, document.importNode(block.element, true))
  if (message) box.append(told(message))
  return box
}

const show = page => {
  const here = blocks(text)
  let last = null
  const put = element => {
    if (last) last.after(element)
    else text.prepend(element)
    last = element
  }
  for (const [key, theirs] of page.blocks) {
    const ours = here.get(key)
    if (ours) last = ours.element
    if (ours?.isNamed && !theirs.names.size) continue // left open
    if (!ours && theirs.isNamed) put(make("div", { className: `${CELL} ${CELL}--gap` }, told(words.isMissing)))
    put(cell(page, theirs, ours?.isNamed ? verdict(ours, theirs) : ""))
    here.delete(key)
  }
  for (const ours of here.values()) {
    if (ours.isNamed) ours.element.after(make("div", { className: `${CELL} ${CELL}--lack` }, told(words.isMissing)))
  }
}

const hide = () => {
  if (document.activeElement.closest(`.${CELL}`)) button.focus({ preventScroll: true })
  for (const element of text.querySelectorAll(`:scope > .${CELL}`)) element.remove()
}

let wanted = ""

/** Set a language beside the text, or none, and return whether it is still wanted; the reader's place stays.

    Throws where its page cannot be had.
*/
export const turn = async lang => {
  wanted = lang
  const page = lang && (await load(lang))
  if (wanted !== lang) return false
  const at = place()
  hide()
  if (page) show(page)
  document.documentElement.classList.toggle("leidraad-pair", Boolean(page))
  restore(at)
  return true
}
