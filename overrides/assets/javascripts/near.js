/** What reflections and self-checks need is fetched when their reader comes near one, or has read for a while. */

const AHEAD = "1500px 0px"
const AFTER = 3000
const MODULES = { ".callout--reflection": "./answers.js", ".callout--check": "./checks.js" }

for (const [selector, module] of Object.entries(MODULES)) {
  const callouts = document.querySelectorAll(`.leidraad-text ${selector}:not(.leidraad-beside *)`)
  const fetch = () => import(module)
  const observer = new IntersectionObserver(entries => {
    if (!entries.some(entry => entry.isIntersecting)) return
    observer.disconnect()
    fetch()
  }, { rootMargin: AHEAD })
  for (const callout of callouts) observer.observe(callout)
  if (callouts.length) addEventListener("load", () => setTimeout(fetch, AFTER))
}
