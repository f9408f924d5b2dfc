/** Search: a dialog over Pagefind's index, which is fetched when the dialog is first opened. */

const PAGE = 8

const dialog = document.querySelector(".leidraad-search")
const button = document.querySelector("[data-leidraad=search]")

if (dialog?.showModal && button) {
  const words = dialog.dataset
  const [input, status, list, more] = ["input", "[role=status]", "ol", ".leidraad-search__more"].map(name => dialog.querySelector(name))
  let pagefind
  let ask, item // from modules that are fetched with the index
  let query = ""
  let found = []

  const load = () => (pagefind ??= (async () => {
    const modules = await Promise.all(["./engine.js", "./asking.js", "./results.js"].map(name => import(name)))
    const [{ engine }] = modules
    ;[, { ask }, { item }] = modules
    return engine(new URL(words.bundle, document.baseURI))
  })())

  const show = async () => {
    const asked = query
    const start = list.children.length
    const pages = await Promise.all(found.slice(start, start + PAGE).map(result => result.data()))
    if (asked !== query) return
    list.append(...pages.map(page => item(page, words.note)))
    more.hidden = list.children.length >= found.length
    return list.children[start]
  }

  const search = async () => {
    const asked = (query = input.value.trim())
    if (!asked) {
      found = []
      list.replaceChildren()
      status.textContent = ""
      more.hidden = true
      return
    }
    try {
      if (!list.children.length) status.textContent = words.busy
      const index = await load()
      if (index && (await index.debouncedSearch(asked, {}, 150)) === null) return
      const answer = index ? await ask(index, asked) : { results: [] }
      if (asked !== query) return
      found = answer.results
      list.replaceChildren()
      await show()
      if (asked !== query) return
      const text = !found.length ? words.none : answer.near ? words.near : found.length === 1 ? words.one : words.many
      status.textContent = text.replace("{count}", found.length).replace("{query}", () => asked)
    } catch {
      pagefind = undefined
      status.textContent = words.failed
    }
  }

  const open = () => {
    if (dialog.open) return
    dialog.showModal()
    input.select()
    load().catch(() => { pagefind = undefined })
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
      list.querySelector("a")?.click()
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
  input.addEventListener("input", search)
  more.addEventListener("click", async () => (await show())?.querySelector("a").focus())
  button.addEventListener("click", open)
  button.hidden = false

  addEventListener("keydown", event => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]")
    const command = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k"
    const letter = !typing && !event.ctrlKey && !event.metaKey && !event.altKey && (event.key === "/" || event.key === "f")
    if (command || letter) {
      event.preventDefault()
      open()
    }
  })
}
