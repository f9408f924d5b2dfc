/* The learning environment: its SCORM 1.2 API, wherever that is, and what to think of what it answers. */

const MOST_WINDOWS = 500

const isApi = found => typeof found?.LMSInitialize === "function"

/** Return the API of a window or of those that it is in; a window of another site may not be looked into. */
const above = start => {
  for (let at = start, n = 0; at && n < MOST_WINDOWS; at = at.parent, n++) {
    try {
      if (isApi(at.API)) return at.API
    } catch {}
    if (at === at.parent) return null
  }
  return null
}

const opener = at => {
  try {
    return at.opener
  } catch {
    return null
  }
}

const host = (() => {
  const api = above(window) ?? above(opener(window)) ?? above(opener(top))
  const told = new Map()
  let isOpen = false

  /** Call the API, and return what it answers, or null where it has no such function or throws. */
  const call = (name, ...values) => {
    try {
      return String(api[name](...values))
    } catch {
      return null
    }
  }
  const get = name => (isOpen ? call("LMSGetValue", name) ?? "" : "")

  return {
    get,
    get isOpen() {
      return isOpen
    },

    /** Begin a session. Some hosts say that they cannot, as one is open already, and answer all the same. */
    open: () => {
      if (!api) return false
      isOpen = call("LMSInitialize", "") === "true"
      if (!isOpen) {
        isOpen = true
        isOpen = get("cmi.core.lesson_status") !== ""
      }
      return isOpen
    },

    /** Tell a value, unless it was the last that was told, and return whether the host knows it. */
    set: (name, value) => {
      if (!isOpen) return false
      if (told.get(name) === value) return true
      const isKnown = call("LMSSetValue", name, value) === "true"
      if (isKnown) told.set(name, value)
      return isKnown
    },
    commit: () => isOpen && call("LMSCommit", "") === "true",

    /** End the session, once. */
    close: () => {
      if (isOpen) call("LMSFinish", "")
      isOpen = false
    },
  }
})()
