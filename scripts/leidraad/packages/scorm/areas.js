/* What pages keep in the browser: the same as on any site, but heard here, and in memory where the browser refuses. */

/** Return a storage of the browser under its own functions.
 *
 *  Args:
 *    name: what `window` calls it.
 *    heard: called with the name of an item that was set or removed.
 */
const area = (name, heard) => {
  const held = new Map()
  const tried = (act, otherwise) => {
    try {
      return act(window[name])
    } catch {
      return otherwise
    }
  }
  const names = () => [...new Set([...tried(real => Array.from({ length: real.length }, (_, n) => real.key(n)), []), ...held.keys()])]
  return {
    get length() {
      return names().length
    },
    key: n => names()[n] ?? null,
    getItem: item => held.get(item) ?? tried(real => real.getItem(item), null),
    setItem: (item, value) => {
      const isKept = tried(real => real.setItem(item, value) ?? true, false)
      if (isKept) held.delete(item)
      else held.set(item, String(value))
      heard(item)
      // Where the host has it, it is not lost.
      if (!isKept && !host.isOpen) throw new Error(item)
    },
    removeItem: item => {
      held.delete(item)
      tried(real => real.removeItem(item))
      heard(item)
    },
  }
}
