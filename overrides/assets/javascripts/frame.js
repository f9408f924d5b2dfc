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

/* Material opens the drawer, its panels and the sections of the menu with labels, which say nothing of their state,
   and most of which the keyboard cannot reach: put buttons in their place. They keep the `for` that Material's
   stylesheet knows them by, and the `id` that names the section. */
const isNarrow = matchMedia("(max-width: 76.234375em)")
const drawer = document.getElementById("__drawer")
const LABELS = ".md-header__button[for], .md-nav--primary [for=__toc], .md-nav--primary [for^=__nav_]"
const buttons = [...document.querySelectorAll(LABELS)].map(label => {
  const input = document.getElementById(label.htmlFor)
  const button = document.createElement("button")
  button.type = "button"
  button.className = label.className
  for (const name of ["id", "tabindex"]) if (label.hasAttribute(name)) button.setAttribute(name, label.getAttribute(name))
  button.setAttribute("for", label.htmlFor)
  button.append(...label.childNodes)
  if (!button.textContent.trim()) button.setAttribute("aria-label", label.title || label.parentElement.textContent.trim())
  // Where there is room for it, Material shows sections that are neither open nor closed.
  const state = () => button.setAttribute("aria-expanded", input.checked || (input.indeterminate && !isNarrow.matches))
  button.addEventListener("click", () => input.click())
  input.addEventListener("change", state)
  isNarrow.addEventListener("change", state)
  addEventListener("load", state)
  state()
  label.replaceWith(button)
  return button
})

/* The page that is shown, and not the place in it, which Material marks in the same way. */
const HERE = ".md-nav__link--active:is([for=__toc], [href]:not([href*='#']))"
for (const each of document.querySelectorAll(HERE)) each.setAttribute("aria-current", "page")

/* What the drawer lies over, or a panel in it, is not there for the keyboard either. */
const EVERY = ":scope > .md-nav__link > .md-status--leidraad-all" // the way to all pages, which no panel lies over
const panels = [...document.querySelectorAll(".md-nav--primary .md-nav__toggle")]
const cover = () => {
  const isOpen = isNarrow.matches && drawer.checked
  for (const each of document.querySelectorAll(".md-header, .md-content, .md-footer")) each.inert = isOpen
  for (const each of document.querySelectorAll(".md-nav--primary :is(.md-nav__item, .md-nav__link)")) each.inert = false
  for (const panel of isOpen ? panels.filter(each => each.checked) : []) {
    const item = panel.closest(".md-nav__item")
    for (const each of item.parentElement.children) each.inert ||= each !== item && !each.querySelector(EVERY)
    for (const each of item.children) each.inert ||= each.matches(".md-nav__link")
  }
}
drawer.addEventListener("change", cover)
for (const panel of panels) {
  panel.addEventListener("change", () => {
    const item = panel.closest(".md-nav__item")
    const isHere = item.contains(document.activeElement)
    cover()
    const next = item.querySelector(`:scope > ${panel.checked ? ".md-nav > .md-nav__title" : ".md-nav__link[for]"}`)
    // It is still on its way in; the browser would bring it into view at once, and leave an empty drawer.
    if (isHere && isNarrow.matches) next?.focus({ preventScroll: true })
  })
}
isNarrow.addEventListener("change", cover)
cover()
drawer.addEventListener("change", () => {
  const links = drawer.checked ? [...document.querySelectorAll(".md-nav--primary .md-nav__link:is([href], [for])")] : []
  links.find(link => link.getClientRects().length && !link.closest("[inert]"))?.focus()
})
addEventListener("keydown", event => {
  if (event.key === "Escape" && drawer.checked) {
    drawer.click()
    buttons[0]?.focus()
  }
})
