"""The elements of a book as Typst sets them: calls of the functions of book.typ, and texts as strings.

No text of a book is ever code: it stands in a string of Typst, which `words.quoted` makes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from leidraad import patterns
from leidraad.packages.pdf import blocks, pictures
from leidraad.packages.pdf.feet import NOTE
from leidraad.packages.pdf.words import call, content, quoted, tongue

DEEPEST = 14
"""What is in more elements than that stands there without them: Typst sets no more within each other."""

_SPACES = patterns.lazy("[ \t\r\n\f]+")
# A hyphen for the end of a line that is in no word.
_HANGING = patterns.lazy(r"(?<!\w)\xad+|\xad+(?!\w)")
_WRAPPED = {
    **dict.fromkeys(("em", "i"), "emph"),
    **dict.fromkeys(("b", "strong"), "strong"),
    **dict.fromkeys(("del", "s"), "strike"),
    **dict.fromkeys(("ins", "u"), "underline"),
    **{"mark": "highlight", "sub": "sub", "sup": "super", "small": "smaller"},
}
_CODE = frozenset(("code", "kbd", "samp"))
BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "center", "dd", "details", "div", "dl", "dt"),
        *("fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "ul"),
    )
)
"""The elements that begin a paragraph of their own."""


class Setting:
    """What makes Typst of the elements of one book.

    Attributes:
        pictures: the pictures that it has come by.
        way: how links tell the page that they lead to: `page`, `index`, `leader` or not.
    """

    def __init__(
        self, targets: Collection[str], found: pictures.Pictures, letters: Mapping[int, str], quotes: str
    ) -> None:
        """Begin a book.

        Args:
            targets: the places that something leads to.
            found: takes up its pictures.
            letters: what stands for letters that no font has.
            quotes: the marks around a quotation within a line.
        """
        self.pictures = found
        self.way = "page"
        self.level = 0
        self._targets = {*targets}
        self._letters = letters
        self._quotes = quotes.split()[:2]
        self._deep = 0
        self._after_space = True

    def text(self, text: str) -> str:
        """Return a text as a string of Typst, in letters that some font has."""
        text = _HANGING.sub("", text)
        return quoted(text.translate(self._letters) if self._letters else text)

    def unplaced(self, elements: Iterable[Any]) -> list[str]:
        """Return the marks of places that something leads to, where these are nowhere yet."""
        return [mark for each in elements if isinstance(each.tag, str) for mark in self.place(each)]

    def place(self, element: Any) -> list[str]:
        """Return the mark of a place that something leads to; each is there once."""
        name = element.get("id")
        if name not in self._targets:
            return []
        self._targets.remove(name)
        return [call("mark", quoted(name))]

    def within(self, element: Any, way: str = "") -> list[str]:
        """Return what is in an element: text alone, or paragraphs and blocks."""
        were, self.way = self.way, way or self.way
        made = [*self.place(element), *self._flow(element)]
        self.way = were
        return made

    def block(self, element: Any) -> list[str]:
        """Return an element that stands by itself."""
        if self._deep >= DEEPEST:
            return ["parbreak()", *self._flat(element), "parbreak()"]
        self._deep += 1
        self._after_space = True
        made = blocks.handler(element)(self, element)
        self._after_space = True
        self._deep -= 1
        if element.get("lang"):
            lang, region = tongue(element.get("lang"))
            return [call("tongue", lang, region, content(made))]
        return made

    def _flow(self, element: Any) -> list[str]:
        self._after_space = True
        out: list[str] = []
        run: list[str] = []

        def end() -> None:
            if run:
                out.extend(("parbreak()", *run, "parbreak()"))
                run.clear()
            self._after_space = True

        has_blocks = False
        for node in _nodes(element):
            if not isinstance(node, str) and _is_block(node):
                has_blocks = True
                end()
                out += self.block(node)
            else:
                run += self._inline(node)
        if not has_blocks:
            return run
        end()
        return out

    def line(self, element: Any) -> list[str]:
        """Return what is in an element as part of a line."""
        return [piece for node in _nodes(element) for piece in self._inline(node)]

    def _inline(self, node: Any) -> list[str]:
        if isinstance(node, str):
            return self._said(node)
        if self._deep >= DEEPEST:
            return self._flat(node)
        self._deep += 1
        made = self._element(node)
        self._deep -= 1
        if made and node.get("lang"):
            lang, region = tongue(node.get("lang"))
            made = [call("tongue", lang, region, content(made))]
        return made

    def _said(self, text: str) -> list[str]:
        text = _SPACES.sub(" ", text)
        if self._after_space:
            text = text.removeprefix(" ")
        if not text:
            return []
        self._after_space = text.endswith(" ")
        return [self.text(text)]

    def _element(self, node: Any) -> list[str]:
        tag, place = node.tag, self.place(node)
        if tag in BLOCKS:
            # In a line, such as a heading, nothing can stand by itself.
            return place + self._said(" ") + self.line(node) + self._said(" ")
        if tag == "br":
            self._after_space = True
            return ["linebreak()"]
        if tag in ("img", "svg"):
            self._after_space = False
            return place + self.picture(node, is_inline=True)
        if tag == "a":
            return place + self._link(node)
        if _is_note(node):
            return place + self._note(node, next(node.iterchildren("a")))
        if tag in _CODE and not len(node):
            self._after_space = False
            return [*place, call("code", self.text(_SPACES.sub(" ", node.text or "")))]
        if node.get("class") == "box":
            self._after_space = False
            return [*place, "tick", '" "']
        made = self.line(node)
        if tag == "q":
            made = [quoted(self._quotes[0]), *made, quoted(self._quotes[1])]
        if not made:
            return place
        name = "mono" if tag in _CODE else _WRAPPED.get(tag)
        return place + ([call(name, content(made))] if name else made)

    def _link(self, link: Any) -> list[str]:
        address, kind = link.get("href", ""), link.get("class", "")
        # Typst looks for a place before it knows what is in the link to it.
        places = self.unplaced(link.iter()) if address.startswith("#") else []
        made = self.line(link)
        if not made or not address:
            return [*places, *made]
        if address.startswith("#"):
            way = self.way if kind == "to" else ""
            return [*places, call("to", quoted(address[1:]), quoted(way), content(made))]
        shown = self.text(link.get("data-address")) if kind == "outside" else ""
        return [call("out", quoted(address), content(made), shown=shown)]

    def _note(self, mark: Any, link: Any) -> list[str]:
        number, name = self.text(link.text_content().strip()), quoted(link.get("href", "")[1:])
        self._after_space = False
        place = self.place(link)
        if _is_note(mark.getprevious()) and not mark.getprevious().tail:
            place.append("and-note")
        note = next((each for each in mark.iterchildren("aside") if each.get("class") == NOTE), None)
        if note is None:
            way = self.way if self.way == "answer" else ""
            return [*place, call("again", number, name, quoted(way))]
        self._targets.discard(note.get("id"))
        deep, self._deep = self._deep, 2
        made = [*place, call("note", number, name, content(self._flow(note)))]
        self._deep, self._after_space = deep, False
        return made

    def picture(self, node: Any, *, is_inline: bool = False) -> list[str]:
        """Return a picture, or what it shows in words where it cannot be shown."""
        if node.tag == "svg":
            if node.get("aria-hidden") == "true":
                return []
            alt = pictures.alternative(node)
            name = self.pictures.draw(node)
        else:
            alt = node.get("alt", "")
            name = self.pictures.add(node.get("src", ""))
        if not name:
            return [self.text(alt)] if alt else []
        wide = "0.84" if node.tag == "svg" and not is_inline else ""
        made = call("picture", quoted(name), self.text(alt), width=wide)
        return [f"box({made})" if is_inline else made]

    def _flat(self, node: Any) -> list[str]:
        """Return the text of an element without what it is in, and its notes."""
        notes = self.notes(node)
        return [*self._said(" ".join(node.itertext())), *notes]

    def notes(self, element: Any) -> list[str]:
        """Take the notes out of an element that is to be text alone, and return them."""
        made = []
        for note in element.find_class(NOTE):
            mark = note.getparent()
            if mark is not None and any(each is element for each in note.iterancestors()):
                made += self._note(mark, next(mark.iterchildren("a")))
                mark.drop_tree()
        return made


def _is_block(node: Any) -> bool:
    """Tell whether an element, or what is in it, stands by itself; a note stands elsewhere."""
    if node.tag in BLOCKS:
        return bool(node.get("class") != NOTE)
    return any(_is_block(child) for child in node if isinstance(child.tag, str))


def _is_note(node: Any) -> bool:
    """Tell whether an element refers to a note."""
    link = next(node.iterchildren("a"), None) if node is not None and node.tag == "sup" else None
    return link is not None and link.get("class", "").startswith("footnote-ref")


def _nodes(element: Any) -> Iterator[Any]:
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str):
            yield child
        if child.tail:
            yield child.tail
