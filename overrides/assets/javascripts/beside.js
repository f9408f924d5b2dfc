/** Side by side: the button, its key, and what the reader chose last. What sets the other language beside the text is
 *  fetched when it is first asked for. */

import { root } from "./kept.js"
import { isPressed } from "./keys.js"
import { place, restore } from "./place.js"

const KEY = `leidraad.beside ${root}`
const text = document.querySelector(".leidraad-text")
const button = document.querySelector("[data-leidraad=beside]")
const status = document.querySelector(".leidraad-told")
const links = new Map([...document.querySelectorAll(".leidraad-language[data-translated]")].map(link => [link.lang, link]))

// Of what comes from files, a browser lets no page look at another.
if (text && button && links.size && location.protocol !== "file:") {
  const words = button.dataset
  const ownLang = document.documentElement.lang
  let wanted = ""
  let shown = ""

  const tell = (message, isFault = false) => {
    status.textContent = message
    status.classList.toggle("leidraad-hidden", !isFault)
  }

  /** Set a language beside the text, or none, and return whether that could be done. */
  const turn = async lang => {
    wanted = lang
    try {
      const pair = await import("./pair.js")
      if (!(await pair.turn(lang))) return false
    } catch {
      if (wanted === lang) {
        wanted = shown
        tell(words.failed, true)
      }
      return false
    }
    shown = lang
    button.setAttribute("aria-pressed", Boolean(lang))
    return true
  }

  const remember = lang => {
    try {
      if (lang) localStorage.setItem(KEY, lang)
      else localStorage.removeItem(KEY)
    } catch {} // storage may be off; the view is as it is on this page
  }

  /** Return the language to begin with: the one that was beside the text last, or where the text is in that, another. */
  const remembered = () => {
    try {
      const lang = localStorage.getItem(KEY)
      return links.has(lang) ? lang : lang === ownLang ? [...links.keys()][0] : ""
    } catch {
      return ""
    }
  }

  /** Go on to the next language, and from the last one back to none. */
  const next = async () => {
    const all = ["", ...links.keys()]
    const lang = all[(all.indexOf(wanted) + 1) % all.length]
    if (!(await turn(lang))) return
    remember(lang)
    tell(lang ? words.on.replace("{language}", links.get(lang).textContent) : words.off)
  }

  button.addEventListener("click", next)
  button.hidden = false
  addEventListener("keydown", event => {
    if (!isPressed(event, "b")) return
    event.preventDefault()
    next()
  })
  // What went wrong is read; whatever the reader does next puts it away.
  for (const name of ["pointerdown", "keydown"]) {
    addEventListener(name, () => status.classList.contains("leidraad-hidden") || tell(""), { capture: true })
  }

  // A reader who comes back to the page stays in place: the browser looks for it before the other language is there.
  const PLACE = `${KEY} ${location.pathname}`
  addEventListener("pagehide", () => {
    try {
      if (shown) sessionStorage.setItem(PLACE, JSON.stringify(place()))
      else sessionStorage.removeItem(PLACE)
    } catch {}
  })
  const left = () => {
    try {
      const isBack = performance.getEntriesByType("navigation")[0].type !== "navigate"
      return isBack && JSON.parse(sessionStorage.getItem(PLACE))
    } catch {
      return null
    }
  }

  const first = remembered()
  const was = first && left()
  // An address of a place beside the text: now that it is there, or else to the same place in the text.
  const isAside = location.hash.includes("@") && !scrollY
  Promise.resolve(first && turn(first)).then(() => {
    const isThere = document.getElementById(location.hash.slice(1))
    if (was) restore(was)
    else if (isAside) location.replace(isThere ? location.hash : location.hash.replace(/@[\w-]+$/, ""))
    // A note that stood in the margin is at the end from the next frame on.
    else if (shown) requestAnimationFrame(() => setTimeout(() => text.querySelector(".footnote li:target")?.scrollIntoView({ block: "center" })))
  })
}
