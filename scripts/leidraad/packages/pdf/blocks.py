"""What stands by itself in a book, in Typst: headings, lists, figures, and what is listed at the back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from leidraad.packages.pdf import callouts, tables
from leidraad.packages.pdf.words import call, content, quoted, truth

if TYPE_CHECKING:
    from leidraad.packages.pdf.setting import Setting

Handler = Callable[["Setting", Any], list[str]]

_BY_CLASS: dict[str, Handler] = {}
_ONLY = {
    "callout__answers": ("ol", "ul"),
    "leidraad-index__list": ("ol", "ul"),
    "leidraad-terms": ("dl",),
    "leidraad-works": ("ol", "ul"),
}
_NUMERALS = frozenset("1AaIi")


def handler(element: Any) -> Handler:
    """Return what makes Typst of an element: by its class where that says more than what it is."""
    for name in element.get("class", "").split():
        if name in _BY_CLASS and element.tag in _ONLY.get(name, (element.tag,)):
            return _BY_CLASS[name]
    return _BY_TAG.get(element.tag, _division)


def _division(setting: Setting, element: Any) -> list[str]:
    made = setting.within(element)
    return ["parbreak()", *made, "parbreak()"] if made else []


def _styled(name: str, way: str = "") -> Handler:
    """Return what sets an element with a function of Typst that takes what is in it."""

    def made(setting: Setting, element: Any) -> list[str]:
        held = setting.within(element, way)
        return [call(name, content(held))] if held else []

    return made


def _quotation(setting: Setting, element: Any) -> list[str]:
    is_callout = "callout" in element.getparent().get("class", "").split()
    return _styled("said" if is_callout else "quoted")(setting, element)


def _heading(setting: Setting, element: Any) -> list[str]:
    said = element.get("data-bookmark") or " ".join(element.text_content().split())
    if not said.strip("\u200b\u2060\ufeff\xad "):
        return _division(setting, element)
    # Levels are not left out, whatever an author wrote: who listens counts on them.
    setting.level = level = min(int(element.tag[1]), setting.level + 1)
    name, marks = element.get("id"), setting.place(element)
    is_listed = element.get("data-listed") is not None
    is_chapter = level == 1 and "part--chapter" in element.getparent().get("class", "")
    named = {
        "name": quoted(name) if marks or is_listed else "",
        "listed": truth(is_listed),
        "size": '"chapter"' if is_chapter else "",
        "shown": element.tag[1] if element.tag[1] != str(level) else "",
    }
    words = setting.text(element.get("data-bookmark") or element.get("data-title") or said)
    return [call("head", str(level), words, content(setting.line(element)), **named)]


def _list(setting: Setting, element: Any) -> list[str]:
    items = [content(setting.within(item)) for item in element.iterchildren("li")]
    if not items:
        return []
    if element.tag == "ul":
        return [*setting.place(element), call("list", *items)]
    kind, start = element.get("type", "1"), element.get("start", "")
    numerals = f'numerals("{kind}.")' if kind in _NUMERALS and kind != "1" else ""
    start = start if start.isascii() and start.isdigit() and len(start) < 8 else ""
    return [*setting.place(element), call("enum", *items, numbering=numerals, start=start)]


def _listing(setting: Setting, element: Any) -> list[str]:
    notes = setting.notes(element)
    return [
        *setting.place(element),
        call("listing", setting.text(element.text_content().strip("\n"))),
        *notes,
    ]


def _figure(setting: Setting, element: Any) -> list[str]:
    caption = next(element.iterchildren("figcaption"), None)
    under, is_long = "", False
    if caption is not None:
        held, is_long = setting.within(caption), not callouts.is_kept(caption)
        under = f"(words: {content(held)}, long: {truth(is_long)})" if held else ""
        caption.drop_tree()
    drawn: list[str] = []
    for child in [*element.iterchildren("img", "svg")]:
        drawn += setting.picture(child)
        child.drop_tree()
    return [call("figured", content([*drawn, *setting.within(element)]), under=under)]


def caption(setting: Setting, element: Any) -> list[str]:
    """Return what is said above or below something."""
    return [call("caption", content(setting.within(element)))]


def _paragraph(setting: Setting, element: Any) -> list[str]:
    alone = [*element]
    if len(alone) == 1 and alone[0].tag in ("img", "svg") and not element.text_content().strip():
        made = setting.picture(alone[0])
        return [*setting.place(element), call("figured", content(made))] if made else []
    return _division(setting, element)


def _table(setting: Setting, element: Any) -> list[str]:
    above = [piece for each in element.iterchildren("caption") for piece in caption(setting, each)]
    made = tables.table(element, setting.within)
    return [*setting.place(element), *above, *([made] if made else [])]


def _pairs(setting: Setting, element: Any) -> Iterator[str]:
    """Yield the terms of a list, each with what they mean."""
    terms: list[str] = []
    meanings: list[str] = []

    def pair() -> str:
        return f"({content(terms)}, {content(meanings)})"

    for each in element.iter("dt", "dd"):
        if next(each.iterancestors("dl")) is not element:
            continue
        if each.tag == "dt":
            if meanings:
                yield pair()
                terms, meanings = [], []
            terms += ["linebreak()"] * bool(terms) + setting.within(each)
        else:
            made = setting.block(each)
            meanings += ["parbreak()", *made, "parbreak()"] if made else []
    if terms or meanings:
        yield pair()


def _definitions(setting: Setting, element: Any) -> list[str]:
    return [*setting.place(element), call("defined", *_pairs(setting, element))]


def _glossary(setting: Setting, element: Any) -> list[str]:
    return [*setting.place(element), call("glossary", *_pairs(setting, element))]


def _index_group(setting: Setting, element: Any) -> list[str]:
    made: list[str] = setting.place(element)
    for child in element:
        if child.tag == "dl":
            pairs = [f"index-pair{pair}" for pair in _pairs(setting, child)]
            half = -(-len(pairs) // 2)
            made.append(call("index-group", content(pairs[:half]), content(pairs[half:])))
        elif isinstance(child.tag, str):
            made += setting.block(child)
    return made


def _items(name: str) -> Handler:
    """Return what sets each item of a list with a function of Typst."""

    def made(setting: Setting, element: Any) -> list[str]:
        each = [call(name, content(setting.within(item))) for item in element.iterchildren("li")]
        return [*setting.place(element), *each]

    return made


_BY_TAG: dict[str, Handler] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    **dict.fromkeys(("ul", "ol"), _list),
    "blockquote": _quotation,
    "dl": _definitions,
    "figure": _figure,
    "hr": lambda setting, element: ["rule"],
    "p": _paragraph,
    "pre": _listing,
    "table": _table,
}
_BY_CLASS |= {
    "admonition": _styled("framed"),
    "admonition-title": _styled("named"),
    "answer": callouts.answer,
    "callout": callouts.callout,
    "callout__answers": callouts.choices,
    "callout__turn": _styled("turn"),
    "folded": _styled("framed"),
    "leidraad-index__facts": _styled("aside"),
    "leidraad-index__group": _index_group,
    "leidraad-index__list": _items("index-entry"),
    "leidraad-index__title": _styled("entry-title", "leader"),
    "leidraad-terms": _glossary,
    "leidraad-terms__others": _styled("aside"),
    "leidraad-terms__places": _styled("aside", "index"),
    "leidraad-works": _items("work"),
    "leidraad-works__places": _styled("work-places", "index"),
    "lines": lambda setting, element: ["rules"],
    "part__number": _styled("number-of"),
}
