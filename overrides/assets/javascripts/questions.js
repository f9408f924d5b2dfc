/** The questions of the reflections on a page, and which of the reader's answers belongs to which.
 *
 * A question is known by its chapter, by its reflection (the id that its author gave it, or the name of its block) and
 * by its number there: all the same in every language. Since chapters change, an answer also knows what it was asked.
 */

const plain = element => {
  if (!element) return ""
  const copy = element.cloneNode(true)
  for (const part of copy.querySelectorAll("sup, textarea, .headerlink, .callout__label")) part.remove()
  return copy.textContent.replace(/\s+/g, " ").trim()
}

/** Return the elements that ask: the items of lists, or else the last paragraph. */
const asking = section => {
  const items = section.querySelectorAll(":scope > :is(ul, ol) > li")
  return items.length ? [...items] : [...section.querySelectorAll(":scope > p:not(.callout__title)")].slice(-1)
}

/** Return the questions of a page.
 *
 *  Args:
 *    page: the document.
 *    path: the address of that page within the site.
 */
export const questions = (page, path) => {
  const root = page.querySelector(".leidraad-text")
  const name = page.querySelector("dialog.leidraad-answers")?.dataset.leidraadChapter
  if (!root || !name) return []
  const { lang } = root.closest("[lang]")
  const counts = {}
  const chapter = plain(root.querySelector("h1"))
  const found = [...root.querySelectorAll(".callout--reflection:not(.leidraad-beside *)")].flatMap(section => {
    // An id with a colon is no author's, and counts from the start of the page.
    const block = (!section.id.includes(":") && section.id) || section.dataset.block || `@${lang}`
    const title = plain(section.querySelector(".callout__title"))
    return asking(section).map(element => {
      const n = (counts[block] = (counts[block] ?? 0) + 1)
      const said = { chapter, title, question: plain(element), path: section.id ? `${path}#${section.id}` : path }
      return { key: JSON.stringify([name, block, n]), block, lang, said, section, element }
    })
  })
  return found.map((question, at) => ({ ...question, at, of: counts[question.block] }))
}

/** Return the key of the answer to each question, by the question's own.
 *
 *  An answer stays with what it was asked, wherever that went; where that is gone, or was asked in another language,
 *  with the question in its place, unless there are now more or fewer of them.
 */
export const settle = (asked, answers) => {
  const open = new Map(answers)
  const settled = new Map()
  const take = fits => {
    for (const question of asked.filter(({ key }) => !settled.has(key))) {
      const [key] = [...open].find(([key, answer]) => fits(question, key, answer)) ?? []
      if (key) settled.set(question.key, key) && open.delete(key)
    }
  }
  const words = ({ lang }, { said }) => said[lang]?.question
  const isPlace = ({ key, of }, other, answer) => key === other && of === answer.of
  take((question, key, answer) => key === question.key && words(question, answer) === question.said.question)
  take((question, key, answer) => words(question, answer) === question.said.question)
  take((question, key, answer) => isPlace(question, key, answer) && !words(question, answer))
  take(isPlace)
  return settled
}
