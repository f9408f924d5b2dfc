/** Keys of a single sign, which a reader can switch off: whoever speaks to the computer, or whose hand trembles, would
 *  press them unawares (https://www.w3.org/TR/WCAG22/#character-key-shortcuts). */

const KEY = "leidraad.keys"
const TURNS = ["n", ".", "p", ","] // Material's own: the next page, and the one before
const box = document.querySelector("[data-leidraad=keys]")

/** Tell whether one of some keys is pressed by itself, and not to write. */
const isOneOf = (keys, { key, repeat, ctrlKey, metaKey, altKey, target }) =>
  keys.includes(key) && !(repeat || ctrlKey || metaKey || altKey || target.closest?.("input, textarea, select, [contenteditable]"))

/** Tell whether one of some keys is pressed that does something by itself. */
export const isPressed = (event, ...keys) => box?.checked !== false && isOneOf(keys, event)

if (box) {
  // Storage may be off; then it holds for this page.
  try {
    box.checked = !localStorage[KEY]
  } catch {}
  box.addEventListener("change", () => {
    try {
      localStorage[KEY] = box.checked ? "" : "off"
    } catch {}
  })
  addEventListener("keydown", event => box.checked || (isOneOf(TURNS, event) && event.stopImmediatePropagation()), { capture: true })
}
