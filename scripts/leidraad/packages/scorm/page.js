/** A page in a course: what it keeps goes by the frame around it, which hears where its reader is. */

import { place, restore, text } from "./place.js"

const frame = (() => {
  try {
    return parent === window ? null : parent.leidraadCourse
  } catch {
    return null // of another site
  }
})()

const nameOf = section => (!section.id.includes(":") && section.id) || section.dataset.block || section.id

/** Return the names of the blocks to go to: the one, those before it under the same heading, and the heading. */
const near = block => {
  const [, section, n] = block.match(/^(.*)\.(\d+)$/) ?? [null, block, 0]
  return [...Array.from({ length: Number(n) }, (_, before) => `${section}.${n - before}`), section]
}

if (frame) {
  const { lang } = document.documentElement
  const chapter = text?.dataset.leidraadChapter
  const shown = new Map()

  document.documentElement.dataset.leidraadStore = frame.store
  globalThis.leidraadCourse = {
    localStorage: frame.localStorage,
    sessionStorage: frame.sessionStorage,
    chosen: section => (chapter ? frame.chosen(chapter, nameOf(section)) : undefined),
    judged: (section, answers) => {
      if (!chapter) return
      const numbers = is => answers.flatMap((answer, n) => (is(answer) ? [n] : []))
      const [chosen, right] = [numbers(({ isChosen }) => isChosen), numbers(({ isRight }) => isRight)]
      const latency = performance.now() - (shown.get(section) ?? performance.now())
      shown.set(section, performance.now())
      frame.judged(chapter, nameOf(section), { chosen, right, isRight: String(chosen) === String(right), latency })
    },
  }

  const block = frame.arrive({
    lang,
    path: location.pathname,
    title: document.title,
    where: () => (text ? place().names[0] ?? "" : ""),
    save: () => dispatchEvent(new Event("leidraad:save")),
  })
  const { kept, session } = frame.words(lang)
  for (const dialog of frame.records ? document.querySelectorAll("dialog.leidraad-answers") : []) Object.assign(dialog.dataset, { kept, session })
  // Material gives tables holders then.
  addEventListener("DOMContentLoaded", () => block && text && restore({ names: near(block), part: 0, past: 0 }))
  addEventListener("scroll", frame.moved, { passive: true })

  const colour = () => {
    const { backgroundColor, color } = getComputedStyle(document.body)
    frame.colour({ backgroundColor, color })
  }
  new MutationObserver(colour).observe(document.body, { attributeFilter: ["data-md-color-scheme"] })
  addEventListener("load", colour)

  const observer = new IntersectionObserver(entries => {
    for (const { isIntersecting, target } of entries) if (isIntersecting && !shown.has(target)) shown.set(target, performance.now())
  })
  for (const section of document.querySelectorAll(".callout--check")) observer.observe(section)
}

// Most other sites refuse to be shown in a frame.
document.addEventListener("click", event => {
  const link = event.target.closest?.("a[href]")
  if (!link || !/^https?:$/.test(link.protocol) || link.origin === location.origin) return
  link.target = "_blank"
  link.rel = "noopener"
}, { capture: true })
