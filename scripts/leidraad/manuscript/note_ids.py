"""Note ids that stay with their notes when a corrected manuscript has one more or one less.

A merge goes by lines. Were a new note 3 to make the old note 3 into 4, each text that an author had put in a
note would silently move on to its neighbour.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from leidraad import patterns

_MARK = patterns.lazy(r"\[\^([^\]\s]+)\]")
_DEFINITION = patterns.lazy(r"^\[\^([^\]\s]+)\]:[ \t]*(.*(?:\n(?: {4}.*|(?=\n {4})))*)", re.MULTILINE)
_NUMBERED = patterns.lazy(r"(.+)-(\d+)")
_WORDS = (4, 2, 1)


def prefixed(text: str, old: str, new: str) -> str:
    """Return a chapter whose numbered note ids begin with `new` where they began with `old`."""
    found = {name: _NUMBERED.fullmatch(name) for name in _ids(text)}
    return _renamed(text, {name: f"{new}-{m[2]}" for name, m in found.items() if m and m[1] == old})


def kept(text: str, base: str) -> str:
    """Return a newly imported chapter in which each note has the id that it has in the last import."""
    old = _ids(base)
    if not old or text == base:
        return text
    names = _same_definitions(text, base)
    for words in _WORDS:
        _pair(names, _contexts(text, words), _contexts(base, words), is_last=words == _WORDS[-1])
    return _renamed(text, _with_fresh_ones(names, _ids(text), old))


def _ids(text: str) -> list[str]:
    """Return the ids of all notes, each once, in the order of the text."""
    return list(dict.fromkeys(_MARK.findall(text)))


def _same_definitions(text: str, base: str) -> dict[str, str]:
    """Pair the notes that say the same, where no other note says that too."""
    sides = [
        {match[1]: " ".join(match[2].split()) for match in _DEFINITION.finditer(t)} for t in (text, base)
    ]
    single = [{said for said, count in Counter(side.values()).items() if count == 1} for side in sides]
    by_text = {said: name for name, said in sides[1].items() if said in single[0] & single[1]}
    return {name: by_text[said] for name, said in sides[0].items() if said in by_text}


def _contexts(text: str, words: int) -> list[tuple[str, str]]:
    """Return each mark in the running text with so many words before it."""
    found = []
    for match in _MARK.finditer(_DEFINITION.sub("", text)):
        line = _MARK.sub("", match.string[match.string.rfind("\n", 0, match.start()) + 1 : match.start()])
        found.append((match[1], " ".join(re.findall(r"\w+", line.lower())[-words:])))
    return found


def _pair(
    names: dict[str, str], new: Sequence[tuple[str, str]], old: Sequence[tuple[str, str]], *, is_last: bool
) -> None:
    """Add the notes that stand after the same words, in the same order; at last those that are as many."""
    known = set(names.values())
    sides = (
        [f"={names[name]}" if name in names else words for name, words in new],
        [f"={name}" if name in known else words for name, words in old],
    )
    for tag, a, b, c, d in SequenceMatcher(None, *sides, autojunk=False).get_opcodes():
        if tag == "equal" or (is_last and tag == "replace" and b - a == d - c):
            for (name, _), (other, _) in zip(new[a:b], old[c:d], strict=True):
                if name not in names and other not in names.values():
                    names[name] = other


def _with_fresh_ones(names: Mapping[str, str], new: Sequence[str], old: Sequence[str]) -> dict[str, str]:
    """Return `names` with an id of its own for each note that the last import did not have."""
    done = dict(names)
    taken = {*old, *names.values()}
    for name in new:
        if name in done:
            continue
        match, fresh = _NUMBERED.fullmatch(name), name
        while match and fresh in taken:
            numbers = [int(m[2]) for other in taken if (m := _NUMBERED.fullmatch(other)) and m[1] == match[1]]
            fresh = f"{match[1]}-{max(numbers) + 1}"
        done[name] = fresh
        taken.add(fresh)
    return done


def _renamed(text: str, names: Mapping[str, str]) -> str:
    return _MARK.sub(lambda match: f"[^{names.get(match[1], match[1])}]", text)
