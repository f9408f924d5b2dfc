"""A whole book as the source that Typst sets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from leidraad.packages.pdf.pictures import Pictures
from leidraad.packages.pdf.setting import Setting
from leidraad.packages.pdf.whole import Book
from leidraad.packages.pdf.words import call, content, quoted, tongue

MOST_HEAD = 70
"""A title that is longer is cut short at the head of a page."""

_HEAD = '#import "book.typ": *\n#show: book\n'


def source(book: Book, pictures: Pictures, letters: Mapping[int, str]) -> str:
    """Return the source of a book.

    Args:
        book: the book; its elements are used up.
        pictures: takes up what pictures it has.
        letters: what stands for letters that no font has, by their code points.
    """
    targets = {
        link.get("href")[1:]
        for section in book.sections
        for link in section.iter("a")
        if link.get("href", "").startswith("#")
    }
    setting = Setting(targets, pictures, letters, book.locale.say("printing", "quotes"))
    made: list[str] = []
    is_listed = False
    for section in book.sections:
        if "part" in section.get("class", "").split() and not is_listed:
            made.append(_contents(book, setting))
            is_listed = True
        made.append(_part(section, book, setting))
    return _HEAD + "\n".join(f"#{each}" for each in made) + "\n"


def _contents(book: Book, setting: Setting) -> str:
    title = setting.text(book.locale.say("site", "contents"))
    held = [call("head", "1", title, title, size='"contents"'), "contents()"]
    return call("part", '"opening-contents"', '"contents"', '""', title, content(held))


def _part(section: Any, book: Book, setting: Setting) -> str:
    kind = next(name for name in section.get("class").split() if name.startswith("part--"))[6:]
    first = next(section.iter("h1", "h2", "h3"), None)
    title = first.get("data-title", "") if first is not None else ""
    left = "" if kind == "objectives" else _short(book.title)
    way = "index" if kind == "index" else ""
    opening = quoted(f"opening-{section.get('id') or kind}")
    told = [opening, quoted(kind), setting.text(left), setting.text(_short(title))]
    setting.level = 0
    lang, region = tongue(section.get("lang")) if section.get("lang") else ("", "")
    elements = [*section.iter()]
    held = setting.within(section, way)
    return call("part", *told, content([*setting.unplaced(elements), *held]), lang=lang, region=region)


def _short(title: str) -> str:
    if len(title) <= MOST_HEAD:
        return title
    start = title[:MOST_HEAD]
    words, space, _ = start.rpartition(" ")
    return f"{words.rstrip(' ,;:')}…" if space else start
