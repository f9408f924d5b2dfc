"""Page furniture: page numbers, running heads and notes at the foot of a page, taken out of the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from leidraad import locales, patterns
from leidraad.manuscript.decisions import FLAG_BELOW, Decision
from leidraad.manuscript.lines import Line, Profile, ends_sentence
from leidraad.manuscript.numbering import is_number

DEFINITION = patterns.lazy(r"(?:\[(\d{1,3})\]|(\d{1,3})[.)]?)\s+(?=\S)")

_YEAR_LENGTH = 4
_MOST_WORDS = 5
_TITLE_MOST, _LONGEST_TITLE = 3, 300
_HEADING = 0.8
_MOST_STEP, _SURE = 2, 3
_NUMBERED = patterns.lazy(r"(?P<left>\d{1,4})\s+(?P<after>\D.*)|(?P<before>.*\D)\s+(?P<right>\d{1,4})")
_PAGE_NUMBER = patterns.lazy(r"\d{1,4}")
_REFERENCE = patterns.lazy(r"(?<=[^\W\d_]|[.,;:!?’”)\]])\d{1,3}\b|(?<=\b[12]\d{3})\d{1,2}\b")


@dataclass(frozen=True, slots=True)
class Cleared:
    """The text without its furniture; blank lines stay, so that gaps can be seen."""

    lines: tuple[Line, ...]
    footnotes: tuple[Line, ...]
    breaks: frozenset[int]
    decisions: tuple[Decision, ...]


def heads_notes(text: str, lang: str) -> bool:
    """Tell whether `text` is the heading of a list of notes."""
    words = text.lower().rstrip(":. ").split()
    known = locales.load(lang).say("import", "notes_headings").split()
    return 0 < len(words) <= _MOST_WORDS and (words[0] in known or words[-1] in known)


def clear(lines: Sequence[Line], profile: Profile, lang: str) -> Cleared:
    """Return `lines` in two streams, the text and the notes at page feet, without furniture.

    `breaks` of the result holds the number of each first line of a page.
    """
    runs = _runs(lines)
    numbers = _page_numbers(runs)
    # Numbered sections run on as well, but no page ends before them.
    sure = 0.95 if any(_ends_page(runs, index) for index in numbers) else 0.55
    titles = _titles(runs, lang)
    numbered = _numbered_heads(runs, numbers, titles, profile)
    tops = [
        index
        for index in range(1, len(runs))
        if index in numbered or runs[index][0].starts_page or (index - 1 in numbers and index not in numbers)
    ]
    heads = (
        _running_heads(runs, [index for index in tops if index not in numbered], numbers, titles, profile)
        | numbered
    )
    gone = {line.number for index in {*numbers, *heads} for line in _head(runs[index], index in numbers)}
    decisions = [
        Decision(
            "furniture",
            (run[0].number, run[0].number),
            run[0].text,
            sure,
            ("heading",),
            reason="a page number: on a line of its own, in sequence",
            flagged=sure < FLAG_BELOW,
        )
        for run in (runs[index] for index in sorted(numbers))
    ]
    for index, (confidence, reason) in sorted(heads.items()):
        line = runs[index][0]
        decisions.append(
            Decision(
                "furniture",
                (line.number, line.number),
                line.text,
                confidence,
                ("heading",),
                reason,
                flagged=confidence < FLAG_BELOW,
            )
        )
    feet = _feet(runs, numbers, tops, lang)
    footnotes = tuple(line for index in feet for line in runs[index] if line.number not in gone)
    gone |= {line.number for line in footnotes}
    first_of_page = frozenset(runs[i][0].number for i in tops)
    kept = tuple(
        Line(line.number, "", starts_page=line.starts_page) if line.number in gone else line for line in lines
    )
    return Cleared(kept, footnotes, first_of_page, tuple(decisions))


def _runs(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines between blank lines and page edges, run by run."""
    runs: list[list[Line]] = []
    is_new, starts_page = True, False
    for line in lines:
        starts_page |= line.starts_page
        if not line.text:
            is_new = True
            continue
        if is_new or line.starts_page:
            runs.append([])
            if starts_page:
                line = Line(line.number, line.text, line.indent, line.tail, starts_page=True)
        runs[-1].append(line)
        is_new = starts_page = False
    return runs


