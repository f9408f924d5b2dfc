/* One quiet line below the pages, where there is something that a learner should know. */

/** Return what tells it: in a language, by the name of the words, with a number for them. */
const quiet = words => {
  const [line, said, close] = ["line", "said", "close"].map(id => document.getElementById(id))
  let last = ""
  close.addEventListener("click", () => { line.hidden = true })
  return {
    tell: (lang, name, count) => {
      const own = words[lang] ?? Object.values(words)[0]
      const now = `${lang} ${name} ${count}`
      if (now === last) return
      last = now
      line.hidden = !name
      said.textContent = name ? own[name].replace("{count}", count) : ""
      close.textContent = own.close
    },
  }
}
