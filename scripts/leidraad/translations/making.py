"""A part of an outline, made of the source of its block: what it says, and what languages have alike."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from unicodedata import normalize

from leidraad import patterns
from leidraad.dialect import tags
from leidraad.dialect.citing import CITATION
from leidraad.translations.boxes import KINDS as BOXES
from leidraad.translations.boxes import words_of_box
from leidraad.translations.codes import SPAN, codes, listing
from leidraad.translations.items import sentences, sorted_begins, spelled
from leidraad.translations.leftovers import LISTS, pieces, strays
from leidraad.translations.leftovers import key as key_of
from leidraad.translations.links import links as links_in
from leidraad.translations.numbers import numbers
from leidraad.translations.part import Part
from leidraad.translations.pictures import WORDS, pictures
from leidraad.translations.rhythm import Rhythm, rhythm
from leidraad.translations.shapes import answers_of_list, items_of_list, rows_of_table
from leidraad.translations.spelling import Speller, speller
from leidraad.translations.tongues import is_short, is_source, other_tongue, tongue, uncited
from leidraad.translations.unwritten import is_open

_CODE = patterns.lazy(rf"{SPAN}|<!--.*?-->", re.DOTALL)
_IMAGE_WHOLE = patterns.lazy(rf"!\[{WORDS}\]\([^)]*\)")
_LINK_WHOLE = patterns.lazy(rf"(?<!!)\[({WORDS})\]\([^)]*\)")
_REFERENCE = patterns.lazy(r"\[\^([^\]]*)\]")
_ATTRIBUTES = patterns.lazy(r"\{:?[ ]*[#.][^{}]*\}")
_MARKS = "*_`~|"
_MARKUP = patterns.lazy(r"[*_`~]+|^[^\S\n]*(?:[-+*>]|\d+[.)]|\|)\s+|[|]", re.MULTILINE)
_CITATION = patterns.lazy(CITATION)
_COUNTED = patterns.lazy(r"\s*\d+[.)]")
_BEGIN, _LONG = 60, 10
_WORDLESS = ("code", "include", "html", "quotation")
_CODELESS = ("code", "include", "html")
# A list of definitions may be in the order of the alphabet.
_PARTED = ("list", "table")
_SPOKEN = ("paragraph", "list", "table", "dl", "note", "description", "heading", "callout", *BOXES)


class Maker:
    """What makes the parts of a chapter: it knows its language, and the addresses that have a name in it."""

    def __init__(self, lang: str, targets: Mapping[str, str]) -> None:
        self.lang, self.targets = lang, targets
        self.speller, self.tongue = speller(lang), tongue(lang)

    def part(
        self,
        kind: str,
        source: str,
        *,
        name: str,
        section: str = "",
        depth: int = 0,
        shape: str = "",
        identity: str = "",
        key: str | None = None,
        aside: Sequence[str] = (),
        is_quoted: bool = False,
    ) -> Part:
        """Return a part.

        Args:
            kind: what it is.
            source: what is said in it, as its author wrote it.
            name: what it is called in every language.
            section: the heading that it stands under.
            depth: how many callouts it stands in.
            shape: what must be the same in every language, in words.
            identity: what it goes by in every language.
            key: what it is a digest of, where that is not its source.
            aside: short texts that go with it, such as options in words.
            is_quoted: its words may be of any language.
        """
        source = tags.MARK.sub("", source) if tags.OPEN in source else source
        # To look for one character first takes a tenth of the time.
        shown = _CODE.sub(" ", source) if "`" in source or "<" in source else source
        is_marked = "[" in shown
        images, captions = pictures(shown) if "![" in shown or "src" in shown else ((), [])
        links = links_in(shown, self.targets, self.lang) if is_marked or "<" in shown else ()
        notes = tuple(_REFERENCE.findall(shown)) if is_marked and "[^" in shown else ()
        text = _without_addresses(words_of_box(shown) if kind in BOXES else shown)
        aside = (*captions, *aside)
        is_plain = kind == "paragraph" and not any(map(text.__contains__, _MARKS))
        said = _on_one_line(text) if is_plain else _said(text)
        lowered = said.lower()
        if key is None:
            whole = said if is_plain and text is source else _on_one_line(source)
        else:
            whole = _on_one_line(tags.MARK.sub("", key))
        is_own = kind in _SPOKEN and not is_quoted and not (kind == "note" and is_source(text))
        short = [] if is_quoted or kind in _WORDLESS else pieces(kind, _uncited(text))
        apart = [*(short if kind in LISTS else ()), *aside]
        other = self._other(text, lowered, apart) if is_own else ""
        if aside and not is_quoted:
            short += [piece for each in aside for piece in pieces("", each)]
        words = speller(other) if other else self.speller
        told = "; ".join((said, *aside)) if aside else said
        counted = _numbers(told, told.lower() if aside else lowered, words)
        items, begins = list[str](), tuple[int, ...]()
        if kind in _PARTED:
            items, begins = self._items(kind, shown, words)
        elif max(map(len, (notes, images, links, counted))) > 1:
            # Within a sentence, each language has an order of its own.
            pieces_of = _IMAGE_WHOLE.findall(shown) if not said else sentences(shown)
            items = [self._item(piece, words) for piece in pieces_of]
        right, wrong = _answers(source) if kind == "list" and "[" in source else ((), ())
        return Part(
            kind=kind,
            depth=depth,
            section=section,
            identity=identity,
            shape=shape,
            images=images,
            links=links,
            notes=notes,
            numbers=counted,
            rhythm=rhythm(said),
            begin=said[:_BEGIN],
            fingerprint=digest(kind, whole),
            tongue=other,
            codes=self._codes(kind, source, key),
            items=tuple(items),
            begins=begins,
            pieces=tuple(map(key_of, short)),
            strays=() if other else tuple(strays(short, self.tongue)),
            right=right,
            wrong=wrong,
            id=name,
            words=said.count(" ") + 1 if said else 0,
            is_open=is_open(source),
            text=whole,
        )

    def _codes(self, kind: str, source: str, key: str | None) -> tuple[str, ...]:
        if kind == "code":
            return (listing(key or ""),)
        return codes(source) if "`" in source and kind not in _CODELESS else ()

    def _items(self, kind: str, shown: str, words: Speller) -> tuple[list[str], tuple[int, ...]]:
        """Return what each item of a list or table has, and how they begin if they are sorted."""
        rows = rows_of_table(shown) if kind == "table" else [[item] for item in items_of_list(shown)]
        made = [self._item(cell, words) for row in rows for cell in row]
        # What is counted is in no other order.
        ordered = [] if _COUNTED.match(shown) else rows[2:] if kind == "table" else rows
        return made, sorted_begins([_said(_without_addresses(row[0])) for row in ordered])

    def _item(self, shown: str, words: Speller) -> str:
        """Return what an item, cell or sentence has that every language has alike."""
        said = _said(_without_addresses(shown))
        return spelled(_numbers(said, said.lower(), words), self._marks(shown))

    def _marks(self, shown: str) -> Iterator[str]:
        """Yield the notes, links and pictures of a text."""
        if "[" in shown or "<" in shown:
            yield from (f"[^{note}]" for note in _REFERENCE.findall(shown))
            yield from links_in(shown, self.targets, self.lang)
            yield from pictures(shown)[0]

    def _other(self, text: str, lowered: str, apart: Sequence[str]) -> str:
        """Return the language that a text is in, or one of those in it, where that is another one."""
        found = "" if is_short(text) or self.tongue.is_plain(lowered) else other_tongue(text, self.lang)
        if not found and not apart and self.tongue.may_hold_other(lowered):
            apart = sentences(uncited(text))
        long = (piece for piece in apart if not found and piece.count(" ") > _LONG)
        others = (other_tongue(piece, self.lang) for piece in long if self.tongue.may_be_other(piece.lower()))
        return found or next(filter(None, others), "")


def digest(kind: str, source: str) -> str:
    """Return what tells a source of a kind from any other, whatever space it has."""
    # Some editors write é as two characters, which nobody sees.
    return hashlib.sha256(f"{kind}|{normalize('NFC', source)}".encode()).hexdigest()[:12]


def _answers(source: str) -> tuple[tuple[Rhythm, ...], ...]:
    """Return the rhythms of the right answers of a self-check, and of the others."""
    return tuple(
        tuple(rhythm(_said(_without_addresses(_CODE.sub(" ", answer)))) for answer in answers)
        for answers in answers_of_list(source)
    )


def _numbers(said: str, lowered: str, words: Speller) -> tuple[str, ...]:
    # The page that is cited is that of an edition.
    return numbers(_uncited(said), _uncited(lowered), words)


def _uncited(text: str) -> str:
    """Return a text without its citations."""
    return _CITATION.sub("", text) if "@" in text else text


def _said(text: str) -> str:
    """Return the words of a text without markup."""
    return _on_one_line(_MARKUP.sub(" ", text))


def _on_one_line(text: str) -> str:
    """Return a text with one space for each stretch of white space in it, and none around it."""
    # All white space but a space is unprintable; to see that there is none is quicker than to part the words.
    return text.strip() if text.isprintable() and "  " not in text else " ".join(text.split())


def _without_addresses(shown: str) -> str:
    """Return the words of a source without code: no notes, pictures, addresses or attributes."""
    if "[" not in shown and "{" not in shown:
        return shown
    text = _REFERENCE.sub("", shown) if "[^" in shown else shown
    text = _ATTRIBUTES.sub("", text) if "{" in text else text
    text = _IMAGE_WHOLE.sub(" ", text) if "![" in text else text
    return _LINK_WHOLE.sub(lambda found: found[1], text) if "](" in text else text
