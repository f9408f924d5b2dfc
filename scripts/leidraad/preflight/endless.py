"""Texts that Python-Markdown would read for ever, or deeper than Python goes, told before it begins.

It looks for the end of a bracket from each that opens, to the end of the block; for that of a comment to the
end of the text; and it reads a block anew behind each heading in it.
"""

from __future__ import annotations

from leidraad import patterns

# Some seconds' worth of characters.
_MOST_STEPS = 50_000_000
_MOST_LINES = 5_000
_DEEPEST = 100
_BLANK = patterns.lazy(r"\n[ \t]*\n")
_BRACKET = patterns.lazy(r"[\[\]]|\(|\)")
# What begins with a character is found many times sooner than what stands at the start of a line.
_DEEP = patterns.lazy(rf"\n((?=[ \t]{{{_DEEPEST // 4}}})[ \t]*(?:[-+*]|\d+\.)[ \t])")


def endless(text: str) -> tuple[int, str] | None:
    """Return the line from which on a text takes for ever, and what there is too much of."""
    if (count := text.count("<!--")) * len(text) > _MOST_STEPS and count > 2 * text.count("-->"):
        return _line(text, text.index("<!--")), "comments that are not closed"
    if (text.count("<") - text.count(">")) * len(text) > 4 * _MOST_STEPS:
        return _line(text, text.index("<")), "tags that are not closed"
    for found in _DEEP.finditer(f"\n{text}"):
        if len(found[1].expandtabs(4)) > _DEEPEST:
            return _line(text, found.start()), "lists within lists"
    if text.count("[") * len(text) <= _MOST_STEPS and text.count("\n") <= _MOST_LINES:
        return None
    start = 0
    for end in [*(found.start() for found in _BLANK.finditer(text)), len(text)]:
        if text.count("\n", start, end) > _MOST_LINES:
            first = end - len(text[start:end].lstrip())
            return _line(text, first), "lines without an empty one"
        if (
            text.count("[", start, end) * (end - start) > _MOST_STEPS
            and _steps(text, start, end) > _MOST_STEPS
        ):
            return _line(text, text.index("[", start)), "brackets that are not closed nearby"
        start = end
    return None


def _steps(text: str, start: int, end: int) -> int:
    """Return how many characters lie between the brackets of a block and their ends, in all."""
    steps = 0
    square: list[int] = []
    round_: list[tuple[int, bool]] = []
    for found in _BRACKET.finditer(text, start, end):
        at = found.start()
        match found[0]:
            case "[":
                square.append(at)
            case "(":
                round_.append((at, text[at - 1] == "]"))
            case "]":
                steps += at - square.pop() if square else 0
            case _:
                opened, is_link = round_.pop() if round_ else (at, False)
                steps += (at - opened) * is_link
    return steps + sum(end - at for at in square) + sum(end - at for at, is_link in round_ if is_link)


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