def _page_numbers(runs: Sequence[Sequence[Line]]) -> set[int]:
    """Return the runs that are page numbers: alone on their line, each one more than the last."""
    found = [i for i, run in enumerate(runs) if len(run) == 1 and _PAGE_NUMBER.fullmatch(run[0].text)]
    chains: list[list[int]] = []
    for index in found:
        value = int(runs[index][0].text)
        chain = next((c for c in chains if int(runs[c[-1]][0].text) == value - 1), None)
        if chain:
            chain.append(index)
        else:
            chains.append([index])
    best = max(chains, key=len, default=[])
    if len(best) == 1:
        # A single number proves nothing unless it stands where a page ends.
        index = best[0]
        at_end = index + 1 == len(runs) or runs[index + 1][0].starts_page
        cuts = index > 0 and not ends_sentence(runs[index - 1][-1].text) and runs[index][0].text == "1"
        first = runs[index][0].text == "1" and index + 1 < len(runs) and len(runs[index + 1]) == 1
        is_year = len(runs[index][0].text) == _YEAR_LENGTH
        return {index} if (at_end or cuts or first) and not is_year else set()
    return set(best)


def _ends_page(runs: Sequence[Sequence[Line]], index: int) -> bool:
    """Tell whether something besides a number shows that a page ends there."""
    is_last = index + 1 == len(runs)
    breaks = not is_last and (runs[index + 1][0].starts_page or runs[index][0].starts_page)
    before = runs[index - 1] if index else []
    cuts = before and not ends_sentence(before[-1].text) and (len(before) > 1 or before[-1].tail > 0)
    return bool(is_last or breaks or cuts)


def _running_heads(
    runs: Sequence[Sequence[Line]],
    tops: Sequence[int],
    numbers: set[int],
    titles: Sequence[str],
    profile: Profile,
) -> dict[int, tuple[float, str]]:
    """Return the runs that are running heads, each with confidence and reason."""
    heads: dict[int, tuple[float, str]] = {}
    candidates = [i for i in tops if i not in numbers and _is_head(runs[i][0], titles, profile)]
    for index in candidates:
        text = runs[index][0].text
        before = next((runs[i] for i in range(index - 1, -1, -1) if i not in numbers), None)
        if sum(runs[other][0].text == text for other in candidates) > 1:
            heads[index] = 0.98, "a running head: the same line heads other pages"
        elif _alike(text, titles):
            heads[index] = 0.95, "a running head: the chapter’s title at the top of a page"
        elif before and before[-1].text and _is_cut(before[-1], profile) and len(runs[index]) == 1:
            heads[index] = 0.95, "a running head: it stands inside a sentence, at the top of a page"
    for index in candidates:
        if index not in heads and len(runs[index]) == 1 and index - 1 in numbers:
            sure = bool(heads)
            heads[index] = (
                (0.85, "a running head: other pages have one in this place")
                if sure
                else (0.75, "perhaps a running head: a short line of its own right after a page number")
            )
    return heads


def _numbered_heads(
    runs: Sequence[Sequence[Line]], numbers: set[int], titles: Sequence[str], profile: Profile
) -> dict[int, tuple[float, str]]:
    """Return the runs that are running heads with the number of the page on the same line."""
    found: dict[int, tuple[int, str]] = {}
    for index, run in enumerate(runs):
        match = _NUMBERED.fullmatch(run[0].text) if index else None
        if match and run[0].width < 0.9 * profile.measure:
            text = (match["after"] or match["before"]).strip()
            is_sentence = (ends_sentence(text) and not _alike(text, titles)) or text.endswith(",")
            if not is_sentence and text[0].isupper():
                found[index] = int(match["left"] or match["right"]), text
    texts = Counter(text for _, text in found.values())
    sure = {
        index
        for index, (number, text) in found.items()
        if texts[text] > 1
        or _alike(text, titles)
        or (index - 1 in numbers and int(runs[index - 1][0].text) == number - 1)
    }
    chain = _chain(found, sure)
    reason = "a running head with the number of its page"
    return {index: (0.95 if len(chain) > 1 else 0.8, reason) for index in chain}


