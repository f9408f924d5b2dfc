"""Callouts in Typst, and the answers to self-checks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from leidraad.packages.pdf.words import call, content, quoted, truth

if TYPE_CHECKING:
    from leidraad.packages.pdf.setting import Setting

KEPT = 1100
"""What is longer than that many letters may go on overleaf: a page of A5 holds twice as many."""

_PER_BLOCK = 50
_KINDS = frozenset(
    ("case", "check", "epigraph", "exercise", "key", "quote", "reflection", "term", "trainer", "unknown")
)
_WHOLE = frozenset(("check", "epigraph", "key", "quote", "term"))
_PARTS = {"callout__label": "label", "callout__name": "name"}


def is_kept(element: Any) -> bool:
    """Tell whether an element is so short that it need not go on overleaf."""
    count = sum(1 for _ in element.iter("p", "li", "br", "tr", "img", "svg", "pre", "dd"))
    return len(element.text_content()) + _PER_BLOCK * count <= KEPT and not [*element.iter("img", "svg")]


def callout(setting: Setting, element: Any) -> list[str]:
    """Return a callout, which its label and its lines tell from others."""
    classes = element.get("class").split()
    kind = next((name[9:] for name in classes if name.startswith("callout--")), "")
    kind = kind if kind in _KINDS else "unknown"
    keep = truth(kind in _WHOLE and is_kept(element))
    named: dict[str, str] = {}
    place = setting.place(element)
    for child in [*element]:
        found = child.get("class", "") if isinstance(child.tag, str) else ""
        if found == "callout__title":
            for part in child:
                name = _PARTS.get(part.get("class", ""))
                if name:
                    named[name] = content([*place, *setting.within(part)])
                    place = []
        elif found == "callout__facts":
            named["told"] = content(setting.within(child))
        elif child.tag == "figcaption":
            named["source"] = content(setting.within(child))
        else:
            continue
        child.drop_tree()
    if kind == "reflection":
        body = [piece for child in element for piece in _asked(setting, child)]
    else:
        body = setting.within(element)
    return [call("callout", quoted(kind), content([*place, *body]), keep=keep, **named)]


def _asked(setting: Setting, element: Any) -> list[str]:
    if element.tag not in ("ul", "ol"):
        return setting.block(element)
    asked = [*element.iterchildren("li")]
    items = [f"({truth(is_kept(item))}, {content(setting.within(item))})" for item in asked]
    return [call("questions", *items)] if items else []


def choices(setting: Setting, element: Any) -> list[str]:
    """Return the answers to choose from."""
    items = [content(setting.within(item)) for item in element.iterchildren("li")]
    return [call("answers", *items)] if items else []


def answer(setting: Setting, element: Any) -> list[str]:
    """Return the answer to a self-check, below its question."""
    place = setting.place(element)
    keep = truth(is_kept(element))
    asked: list[str] = []
    number = "[]"
    for line in element.find_class("answer__question")[:1]:
        for each in line.find_class("answer__number"):
            number = content(setting.within(each))
            each.drop_tree()
        asked = setting.within(line)
        line.drop_tree()
    body = setting.within(element, "answer")
    return [call("answer", keep, number, content([*place, *asked]), content(body))]
