/** An address that a page had before: lead on with the query and the place in the page, which a link cannot. */

location.replace(document.querySelector("a").href + location.search + location.hash)
