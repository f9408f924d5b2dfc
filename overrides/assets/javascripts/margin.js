/** Notes beside the text, where the style sheet has room for them: each at its mark, or as near below it as those before
 *  it leave. They stay in their list, at the end of the text, for the keyboard and for whoever listens. */

import { text, unfold } from "./place.js"

const BESIDE = "footnote--beside"
const CUT = "leidraad-cut"
const LIT = "leidraad-lit"
const GAP = 10
const LEAST = 120
const WORTH = 60

const list = text?.querySelector(":scope > .footnote")
const words = document.getElementById("leidraad-note")?.dataset

if (list && words) {
  const notes = [...list.querySelectorAll("li[id]")]
  const marksOf = note => text.querySelectorAll(`.footnote-ref[href="#${CSS.escape(note.id)}"]`)
  const targetOf = link => document.getElementById(link.getAttribute("href").slice(1))
  const isBeside = () => list.classList.contains(BESIDE)
  const opened = new Set()

  /** Return how far down the text the first mark of a note is, or what it is folded in. */
  const height = note => {
    const mark = marksOf(note)[0]
    const shown = mark?.getClientRects().length ? mark : mark?.closest("details:not([open])")
    return shown && shown.getBoundingClientRect().top - text.getBoundingClientRect().top
  }

  const open = note => {
    if (!opened.delete(note)) opened.add(note)
    lay()
  }

  /** Give a note that is longer than its room a button, and any other none. */
  const fold = (note, isLong) => {
    let button = note.querySelector(":scope > .leidraad-whole")
    if (!isLong) return button?.remove()
    if (!button) {
      button = Object.assign(document.createElement("button"), { type: "button", className: "leidraad-whole", textContent: "…" })
      button.addEventListener("click", () => open(note))
      note.append(button)
    }
    button.setAttribute("aria-expanded", opened.has(note))
    button.setAttribute("aria-label", opened.has(note) ? words.part : words.whole)
    note.classList.toggle(CUT, !opened.has(note))
  }

  /** Return where the notes come, none on another, and within the text as long as they fit. */
  const spread = (wanted, tall, end) => {
    const tops = []
    wanted.forEach((top, n) => tops.push(Math.max(top, n ? tops[n - 1] + tall[n - 1] + GAP : 0)))
    let limit = Math.max(end, tall.reduce((sum, each) => sum + each + GAP, -GAP))
    for (let n = tops.length - 1; n >= 0 && tops[n] + tall[n] > limit; n -= 1) {
      tops[n] = limit - tall[n]
      limit = tops[n] - GAP
    }
    return tops
  }

  const lay = () => {
    text.style.removeProperty("--leidraad-least")
    list.classList.toggle(BESIDE, getComputedStyle(list).position === "absolute")
    for (const note of notes) note.classList.remove(CUT)
    if (!isBeside()) return
    const end = text.offsetHeight
    const wanted = []
    notes.forEach((note, n) => wanted.push(height(note) ?? wanted[n - 1] ?? 0))
    const whole = notes.map(note => note.offsetHeight)
    notes.forEach((note, n) => {
      const room = Math.max(LEAST, (wanted[n + 1] ?? end) - wanted[n] - GAP)
      note.style.setProperty("--leidraad-room", `${room}px`)
      fold(note, whole[n] > room + WORTH)
    })
    const tall = notes.map(note => note.offsetHeight)
    const tops = spread(wanted, tall, end)
    notes.forEach((note, n) => note.style.setProperty("--leidraad-top", `${tops[n]}px`))
    const last = tops.at(-1) + tall.at(-1)
    if (last > end) text.style.setProperty("--leidraad-least", `${last}px`)
  }

  // The pointer or the keyboard on either of the two shows which belong together.
  const light = ({ target }) => {
    const found = isBeside() && target.closest?.(".leidraad-text .footnote-ref, .footnote--beside li[id]")
    const note = found && (found.id ? found : targetOf(found))
    for (const element of text.querySelectorAll(`.${LIT}`)) element.classList.remove(LIT)
    for (const element of note ? [note, ...marksOf(note)] : []) element.classList.add(LIT)
  }
  document.addEventListener("pointerover", light)
  document.addEventListener("focusin", light)

  // What is beside the text is reached without the page moving away from it.
  text.addEventListener("click", event => {
    const link = isBeside() && event.target.closest(".footnote-ref, .footnote-backref")
    const target = link && targetOf(link)
    if (!target || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    unfold(target)
    const goal = target.querySelector(".footnote-ref") ?? target
    if (goal === target) target.tabIndex = -1
    goal.focus({ preventScroll: true })
    goal.scrollIntoView({ block: "nearest" })
  })
  // A link in what is cut is not to be reached unseen.
  list.addEventListener("focusin", event => {
    const note = event.target.closest(`.${CUT}`)
    if (note && event.target.matches("a")) open(note)
  })

  // Where the address leads to a note, the browser went to it before it was at its mark.
  const arrive = () => isBeside() && list.querySelector("li:target")?.scrollIntoView({ block: "center" })
  lay()
  arrive()
  for (const event of ["load", "hashchange"]) addEventListener(event, arrive)
  new ResizeObserver(lay).observe(text)
}
