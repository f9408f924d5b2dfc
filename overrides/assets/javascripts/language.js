/** The language switch takes the reader's place along: the section, the block in it, and how far into that block. */

const KEY = "leidraad.place"
const text = document.querySelector(".leidraad-text")
const top = () => document.querySelector(".md-header").offsetHeight + 8
const blocks = () => [...text.children]

/** Return the place at the top of the window, or null at the start of the page. */
const place = () => {
  const all = blocks()
  const now = all.findLastIndex(block => block.getBoundingClientRect().top <= top())
  if (scrollY < 80 || now < 0) return null
  const head = all.findLastIndex((block, n) => n <= now && block.matches("h1, h2, h3, h4, h5, h6") && block.id)
  const box = all[now].getBoundingClientRect()
  return { id: all[head]?.id, block: now - Math.max(head, 0), part: Math.min(1, (top() - box.top) / (box.height || 1)) }
}

const restore = ({ id, block, part }) => {
  const all = blocks()
  const head = id ? all.findIndex(element => element.id === id) : 0
  const target = all[head + block] ?? all[head]
  if (!target || head < 0) return
  const box = target.getBoundingClientRect()
  scrollTo({ top: scrollY + box.top + box.height * part - top(), behavior: "instant" })
}

if (text) {
  for (const link of document.querySelectorAll(".leidraad-language")) {
    link.addEventListener("click", () => {
      try {
        sessionStorage.setItem(KEY, JSON.stringify({ path: link.pathname, ...place() }))
      } catch {} // storage may be off; the link works all the same
    })
  }
  try {
    const stored = JSON.parse(sessionStorage.getItem(KEY))
    sessionStorage.removeItem(KEY)
    if (stored?.block !== undefined && stored.path === location.pathname) restore(stored)
  } catch {}
}
