/** What search fetches: the index of a language, parts of it, and pages. */

import { got, script } from "./fetching.js"

const root = new URL("../../", import.meta.url)
const folder = new URL("assets/search/", root)

/** Return the index of a language, whose words can be stemmed then, or null where there is none. */
export const indexOf = async lang => {
  const { [lang]: names } = await (await got(new URL("index.json", folder), { cache: "no-cache" })).json()
  if (!names) return null
  const [pages, stemmer] = names.map(name => new URL(name, folder))
  const [index] = await Promise.all([got(pages).then(answer => answer.json()), script(stemmer)])
  return index
}

/** Return a part of an index. */
export const part = async name => {
  const { body } = await got(new URL(name, folder))
  return new Response(body.pipeThrough(new DecompressionStream("gzip"))).text()
}

/** Return the HTML of a page. */
export const page = async path => (await got(address(path))).text()

/** Return the address of a page. */
export const address = path => new URL(path.replace(/(^|\/)index\.html$/, "$1"), root).href
