/** Return the answer to a request; throws where there is none, or where it says that something is wrong. */
export const got = async (address, options) => {
  const response = await fetch(address, options)
  if (!response.ok) throw new Error(`${response.status} ${address}`)
  return response
}

/** Run a classic script, and wait for it. */
export const script = address => new Promise((resolve, reject) => {
  document.head.append(Object.assign(document.createElement("script"), { src: address, onload: resolve, onerror: reject }))
})

/** Return a page of this site: its address, which may have become another, and what it holds.

    Throws where it cannot be had.
*/
export const fetched = async address => {
  const response = await got(address.split("#")[0])
  return { url: response.url, parsed: new DOMParser().parseFromString(await response.text(), "text/html") }
}
