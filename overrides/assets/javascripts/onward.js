/** An offer to go on where the reader was, on the start page and in a chapter that was left half-way. */

import { kept, root } from "./kept.js"
import { restore, text } from "./place.js"

const NOT_NOW = "leidraad.not-now"
const CAME = "leidraad.place" // where language.js goes

const offer = document.querySelector(".leidraad-onward")

const session = (name, ...value) => {
  try {
    return value.length ? sessionStorage.setItem(name, value[0]) : sessionStorage.getItem(name)
  } catch {} // storage may be off
}

const named = name => text.querySelector(`[data-block="${CSS.escape(name)}"]`)

/** Return what the menu calls a page, in the language of this one. */
const listed = path =>
  [...document.querySelectorAll("a.md-nav__link")].find(link => link.pathname === path)?.textContent.trim()

const show = (chapter, words, { title, lang, href }, go) => {
  const [line, onward, later] = offer.children
  const [before, after] = words.split(/\{\w+\}/)
  line.replaceChildren(before, Object.assign(document.createElement("span"), { textContent: title, lang }), after)
  onward.href = href
  const show = is => {
    offer.hidden = !is
    document.documentElement.classList.toggle("leidraad-offered", is)
  }
  onward.addEventListener("click", event => {
    go(event)
    show(false)
  })
  later.addEventListener("click", () => {
    session(NOT_NOW, chapter)
    show(false)
  })
  addEventListener("keydown", event => event.key === "Escape" && show(false))
  addEventListener("scroll", () => scrollY > innerHeight && show(false), { passive: true })
  show(true)
}

const offerChapter = (chapter, { paths, title, lang, place }) => {
  const here = document.documentElement.lang
  const path = root + (paths[here] ?? Object.values(paths)[0])
  const known = listed(path)
  const link = { href: path, title: known ?? title ?? chapter, lang: known ? here : lang }
  show(chapter, offer.dataset.in, link, () => session(CAME, JSON.stringify({ path, hash: "", place })))
}

const offerPlace = (chapter, { place }) => {
  const block = place.names.map(named).find(Boolean)
  if (!block) return
  const heading = [...text.querySelectorAll(":is(h1, h2, h3)[id]")].findLast(
    each => each === block || each.compareDocumentPosition(block) & Node.DOCUMENT_POSITION_FOLLOWING,
  )
  if (!heading) return
  const mark = heading.querySelector(".headerlink")?.textContent ?? ""
  const title = heading.textContent.slice(0, heading.textContent.length - mark.length)
  show(chapter, offer.dataset.under, { href: `#${heading.id}`, title, lang: heading.closest("[lang]").lang }, event => {
    event.preventDefault()
    restore(place)
    block.tabIndex = -1 // the keyboard goes on there as well
    block.focus({ preventScroll: true })
  })
}

const begin = () => {
  if (scrollY || location.hash) return
  const open = kept().filter(([name, { isRead, place }]) => !isRead && Array.isArray(place?.names) && name !== session(NOT_NOW))
  const last = open.sort(([, one], [, other]) => other.when - one.when)[0]
  const own = open.find(([name]) => name === text?.dataset.leidraadChapter)
  if (own) offerPlace(...own)
  else if (last && offer.hasAttribute("data-home")) offerChapter(...last)
}

// Whoever comes back by the browser's own ways, or from the other language, is there by then.
if (offer && document.readyState === "complete") requestAnimationFrame(begin)
else if (offer) addEventListener("load", () => requestAnimationFrame(begin))
