/** A link to a place in the text: one button, which comes to the paragraph under the pointer, to the one that arrow keys
 *  choose, and to what is selected. */

import { address, stretches } from "./address.js"
import { text } from "./place.js"

const LATER = 400
const SAID = 2000
const HERE = ".leidraad-text [data-block]:not(.leidraad-beside *)"
const tools = document.querySelector(".leidraad-copying")

if (text && tools) {
  const [button, told, refused] = tools.children
  const input = refused.querySelector("input")
  const words = tools.dataset
  const header = document.querySelector(".md-header")
  let link = ""
  let block = null
  let timer = 0
  let until = 0
  let saying = 0

  const blocks = () => [...document.querySelectorAll(HERE)].filter(each => !each.querySelector("[data-block]") && each.getClientRects().length)
  const selected = () => {
    const selection = document.getSelection()
    return selection.isCollapsed || !text.contains(selection.anchorNode) || !text.contains(selection.focusNode) ? null : selection.getRangeAt(0)
  }

  const tell = (message, isShown = false) => {
    clearTimeout(saying)
    told.textContent = message
    told.classList.toggle("leidraad-hidden", !isShown)
    refused.hidden = true
  }

  const hide = () => {
    tell("")
    tools.classList.remove("leidraad-copying--shown")
    tools.removeAttribute("style")
  }

  const put = (left, top, label) => {
    tell("")
    button.setAttribute("aria-label", label)
    tools.classList.add("leidraad-copying--shown")
    const most = document.documentElement.clientWidth - button.offsetWidth - 4
    tools.style.left = `${Math.max(4, Math.min(left, most)) + scrollX}px`
    tools.style.top = `${top + scrollY}px`
  }

  /* Of a block that begins above the window, or below it, the button stands where it can be seen. */
  const within = top => Math.max(header.offsetHeight, Math.min(top, innerHeight - button.offsetHeight))

  const point = to => {
    block = to
    link = address(to)
    const at = to.getBoundingClientRect()
    const said = stretches(to)[0] ?? []
    const place = said.length > 10 ? `${said.slice(0, 10).join(" ")} …` : said.join(" ")
    const line = parseFloat(getComputedStyle(to).lineHeight)
    put(at.left - button.offsetWidth - 4, within(at.top + (line - button.offsetHeight) / 2), words.at.replace("{place}", place))
  }

  /** Copy the link and say so; show it where a browser refuses, unless it is in the address by then. */
  const copy = async isLed => {
    try {
      await navigator.clipboard.writeText(link)
      tell(words.copied, true)
      until = Date.now() + SAID // the page may move under the pointer meanwhile
      saying = setTimeout(() => told.classList.add("leidraad-hidden"), SAID)
    } catch {
      if (isLed) return
      refused.hidden = false
      input.value = link
      input.select()
    }
  }

  button.addEventListener("click", () => copy(false))
  text.addEventListener("click", event => {
    if (!event.target.matches(".headerlink") || event.ctrlKey || event.metaKey || event.shiftKey) return
    point(event.target.parentElement)
    copy(true)
  })

  document.addEventListener("pointerover", ({ pointerType, buttons, target }) => {
    if (pointerType !== "mouse" || buttons || Date.now() < until || selected() || tools.querySelector(":focus-visible")) return
    clearTimeout(timer)
    const over = target.closest?.(`${HERE}:not(h1, h2, h3, h4)`)
    if (!over) timer = setTimeout(() => tools.matches(":hover") || hide(), LATER)
    else if (over !== block || !tools.style.top) point(over)
  })

  document.addEventListener("selectionchange", () => {
    const range = selected()?.cloneRange()
    if (!range || document.activeElement === input) return
    // Only whole words are found again.
    const { startContainer: first, endContainer: last } = range
    while (/\S/.test(first.data?.[range.startOffset - 1] ?? "")) range.setStart(first, range.startOffset - 1)
    while (/\S/.test(last.data?.[range.endOffset] ?? "")) range.setEnd(last, range.endOffset + 1)
    const at = [...range.getClientRects()].at(-1)
    if (!at) return
    link = address(first.parentElement, range.cloneContents())
    block = null
    put(at.right + 4, at.bottom + 8, words.name)
  })

  button.addEventListener("focus", () => {
    if (!button.matches(":focus-visible") || selected()) return
    const top = header.offsetHeight
    const all = blocks().map(each => [each, each.getBoundingClientRect()])
    const begun = all.find(([, box]) => box.top >= top && box.top < innerHeight)
    point((begun ?? all.find(([, box]) => box.bottom > top) ?? all.at(-1))[0])
  })
  tools.addEventListener("focusout", event => tools.contains(event.relatedTarget) || selected() || hide())
  tools.addEventListener("keydown", event => {
    if (event.key === "Escape") {
      button.focus()
      tell("")
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const next = step && event.target === button && blocks()[blocks().indexOf(block) + step]
    if (!next) return
    event.preventDefault()
    next.scrollIntoView({ block: "nearest", behavior: "instant" })
    point(next)
    tell(button.getAttribute("aria-label")) // which is not read anew while it has the focus
  })
  addEventListener("resize", hide)
  tools.hidden = false
}

// A browser that knows no text fragments leaves one in the address, and so does not find the heading above it either.
const [heading, fragment] = location.hash.split(":~:")
if (fragment && heading.length > 1) location.replace(heading)
