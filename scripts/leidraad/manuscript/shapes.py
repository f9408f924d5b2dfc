"""What a chunk looks like among its neighbours: a heading, a name, a list item, something set off."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leidraad import locales
from leidraad.manuscript.chunks import Chunk
from leidraad.manuscript.furniture import DEFINITION, heads_notes
from leidraad.manuscript.lines import Profile, ends_sentence, item
from leidraad.manuscript.sizes import Block, Sizes, sizes

DASH = re.compile(r"(?:[—–―]|--?)\s*(?=\S)")
DIALOGUE = "–—-‘“'\""

_GLUED = re.compile(r"(?<=[^\W\d_]|[).’”'\"])\d{1,3}$")
_NAME = re.compile(r"[A-ZÀ-Þ][\w.’'-]*")
_PARTICLES = frozenset(
    ["van", "de", "der", "den", "von", "of", "the", "da", "di", "du", "la", "le", "ten", "ter", "en", "and"]
)
_TWO_SENTENCES = re.compile(r"\w{2}[.!?…][’”'\"]?\s+[‘“'\"]?[A-ZÀ-Þ]|[.!?…][’”'\"]$")
_BULLETS = "•◦▪‣·"
_NAMED_BY_DASH, _NAMED_BY_NOTE, _NAMED = 0.95, 0.9, 0.7
_LEAST_CELLS = 6
_LED, _INDENTED = 0.8, 0.95
_MOST_WORDS = 15
_MOST_NAME = 100


def attribution(chunk: Chunk) -> float:
    """Return how much `chunk` looks like the line that says who is quoted."""
    if len(chunk.lines) > 1 or chunk.is_open or len(chunk.text) > _MOST_NAME:
        return 0.0
    dash = DASH.match(chunk.text)
    text = chunk.text[dash.end() :] if dash else chunk.text
    noted = _GLUED.search(text)
    words = re.split(r"[,(]", text[: noted.start()] if noted else text)[0].split()
    if not _is_name(words):
        return 0.0
    if dash or noted:
        return _NAMED_BY_DASH if dash else _NAMED_BY_NOTE
    return _NAMED if len(words) > 1 and not ends_sentence(text) else 0.0


def _is_name(words: Sequence[str]) -> bool:
    """Tell whether `words` can be a person's name."""
    if not 1 <= len(words) <= 6 or not _NAME.fullmatch(words[0]) or not _NAME.fullmatch(words[-1]):
        return False
    return all(_NAME.fullmatch(word) or word in _PARTICLES for word in words)


class Shapes:
    """Questions about chunks by their place in the text; a place past the end answers no."""

    def __init__(self, chunks: Sequence[Chunk], profile: Profile, lang: str) -> None:
        """Measure the sizes of type."""
        self.chunks = chunks
        self.profile = profile
        self.lang = lang
        labels = locales.load(lang).say("import", "case_labels").split()
        words = "|".join(label.replace("-", "[- ]?") for label in labels)
        self.case_label = re.compile(rf"(?:{words})(?:\s+\d+)?(?:\s*[:.–—]\s|$)", re.IGNORECASE)
        self.sizes: Sizes | None = None
        self.sizes = sizes(
            [
                Block(chunk.widths, self._is_shown_apart(at))
                for at, chunk in enumerate(chunks)
                if self._is_running(chunk)
            ]
        )

    def apartness(self, at: int) -> float:
        """Return how likely it is that a chunk is set off from the text; .5 where nothing tells."""
        chunk = self.chunks[at]
        if chunk.is_indented and not item(chunk.text):
            return _INDENTED
        chance = self.sizes.apartness(chunk.widths) if self.sizes and self._is_running(chunk) else None
        if chance is None:
            return _LED if chunk.is_led else 0.5
        odds = chance / (1 - chance) * (_LED / (1 - _LED) if chunk.is_led else 1)
        return odds / (1 + odds)

    def is_heading(self, at: int, most_lines: int = 2) -> bool:
        """Tell whether a chunk is short, stands by itself and is no sentence."""
        if at + 1 >= len(self.chunks):
            return False
        chunk = self.chunks[at]
        after = self.chunks[at + 1].gap
        text = _GLUED.sub("", chunk.text)
        return (
            len(chunk.lines) <= most_lines
            and (chunk.text[0].isupper() or chunk.text[0].isdigit() or chunk.text[0] in "‘“'\"")
            and len(text.split()) <= _MOST_WORDS
            and not text.endswith((".", ",", ";", ":", "…"))
            and not _TWO_SENTENCES.search(text)
            and (at == 0 or chunk.gap > 0)
            and (after > 0 or chunk.lines[-1].width < 0.75 * self.profile.measure)
            and (not item(text) or (chunk.text[0].isdigit() and self.list_end(at) == at))
        )

    def is_verse_line(self, at: int) -> bool:
        """Tell whether a chunk is a single line that is not a full one."""
        if at >= len(self.chunks):
            return False
        chunk = self.chunks[at]
        return len(chunk.lines) == 1 and chunk.lines[0].width < self.profile.measure and not item(chunk.text)

    def names(self, at: int) -> bool:
        """Tell whether a chunk says who is quoted in the one before it."""
        if not 0 < at < len(self.chunks) or self.list_end(at) > at + 1:
            return False
        chunk, score = self.chunks[at], attribution(self.chunks[at])
        if chunk.gap == 0 or score >= _NAMED_BY_DASH:
            return score > 0
        # Away from the text before it, a noted name may as well be a heading.
        return score >= _NAMED_BY_NOTE and (chunk.starts_page or self.apartness(at - 1) >= 0.5)

    def is_case_title(self, at: int) -> bool:
        """Tell whether a chunk is a heading that calls what follows a case."""
        return self.is_heading(at) and bool(self.case_label.match(self.chunks[at].text))

    def heads_notes(self, at: int) -> bool:
        """Tell whether a chunk is the heading of a list of notes."""
        return (
            at + 1 < len(self.chunks)
            and heads_notes(self.chunks[at].text, self.lang)
            and bool(DEFINITION.match(self.chunks[at + 1].text))
        )

    def list_end(self, at: int) -> int:
        """Return where the list that starts at a chunk ends; `at` where there is none."""
        end = at
        while end < len(self.chunks) and item(self.chunks[end].text):
            end += 1
        is_single = end == at + 1 and self.chunks[at].text[0] not in _BULLETS
        return at if is_single else end

    def table_end(self, at: int) -> int:
        """Return where the run of table cells that starts at a chunk ends; `at` where there is none."""
        end = at
        while end < len(self.chunks) and self._is_cell(self.chunks[end]):
            end += 1
        return end if end - at >= _LEAST_CELLS else at

    def _is_cell(self, chunk: Chunk) -> bool:
        return (
            all(line.width < 0.6 * self.profile.measure for line in chunk.lines)
            and len(chunk.lines) <= 3
            and not item(chunk.text)
            and not chunk.text.endswith(".")
        )

    def _is_shown_apart(self, at: int) -> bool:
        """Tell whether something other than its width sets a chunk off from the text."""
        chunk = self.chunks[at]
        labelled = at > 0 and self.is_case_title(at - 1)
        return chunk.is_led or chunk.is_indented or labelled or self.names(at + 1)

    def _is_running(self, chunk: Chunk) -> bool:
        """Tell whether the widths of a chunk are those of running text."""
        if not chunk.widths or max(chunk.widths) < 0.6 * self.profile.measure:
            return False
        return not DEFINITION.match(chunk.text) and (not item(chunk.text) or chunk.text[0] in DIALOGUE)
