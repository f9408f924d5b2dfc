// What `leidraad serve` puts into each page: the page is loaded anew when it has changed, and shows what is wrong.
const script = document.querySelector("script[data-leidraad-live]")
const { version = "", source = "" } = script.dataset
const SHOWN = 20
// While a chapter is written, its translation lags behind: that is told, and shown to nobody who has not asked.
const BETWEEN = "LR3"
const CLOSED = "leidraad.live.closed"

const STYLE = `
  :host { all: initial; position: fixed; inset: auto 0 0; z-index: 2147483647; display: block }
  :host([hidden]) { display: none }
  section {
    box-sizing: border-box; max-height: 45vh; overflow: auto; padding: .75rem 3.5rem .9rem 1.25rem;
    border-top: 3px solid var(--mark); background: #fffdf8; color: #211d18; font: 15px/1.5 system-ui, sans-serif;
    box-shadow: 0 -4px 24px #0003; --mark: #96690a
  }
  section.error { --mark: #b3261e }
  h2 { margin: 0 0 .4rem; font-size: 1rem; color: var(--mark) }
  ul { margin: 0; padding: 0; list-style: none }
  li { padding: .35rem 0; border-top: 1px solid #0001 }
  code { font: 600 13px/1.5 ui-monospace, monospace; overflow-wrap: anywhere }
  .code { margin: 0 .5em; color: var(--mark); white-space: nowrap }
  .text { overflow-wrap: anywhere }
  button {
    position: fixed; right: .75rem; margin-top: -.35rem; width: 2.25rem; height: 2.25rem; border: 0;
    border-radius: 50%; background: none; color: inherit; font: 1.4rem/1 system-ui, sans-serif; cursor: pointer
  }
  button:hover { background: #0001 }
  button:focus-visible { outline: 2px solid currentColor }
  @media (prefers-color-scheme: dark) {
    section { background: #26221d; color: #f1ebe1; --mark: #e9b44c }
    section.error { --mark: #ff8a80 }
    li { border-color: #fff2 }
    button:hover { background: #fff2 }
  }
  @media print { :host { display: none } }
`

const host = document.createElement("leidraad-live")
host.hidden = true
const root = host.attachShadow({ mode: "open" })

const element = (tag, text, name = "") => {
  const made = document.createElement(tag)
  made.textContent = text
  made.className = name
  return made
}

const line = finding => {
  const item = document.createElement("li")
  const where = element("code", `${finding.path}:${finding.line}:${finding.column}`)
  item.append(where, element("span", finding.code, "code"), element("span", finding.message, "text"))
  return item
}

const show = ({ failed, findings }) => {
  const told = JSON.stringify([failed, findings])
  // What is on this page goes first, and then what stops a build.
  const rank = each => (each.path === source ? 0 : 2) + (each.severity === "error" ? 0 : 1)
  const here = findings.filter(each => !each.code.startsWith(BETWEEN))
  const wrong = here.filter(each => each.severity === "error" || each.path === source)
  host.hidden = !(failed.length || wrong.length) || sessionStorage.getItem(CLOSED) === told
  if (host.hidden) {
    root.replaceChildren()
    return
  }
  const section = document.createElement("section")
  section.setAttribute("role", "status")
  if (failed.length || wrong.some(each => each.severity === "error")) section.className = "error"
  const count = `${wrong.length} finding${wrong.length === 1 ? "" : "s"}`
  const title = failed.length ? "Not built: you see the page as it was." : count
  const list = document.createElement("ul")
  const sorted = wrong.toSorted((a, b) => rank(a) - rank(b))
  list.append(...failed.map(text => element("li", text, "text")), ...sorted.slice(0, SHOWN).map(line))
  const more = findings.length - Math.min(sorted.length, SHOWN)
  if (more) list.append(element("li", `And ${more} more: leidraad check tells them all.`))
  const close = element("button", "×")
  close.setAttribute("aria-label", "Close")
  close.addEventListener("click", () => {
    sessionStorage.setItem(CLOSED, told)
    host.hidden = true
  })
  const style = document.createElement("style")
  style.textContent = STYLE
  section.append(close, element("h2", title), list)
  root.replaceChildren(style, section)
}

const look = async () => {
  const answer = await fetch(location.pathname, { method: "HEAD", cache: "no-store" })
  const now = (answer.headers.get("ETag") ?? "").replaceAll('"', "")
  // The browser keeps the place in the page.
  if (now && now !== version) location.reload()
}

let stream = null
const listen = () => {
  stream?.close()
  stream = null
  if (document.visibilityState === "hidden") return
  stream = new EventSource("/leidraad-live/events")
  stream.addEventListener("message", event => {
    show(JSON.parse(event.data))
    // The server may have ended.
    look().catch(() => {})
  })
}

document.body.append(host)
document.addEventListener("visibilitychange", listen)
addEventListener("pageshow", listen)
addEventListener("pagehide", () => stream?.close())
