/** The header's buttons, and what the keyboard needs of Material's frame. */

const toggle = document.querySelector("[data-leidraad=palette]")
if (toggle) {
  const inputs = [...toggle.form.querySelectorAll("input")]
  const show = () => toggle.setAttribute("aria-pressed", document.body.dataset.mdColorScheme === "slate")
  // Material presses the next input at Enter by itself.
  toggle.addEventListener("keydown", event => event.key === "Enter" && event.stopPropagation())
  toggle.addEventListener("click", () => {
    const now = inputs.findIndex(input => input.dataset.mdColorScheme === document.body.dataset.mdColorScheme)
    inputs[(now + 1) % inputs.length].click()
  })
  new MutationObserver(show).observe(document.body, { attributeFilter: ["data-md-color-scheme"] })
  show()
  toggle.hidden = false
}

/* Material opens the drawer and its panels with labels, which the keyboard cannot reach: put buttons in their place.
   They keep the `for` that Material's stylesheet knows them by. */
const drawer = document.getElementById("__drawer")
const buttons = [...document.querySelectorAll(".md-header__button[for], .md-nav--primary [for=__toc]")].map(label => {
  const input = document.getElementById(label.htmlFor)
  const button = document.createElement("button")
  button.type = "button"
  button.className = label.className
  button.setAttribute("for", label.htmlFor)
  button.append(...label.childNodes)
  const state = () => button.setAttribute("aria-expanded", input.checked)
  button.addEventListener("click", () => input.click())
  input.addEventListener("change", state)
  state()
  label.replaceWith(button)
  return button
})
addEventListener("keydown", event => {
  if (event.key === "Escape" && drawer.checked) {
    drawer.click()
    buttons[0]?.focus()
  }
})

/* A table that is too wide scrolls in a region of its own (Material's wrapper), which the keyboard must reach. */
const tables = () => document.querySelectorAll(".md-typeset table:not([class])")
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
