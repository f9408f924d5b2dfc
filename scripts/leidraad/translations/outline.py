"""A chapter as a translator sees it: part after part, each with what is the same in every language."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from unicodedata import normalize

from leidraad import tags
from leidraad.citing import CITATION
from leidraad.kinds import KINDS, WORDED
from leidraad.model import Block, Callout, Chapter, Comment, Heading, Include, Note, Paragraph, Verbatim
from leidraad.translations.codes import codes
from leidraad.translations.leftovers import key as key_of
from leidraad.translations.leftovers import pieces, strays
from leidraad.translations.links import links as links_in
from leidraad.translations.links import targets_of
from leidraad.translations.numbers import numbers, telling
from leidraad.translations.pictures import pictures
from leidraad.translations.rhythm import Rhythm, rhythm
from leidraad.translations.shapes import paragraphs, shape_of_definitions, shape_of_list, shape_of_table
from leidraad.translations.spelling import Speller, speller
from leidraad.translations.tongues import is_plainly, is_source, other_tongue
from leidraad.translations.unwritten import is_open

_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)|<!--.*?-->", re.DOTALL)
_SRC = re.compile(r"""\bsrc\s*=\s*["']?([^"'\s>]+)""")
_IMAGE_WHOLE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK_WHOLE = re.compile(r"(?<!!)\[((?:[^\[\]]|\[[^\]]*\])*)\]\([^)]*\)")
_REFERENCE = re.compile(r"\[\^([^\]]*)\]")
_ATTRIBUTES = re.compile(r"\{:?[ ]*[#.][^{}]*\}")
_MARKS = "*_`~|"
_MARKUP = re.compile(r"[*_`~]+|^\s*(?:[-+*>]|\d+[.)]|\|)\s+|[|]", re.MULTILINE)
_CITATION = re.compile(CITATION)
DESCRIPTION = "@description"
"""The id of the sentence that search engines show of a chapter."""
_BEGIN = 60
_WORDLESS = ("code", "include", "html", "quotation")
_SPOKEN = ("paragraph", "list", "table", "dl", "note", "description")
# These may hold words of any language.
_QUOTED = ("quote", "epigraph", "term")


class Part(NamedTuple):
    """A block, or a paragraph in a callout.

    A page has dozens; a frozen dataclass of as many fields takes five times as long to make.

    Attributes:
        kind: heading, paragraph, list, table, quotation, code, html, include, or callout.
        depth: how many callouts it stands in.
        section: the id of the heading that it stands under, "" where that has none.
        identity: what it goes by in every language: the id of a heading, the kind and id of a callout, the
            path of an include, the digest of code; "" where it has none.
        shape: what must be the same in every language, in words.
        images: the paths of its pictures, and which words they lack or have; see pictures.py.
        links: what it links to, without the folder of a language.
        notes: the ids of the notes that it refers to.
        numbers: the numbers in its text, as every language would write them in digits; see numbers.py.
        rhythm: how long its sentences are, without markup and notes.
        begin: how its words begin.
        tongue: the language that it is in, where that is not the chapter's; quotations and terms may be.
        fingerprint: a digest of its source.
        codes: the code within its text.
        pieces: a digest of each short text in it.
        strays: those that may be in another language; where the source has them too, they are.
        line: where it begins in the file.
        id: what it is called in every language, where its chapter is the source; see `_Outliner`.
        words: how many words it has.
        is_open: it has still to be written.
        text: its source on one line; not kept beyond a run.
    """

    kind: str
    depth: int
    section: str
    identity: str
    shape: str
    images: tuple[str, ...]
    links: tuple[str, ...]
    notes: tuple[str, ...]
    numbers: tuple[str, ...]
    rhythm: Rhythm
    begin: str
    fingerprint: str
    tongue: str = ""
    codes: tuple[str, ...] = ()
    pieces: tuple[int, ...] = ()
    strays: tuple[str, ...] = ()
    line: int = 0
    id: str = ""
    words: int = 0
    is_open: bool = False
    text: str = ""

    @property
    def is_named(self) -> bool:
        """Tell whether no other part is likely to have its identity."""
        return bool(self.identity) and not self.identity.endswith(" ")


_ID, _FINGERPRINT = (Part._fields.index(name) for name in ("id", "fingerprint"))


def fingerprints(parts: Sequence[Part]) -> list[tuple[str, str]]:
    """Return the id and fingerprint of each part; of parts that were kept as lists, none is made for it."""
    return [(str(part[_ID]), str(part[_FINGERPRINT])) for part in getattr(parts, "raw", parts)]


def outline(chapter: Chapter) -> list[Part]:
    """Return the parts of a chapter in reading order; notes and comments are none."""
    return [part for _, part in parts_of(chapter)]


def parts_of(chapter: Chapter) -> Iterator[tuple[Block, Part]]:
    """Yield the parts of a chapter in reading order, each with the block that it is."""
    return _Outliner(chapter).parts(chapter.blocks)


def beside(chapter: Chapter, description: object) -> list[Part]:
    """Return what a chapter has to translate beside its parts: notes, and what search engines are told.

    The id of a note is that of the author behind a `^`.
    """
    outliner = _Outliner(chapter)
    notes = [outliner.note(block) for block in chapter.walk() if isinstance(block, Note)]
    return notes + ([outliner.aside("description", DESCRIPTION, description)] if description else [])


def callouts(parts: Sequence[Part]) -> list[int | None]:
    """Return for each part the place of the callout that it stands in."""
    found: list[int | None] = []
    opencallouts: list[int] = []
    for at, part in enumerate(parts):
        del opencallouts[part.depth :]
        found.append(opencallouts[-1] if opencallouts else None)
        if part.kind == "callout":
            opencallouts.append(at)
    return found


def note_name(identifier: str) -> str:
    """Return what a note is called as something to translate."""
    return f"^{'_'.join(identifier.split())}"


def is_part(block: Block) -> bool:
    """Tell whether a block is a part; notes and comments are none."""
    match block:
        case Note() | Comment() | Verbatim("definition" | "rule", _):
            return False
    return True


def shape_of(parts: Sequence[Part]) -> str:
    """Return a digest of what every language has alike: where it is the same, nothing differs."""
    alike = [
        (p.kind, p.depth, p.shape, p.images, p.links, p.notes, p.codes, telling(p.numbers), p.tongue)
        for p in parts
    ]
    code = [part.fingerprint for part in parts if part.kind == "code"]
    return hashlib.sha256(repr((alike, code)).encode()).hexdigest()[:16]


class _Outliner:
    """The state while a chapter is read: its language, and the heading that its parts stand under.

    A part is called `section.n`, after the nearest heading with an id of its author's, which is called by
    that id alone. What is for trainers is counted apart: other readers must not see a gap.
    """

    def __init__(self, chapter: Chapter) -> None:
        self.lang = chapter.lang
        self.speller = speller(self.lang)
        defined = [b.source for b in chapter.walk() if isinstance(b, Verbatim) and b.kind == "definition"]
        self.targets = targets_of(tags.MARK.sub("", source) for source in defined)
        self.section = self.opened = ""
        self.counts = Counter[str]()

    def parts(
        self, blocks: tuple[Block, ...], depth: int = 0, is_quoted: bool = False, side: str = ""
    ) -> Iterator[tuple[Block, Part]]:
        """Yield the parts of blocks that stand in `depth` callouts, quoted or not, each with its block.

        What is counted apart has a letter before its number, its `side`.
        """
        for block in filter(is_part, blocks):
            inner = "t" if isinstance(block, Callout) and block.kind == "trainer" else side
            yield block, self._of(block, depth, is_quoted, inner)
            if isinstance(block, Callout):
                yield from self.parts(block.body, depth + 1, is_quoted or block.kind in _QUOTED, inner)

    def note(self, note: Note) -> Part:
        """Return what a note is to a translator."""
        return self.aside("note", note_name(note.id), note.text, paragraphs(note.text))

    def aside(self, kind: str, name: str, text: object, shape: str = "") -> Part:
        """Return something to translate that is called by a name of its own."""
        self.name = name
        return self._part(kind, 0, shape, str(text))

    def _of(self, block: Block, depth: int, is_quoted: bool, side: str) -> Part:
        if isinstance(block, Heading) and block.id:
            self.name = self.opened = block.id
            self.counts.clear()
        else:
            self.counts[side] += 1
            self.name = f"{self.opened}.{side}{self.counts[side]}".lstrip(".")
        match block:
            case Heading(level, text, identifier):
                self.section = identifier or ""
                shape = f"level {level}" + (f", {{#{identifier}}}" if identifier else "")
                return self._part("heading", depth, shape, text, identity=self.section)
            case Callout(kind, argument, options, _):
                shared = sorted(_shared(kind, options).items())
                told = ", ".join(f"{name}: {_told(value)}" for name, value in shared)
                shape = kind + (f" ({told})" if told else "")
                every = "".join(f" · {name}: {_told(value)}" for name, value in sorted(options.items()))
                whole = f"{kind} | {argument or ''}{every}"
                identity = f"{kind} {options.get('id', '')}"
                return self._part(
                    "callout",
                    depth,
                    shape,
                    argument or "",
                    whole,
                    identity=identity,
                    is_quoted=kind in _QUOTED,
                )
            case Paragraph(text):
                return self._part("paragraph", depth, "", text, is_quoted=is_quoted)
            case Include(path, lines):
                shape = (path.partition("/")[2] or path) + (f", lines {lines}" if lines else "")
                return self._part("include", depth, shape, "", path, identity=shape.partition(",")[0])
            case Verbatim("code", source):
                return self._part(
                    "code", depth, "", "", source, identity=_digest("code", " ".join(source.split()))
                )
            case Verbatim("list", source):
                return self._part("list", depth, shape_of_list(source), source, is_quoted=is_quoted)
            case Verbatim("table", source):
                return self._part("table", depth, shape_of_table(source), source, is_quoted=is_quoted)
            case Verbatim("dl", source):
                return self._part("dl", depth, shape_of_definitions(source), source)
            case Verbatim("quotation", source):
                return self._part("quotation", depth, paragraphs(source), source)
            case Verbatim(kind, source):
                return self._part(kind, depth, "", source)
        raise TypeError(f"{type(block).__name__} is no part of a chapter")

    def _part(
        self,
        kind: str,
        depth: int,
        shape: str,
        source: str,
        key: str | None = None,
        *,
        identity: str = "",
        is_quoted: bool = False,
    ) -> Part:
        """Return a part; what it is a digest of is `key`, where that is not its source."""
        source = tags.MARK.sub("", source) if tags.OPEN in source else source
        # To look for one character first takes a tenth of the time.
        shown = _CODE.sub(" ", source) if "`" in source or "<" in source else source
        is_marked = "[" in shown
        images, captions = pictures(shown) if is_marked and "![" in shown else ((), "")
        if "src" in shown and "<" in shown:
            images += tuple(_SRC.findall(shown))
        links = links_in(shown, self.targets) if is_marked or "<" in shown else ()
        notes = tuple(_REFERENCE.findall(shown)) if is_marked and "[^" in shown else ()
        text = _without_addresses(shown)
        is_plain = kind == "paragraph" and not any(map(text.__contains__, _MARKS))
        said = _on_one_line(text if is_plain else _MARKUP.sub(" ", text))
        lowered = said.lower()
        if key is None:
            whole = said if is_plain and text is source else _on_one_line(source)
        else:
            whole = _on_one_line(tags.MARK.sub("", key))
        is_own = kind in _SPOKEN and not is_quoted and not (kind == "note" and is_source(text))
        tongue = self._tongue(text, lowered) if is_own else ""
        short = [] if is_quoted or kind in _WORDLESS else pieces(kind, text)
        if captions and not is_quoted:
            short += pieces("", captions)
        return Part(
            kind=kind,
            depth=depth,
            section=self.section,
            identity=identity,
            shape=shape,
            images=images,
            links=links,
            notes=notes,
            # What a picture shows has numbers as well.
            numbers=_numbers(
                f"{said} {captions}",
                f"{lowered} {captions.lower()}",
                speller(tongue) if tongue else self.speller,
            ),
            rhythm=rhythm(said),
            begin=said[:_BEGIN],
            fingerprint=_digest(kind, whole),
            tongue=tongue,
            codes=codes(source) if "`" in source and kind not in _WORDLESS else (),
            pieces=tuple(map(key_of, short)),
            strays=() if tongue else tuple(strays(short, self.lang)),
            id=self.name,
            words=said.count(" ") + 1 if said else 0,
            is_open=is_open(source),
            text=whole,
        )

    def _tongue(self, text: str, lowered: str) -> str:
        """Return the language that a text is in, where that is another one."""
        return "" if is_plainly(self.lang, lowered) else other_tongue(text, self.lang)


def _numbers(said: str, lowered: str, words: Speller) -> tuple[str, ...]:
    if "@" in said:
        # The page that is cited is that of an edition.
        said, lowered = (_CITATION.sub("", text) for text in (said, lowered))
    return numbers(said, lowered, words)


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


def _digest(kind: str, source: str) -> str:
    # Some editors write é as two characters, which nobody sees.
    return hashlib.sha256(f"{kind}|{normalize('NFC', source)}".encode()).hexdigest()[:12]


def _shared(kind: str, options: Mapping[str, object]) -> dict[str, object]:
    """Return the options that every language has alike; of those in words, only that they are there."""
    known = KINDS[kind].OPTIONS if kind in KINDS else {}
    # The forms of a term are those of its language, which may have none.
    return {
        name: "…" if name in WORDED and value else value
        for name, value in options.items()
        if name in known and name != "forms"
    }


def _told(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
