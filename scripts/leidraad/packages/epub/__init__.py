"""The EPUB 3 form of a book: https://www.w3.org/TR/epub-33/.

`book` writes one, of what the others make: `markup` turns the HTML of a page into XHTML, of which `bare`
takes what only a site can use; `folding`, `callouts` and `notes` give its parts what reading systems know
them by; `pictures` brings along what it shows; `links` leads to where things are in the book. `cover`,
`front` and `contents` make what stands before the first page, and `package` tells what there is.
"""
