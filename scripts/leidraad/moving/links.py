"""Links in a chapter's source: where each destination stands, where the parser says that it is one."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import quote, unquote
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from leidraad import patterns
from leidraad.dialect import fronts
from leidraad.policy.elsewhere import is_relative

_Part = tuple[int, int, str]
"""A part of a text: where it begins and ends, and what stands or is to stand there."""

Change = Callable[[str], str]
"""From a destination without its fragment to what is to stand there."""

# Behind `](` and behind `[name]:`; the parser tells which of them are links.
_DESTINATION = patterns.lazy(
    r"(?:\]\(\s*|^[ >]{0,9}\[(?!\^)[^\]\n]+\]:\s*)(?:<(?P<pointed>[^<>\n#?]+)|(?P<bare>[^\s()<>#?]+))",
    re.MULTILINE,
)
# No destination in a handbook is called so.
_MARK = "leidraad-link-{}-"
_MARKS = patterns.lazy(_MARK.format(r"(\d+)"))


def rewrite(text: str, change: Change, make_parser: Callable[[], Markdown]) -> str:
    """Return the text of a file with other destinations in its links, and every other byte as it was.

    Args:
        text: the whole file.
        change: says what a destination becomes.
        make_parser: gives the site's own Markdown object; asked only where something would change.

    Raises:
        LeidraadError: the parser cannot read the text.
    """
    found = [(start, end, change(link)) for start, end, link in _destinations(text)]
    return _put(
        text, _real(text, [each for each in found if text[each[0] : each[1]] != each[2]], make_parser)
    )


def named(text: str, is_meant: Callable[[str], bool], make_parser: Callable[[], Markdown]) -> list[str]:
    """Return the destinations of links in a text, each once, of those that are meant.

    Raises:
        LeidraadError: the parser cannot read the text.
    """
    found = [each for each in _destinations(text) if is_meant(each[2])]
    return list(dict.fromkeys(link for _, _, link in _real(text, found, make_parser)))


def follow(moved: Mapping[str, str], old: str, new: str) -> Change:
    """Return what makes relative links lead to where files are now.

    Args:
        moved: the new path of each file that moves.
        old: the folder that links were counted from.
        new: the folder that they are counted from now.
    """

    def change(link: str) -> str:
        plain = unquote(link)
        if not is_relative(plain):
            return link
        there = posixpath.normpath(posixpath.join(old, plain))
        to = moved.get(there, there)
        if to == there and old == new:
            return link
        path = posixpath.relpath(to, new) + ("/" if plain.endswith("/") else "")
        return quote(path) if plain != link else path

    return change


def _destinations(text: str) -> Iterator[_Part]:
    """Yield what may be the destination of a link, without its fragment."""
    for match in _DESTINATION.finditer(text):
        group = "bare" if match["bare"] is not None else "pointed"
        yield (*match.span(group), match[group])


def _real(text: str, parts: list[_Part], make_parser: Callable[[], Markdown]) -> list[_Part]:
    """Return the parts of a text that are in the destination of a link or an image."""
    if not parts:
        return []
    marked = _put(text, [(start, end, _MARK.format(at)) for at, (start, end, _) in enumerate(parts)])
    links = _links(marked, make_parser())
    return [part for at, part in enumerate(parts) if at in links]


def _put(text: str, places: list[_Part]) -> str:
    parts = []
    done = 0
    for start, end, new in places:
        parts += [text[done:start], new]
        done = end
    return "".join((*parts, text[done:]))


def _links(text: str, parser: Markdown) -> set[int]:
    """Return the numbers of the marks that are in the destination of a link or an image."""
    body = fronts.split(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))[0]
    collector = _Collector(parser)
    # The last to see the tree: notes and the titles of callouts are in it.
    parser.treeprocessors.register(collector, "leidraad_links", -1)
    parser.convert(body)
    return collector.found


class _Collector(Treeprocessor):
    """Keep the marks in destinations."""

    def __init__(self, md: Markdown):
        super().__init__(md)
        self.found: set[int] = set()

    def run(self, root: Element) -> None:
        for element in root.iter():
            for name in ("href", "src"):
                self.found |= {int(number) for number in _MARKS.findall(element.get(name, ""))}
