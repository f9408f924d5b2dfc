/** Self-checks that are answered on the page. Without this, the right letters are in the folded answer. */

import { make } from "./making.js"

const words = document.querySelector("template.leidraad-checks")?.dataset
// A course package hears how each was answered, and knows how it was answered before.
const course = globalThis.leidraadCourse

const check = (section, number) => {
  const list = section.querySelector(":scope > .callout__answers")
  const details = section.querySelector(":scope > .callout__answer")
  const items = [...(list?.children ?? [])]
  const isRight = item => item.getAttribute("itemprop") === "acceptedAnswer"
  const count = items.filter(isRight).length
  if (!details || !count) return // no answer is right: its author has still to say which

  const answers = items.map(item => {
    const holder = [...item.childNodes].find(node => node.textContent.trim()) === item.firstElementChild && item.firstElementChild.matches("p") ? item.firstElementChild : item
    const label = make("label", { className: "leidraad-choice" })
    const input = make("input", { type: count > 1 ? "checkbox" : "radio", name: `leidraad-check-${number}` })
    const said = make("span", { className: "leidraad-choice__text" })
    const mark = make("span", { className: "leidraad-choice__mark" })
    // Lists and the like in an answer stay below what is pressed.
    const inner = holder === item ? [...item.childNodes].filter(node => !node.matches?.("ul, ol, p, div, table")) : [...holder.childNodes]
    said.append(...inner)
    label.append(input, said, mark)
    holder.prepend(label)
    return { item, input, mark, isRight: isRight(item) }
  })

  // The question names the group of its answers: the title, or what stands before them.
  const group = make("fieldset", { className: "leidraad-choices" })
  const title = section.querySelector(":scope > .callout__title")
  const before = list.previousElementSibling
  const legend = make("legend")
  if (title.querySelector(".callout__name") || before === title) {
    legend.className = title.className
    legend.append(...title.childNodes)
    title.replaceWith(group)
    while (group.nextElementSibling !== list) group.append(group.nextElementSibling)
  } else {
    legend.append(...before.childNodes)
    before.replaceWith(group)
  }
  const button = make("button", { className: "leidraad-button", type: "button", textContent: words.check })
  const status = make("span", { className: "leidraad-verdict", role: "status" })
  const foot = make("p", { className: "leidraad-choices__foot" })
  foot.append(button, " ", status)
  group.prepend(legend)
  if (count > 1) group.append(make("p", { className: "leidraad-choices__hint", textContent: words.several }))
  group.append(list, foot)
  for (const part of [button, status, ...group.querySelectorAll(".leidraad-choices__hint, .leidraad-choice__mark")]) part.lang = document.documentElement.lang

  const judge = () => {
    const chosen = answers.filter(({ input }) => input.checked)
    if (!chosen.length) {
      status.textContent = words.choose
      return
    }
    const hits = chosen.filter(answer => answer.isRight).length
    const verdict = hits === count && hits === chosen.length ? "isRight" : hits && count > 1 ? "isPart" : "isWrong"
    for (const { item, input, mark, isRight } of answers) {
      input.disabled = true
      mark.textContent = isRight ? words.markRight : input.checked ? words.markWrong : ""
      item.dataset.verdict = isRight ? "right" : input.checked ? "wrong" : ""
    }
    status.textContent = words[verdict]
    details.open = true
    button.textContent = words.again
  }
  const submit = () => {
    judge()
    if (answers[0].input.disabled) course?.judged(section, answers.map(({ input, isRight }) => ({ isChosen: input.checked, isRight })))
  }
  const reset = () => {
    for (const { item, input, mark } of answers) {
      Object.assign(input, { checked: false, disabled: false })
      mark.textContent = ""
      delete item.dataset.verdict
    }
    status.textContent = ""
    details.open = false
    button.textContent = words.check
    answers[0].input.focus()
  }
  button.addEventListener("click", () => (answers[0].input.disabled ? reset() : submit()))
  const given = course?.chosen(section) ?? []
  for (const n of given) if (answers[n]) answers[n].input.checked = true
  if (given.length) judge()
}

if (words) document.querySelectorAll(".leidraad-text .callout--check:not(.leidraad-beside *)").forEach(check)
