/** What the reader wrote, in the storage of this browser and in memory, and nowhere else.
 *
 * Each answer is an item of its own, so that tabs do not write over one another. Memory has all of them too: where
 * storage is full, off or cleared, the page goes on without it. On a shared machine they are kept for this tab alone,
 * until its reader leaves the site.
 */

import { home, store } from "./kept.js"
import { clean, parts, sound } from "./records.js"

const STORE = `leidraad.answers ${store}`
const SEEN = `${STORE} seen`
const AWAY = 60_000 // longer than from one page of the site to the next

const kept = new Set()
const watchers = []
let state = { session: false, wiped: 0 }
let memory = new Map()

const tell = what => watchers.forEach(watcher => watcher(what))
/** Do what may fail with a storage: one that is off throws at its name. */
const tried = (act, otherwise) => {
  try {
    return act()
  } catch {
    return otherwise
  }
}
const area = () => (state.session ? home.sessionStorage : home.localStorage)
const names = storage => Array.from({ length: storage.length }, (_, n) => storage.key(n)).filter(name => name.startsWith(`${STORE} [`))
const drop = storage => tried(() => names(storage()).forEach(name => storage().removeItem(name)))

const get = key => tried(() => parts(key) && sound(JSON.parse(area().getItem(`${STORE} ${key}`))), null)
const write = key => {
  const done = tried(() => area().setItem(`${STORE} ${key}`, JSON.stringify(memory.get(key))) ?? true, false)
  if (done) kept.add(key)
  else tell("unkept")
}

const writeState = () => tried(() => home.localStorage.setItem(STORE, JSON.stringify(state)))
const readState = () => {
  const found = tried(() => JSON.parse(home.localStorage.getItem(STORE)), state)
  return { session: found?.session === true, wiped: Number.isSafeInteger(found?.wiped) ? found.wiped : 0 }
}

/** Take up what other tabs did. What is newer here stays, and what was erased by others than us is still in memory. */
const sync = () => {
  const was = state.session
  state = readState()
  const moved = was !== state.session
  const found = new Map(tried(() => names(area()).map(name => [name.slice(STORE.length + 1), null]), []))
  for (const key of found.keys()) {
    const answer = get(key)
    if (answer) found.set(key, answer)
    else found.delete(key)
  }
  const here = [...memory].filter(([key, { time }]) => time > state.wiped && !(found.get(key)?.time >= time))
  const gone = !moved && here.some(([key, { text }]) => text && kept.has(key) && !found.has(key))
  memory = new Map([...found, ...here])
  kept.clear()
  for (const key of found.keys()) kept.add(key)
  if (moved) {
    here.forEach(([key]) => write(key))
    drop(() => (was ? home.sessionStorage : home.localStorage))
  }
  if (gone) tell("gone")
  tell("changed")
}

/** Forget what was kept for this tab alone, where its reader has been away. */
const arrive = () => {
  state = readState()
  const seen = tried(() => Number(home.sessionStorage.getItem(SEEN)), 0)
  if (state.session && Date.now() - seen > AWAY) {
    drop(() => home.sessionStorage)
    memory.clear()
    kept.clear()
  }
  sync()
}

addEventListener("storage", ({ key }) => {
  if (key === null || key.startsWith(STORE)) sync()
})
addEventListener("pagehide", () => state.session && tried(() => home.sessionStorage.setItem(SEEN, Date.now())))
addEventListener("pageshow", ({ persisted }) => persisted && arrive())
addEventListener("visibilitychange", () => document.hidden || sync())

/** Call a function with "changed", "gone" or "unkept" when answers are no more as they were. */
export const watch = watcher => watchers.push(watcher)

export const all = () => memory
export const isSession = () => state.session

/** Keep an answer, and return it with whether it was joined to another that this tab had not heard of. */
export const put = (key, text, about) => {
  const [known, other] = [memory.get(key), get(key)]
  const isNews = other?.text && other.time > (known?.time ?? state.wiped) && !text.includes(other.text)
  const whole = clean(isNews ? `${other.text}\n\n${text}` : text)
  const time = Math.max(Date.now(), 1 + Math.max(known?.time ?? 0, other?.time ?? 0, state.wiped))
  memory.set(key, { text: whole, time, of: about.of, at: about.at, said: { ...known?.said, ...about.said } })
  write(key)
  return { text: whole, joined: Boolean(isNews) }
}

/** Let an answer know what it was asked in one more language. */
export const learn = (key, lang, said) => {
  const answer = memory.get(key)
  if (JSON.stringify(answer.said[lang]) === JSON.stringify(said)) return
  answer.said[lang] = said
  write(key)
}

/** Take up answers from a file, and return how many; where there is another already, both stay. */
export const take = answers => {
  let count = 0
  for (const [key, answer] of answers) {
    const text = memory.get(key)?.text ?? ""
    if (text.includes(answer.text)) continue
    put(key, text && !answer.text.includes(text) ? `${text}\n\n${answer.text}` : answer.text, answer)
    count++
  }
  tell("changed")
  return count
}

/** Erase every answer, in all tabs. */
export const wipe = () => {
  state.wiped = Math.max(Date.now(), state.wiped, ...[...memory.values()].map(({ time }) => time))
  writeState()
  drop(() => home.localStorage)
  drop(() => home.sessionStorage)
  memory.clear()
  kept.clear()
  tell("changed")
}

/** Return what brings the answers back as they are now. */
export const snapshot = () => {
  const then = new Map(memory)
  return () => {
    for (const [key, answer] of memory) if (!then.has(key)) put(key, "", answer)
    for (const [key, answer] of then) put(key, answer.text, answer)
    tell("changed")
  }
}

/** Keep answers until their reader leaves the site, in this tab alone, or else until they are erased. */
export const setSession = on => {
  sync()
  const from = state.session ? "sessionStorage" : "localStorage"
  state.session = on
  writeState()
  for (const key of memory.keys()) write(key)
  drop(() => home[from])
  tell("changed")
}

arrive()
