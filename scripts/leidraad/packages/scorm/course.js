/* The course around its pages, which are shown in a frame: one session for all of them. */

const DONE = ["completed", "passed"]
const SOON = 500
const LATER = 5000 // milliseconds; many hosts send all they know each time
const MOST_PLACE = 255 // letters
const MOST_ID = 255
const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"

const parsed = text => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
const two = (value, digits = 2) => String(value).padStart(digits, "0")

/** Return a stretch of time as the data model spells it. */
const span = ms => {
  const hundredths = Math.round(ms / 10)
  const [hours, minutes, seconds] = [360_000, 6000, 100].map((unit, n) => Math.floor(hundredths / unit) % (n ? 60 : 10_000))
  return `${two(hours, 4)}:${two(minutes)}:${two(seconds)}.${two(hundredths % 100)}`
}

window.leidraadCourse = (() => {
  const { name, pages, chapters, checks, completion, passing, start, words } = parsed(document.getElementById("course").textContent)
  const langs = Object.keys(pages)
  const began = performance.now()
  const base = new URL(".", location.href).pathname
  const addresses = new Map(langs.flatMap(lang => Object.entries(pages[lang]).map(([path, url]) => [decodeURI(base + url), { lang, path }])))
  const chapterOf = new Map(langs.flatMap(lang => Object.keys(pages[lang])).map(path => [memory.short(path), path]))

  host.open()
  // Whoever looks back at a course that is done, or looks ahead, is not recorded.
  const records = host.isOpen && !["browse", "review"].includes(host.get("cmi.core.lesson_mode"))
  let status = host.get("cmi.core.lesson_status")
  // Hosts that know the score that is needed judge by it as soon as they know any score.
  const judgesItself = host.get("cmi.student_data.mastery_score") !== ""
  const learner = host.get("cmi.core.student_id")
  const store = learner ? `${name} ${memory.short(learner)}` : name
  const [OWN, READ, ANSWERS] = ["course", "read", "answers"].map(what => `leidraad.${what} ${store}`)

  let here = { lang: "", path: "", block: "" }
  let page = null // what the page can do for us that is shown
  let timer = 0
  let due = Infinity
  let left = 0
  let isEnded = false
  let resumes = ""

  // --- what is known of the learner

  const [localArea, sessionArea] = ["localStorage", "sessionStorage"].map(each => area(each, item => hear(item)))
  const own = parsed(localArea.getItem(OWN)) ?? {}
  // What the host would not take the last time is still here.
  const isNew = host.isOpen && host.get("cmi.core.entry") === "ab-initio" && own.isRecorded !== false
  const state = memory.decode(host.get("cmi.suspend_data") || (isNew ? "" : own.data))
  const strangers = state.answers.filter(([chapter]) => !chapterOf.has(chapter))
  const isRead = chapter => state.read.has(memory.short(chapter))
  const idOf = (chapter, check) => memory.short(`${chapter}#${check}`)

  const restore = () => {
    const known = [...chapterOf].filter(([id]) => state.read.has(id) || state.seen.has(id))
    const entries = known.map(([id, path]) => {
      const paths = Object.fromEntries(langs.filter(lang => pages[lang][path]).map(lang => [lang, pages[lang][path]]))
      const bits = state.seen.get(id) ?? 0
      return [path, { paths, isRead: state.read.has(id), seen: [...Array(10).keys()].filter(part => bits & (1 << part)), place: null, when: 0 }]
    })
    localArea.setItem(READ, JSON.stringify(Object.fromEntries(entries)))

    const settings = parsed(localArea.getItem(ANSWERS))
    const there = settings?.session === true ? sessionArea : localArea
    if (there === sessionArea) sessionArea.setItem(`${ANSWERS} seen`, Date.now())
    for (const [item, answer] of written()) if (answer.time <= state.wiped) for (const each of [localArea, sessionArea]) each.removeItem(item)
    for (const [id, block, n, of, at, time, text] of state.answers) {
      const chapter = chapterOf.get(id)
      if (!chapter) continue
      const item = `${ANSWERS} ${JSON.stringify([chapter, block, n])}`
      if (parsed(there.getItem(item))?.time >= time) continue
      const lang = langs.find(each => pages[each][chapter])
      const said = { [lang]: { chapter: "", title: "", question: "", path: pages[lang][chapter] } }
      there.setItem(item, JSON.stringify({ text, time, of, at, said }))
    }
  }

  /** Return the answers that pages keep, by the names of their items. */
  const written = () =>
    [localArea, sessionArea].flatMap(each => {
      const names = Array.from({ length: each.length }, (_, n) => each.key(n)).filter(item => item.startsWith(`${ANSWERS} [`))
      return names.map(item => [item, parsed(each.getItem(item))]).filter(([, answer]) => typeof answer?.text === "string")
    })

  const gather = () => {
    const found = written().flatMap(([item, { text, time, of, at }]) => {
      const [chapter, block, n] = parsed(item.slice(ANSWERS.length + 1)) ?? []
      return text && typeof chapter === "string" ? [[memory.short(chapter), block, n, of, at, time, text]] : []
    })
    state.answers = [...found, ...strangers.filter(answer => answer[5] > state.wiped)]
  }

  /** Take up what a page keeps. */
  const hear = item => {
    if (item === READ) {
      const before = state.read.size
      let isNews = false
      for (const [chapter, { isRead, seen }] of Object.entries(parsed(localArea.getItem(READ)) ?? {})) {
        const id = memory.short(chapter)
        const bits = (Array.isArray(seen) ? seen : []).reduce((sum, part) => sum | (1 << part), state.seen.get(id) ?? 0) & 1023
        if (isRead) state.seen.delete(id)
        else if (state.seen.get(id) !== bits) isNews = state.seen.set(id, bits) && true
        if (isRead) state.read.add(id)
      }
      if (state.read.size > before) plan(SOON)
      else if (isNews) plan(LATER)
    } else if (item === ANSWERS) {
      state.wiped = Math.max(state.wiped, parsed(localArea.getItem(ANSWERS))?.wiped ?? 0)
    }
    if (item.startsWith(ANSWERS)) plan(LATER)
  }

  // --- what becomes of it

  /** Return how many self-checks there are in the reader's language, how many were answered, and how many rightly. */
  const tally = () => {
    const all = Object.entries(checks[here.lang] ?? checks[langs[0]]).flatMap(([chapter, names]) => names.map(each => state.checks.get(idOf(chapter, each))))
    const given = all.filter(Boolean)
    return { all: all.length, given: given.length, right: given.filter(each => each.isRight).length }
  }

  const judge = ({ all, given, right }) => {
    const hasRead = chapters.every(isRead)
    const isEnough = all > 0 && right * 100 >= passing * all
    const isMissed = all > 0 && given === all && !isEnough
    if (completion === "read" || !all) return hasRead ? "completed" : "incomplete"
    if (completion === "both" && !hasRead) return "incomplete"
    return isEnough ? "passed" : isMissed ? "failed" : "incomplete"
  }

  const place = () => {
    try {
      here.block = page.where()
    } catch {} // it is just being left
    const at = here.path && `${here.lang}/${encodeURI(here.path)}`
    const whole = here.block ? `${at}#${encodeURI(here.block)}` : at
    return whole.length <= MOST_PLACE ? whole : at.length <= MOST_PLACE ? at : ""
  }

  const record = data => {
    const score = tally()
    if (!DONE.includes(status)) status = judge(score)
    const isFinal = DONE.includes(status) || status === "failed"
    const all = [
      host.set("cmi.core.lesson_location", place()),
      host.set("cmi.suspend_data", data) || ((left = state.answers.length), host.set("cmi.suspend_data", memory.encode(state, false).text)),
      host.set("cmi.core.lesson_status", status),
    ]
    if (score.given && (isFinal || !judgesItself)) {
      host.set("cmi.core.score.min", "0")
      host.set("cmi.core.score.max", "100")
      host.set("cmi.core.score.raw", String(Math.floor((100 * score.right) / score.all)))
    }
    // Always, also of what is done: some hosts begin anew where it is not.
    host.set("cmi.core.exit", "suspend")
    host.set("cmi.core.session_time", span(performance.now() - began))
    return all.every(Boolean)
  }

  /** Let the host have all that is known. Ending a session commits it, when no page can any more. */
  const flush = (isLast = false) => {
    clearTimeout(timer)
    due = Infinity
    if (isEnded) return
    try {
      page.save()
    } catch {}
    gather()
    const kept = memory.encode(state)
    left = kept.left
    const isRecorded = records && record(kept.text) && (isLast || host.commit())
    try {
      localStorage.setItem(OWN, JSON.stringify({ data: kept.text, place: place(), isRecorded }))
    } catch {} // it may be full, or off
    line.tell(here.lang, isRecorded ? (left ? (left === 1 ? "left_one" : "left_many") : "") : "unrecorded", left)
  }

  function plan(wait) {
    const at = performance.now() + wait
    if (at >= due || isEnded) return
    clearTimeout(timer)
    due = at
    timer = setTimeout(() => flush(), wait)
  }

  const end = () => {
    if (isEnded) return
    flush(true)
    isEnded = true
    host.close()
  }

  const interaction = (chapter, check, { chosen, right, isRight, latency }) => {
    const counted = Number.parseInt(host.get("cmi.interactions._count"), 10)
    const n = Number.isNaN(counted) ? state.told : counted
    const letters = all => all.map(each => LETTERS[each]).join(",")
    const now = new Date()
    const facts = {
      id: `${chapter}.${check}`.replace(/[^\w.-]/g, "_").slice(-MOST_ID),
      type: "choice",
      time: [now.getHours(), now.getMinutes(), now.getSeconds()].map(each => two(each)).join(":"),
      "correct_responses.0.pattern": letters(right),
      student_response: letters(chosen),
      result: isRight ? "correct" : "wrong",
      latency: span(latency),
    }
    for (const [fact, value] of Object.entries(facts)) host.set(`cmi.interactions.${n}.${fact}`, value)
    state.told = n + 1
  }

  // --- the frame

  /** Return where to begin: where the learner was, or else at the start in the browser's language. */
  const first = () => {
    const wanted = navigator.languages.map(lang => lang.split("-")[0]).find(lang => langs.includes(lang)) ?? langs[0]
    const said = host.get("cmi.core.lesson_location") || (isNew ? "" : own.place) || ""
    const [, lang, path, block = ""] = said.match(/^([^/]+)\/([^#]*)(?:#(.*))?$/) ?? []
    const there = langs.includes(lang) ? lang : wanted
    try {
      const known = decodeURI(path)
      if (pages[there][known]) {
        resumes = decodeURI(block)
        here = { lang: there, path: known, block: resumes }
      }
    } catch {} // it is none of ours
    return pages[there][here.path || start]
  }

  const line = quiet(words)
  const frame = document.createElement("iframe")

  restore()
  frame.src = first()
  frame.title = document.title
  document.body.prepend(frame)

  addEventListener("pagehide", end)
  addEventListener("pageshow", ({ persisted }) => persisted && location.reload())
  document.addEventListener("visibilitychange", () => document.hidden && flush())

  return {
    store,
    records,
    localStorage: localArea,
    sessionStorage: sessionArea,

    /** Hear that a page is there, and return the block to go to, or "".
     *
     *  Args:
     *    shown: `lang`, `path` and `title` of the page; `where`, which returns the block that its reader is at;
     *      `save`, which lets it keep what it has not yet.
     */
    arrive: shown => {
      const known = addresses.get(decodeURI(shown.path))
      const block = resumes
      resumes = ""
      // What is no page of the book is no place to come back to.
      if (known) here = { ...known, block }
      page = known ? shown : { ...shown, where: () => here.block }
      state.lang = shown.lang
      document.documentElement.lang = shown.lang
      document.title = shown.title
      frame.title = words[shown.lang]?.title ?? frame.title
      plan(SOON)
      return block
    },

    /** Hear how a page looks, so that nothing flashes before the next. */
    colour: colours => Object.assign(document.body.style, colours),
    moved: () => plan(LATER),
    words: lang => words[lang] ?? words[langs[0]],

    /** Return which answers of a self-check were chosen before, or nothing. */
    chosen: (chapter, check) => {
      const found = state.checks.get(idOf(chapter, check))
      return found && [...Array(30).keys()].filter(n => found.chosen & (1 << n))
    },

    /** Take up how a self-check was answered; what was right once stays right. */
    judged: (chapter, check, verdict) => {
      const id = idOf(chapter, check)
      const isRight = verdict.isRight || state.checks.get(id)?.isRight === true
      const chosen = verdict.chosen.reduce((sum, n) => sum | (1 << n), 0) & 0x3fffffff
      state.checks.delete(id)
      state.checks.set(id, { isRight, chosen })
      if (records) interaction(chapter, check, verdict)
      plan(0)
    },
  }
})()
