/** A list of cases, quotes or exercises, filtered by what its entries say of themselves. Without this it is whole, with
 *  groups below it. */

import { make } from "./making.js"

for (const list of document.querySelectorAll(".leidraad-index__list")) {
  const index = list.closest(".leidraad-index")
  const words = index.querySelector(".leidraad-index__words")
  const entries = [...list.children].map(item => ({
    item,
    facts: [...item.querySelectorAll("[data-leidraad-facet]")].map(fact => [fact.dataset.leidraadFacet, fact.dataset.value]),
  }))
  const has = (entry, facet, value) => entry.facts.some(fact => fact[0] === facet && fact[1] === value)

  const choices = [...words.children].flatMap(word => {
    const facet = word.dataset.leidraadFacet
    const values = [...word.children].map(each => each.dataset.value)
    if (values.length < 2) return []
    const select = make("select", { name: facet }, make("option", { value: "", textContent: words.dataset.any }))
    select.append(...values.map(value => make("option", { value, textContent: value })))
    return [{ facet, select, label: make("label", {}, word.textContent, " ", select) }]
  })
  if (!choices.length) continue

  const told = make("p", { className: "leidraad-index__count", role: "status" })
  const show = () => {
    let count = 0
    for (const entry of entries) {
      entry.item.hidden = !choices.every(({ facet, select }) => !select.value || has(entry, facet, select.value))
      count += !entry.item.hidden
    }
    told.textContent = (count === 1 ? words.dataset.one : words.dataset.many).replace("{count}", count)
  }
  const form = make("form", { className: "leidraad-index__filter" }, ...choices.map(({ label }) => label))
  form.addEventListener("input", show)
  form.addEventListener("submit", event => event.preventDefault())
  words.after(form, told)
  for (const group of index.querySelectorAll(".leidraad-index__group")) group.hidden = true
  show()
}
