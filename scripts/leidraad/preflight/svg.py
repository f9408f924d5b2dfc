"""SVG pictures: whether one can run or load anything, told without loading or expanding anything.

What may stand in one that a browser opens: <https://www.w3.org/TR/SVG2/conform.html#secure-static-mode>.
"""

from __future__ import annotations

import re
from typing import Any, NoReturn

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from leidraad import patterns
from leidraad.policy.elsewhere import SCHEMES, scheme_of

MOST_BYTES = 2_000_000

_DEEPEST = 200
_RUNNING = frozenset(
    (
        *("audio", "embed", "foreignobject", "frame", "handler", "iframe", "link", "listener", "meta"),
        *("object", "script", "video"),
    )
)
_ANIMATED = frozenset(["animate", "animatecolor", "animatemotion", "animatetransform", "set"])
_LINKS = frozenset(["action", "base", "data", "formaction", "href", "poster", "src"])
_RUNNABLE = frozenset(["data", "javascript", "vbscript"])
_VALUES = frozenset(["by", "from", "to", "values"])
# A set of pictures names them in strings.
_STYLES = patterns.lazy(r"@import|expression\(|-moz-binding|behavior:|image-set\(", re.IGNORECASE)
_SPACES = frozenset(
    {
        "http://www.w3.org/1999/xhtml",
        "http://www.w3.org/1998/Math/MathML",
        "http://www.w3.org/2001/xml-events",
        "http://www.w3.org/1999/XSL/Transform",
    }
)
_PICTURE = patterns.lazy(r"data:image/(?:png|jpe?g|gif|webp|avif)[;,]", re.IGNORECASE)
_FONT = patterns.lazy(r"data:(?:font/|application/(?:x-)?font-)[a-z0-9+.-]+[;,]", re.IGNORECASE)
_BLANK = patterns.lazy(r"[\s\x00-\x20]+")
_ESCAPE = patterns.lazy(r"\\([0-9a-f]{1,6})[ \t\r\n\f]?|\\(.)", re.IGNORECASE | re.DOTALL)
_URL = patterns.lazy(r"(?:url|src|image)\(\s*[\"']?\s*([^\"')\s]*)", re.IGNORECASE)


