/** Search: a dialog over Pagefind's index, which is fetched when the dialog is first opened. */

const PAGE = 8
const PARTS = 3

const dialog = document.querySelector(".leidraad-search")
const button = document.querySelector("[data-leidraad=search]")

if (dialog?.showModal && button) {
  const words = dialog.dataset
  const [input, status, list, more] = ["input", "[role=status]", "ol", ".leidraad-search__more"].map(name => dialog.querySelector(name))
  let pagefind
  let query = ""
  let found = []

  const load = () => (pagefind ??= import(new URL(words.bundle, document.baseURI)).then(async module => {
    await module.init()
    return module
  }))

  const make = (tag, ...children) => {
    const element = document.createElement(tag)
    element.append(...children)
    return element
  }

  /* Pagefind's excerpts are HTML with <mark>; only the marks are taken over. */
  const excerpt = html => {
    const text = piece => new DOMParser().parseFromString(`<body>${piece}`, "text/html").body.textContent
    return html.split(/<\/?mark>/).map((piece, n) => (n % 2 ? make("mark", text(piece)) : text(piece)))
  }

  const link = (url, title, html) => {
    const anchor = make("a", make("strong", title), ...excerpt(html))
    anchor.href = url
    return anchor
  }

  const item = page => {
    const parts = page.sub_results.filter(part => part.url !== page.url && part.title !== page.meta.title)
    const entry = make("li", link(page.url, page.meta.title, page.excerpt))
    if (parts.length) {
      entry.append(make("ul", ...parts.slice(0, PARTS).map(part => make("li", link(part.url, part.title, part.excerpt)))))
    }
    return entry
  }

  const show = async () => {
    const asked = query
    const start = list.children.length
    const pages = await Promise.all(found.slice(start, start + PAGE).map(result => result.data()))
    if (asked !== query) return
    list.append(...pages.map(item))
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
      const answer = await (await load()).debouncedSearch(asked, {}, 150)
      if (answer === null || asked !== query) return
      found = answer.results
      list.replaceChildren()
      await show()
      const text = found.length ? (found.length === 1 ? words.one : words.many) : words.none
      status.textContent = text.replace("{count}", found.length).replace("{query}", asked)
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
    } else if (event.key.length === 1 && event.target.matches("a") && !event.ctrlKey && !event.metaKey && event.key !== " ") {
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
