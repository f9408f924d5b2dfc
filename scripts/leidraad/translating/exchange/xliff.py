"""XLIFF 1.2, in which marks are elements that a translator moves but cannot damage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, ParseError
from xml.sax.saxutils import escape, quoteattr

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from leidraad import patterns
from leidraad.errors import LeidraadError
from leidraad.storage.unfit import UNFIT
from leidraad.translating.exchange import inline
from leidraad.translating.exchange.inline import BETWEEN
from leidraad.translating.exchange.package import Delivery, Given, Head, sealed, unsealed
from leidraad.translating.exchange.units import Unit

SUFFIX = ".xlf"
_SPACE = "urn:oasis:names:tc:xliff:document:1.2"
_STATES = {"final": "final", "review": "needs-review-translation"}
_OPEN_STATES = ("new", "needs-")
_TYPES = {"emphasis": "italic", "strong": "bold", "link": "link", "break": "lb"}
_UNIT = patterns.lazy(r"<(?:\w+:)?trans-unit\b[^>]*?\sid\s*=\s*[\"']([^\"'<>\s]+)[\"']")
_DEEPEST = 60


def dump(head: Head, units: Sequence[Unit]) -> str:
    """Return the file of a chapter.

    Raises:
        LeidraadError: a unit has a character that no XML may have.
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<xliff version="1.2" xmlns="{_SPACE}">',
        f"  <file original={_quoted(head.chapter)} product-name={_quoted(head.product)} "
        f"source-language={_quoted(head.source)} target-language={_quoted(head.target)} "
        'datatype="x-markdown">',
        "    <body>",
        *(line for unit in units for line in _unit(head, unit)),
        "    </body>",
        "  </file>",
        "</xliff>",
        "",
    ]
    return "\n".join(lines)


def parse(data: bytes, name: str) -> Delivery:
    """Return what came back.

    Args:
        data: the whole file, in any encoding that it names.
        name: what people call it.

    Raises:
        LeidraadError: it is no XLIFF of ours.
    """
    try:
        root = fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        raise LeidraadError(f"{name}: has a DOCTYPE or entities of its own; save it without those.") from None
    except ParseError as error:
        raise LeidraadError(f"{name}:{error.position[0]}: {_broken(data, error)}") from None
    except (ValueError, LookupError):
        raise LeidraadError(f"{name}: is in no encoding that can be read; save it as UTF-8.") from None
    files = [*root] if root.tag == f"{{{_SPACE}}}xliff" and root.get("version") == "1.2" else []
    files = [file for file in files if file.tag == f"{{{_SPACE}}}file"]
    if not files:
        raise LeidraadError(
            f"{name}: is no XLIFF 1.2; give the file that came of `leidraad exchange export`."
        )
    if len(files) > 1:
        raise LeidraadError(
            f"{name}: holds {len(files)} files in one; have each chapter sent back as it went."
        )
    file = files[0]
    names = ("product-name", "original", "source-language", "target-language")
    head = Head(*(file.get(attribute, "") for attribute in names))
    units: list[Given] = []
    problems: list[str] = []
    for number, element in enumerate(file.iter(f"{{{_SPACE}}}trans-unit"), 1):
        try:
            units.append(_given(element))
        except _DamagedError as error:
            problems.append(f"{element.get('id') or f'unit {number}'}: {error}")
    return Delivery(head, tuple(units), tuple(problems))


class _DamagedError(Exception):
    """Say what is wrong with a unit."""


def _unit(head: Head, unit: Unit) -> Iterator[str]:
    if UNFIT.search(unit.source + unit.target + unit.previous + unit.note):
        raise LeidraadError(
            f"{head.chapter}: {unit.id} has a control character, which no XML may; remove it."
        )
    text = inline.parse(unit.source)
    numbers = _Numbers(text)
    yield (
        f'      <trans-unit id={_quoted(unit.id)} approved="{"yes" if unit.state == "final" else "no"}" '
        f'extradata="{sealed(head, unit)}" xml:space="preserve">'
    )
    yield f"        <source>{_content(text, numbers.of_source())}</source>"
    if unit.target:
        target = inline.parse(unit.target)
        written = _content(target, numbers.of_target(target))
        yield f'        <target state="{_STATES[unit.state]}">{written}</target>'
    yield f"        <note>{escape(unit.note)}</note>"
    if unit.previous:
        old = inline.parse(unit.previous)
        yield '        <alt-trans alttranstype="previous-version">'
        yield f"          <source>{_content(old, numbers.of_target(old))}</source>"
        yield f"          <target>{written}</target>"
        yield "        </alt-trans>"
    yield "      </trans-unit>"


