/** Tables: one that is too wide for the screen scrolls, and on paper no word is broken where there is room for all. */

const tables = () => document.querySelectorAll(".md-typeset table:not([class])")

/* It scrolls in a region of its own (Material's wrapper), which the keyboard must reach. */
const watch = new ResizeObserver(() => {
  for (const table of tables()) {
    const region = table.closest(".md-typeset__scrollwrap")
    if (!region) continue // Material has not come to it yet
    if (region.scrollWidth > region.clientWidth) {
      region.tabIndex = 0
      region.setAttribute("role", "region")
      region.setAttribute("aria-label", [...table.querySelectorAll("thead th")].map(cell => cell.innerText).join(", "))
    } else {
      for (const name of ["tabindex", "role", "aria-label"]) region.removeAttribute(name)
    }
  }
})
addEventListener("DOMContentLoaded", () => {
  for (const element of [document.body, ...tables()]) watch.observe(element)
})

/* Letters on a line of paper, beside another language and alone. A stylesheet cannot tell whether the longest words of
   all columns fit, and would cut short ones where it may cut any. */
const LINES = { half: 45, full: 95 }
const measure = table => {
  const longest = []
  for (const { cellIndex, textContent } of [...table.rows].flatMap(row => [...row.cells])) {
    longest[cellIndex] = Math.max(longest[cellIndex] ?? 0, ...textContent.split(/[\s-]+/).map(word => word.length + 1))
  }
  const letters = longest.reduce((sum, length) => sum + length, 0)
  table.dataset.leidraadWhole = Object.keys(LINES).filter(line => letters <= LINES[line]).join(" ")
}
addEventListener("beforeprint", () => tables().forEach(measure))
