"""Speed and memory of the importer: a typeset book beside the same words that pandoc turns into HTML."""

from __future__ import annotations

import random
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from corpus import ROOT
from figures import Figure, ratio
from measuring import Cost, run, tell

from leidraad import pandoc, parsers, reader
from leidraad.manuscript.markup import words
from leidraad.model import Paragraph

SUBJECT = "import"
WORDS = 100_000
SIZES = (250_000, 500_000, 1_000_000)
CHAPTER = 5_000
_WIDTH, _HEIGHT = 68, 38
_ROMAN = {100: "C", 90: "XC", 50: "L", 40: "XL", 10: "X", 9: "IX", 5: "V", 4: "IV", 1: "I"}
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_BREAK = re.compile(
    r"(?<=[a-z][aeiou])(?=[bcdfghjklmnpqrstvwz][aeiou][a-z])"
    r"|(?<=[aeiou][bcdfghjklmnpqrstvwz])(?=[bcdfghjklmnpqrstvwz][aeiou])"
)
_PLAIN = re.compile(r"[^\[\]^*`|/]+[.!?]")


@dataclass
class Book:
    """A book as its pages print it, and as Markdown."""

    printed: list[str] = field(default_factory=list)
    markdown: list[str] = field(default_factory=list)


def book(count: int) -> Book:
    """Return a book of `count` words, made of the sentences of the project's own handbook."""
    rng, made = random.Random(count), Book()
    sentences = _sentences()
    page = 1
    for number in range(1, max(count // CHAPTER, 1) + 1):
        lines = [*_chapter(number, CHAPTER, sentences, rng, made.markdown)]
        title = lines[0].strip()
        for start in range(0, len(lines), _HEIGHT):
            head = [] if start == 0 else [title if page % 2 else "Een handboek", ""]
            made.printed += ["\f" + "\n".join([*head, *lines[start : start + _HEIGHT], "", str(page), ""])]
            page += 1
    return made


def _sentences() -> list[str]:
    """Return the plain sentences of the Dutch chapters."""
    found = []
    for path in sorted((ROOT / "docs" / "nl").glob("[0-9]*.md")):
        chapter = reader.read(path.read_text("utf-8"), parsers.plain("nl"))
        for block in chapter.walk():
            if isinstance(block, Paragraph):
                text = " ".join(word for word in words(block.text) if not word.startswith("[^"))
                found += [each for each in _SENTENCE.split(text) if _PLAIN.fullmatch(each)]
    return found


def _chapter(
    number: int, count: int, sentences: list[str], rng: random.Random, markdown: list[str]
) -> Iterator[str]:
    """Yield the lines of a chapter, and add it to `markdown`."""
    done, note, notes = 0, 0, []
    title = f"{' '.join(rng.choice(sentences).rstrip('.!?').split()[:5])} {_roman(number)}".replace(",", "")
    markdown.append(f"# {title}")
    yield from (title, "")
    while done < count:
        if rng.random() < 0.12:
            heading = " ".join(rng.choice(sentences).rstrip(".!?").split()[:4]).rstrip(",;:")
            markdown.append(f"## {heading}")
            yield from ("", heading, "")
        chosen = rng.choices(sentences, k=rng.randint(4, 9))
        text = " ".join(chosen)
        done += len(text.split())
        if rng.random() < 0.3:
            note += 1
            notes.append(f"{note} {rng.choice(sentences)}")
            markdown.append(f"{text}[^{number}-{note}]")
            text += str(note)
        else:
            markdown.append(text)
        yield from _wrap(text)
    markdown += [f"[^{number}-{at}]: {text.split(' ', 1)[1]}" for at, text in enumerate(notes, 1)]
    yield from ("", "Noten", "")
    for text in notes:
        yield from _wrap(text)


def _wrap(text: str) -> Iterator[str]:
    """Yield `text` as lines that break words; each that runs on ends in a space or a hyphen."""
    line = ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > _WIDTH:
            room = _WIDTH - len(line) - 2
            places = [m.start() for m in _BREAK.finditer(word) if m.start() <= room]
            yield f"{line} {word[: places[-1]]}-" if places else f"{line} "
            line = word[places[-1] :] if places else word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _roman(number: int) -> str:
    """Return a number that no page number is."""
    out = ""
    for value, letters in _ROMAN.items():
        out += letters * (number // value)
        number %= value
    return out


def imported(count: int, folder: Path) -> tuple[Cost, int]:
    """Import a book and return its cost and its number of words."""
    made = book(count)
    source = folder / f"boek-{count}.txt"
    source.write_text("".join(made.printed), "utf-8")
    source.with_suffix(".md").write_text("\n\n".join(made.markdown) + "\n", "utf-8")
    command = [sys.executable, "-m", "leidraad", "import", str(source), "--lang", "nl", "--out"]
    return run(folder, *command, str(folder / f"out-{count}")), len(" ".join(made.markdown).split())


def measure(rounds: int) -> Iterator[Figure]:
    """Yield the ratio to pandoc, the peak of memory, and what a word of ever longer books costs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours, theirs = [], []
        for number in range(rounds):
            tell(f"import of {WORDS} words beside pandoc, round {number + 1}")
            ours.append(imported(WORDS, folder)[0])
            source = folder / f"boek-{WORDS}.md"
            theirs.append(
                run(folder, pandoc.program(), "-f", "markdown", "-t", "html", source, "-o", "boek.html")
            )
            shutil.rmtree(folder / f"out-{WORDS}")
        taken = ([cost.cpu for cost in costs] for costs in (ours, theirs))
        yield ratio(SUBJECT, f"CPU / pandoc, {WORDS} words", *taken, 3)
        peaks = tuple(cost.peak for cost in ours)
        yield Figure(SUBJECT, f"peak memory, {WORDS} words", peaks, "MB", 300)
        rates = []
        for size in SIZES:
            tell(f"import of {size} words")
            once, count = imported(size, folder)
            rates.append(1e6 * once.cpu / count)
            said = f"{once.peak:.0f} MB"
            yield Figure(SUBJECT, f"CPU for a word of {size}", (rates[-1],), "µs", beside=said)
        what = f"CPU for a word, of {SIZES[-1]} over {SIZES[0]}"
        yield Figure(SUBJECT, what, (rates[-1] / rates[0],), goal=1.3)
