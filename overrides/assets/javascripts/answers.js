/** A field below each question of a reflection, which grows with what is written in it. */

import { all, isSession, learn, put, watch } from "./keeping.js"
import { root } from "./kept.js"
import { make } from "./making.js"
import { questions, settle } from "./questions.js"
import { parts } from "./records.js"

const MOST = 100_000 // letters
const dialog = document.querySelector("dialog.leidraad-answers")

if (dialog) {
  const words = dialog.dataset
  const asked = questions(document, location.pathname.slice(root.length))
  const fields = new Map()
  const heard = new Set()
  const notices = []
  const ways = []

  const about = ({ of, at, lang, said }) => ({ of, at, said: { [lang]: said } })

  /** Say something at every reflection, each thing once: the reader may be at any. */
  const tell = what => {
    if (heard.has(what) || !words[what]) return
    heard.add(what)
    for (const { told } of notices) told.textContent = words[what]
  }

  /** Put each answer where its question is now, and let it know that. */
  const place = () => {
    const own = new Map([...all()].filter(([key, answer]) => answer.text && parts(key)[0] === words.leidraadChapter))
    const settled = settle(asked, own)
    for (const question of asked) {
      const from = settled.get(question.key)
      if (from && from !== question.key) put(question.key, own.get(from).text, { ...about(question), said: own.get(from).said })
      if (from) learn(question.key, question.lang, question.said)
    }
    for (const from of settled.values()) if (!settled.has(from)) put(from, "", own.get(from))
  }
  const show = () => {
    for (const [key, { field, grow }] of fields) {
      const answer = all().get(key)?.text ?? ""
      if (field.value !== answer) field.value = answer
      grow()
    }
    const any = [...all().values()].some(answer => answer.text)
    for (const { sentence } of notices) sentence.textContent = isSession() ? words.session : words.kept
    for (const each of ways) each.hidden = !any
    if (any) load().catch(() => { collected = undefined })
  }

  const ask = question => {
    const box = make("div", { className: "leidraad-answer" })
    const field = make("textarea", { rows: 2, maxLength: MOST, autocomplete: "off" })
    field.setAttribute("aria-label", question.said.question)
    // What is printed, and what the field is as high as.
    const grow = () => { box.dataset.text = field.value }
    field.addEventListener("input", () => {
      const { text: whole, joined } = put(question.key, field.value, about(question))
      if (joined) {
        field.value = whole
        tell("joined")
      }
      show()
    })
    box.append(field)
    if (question.element.matches("li")) question.element.append(box)
    else question.element.after(box)
    fields.set(question.key, { field, grow })
  }

  // It is fetched when there is something to show, so that it is there when the site is out of reach.
  let collected
  const load = () => (collected ??= import("./collected.js").then(({ collect }) => collect(dialog)))
  const open = async () => (await load())()
  const way = () => {
    const button = make("button", { className: "leidraad-button", type: "button", textContent: words.mine })
    button.addEventListener("click", open)
    return button
  }
  for (const section of new Set(asked.map(question => question.section))) {
    const foot = make("p", { className: "leidraad-answers__kept", lang: document.documentElement.lang })
    const sentence = make("span")
    const button = way()
    const told = make("span", { className: "leidraad-answers__told", role: "status" })
    foot.append(sentence, button, told)
    section.append(foot)
    notices.push({ sentence, told })
    ways.push(button)
  }
  const facts = document.querySelector(".leidraad-facts")
  if (facts) {
    const item = make("li")
    item.append(way())
    facts.append(item)
    ways.push(item)
  }
  asked.forEach(ask)
  place()
  show()
  watch(what => (what === "changed" ? show() : tell(what)))
}
