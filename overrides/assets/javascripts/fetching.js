/** Return a page of this site: its address, which may have become another, and what it holds.

    Throws where it cannot be had.
*/
export const fetched = async address => {
  const response = await fetch(address.split("#")[0])
  if (!response.ok) throw new Error(response.status)
  return { url: response.url, parsed: new DOMParser().parseFromString(await response.text(), "text/html") }
}
