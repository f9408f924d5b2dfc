/** How far a reader is: a line for this chapter, a mark at those that were read, and what is kept to go on later. */

import { keep, kept, readPaths, root } from "./kept.js"
import { place, text } from "./place.js"

const PARTS = 10
const ENOUGH = 8
const NOT_TEXT = ".footnote, .leidraad-beside"
const LINKS = ".md-nav--primary a[href], .leidraad-text a[href], .leidraad-contents a[href]"

const bar = document.querySelector(".leidraad-progress")
const name = text?.dataset.leidraadChapter

const markRead = () => {
  const paths = readPaths()
  for (const link of document.querySelectorAll(LINKS)) {
    if (paths.has(link.pathname) && link.origin === location.origin && !link.hash) link.dataset.read = bar.dataset.read
  }
}

/** Return where the text begins and ends in the window, without its notes. */
const extent = () => {
  const last = [...text.children].findLast(element => !element.matches(NOT_TEXT))
  return { top: text.getBoundingClientRect().top, bottom: (last ?? text).getBoundingClientRect().bottom }
}

if (bar) markRead()
// Whoever comes for the first time was nowhere yet.
if (kept().length) import("./onward.js")

if (bar && name) {
  const known = Object.fromEntries(kept())[name] ?? {}
  const heading = document.querySelector("h1")?.firstChild
  const seen = new Set(known.seen)
  const paths = {}
  for (const page of [{ lang: document.documentElement.lang, pathname: location.pathname }, ...document.querySelectorAll(".leidraad-language")]) {
    paths[page.lang] = page.pathname.slice(root.length)
  }
  const facts = { paths, title: heading?.textContent.trim(), lang: text.closest("[lang]").lang }
  let isRead = Boolean(known.isRead)
  let hasMoved = false
  let waits = false

  const look = () => {
    waits = false
    const { top, bottom } = extent()
    const length = bottom - top
    const gone = bottom <= innerHeight ? 1 : Math.max(0, -top) / (length - innerHeight)
    bar.style.setProperty("--leidraad-gone", Math.min(1, gone))
    // Whoever leaps to the end has not read what is between.
    for (let part = 0; part < PARTS; part += 1) {
      const at = top + (length * (part + 0.5)) / PARTS
      if (at >= 0 && at <= innerHeight) seen.add(part)
    }
    if (!isRead && bottom <= innerHeight && seen.size >= ENOUGH) {
      isRead = true
      save()
      markRead()
    }
  }

  const save = () => {
    const at = place()
    // Who has not begun, or only looks in again, loses no place.
    if (isRead || (hasMoved && at.names.length)) keep(name, { ...facts, isRead, seen: [...seen], place: isRead ? null : at, when: Date.now() })
  }

  addEventListener("scroll", () => {
    hasMoved = true
    if (!waits) requestAnimationFrame(look)
    waits = true
  }, { passive: true })
  addEventListener("resize", look)
  addEventListener("load", look)
  addEventListener("pagehide", save)
  addEventListener("leidraad:save", save) // a course package is left before its pages are
  document.addEventListener("visibilitychange", () => document.hidden && save())
}
