/** The search engine: Pagefind, with the index of the page's language. */

/** Return it, or null where there is no index of that language: Pagefind would answer in another.

    Args:
        address: of its script.
*/
export const engine = async address => {
  const pagefind = await import(address)
  const { languages } = await (await fetch(address.href.replace(".js", "-entry.json"))).json()
  const lang = document.documentElement.lang.toLowerCase()
  if (!(lang in languages) && !(lang.split("-")[0] in languages)) return null
  await pagefind.init()
  return pagefind
}
