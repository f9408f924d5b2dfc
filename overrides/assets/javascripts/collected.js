/** All that the reader wrote, in one dialog: to read, print, take along as a file, put back, and erase. */

import { fetched } from "./fetching.js"
import { all, isSession, learn, setSession, snapshot, take, watch, wipe } from "./keeping.js"
import { root } from "./kept.js"
import { make } from "./making.js"
import { questions } from "./questions.js"
import { ordered, read, told, write } from "./workbook.js"

const MOST = 20_000_000 // bytes of a file
const ROOT = new URL(root, location)
const OPEN = "leidraad-answering" // nothing else is printed then

/** Return where an answer leads to within this site: a file from elsewhere may say anything. */
const address = path => {
  try {
    const found = new URL(path, ROOT)
    return found.href.startsWith(ROOT.href) ? found.href : ""
  } catch {
    return ""
  }
}

/** Learn from the site what was asked in this language, from a page in any. */
const translate = async (lang, from) => {
  const known = await fetched(address(from))
  const link = known.parsed.querySelector(`.leidraad-language[data-translated][lang="${lang}"]`)
  const isThere = known.parsed.documentElement.lang === lang
  if (!link && !isThere) return
  const there = isThere ? known : await fetched(new URL(link.getAttribute("href"), known.url).href)
  for (const question of questions(there.parsed, there.url.slice(ROOT.href.length))) {
    if (all().get(question.key)?.of === question.of) learn(question.key, question.lang, question.said)
  }
}

/** Make the dialog work, and return what opens it. */
export const collect = dialog => {
  const words = dialog.dataset
  const { lang } = document.documentElement
  const part = name => dialog.querySelector(`[data-leidraad-part=${name}]`)
  const [list, status, undo, sure, wiping, session, file] = ["list", "status", "undo", "sure", "wipe", "shared", "file"].map(part)
  let back = null

  const say = (message, restore = null) => {
    status.textContent = message
    back = restore
    undo.hidden = !restore
  }

  const entry = ([, answer], last) => {
    const one = told(answer, lang)
    const box = make("div")
    if (one.chapter !== last.chapter) {
      const href = address((one.path ?? "").split("#")[0])
      const link = make(href ? "a" : "span", {}, one.chapter)
      if (href) link.href = href
      box.append(make("h3", {}, link))
    }
    if (one.title && (one.chapter !== last.chapter || one.title !== last.title)) {
      const href = address(one.path ?? "")
      const link = make(href ? "a" : "span", {}, one.title)
      if (href) link.href = href
      box.append(make("h4", {}, link))
    }
    Object.assign(last, one)
    box.append(make("p", { className: "leidraad-answers__question" }, one.question), make("p", { className: "leidraad-answers__text" }, answer.text))
    if (one.lang && one.lang !== lang) box.lang = one.lang
    return box
  }

  const show = () => {
    const found = ordered(all())
    const last = {}
    list.replaceChildren(...found.map(each => entry(each, last)))
    if (!found.length) list.append(make("p", {}, words.none))
    part("where").textContent = isSession() ? words.session : words.kept
    session.checked = isSession()
    for (const name of ["print", "save", "wipe"]) part(name).disabled = !found.length
  }

  const open = async () => {
    say("")
    sure.hidden = true
    wiping.hidden = false
    show()
    dialog.showModal()
    document.documentElement.classList.add(OPEN)
    const foreign = ordered(all()).filter(([, { said }]) => !said[lang]?.question).map(([, answer]) => told(answer, lang).path?.split("#")[0])
    // Without a way to the other pages, questions stay in the language that they were answered in.
    await Promise.allSettled([...new Set(foreign)].filter(path => path && address(path)).map(path => translate(lang, path)))
    show()
  }

  const ask = isAsked => {
    sure.hidden = !isAsked
    wiping.hidden = isAsked
    ;(isAsked ? part("no") : wiping).focus()
  }

  const save = () => {
    const text = write(all(), `${words.mine} – ${words.book}`, lang)
    const link = make("a")
    link.href = URL.createObjectURL(new Blob([text], { type: "text/markdown" }))
    link.download = `${words.file}.md`
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  }

  const load = async () => {
    const [chosen] = file.files
    if (!chosen) return
    const found = chosen.size > MOST ? new Map() : read(await chosen.text())
    file.value = "" // the same file may be chosen again
    const before = snapshot()
    const count = take(found)
    if (!found.size) say(words.unread)
    else say(words.loaded.replace("{count}", count), count ? before : null)
  }

  const actions = {
    print,
    save,
    load: () => file.click(),
    wipe: () => ask(true),
    no: () => ask(false),
    yes: () => {
      const before = snapshot()
      wipe()
      ask(false)
      say(words.wiped, before)
      undo.focus()
    },
    undo: () => {
      back()
      say(words.undone)
      part("close").focus()
    },
    close: () => dialog.close(),
  }
  for (const [name, act] of Object.entries(actions)) part(name).addEventListener("click", () => act())
  session.addEventListener("change", () => setSession(session.checked))
  file.addEventListener("change", load)
  dialog.addEventListener("close", () => document.documentElement.classList.remove(OPEN))
  dialog.addEventListener("keydown", event => event.stopPropagation()) // Material has keys of its own
  dialog.addEventListener("click", event => event.target === dialog && dialog.close())
  watch(what => dialog.open && (what === "changed" ? show() : say(words[what])))
  return open
}
