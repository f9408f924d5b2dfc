/** What is folded in a text: search leads there by its number, since it has no id, and whoever comes there finds it open. */

import { text, unfold } from "./place.js"

/** Return the names, in addresses, of what is folded in a text. */
export const folds = root => {
  const found = root.querySelectorAll("details:not(.leidraad-beside *)")
  return new Map([...found].map((fold, n) => [fold, `fold:${n + 1}`]))
}

/* Open what the address leads to, by its name here or by its id, and scroll to it as browsers do. */
const arrive = () => {
  const [fold] = (text && [...folds(text)].find(([, name]) => location.hash === `#${name}`)) ?? []
  const goal = fold ?? document.querySelector("details :target")
  if (goal) unfold(goal)
  fold?.querySelector("summary")?.focus({ preventScroll: true })
  goal?.scrollIntoView()
}

// Whoever comes back stays where they were.
if (performance.getEntriesByType("navigation")[0]?.type === "navigate") {
  arrive()
  // What comes above it until then, moves it.
  if (document.readyState !== "complete") addEventListener("load", arrive)
}
addEventListener("hashchange", arrive)
addEventListener("click", event => {
  if (event.target.closest?.("a")?.href === location.href) arrive() // to the same address, which does not change
})