class _Numbers:
    """The ids of marks: a mark of a translation has that of the mark of the source which it stands for."""

    def __init__(self, text: inline.Text) -> None:
        self.text = text
        self.marks = list(inline.marks(text))

    def of_source(self) -> Iterator[int]:
        return iter(range(1, len(self.marks) + 1))

    def of_target(self, target: inline.Text) -> Iterator[int]:
        forms = {other.source: name for name, other in inline.counterparts(self.text, target).items()}
        free: dict[str, list[int]] = defaultdict(list)
        for number, mark in enumerate(self.marks, 1):
            free[mark.source].append(number)
        extra = len(self.marks)
        for mark in inline.marks(target):
            waiting = free[mark.source] or free[forms.get(mark.source, "")]
            if not waiting:
                extra += 1
            yield waiting.pop(0) if waiting else extra


def _content(text: inline.Text, numbers: Iterator[int]) -> str:
    """Return words and marks as XML."""
    parts = []
    for node in text:
        if isinstance(node, str):
            parts.append(escape(node))
            continue
        kind = _TYPES.get(node.kind, f"x-{node.kind}")
        told = f'id="{next(numbers)}" ctype="{kind}" equiv-text={_quoted(node.source)}'
        parts.append(
            f"<x {told}/>" if node.close is None else f"<g {told}>{_content(node.inside, numbers)}</g>"
        )
    return "".join(parts)


def _quoted(text: str) -> str:
    return quoteattr(text)


def _given(element: Element) -> Given:
    """Return a unit as it came back."""
    identifier = element.get("id")
    if not identifier:
        raise _DamagedError("a unit has no id; have the file sent back as it was.")
    source, target = element.find(f"{{{_SPACE}}}source"), element.find(f"{{{_SPACE}}}target")
    if source is None:
        raise _DamagedError("has no source; have the file sent back as it was.")
    known: dict[str, str] = {}
    said = _text(source, known)
    state = target.get("state", "") if target is not None else ""
    mark, seal = unsealed(element.get("extradata"))
    return Given(
        identifier,
        said,
        _text(target, known) if target is not None else "",
        not state.startswith(_OPEN_STATES),
        mark,
        seal,
    )


def _text(element: Element, known: dict[str, str], depth: int = 0) -> str:
    """Return the Markdown of an element; `known` has, and gets, the marks by their ids."""
    if depth > _DEEPEST:
        raise _DamagedError("has marks in marks without end; have it sent back as it was.")
    parts = [element.text or ""]
    for child in element:
        name = str(child.tag).removeprefix(f"{{{_SPACE}}}")
        if name == "mrk":
            # Programs mark sentences and terms so.
            parts.append(_text(child, known, depth + 1))
        elif name in ("g", "x"):
            number = child.get("id", "")
            told = child.get("equiv-text") or known.get(number)
            if told is None:
                raise _DamagedError(
                    f"has a mark {number or 'without id'} that its source has not; remove it."
                )
            known.setdefault(number, told)
            start, between, end = told.partition(BETWEEN) if name == "g" else (told, "", "")
            if name == "g" and not between:
                raise _DamagedError(f"does not say what its mark {number} is; have it sent back as it was.")
            parts += [start, _text(child, known, depth + 1), end]
        elif isinstance(child.tag, str):
            raise _DamagedError(f"holds <{name.rpartition('}')[2]}>, which was not there; remove it.")
        parts.append(child.tail or "")
    return "".join(parts)


def _broken(data: bytes, error: ParseError) -> str:
    """Return what is wrong with a file that is not well-formed, and in or after which unit."""
    lines = data.decode("utf-8", "replace").split("\n")[: error.position[0]]
    lines[-1] = lines[-1][: error.position[1] + 1]
    ids = _UNIT.findall("\n".join(lines))
    where = f"in or after unit {ids[-1]}" if ids else "before the first unit"
    return f"is not well-formed, {where}; have it sent back whole."
