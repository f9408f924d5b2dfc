/** Search: a dialog over the index of the page's language, which is fetched when the dialog is first opened. */

import { isPressed } from "./keys.js"

const PAGE = 8
const PAUSE = 150 // milliseconds, in which a reader types on

const dialog = document.querySelector(".leidraad-search")
const button = document.querySelector("[data-leidraad=search]")

if (dialog?.showModal && button) {
  const words = dialog.dataset
  const [input, status, list, more] = ["input", "[role=status]", "ol", ".leidraad-search__more"].map(name => dialog.querySelector(name))
  let index
  let indexes, read, item // from modules that are fetched with the index
  const known = new Map() // pages that were shown
  let found = { pages: [] }
  let query = ""
  let turn = 0 // of the last search, which alone may show anything
  let answered

  const load = () => (index ??= (async () => {
    const modules = await Promise.all(["./engine.js", "./indexes.js", "./words.js", "./results.js"].map(name => import(name)))
    const [{ engine }] = modules
    ;[, indexes, { read }, { item }] = modules
    return engine(document.documentElement.lang.toLowerCase())
  })())

  const pageAt = path => {
    if (!known.has(path)) {
      const page = indexes.page(path).then(read)
      page.catch(() => known.delete(path))
      known.set(path, page)
    }
    return known.get(path)
  }

  const told = () => {
    const count = found.pages.length
    const text = !count ? words.none : found.isNear ? words.near : count === 1 ? words.one : words.many
    return text.replace("{count}", count).replace("{query}", () => query)
  }

  const busy = () => {
    if (!list.children.length && status.textContent !== words.busy) status.textContent = words.busy
  }

  const show = async () => {
    const mine = turn
    const start = list.children.length
    const paths = found.pages.slice(start, start + PAGE)
    const pages = await Promise.allSettled(paths.map(pageAt))
    if (mine !== turn || list.children.length !== start) return
    if (paths.length && pages.every(({ reason }) => reason)) throw pages[0].reason
    list.append(...pages.map(({ value }, n) => item(paths[n], value, found, words.note)))
    more.hidden = list.children.length >= found.pages.length
    status.textContent = told()
    return list.children[start]
  }

  const clear = text => {
    found = { pages: [] }
    list.replaceChildren()
    status.textContent = text
    more.hidden = true
  }

  const search = async () => {
    const mine = ++turn
    const asked = input.value.trim()
    if (!asked) {
      clear("")
      return
    }
    try {
      busy()
      const ask = await load()
      await new Promise(resolve => setTimeout(resolve, PAUSE))
      if (mine !== turn) return
      const answer = ask ? await ask(asked) : { pages: [] }
      if (mine !== turn) return
      query = asked
      found = answer
      list.replaceChildren()
      busy()
      await show()
    } catch {
      index = undefined
      if (mine === turn) clear(words.failed)
    }
  }

  /* Go to the first result for what stands in the box, and not to one for what stood there before. */
  const follow = async () => {
    if (!list.children.length) answered = search() // which may have failed
    const mine = turn
    await answered
    if (mine === turn && dialog.open) list.querySelector("a")?.click()
  }

  const open = () => {
    if (dialog.open) return
    dialog.showModal()
    input.select()
    load().catch(() => { index = undefined })
  }

  const move = step => {
    const stops = [input, ...list.querySelectorAll("a")]
    const next = stops[stops.indexOf(document.activeElement) + step]
    next?.focus()
  }

  dialog.addEventListener("keydown", event => {
    event.stopPropagation() // Material has keys of its own
    if (event.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      event.preventDefault()
      move(step)
    } else if (event.key === "Enter" && event.target === input) {
      event.preventDefault()
      follow()
    } else if (event.key === "Escape") {
      event.preventDefault()
      dialog.close()
    } else if ((event.key.length === 1 || event.key === "Backspace") && event.target.matches("a") && !event.ctrlKey && !event.metaKey && event.key !== " ") {
      input.focus()
    }
  })
  dialog.addEventListener("click", event => {
    if (event.target === dialog || event.target.closest("a")) dialog.close()
  })
  input.addEventListener("input", () => { answered = search() })
  more.addEventListener("click", async () => {
    try {
      (await show())?.querySelector("a").focus()
    } catch {
      status.textContent = words.failed
    }
  })
  button.addEventListener("click", open)
  button.hidden = false

  addEventListener("keydown", event => {
    const command = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k"
    if (command || isPressed(event, "/", "f")) {
      event.preventDefault()
      open()
    }
  })
}

// Who comes for what is folded finds it open.
if (location.hash.startsWith("#fold:") || document.querySelector("details :target")) import("./folded.js")
