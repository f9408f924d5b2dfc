"""Code within a text or by itself, which is the same in every language but for words and remarks in it."""

from __future__ import annotations

import re
from collections import Counter
from textwrap import dedent

from leidraad import patterns
from leidraad.lexicon import dictionaries, knows

SPAN = r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)"
"""The pattern of code in a text: what parts it from the text, which it begins with, and what it is."""
_CODE = patterns.lazy(SPAN, re.DOTALL)
# What stands behind a hyphen is the name of an option, which nobody translates.
_WORDS = patterns.lazy(r"(?<![-\w])[^\W\d_]+(?:(?:[ '’_]|(?<=\w)-)[^\W\d_]+)*")
_WORD = patterns.lazy(r"[^\W\d_]+")
_LEAST = 3
_FENCE = patterns.lazy(r"[ \t]*(?:`{3,}|~{3,})[ \t{.]*(?P<language>[\w+#-]*)")
# What stands behind a sign that may also be one of arithmetic or of a shell stands by itself, or well apart.
_REMARK = patterns.lazy(
    r"^[ \t]*(?:\#|//|--|;)[ \t].*$|(?<=[ \t])\#[ \t].*$|(?<=[ \t]{2})//[ \t].*$"
    r"|(?s:<!--(?:(?!<!--).)*?-->|/\*(?:(?!/\*).)*?\*/)",
    re.MULTILINE,
)
_DIGITS = patterns.lazy(r"\D+")


def codes(source: str) -> tuple[str, ...]:
    """Return the code in a text."""
    return tuple(" ".join(code.split()) for _, code in _CODE.findall(source))


def listing(source: str) -> str:
    """Return the language that a block of code names, on a line, and its code without fence or indent."""
    lines = [line.rstrip() for line in source.strip("\n").split("\n")]
    opened = _FENCE.match(lines[0])
    if opened is None:
        return f"\n{dedent(chr(10).join(lines))}"
    return f"{opened['language']}\n{dedent(chr(10).join(lines[1:-1]))}"


def are_listings_alike(pair: tuple[str, str], langs: tuple[str, str]) -> bool:
    """Tell whether only words and remarks differ in blocks of code of two languages.

    Args:
        pair: both, as `listing` returns them.
        langs: their languages.
    """
    (named, one), (also_named, other) = (code.split("\n", 1) for code in pair)
    if named != also_named or one == other:
        return named == also_named
    # Numbers are those of every language.
    bare = [_REMARK.sub(lambda found: f"#{_DIGITS.sub(' ', found[0])}", code) for code in (one, other)]
    return _are_translated((bare[0], bare[1]), langs)


def without_translated(
    missing: Counter[str], extra: Counter[str], langs: tuple[str, str]
) -> tuple[Counter[str], Counter[str]]:
    """Return code without that of which only words differ, as a translator may have changed them.

    `docs/nl/begin.md` is `docs/en/start.md`; but in Dutch, `mkdocs build` has a word of English, which nobody
    translated, and is not `mkdocs serve`.

    Args:
        missing: code of the source that the translation has not.
        extra: that of the translation.
        langs: the languages of both.
    """
    lost, new = Counter(missing), Counter(extra)
    for theirs in missing.elements():
        mine = next((each for each in +new if _are_translated((theirs, each), langs)), None)
        if mine is not None:
            lost[theirs] -= 1
            new[mine] -= 1
    return +lost, +new


def _are_translated(pair: tuple[str, str], langs: tuple[str, str]) -> bool:
    """Tell whether only words differ in code of two languages, none of which is of the other one."""
    if _WORDS.sub("a", pair[0]) != _WORDS.sub("a", pair[1]):
        return False
    words = [[_WORD.findall(run.lower()) for run in _WORDS.findall(code)] for code in pair]
    for runs in zip(*words, strict=True):
        # A phrase has as many words as its language needs.
        apart = zip(*runs, strict=True) if len(runs[0]) == len(runs[1]) else ()
        for word, other in apart:
            if word != other and (_is_foreign(word, *langs) or _is_foreign(other, *reversed(langs))):
                return False
    return True


def _is_foreign(word: str, lang: str, other: str) -> bool:
    """Tell whether a word is one of another language, and none of its own; a code such as `en` may be any."""
    known = dictionaries()
    return (
        len(word) >= _LEAST
        and lang in known
        and other in known
        and knows(word, other)
        and not knows(word, lang)
    )
