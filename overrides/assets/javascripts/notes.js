/** A note beside its mark, and what a term means beside the term: under the pointer, on keyboard focus, and by tap.
 *  Without this, a mark is a link to its note, and a term one to the glossary.
 *
 * The note comes right behind its mark, so that its links are next in the keyboard's order and a screen reader meets
 * it there; it takes no focus and is not read out by itself. In the top layer, nothing clips or covers it.
 */

const OPEN_AFTER = 150
const CLOSE_AFTER = 300
const GAP = 4
const MARGIN = 8
const HIGHEST = 0.6

const template = document.getElementById("leidraad-note")
const terms = document.getElementById("leidraad-terms")
const header = document.querySelector(".md-header")

if (template && HTMLElement.prototype.showPopover) {
  let mark = null
  let box = null
  let timer = 0
  let pointer = ""
  let returning = false

  // Where notes are beside the text, margin.js shows which belongs to a mark.
  const isBeside = () => document.querySelector(".footnote--beside")
  const marks = () => (isBeside() ? ".leidraad-term" : ":is(.footnote-ref, .leidraad-term)")
  const markOf = target => target.closest?.(`${marks()}:not(.leidraad-note *)`)
  const isTerm = link => link.matches(".leidraad-term")
  const inside = target => target instanceof Node && Boolean(box && (mark.contains(target) || box.contains(target)))
  const held = () => mark.matches(":focus-visible") || box.contains(document.activeElement)

  /** Return what a link leads to: a note of the list, or what a term means. */
  const saidOf = link => {
    const address = link.getAttribute("href")
    return isTerm(link)
      ? terms?.content.querySelector(`[data-href="${CSS.escape(address)}"]`)
      : document.getElementById(address.slice(1))
  }

  /** Put into `holder` what the list says in `note`, without the ways back and the ids, of which a page has one each. */
  const copy = (note, holder) => {
    holder.append(...[...note.childNodes].map(node => node.cloneNode(true)))
    holder.lang = (note.closest("[lang]") ?? mark.closest("[lang]")).lang
    for (const back of holder.querySelectorAll(".footnote-backref")) {
      const paragraph = back.parentElement
      back.remove()
      if (!paragraph.textContent.trim() && !paragraph.childElementCount) paragraph.remove()
    }
    for (const element of holder.querySelectorAll("[id]")) element.removeAttribute("id")
  }

  const put = () => {
    if (!box) return
    const at = mark.getBoundingClientRect()
    const column = (mark.closest(".leidraad-text") ?? document.body).getBoundingClientRect()
    const first = Math.max(column.left, MARGIN)
    const last = Math.min(column.right, document.documentElement.clientWidth - MARGIN)
    box.style.setProperty("--leidraad-column", `${last - first}px`)
    const left = Math.max(Math.min(at.left + (at.width - box.offsetWidth) / 2, last - box.offsetWidth), first)
    const above = at.top - Math.max(0, header?.getBoundingClientRect().bottom ?? 0) - GAP - MARGIN
    const below = innerHeight - at.bottom - GAP - MARGIN
    const whole = Math.min(box.scrollHeight + box.offsetHeight - box.clientHeight, HIGHEST * innerHeight)
    const up = whole <= above || (whole > below && above > below)
    const height = Math.max(Math.min(whole, up ? above : below), 0)
    box.style.maxHeight = `${height}px`
    box.style.left = `${left + scrollX}px`
    box.style.top = `${(up ? at.top - GAP - height : at.bottom + GAP) + scrollY}px`
    if (box.scrollHeight > box.clientHeight) box.tabIndex = 0
    else box.removeAttribute("tabindex")
  }

  const close = () => {
    clearTimeout(timer)
    if (!box) return
    mark.removeAttribute("aria-details")
    const old = box
    mark = box = null
    old.remove()
  }

  const open = (link, { tapped = false } = {}) => {
    clearTimeout(timer)
    const note = saidOf(link)
    if (link === mark || !note) return
    close()
    mark = link
    box = template.content.firstElementChild.cloneNode(true)
    box.setAttribute("aria-label", link.getAttribute("aria-label") ?? link.textContent)
    const [holder, onward] = box.children
    copy(note, holder)
    if (tapped) {
      onward.firstElementChild.href = link.getAttribute("href")
      if (isTerm(link)) onward.firstElementChild.textContent = terms.dataset.onward
    } else onward.remove()
    const place = isTerm(link) ? link : link.parentElement
    place.after(box)
    link.setAttribute("aria-details", box.id)
    box.showPopover()
    put()
  }

  const later = (action, delay) => {
    clearTimeout(timer)
    timer = setTimeout(action, delay)
  }

  addEventListener("pointerover", event => {
    if (event.pointerType !== "mouse") return
    const link = markOf(event.target)
    if (inside(event.target)) clearTimeout(timer)
    else if (link) later(() => open(link), OPEN_AFTER)
  })
  addEventListener("pointerout", event => {
    if (event.pointerType !== "mouse" || inside(event.relatedTarget)) return
    if (inside(event.target)) later(() => held() || close(), CLOSE_AFTER)
    else if (markOf(event.target)) clearTimeout(timer)
  })

  addEventListener("focusin", event => {
    const link = markOf(event.target)
    if (link && !returning && link.matches(":focus-visible")) open(link)
  })
  addEventListener("focusout", event => {
    // To nothing: a press in the note, or another window.
    if (event.relatedTarget && inside(event.target) && !inside(event.relatedTarget)) close()
  })

  addEventListener("pointerdown", event => { pointer = event.pointerType })
  addEventListener("pointerup", event => { if (!inside(event.target)) close() })
  addEventListener("click", event => {
    const link = markOf(event.target)
    const tapped = event.detail && pointer !== "mouse" // Enter on a link is a click too, without detail
    if (link && tapped) {
      event.preventDefault()
      if (link === mark) close()
      else open(link, { tapped })
    } else if (link || (inside(event.target) && event.target.closest("a"))) {
      setTimeout(close) // a link that is gone leads nowhere
    }
  })
  addEventListener("keydown", event => {
    if (event.key !== "Escape" || !box) return
    const link = box.contains(document.activeElement) && mark
    close()
    returning = true
    if (link) link.focus()
    returning = false
  })

  // What scrolls or grows takes the mark along; a note that is scrolled itself stays where it is.
  addEventListener("scroll", event => event.target !== box && put(), { capture: true, passive: true })
  addEventListener("resize", put)
  new ResizeObserver(put).observe(document.body) // a picture or font that comes late
}
