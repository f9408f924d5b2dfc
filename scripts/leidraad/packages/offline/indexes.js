/** What search fetches, without a server: all of it is in one script of the page's language. */

import { script } from "./fetching.js"

const root = new URL("../../", import.meta.url)
let told

/** Return the index of a language, whose words can be stemmed then. */
export const indexOf = async lang => {
  if (!told) await script(new URL(`assets/search/${lang}.js`, root))
  told = globalThis.leidraadSearch
  return told.index
}

/** Return a part of it. */
export const part = async name => told.parts[name]

/** Return the HTML of a page. */
export const page = async path => told.pages[path]

/** Return the address of a page. */
export const address = path => new URL(path, root).href
