/** The language switch takes the reader's place along, and the heading that the address names. */

import { place, restore, text } from "./place.js"

const KEY = "leidraad.place"
// What stands beside the text has the language after its name.
const hash = () => location.hash.replace(/@[\w-]+$/, "")
const links = document.querySelectorAll(".leidraad-language")
const carry = () => {
  for (const link of links) if (link.hash !== hash()) link.hash = hash()
}

// The contents of a handbook call each page by the same name in every language.
if (document.querySelector(".leidraad-contents")) {
  addEventListener("hashchange", carry)
  addEventListener("pageshow", carry)
}

if (text) {
  addEventListener("hashchange", carry)
  for (const link of links) {
    link.addEventListener("click", event => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return // it opens elsewhere
      try {
        sessionStorage.setItem(KEY, JSON.stringify({ path: link.pathname, hash: hash(), place: place() }))
        link.hash = "" // or the browser would go to the heading after us
      } catch {} // storage may be off; the link works all the same
    })
  }
  let came = null
  try {
    came = JSON.parse(sessionStorage.getItem(KEY))
    sessionStorage.removeItem(KEY)
    if (came?.path !== location.pathname) came = null
  } catch {}
  // Material gives tables holders then.
  addEventListener("DOMContentLoaded", () => came?.place.names.length && restore(came.place))
  // Now that the page has loaded, the browser does not go to the heading any more.
  addEventListener("pageshow", () => {
    if (came?.hash) history.replaceState(history.state, "", came.hash)
    came = null
    carry()
  })
}