def check_svg(data: bytes) -> tuple[int, int, str] | None:
    """Return where a picture is none, or could run or load something: line, column and a sentence."""
    watch = _Watch()
    parser = DefusedXMLParser(target=watch, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    watch.expat = parser.parser
    watch.expat.StartDoctypeDeclHandler = watch.doctype
    try:
        parser.feed(data)
        parser.close()
    except _Found as found:
        return found.place
    except DefusedXmlException:
        return _place(parser.parser, "It declares entities, which can load or multiply; remove them.")
    except ParseError as error:
        line, column = error.position
        return line, column + 1, "This is no well-formed SVG; save it again as SVG."
    except (ValueError, LookupError, RecursionError):
        return 1, 1, "This is no well-formed SVG; save it again as SVG in UTF-8."
    return None if watch.is_svg else (1, 1, "This is no SVG picture, whatever its name says; save it as SVG.")


def _place(expat: Any, message: str) -> tuple[int, int, str]:
    return expat.CurrentLineNumber, expat.CurrentColumnNumber + 1, message


class _Found(Exception):
    """Ends the reading."""

    def __init__(self, place: tuple[int, int, str]) -> None:
        super().__init__(place[2])
        self.place = place


class _Watch:
    """What the parser tells of each element."""

    expat: Any

    def __init__(self) -> None:
        self.depth = 0
        self.is_svg = False
        self.style: list[str] | None = None

    def doctype(self, _: str, system: str | None, public: str | None, has_more: bool) -> None:
        """Refuse a declaration that brings defaults or entities along, here or from elsewhere."""
        if has_more or (system and not re.match(r"https?://www\.w3\.org/", system)):
            remedy = "save it again without (in Illustrator: do not preserve editing capabilities)"
            self._refuse(f"<!DOCTYPE> declares what can load or multiply; {remedy}.")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Look at an element and its attributes."""
        space, name = _parts(tag)
        self.depth += 1
        if self.depth == 1:
            self.is_svg = name == "svg"
        if self.depth > _DEEPEST:
            self._refuse(f"This picture nests more than {_DEEPEST} deep; simplify it.")
        if name in _RUNNING or space in _SPACES:
            remedy = "remove it"
            if name == "foreignobject":
                remedy = "save it with plain text (in draw.io: switch off Formatted Text and Word Wrap)"
            self._refuse(f"<{name}> can run or load something; {remedy}.")
        if name == "style":
            self.style = []
        for attribute, value in attributes.items():
            self._attribute(name, _parts(attribute)[1], value)

    def _attribute(self, element: str, name: str, value: str) -> None:
        if name.startswith("on"):
            self._refuse(f"‘{name}’ runs a script; remove it.")
        if element in _ANIMATED and name == "attributename":
            target = value.rpartition(":")[2].strip().lower()
            if target.startswith("on") or target in ("href", "src", "style"):
                self._refuse(f"<{element}> changes ‘{target}’, which can run or load something; remove it.")
        is_link = name in _LINKS
        if is_link or name in _VALUES:
            for part in [value] if is_link else value.split(";"):
                if why := _link(part, is_link and element == "a" and name == "href", is_link):
                    self._refuse(f"‘{name}’ {why}; remove it.")
        if why := _css(value):
            self._refuse(f"‘{name}’ {why}; remove it.")

    def data(self, text: str) -> None:
        """Keep what a style sheet says."""
        if self.style is not None:
            self.style.append(text)

    def end(self, tag: str) -> None:
        """Look at a style sheet once it is whole."""
        self.depth -= 1
        if self.style is not None and _parts(tag)[1] == "style":
            if why := _css("".join(self.style)):
                self._refuse(f"<style> {why}; remove it.")
            self.style = None

    def pi(self, target: str, _: str = "") -> None:
        """Refuse a processing instruction: a style sheet can be one that runs."""
        self._refuse(f"<?{target[:40]}?> loads something; remove it.")

    def close(self) -> None:
        """Need nothing made."""

    def _refuse(self, message: str) -> NoReturn:
        raise _Found(_place(self.expat, message))


def _parts(tag: str) -> tuple[str, str]:
    """Return the namespace and the name of a tag or attribute, the name without its case and prefix."""
    space, _, name = tag[1:].rpartition("}") if tag.startswith("{") else ("", "", tag)
    return space, name.rpartition(":")[2].lower()


def _link(value: str, may_leave: bool, is_link: bool) -> str:
    """Return why an address may not stand there."""
    plain = _BLANK.sub("", value).replace("\\", "/")
    if plain.startswith("#") or _PICTURE.match(plain) or not plain:
        return ""
    scheme = scheme_of(plain)
    if may_leave and scheme in SCHEMES:
        return ""
    if scheme and (is_link or scheme in _RUNNABLE):
        return f"leads to ‘{scheme[:20]}:’"
    return "loads something from another host" if plain.startswith("//") else ""


def _css(text: str) -> str:
    """Return why a style may not stand there: it loads or runs something.

    What stands in a comment counts, since only a browser knows for sure where one begins.
    """
    if "\\" in text:
        text = _ESCAPE.sub(_unescaped, text)
    if _STYLES.search(text):
        return "loads or runs something"
    if "(" not in text:
        return ""
    for found in _URL.finditer(text):
        address = found[1]
        is_inside = address.startswith("#") or _PICTURE.match(address) or _FONT.match(address)
        if address and not is_inside:
            return f"loads ‘{address[:40]}’"
    return ""


def _unescaped(found: re.Match[str]) -> str:
    """Return the character that an escape of CSS stands for."""
    if found[2]:
        return found[2]
    number = int(found[1], 16)
    return chr(number) if 0 < number < 0x110000 else ""