def _chain(found: Mapping[int, tuple[int, str]], sure: set[int]) -> list[int]:
    """Return the runs of `found` whose page numbers rise together, as many that are sure as can be."""
    best: dict[int, tuple[int, list[int]]] = {}
    for index in sorted(found):
        worth = _SURE if index in sure else 1
        # A blank page or one with a picture has no head.
        before = [best[other] for other in best if 0 < found[index][0] - found[other][0] <= _MOST_STEP]
        score, chain = max(before, default=(0, []))
        best[index] = (score + worth, [*chain, index])
    score, chain = max(best.values(), default=(0, []))
    return chain if sure & set(chain) else []


def _head(run: Sequence[Line], is_number: bool) -> Sequence[Line]:
    """Return the lines of a run that are furniture: a running head may be glued to the text."""
    return run if is_number else run[:1]


def _is_head(line: Line, titles: Sequence[str], profile: Profile) -> bool:
    if _alike(line.text, titles) and line.text[0].isalpha():
        return True
    return (
        line.width < 0.9 * profile.measure
        and not ends_sentence(line.text)
        and not line.is_hyphenated
        and (line.tail == 0 or not profile.spaced)
        and line.text[0].isupper()
    )


def _is_cut(line: Line, profile: Profile) -> bool:
    """Tell whether a page ended in the middle of a paragraph."""
    if line.is_hyphenated:
        return True
    if profile.spaced:
        return line.tail > 0 and not ends_sentence(line.text)
    return line.width > 0.7 * profile.measure and not ends_sentence(line.text)


def _titles(runs: Sequence[Sequence[Line]], lang: str) -> tuple[str, ...]:
    """Return what may be the title: the first line of the text, or the one under the chapter's number."""
    first = runs[:2] if runs and is_number(runs[0][-1].text, lang) else runs[:1]
    texts = [
        " ".join(line.text for line in run[:count]) for run in first for count in range(1, _TITLE_MOST + 1)
    ]
    # To compare every head with a paragraph would take time without end.
    return tuple(text for text in dict.fromkeys(texts) if len(text) <= _LONGEST_TITLE)


def _alike(head: str, titles: Sequence[str]) -> bool:
    """Tell whether a running head is the title, perhaps shortened."""
    head = head.lower()
    if len(head) > _LONGEST_TITLE:
        return False
    return any(
        len(head) >= 0.5 * len(title)
        if head in title
        else SequenceMatcher(None, head, title, autojunk=False).ratio() > 0.8
        for title in map(str.lower, titles)
    )


def _feet(runs: Sequence[Sequence[Line]], numbers: set[int], tops: Sequence[int], lang: str) -> list[int]:
    """Return the runs that hold notes at the foot of a page: numbered, and referred to before."""
    ends = (
        {i - 1 for i in tops if i not in numbers and i - 1 not in numbers}
        | {i - 1 for i in numbers}
        | {len(runs) - 1}
    )
    referred: dict[str, int] = {}
    for index, run in enumerate(runs):
        for number in _REFERENCE.findall(" ".join(line.text for line in run)):
            referred.setdefault(number, index)
    feet: set[int] = set()
    for end in sorted(ends):
        start = end
        while start > 0 and _is_foot(runs[start], referred, start):
            start -= 1
        # Under a heading they are the notes of the whole chapter.
        if start >= 0 and not heads_notes(runs[start][-1].text, lang):
            feet.update(range(start + 1, end + 1))
    return sorted(feet)


def _is_foot(run: Sequence[Line], referred: Mapping[str, int], index: int) -> bool:
    """Tell whether a run starts as a note does whose number stands in an earlier run."""
    match = DEFINITION.match(run[0].text)
    # `3. …` at the foot of a page is likelier a list that goes on overleaf.
    if match is None or match[0].rstrip().endswith((".", ")")):
        return False
    if not ends_sentence(run[0].text) and run[0].width < _HEADING * max(line.width for line in run):
        return False
    return referred.get(match[1] or match[2], index) < index
