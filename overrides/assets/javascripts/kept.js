/** What this browser keeps of a reader's way through the book, by chapter; nothing of it is ever sent. Where a browser
 *  keeps nothing, all else works. */

/** Where the site begins, for a server. */
export const root = new URL("../../", import.meta.url).pathname

// A course package brings storage of its own, and names the course and the learner.
export const home = globalThis.leidraadCourse ?? globalThis
// Two handbooks on one host have paths of their own.
export const store = document.documentElement.dataset.leidraadStore ?? root

const KEY = `leidraad.read ${store}`

/** Return what is kept of every chapter: where it is in each language, how far it was read, and when. */
export const kept = () => {
  try {
    return Object.entries(JSON.parse(home.localStorage.getItem(KEY))).filter(([, chapter]) => chapter?.paths && Array.isArray(chapter.seen))
  } catch {
    return []
  }
}

/** Keep facts of a chapter, besides those that are kept of it. */
export const keep = (name, facts) => {
  const all = Object.fromEntries(kept())
  all[name] = { ...all[name], ...facts }
  try {
    home.localStorage.setItem(KEY, JSON.stringify(all))
  } catch {} // it may be full, or off
}

/** Return the pages, by their paths, of all chapters that were read to the end, in every language. */
export const readPaths = () =>
  new Set(kept().flatMap(([, { isRead, paths }]) => (isRead ? Object.values(paths).map(path => root + path) : [])))
