/** Where Material's scripts keep a reader's choices: in this browser, under the site's own address. They go by these
    names; see partials/javascripts/base.html in Material. */

var __md_scope = new URL(document.currentScript.dataset.scope, location)

var __md_hash = text => [...text].reduce((hash, char) => (hash << 5) - hash + char.charCodeAt(0), 0)

var __md_get = (name, storage = localStorage, scope = __md_scope) =>
  JSON.parse(storage.getItem(`${scope.pathname}.${name}`))

var __md_set = (name, value, storage = localStorage, scope = __md_scope) => {
  try {
    storage.setItem(`${scope.pathname}.${name}`, JSON.stringify(value))
  } catch {
    // A browser that keeps nothing shows the page all the same.
  }
}
