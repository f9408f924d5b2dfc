"""A whole book in one text: cut where its chapters open, each part imported by itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from leidraad import locales, patterns
from leidraad.manuscript import audit, characters, contents, importer, lines, starts
from leidraad.manuscript.decisions import FLAG_BELOW, Decision
from leidraad.manuscript.filenames import numbered
from leidraad.manuscript.importer import Imported
from leidraad.manuscript.lines import Source
from leidraad.manuscript.openings import Opening, Openings
from leidraad.model import Chapter, Comment, Heading
from leidraad.writer import write

Progress = Callable[[int, int], None]
"""Called with how many parts are done, and of how many."""

_NUMBER = "the chapter’s number, which is in the name of its file"
_LEAST_FRONT = 40
_LEAST_SENTENCE = 8
_COLOPHON = patterns.lazy(r"©|\bISBN\b|copyright|rechten|rights|uitgave|uitgever|publi[sc]", re.IGNORECASE)
_BOOK_WORDS = 30_000


@dataclass(frozen=True, slots=True)
class _Part:
    """Lines of a book that become a chapter; `opening` is None where the text itself begins."""

    start: int
    end: int
    opening: Opening | None
    number: int


def import_book(
    source: Source, *, lang: str, name: str, split: bool | None = None, progress: Progress | None = None
) -> list[Imported]:
    """Return the chapters that a text holds: one, or those of a book.

    Args:
        source: the text as it was extracted.
        lang: the language of the text.
        name: what the chapter is called where there is only one.
        split: False keeps the text in one chapter; True splits it on less evidence than is asked for else.
        progress: is told of every part that is done.

    Raises:
        LeidraadError: there is no text, or the language is unknown.
    """
    locales.load(lang)
    lines.refuse_empty(source.text, name)
    if split is False:
        return [importer.import_text(source, lang=lang, name=name)]
    cleaned, _ = characters.clean(source.text)
    printed = lines.split(cleaned)
    listed = contents.find(printed, lang)
    evidence = Openings(printed, listed, lang)
    words = [len(line.text.split()) for line in printed]
    accepted = starts.choose(evidence, words, easily=bool(split))
    if len(accepted) < 2 and not (accepted and accepted[0].kind is None and sum(words[: accepted[0].at])):
        only = importer.import_text(source, lang=lang, name=name)
        likely = [] if split else starts.choose(evidence, words, easily=True)
        if len(likely) > 1:
            told = f"This may be a book of {len(likely)} chapters; if it is, import it with --split."
            only = replace(only, warnings=(*only.warnings, told))
        elif only.words > _BOOK_WORDS:
            told = f"{only.words} words in one chapter, and nothing tells where others begin."
            only = replace(only, warnings=(*only.warnings, told))
        return [only]
    raw = source.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    taken = _furniture(raw, evidence, accepted, words)
    accepted = [opening for opening in accepted if "".join(raw[opening.at : opening.title + 1]).strip()]
    done: list[Imported] = []
    here: list[Decision] = []
    has_front = bool(listed.lines) or not "".join(raw[: accepted[0].at]).strip()
    parts = _parts(accepted, len(raw), has_front)
    for count, part in enumerate(parts):
        if progress:
            progress(count, len(parts))
        here += [decision for decision in taken if part.start < decision.lines[0] <= part.end]
        left = [i for i in range(part.start, part.end) if raw[i].strip() and printed[i].text]
        if not any(char.isalpha() for index in left for char in printed[index].text):
            here += [_take(raw, index, printed[index].text, "a page without a letter") for index in left]
            left = []
        text = "\n".join(raw[part.start : part.end])
        if left:
            printed_title = printed[part.opening.title].text[_label(part) :] if part.opening else None
            done.append(_import(part, Source(text, source.is_guess), here, lang, printed_title))
            # Of what is nothing but furniture the next chapter's report tells.
            here = []
    if not done:
        return [importer.import_text(source, lang=lang, name=name)]
    if here:
        last = done[-1]
        done[-1] = replace(last, decisions=(*last.decisions, *here))
    if progress:
        progress(len(parts), len(parts))
    # Each chapter is proved by itself; what the cuts took from between them is not yet.
    whole = Chapter(lang, tuple(block for each in done for block in each.chapter.blocks))
    audit.check(cleaned, whole, [decision for each in done for decision in each.decisions], name)
    return done


def _parts(accepted: Sequence[Opening], end: int, has_front: bool) -> list[_Part]:
    """Return the parts of the book, each with the number for its file."""
    starts: list[tuple[int, Opening | None]] = [(opening.at, opening) for opening in accepted]
    if accepted[0].at:
        starts.insert(0, (0, None))
    printed = [opening.number if opening and opening.kind != 1 else None for _, opening in starts]
    first = next((place for place, number in enumerate(printed) if number), None)
    if first is None or 2 * sum(number is not None for number in printed) < len(printed):
        # Titles without numbers: the text begins with the first chapter, unless its contents stand there.
        begin = 0 if starts[0][1] is None and has_front else 1
        numbers = list(range(begin, begin + len(starts)))
    else:
        numbers = [0] * first
        given = [number for number in printed[first:] if number]
        tail = len(printed) - first - len(given)
        runs_on = all(printed[first : len(printed) - tail]) and given == sorted(set(given))
        begin = given[0] if runs_on else 1
        numbers += given if runs_on else []
        numbers += range(begin + len(given) if runs_on else begin, begin + len(printed) - first)
    ends = [at for at, _ in starts[1:]] + [end]
    return [
        _Part(at, stop, opening, number)
        for (at, opening), stop, number in zip(starts, ends, numbers, strict=True)
    ]


def _furniture(
    raw: list[str], evidence: Openings, accepted: Sequence[Opening], words: Sequence[int]
) -> list[Decision]:
    """Blank what is no text of any chapter in the lines of the book, and return what that was."""
    taken: list[Decision] = []

    def take(places: Iterable[int], reason: str) -> None:
        # A running head may stand on the title page of a part: a line is taken once.
        left = [index for index in places if evidence.lines[index].text and raw[index].strip()]
        taken.extend(_take(raw, index, evidence.lines[index].text, reason) for index in left)

    titles = {place for opening in accepted for place in (opening.at, opening.title)}
    take(sorted(evidence.contents.lines), "the table of contents, which the site makes itself")
    take(sorted(evidence.heads.keys() - titles), "a running head: pages near this one have it too")
    front = [index for index in range(accepted[0].at) if raw[index].strip()]
    said = [evidence.lines[index].text for index in front]
    if sum(words[index] for index in front) < _LEAST_FRONT and not _is_prose(said):
        take(front, "the title page of the book")
    for which, opening in enumerate(accepted):
        following = accepted[which + 1].at if which + 1 < len(accepted) else len(raw)
        if opening.kind == 1 and sum(words[opening.at : following]) < starts.LEAST_WORDS:
            what = "the title page of a part; make it a section of the navigation"
            take(range(opening.at, following), what)
        elif opening.label and opening.kind != 1 and opening.title != opening.at:
            take([opening.at], _NUMBER)
    return taken


def _is_prose(said: Sequence[str]) -> bool:
    """Tell whether lines hold a whole sentence, as a short foreword does; what a publisher says is none."""
    text = " ".join(line for line in said if not _COLOPHON.search(line))
    sentences = re.split(r"(?<=[.!?])\s+", text)
    return any(len(each.split()) >= _LEAST_SENTENCE and each.endswith((".", "!", "?")) for each in sentences)


def _take(raw: list[str], index: int, text: str, reason: str) -> Decision:
    """Take a line out of the book."""
    raw[index] = "\f" if "\f" in raw[index] else ""
    return Decision("furniture", (index + 1, index + 1), text, 0.95, reason=reason)


def _import(part: _Part, source: Source, taken: Sequence[Decision], lang: str, title: str | None) -> Imported:
    """Import a part of the book; the lines of its decisions are those of the book."""
    stem = f"{part.number:02}"
    imported = importer.import_text(source, lang=lang, name=stem)
    decisions = [
        replace(decision, lines=(decision.lines[0] + part.start, decision.lines[1] + part.start))
        for decision in imported.decisions
    ]
    chapter = imported.chapter
    if part.opening and _label(part):
        chapter, label = _without_label(chapter, part.opening)
        if label:
            line = part.opening.at + 1
            decisions.append(Decision("furniture", (line, line), label, 0.95, reason=_NUMBER))
    name = numbered(part.number, chapter.title or title)
    if part.opening:
        chosen = _chosen(part.opening, name)
        if chosen.flagged:
            comment = Comment(f"leidraad LR501: {locales.load(lang).say('import', 'chapter_guess')}")
            chapter = replace(chapter, blocks=(comment, *chapter.blocks))
            down = write(Chapter(lang, (comment,))).count("\n") + 1
            decisions = [
                replace(decision, chapter_line=decision.chapter_line and decision.chapter_line + down)
                for decision in decisions
            ]
        decisions.append(chosen)
    decisions = sorted([*decisions, *taken], key=lambda decision: decision.lines[0])
    return replace(imported, chapter=chapter, decisions=tuple(decisions), name=name)


def _label(part: _Part) -> int:
    """Return how many characters of the line of a part's title are the number before it."""
    opening = part.opening
    return opening.label if opening and opening.title == opening.at else 0


def _without_label(chapter: Chapter, opening: Opening) -> tuple[Chapter, str]:
    """Return a chapter without the number before its title, and that number."""
    title = chapter.blocks[0]
    if not isinstance(title, Heading) or len(title.text) <= opening.label:
        return chapter, ""
    label, rest = title.text[: opening.label], title.text[opening.label :]
    return replace(chapter, blocks=(replace(title, text=rest), *chapter.blocks[1:])), label.strip()


def _chosen(opening: Opening, name: str) -> Decision:
    sure = min(0.3 + 0.1 * opening.score, 0.98)
    line = opening.at + 1
    return Decision(
        "chapter",
        (line, line),
        f"a new chapter, {name}",
        round(sure, 2),
        ("a heading",),
        ", ".join(opening.reasons),
        sure < FLAG_BELOW,
        1 if sure < FLAG_BELOW else None,
    )
