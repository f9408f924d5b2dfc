"""What is tried to run a program on a page: the usual ways, and what chance makes of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from support import ROOT

_SIGNS = str.maketrans({"⏎": "\n", "⇥": "\t", "␀": "\0", "␍": "\r", "␌": "\f"})


def usual() -> list[str]:
    """Return the usual ways, as Markdown."""
    lines = (ROOT / "tests/cases/evasions.txt").read_text("utf-8").splitlines()
    return [line.translate(_SIGNS) for line in lines if not line.startswith("# ")]


def mutated(count: int, seed: int = 6) -> Iterator[str]:
    """Yield ways that chance makes of the usual ones."""
    chance = random.Random(seed)
    ways = usual()
    for _ in range(count):
        text = chance.choice(ways)
        for change in chance.choices(_CHANGES, k=chance.randint(1, 3)):
            text = change(text, chance)
        yield text


def _case(text: str, chance: random.Random) -> str:
    # What runs must keep its name.
    parts = text.split("pwn")
    return "pwn".join("".join(chance.choice((c.lower(), c.upper())) for c in part) for part in parts)


def _entity(text: str, chance: random.Random) -> str:
    at = _somewhere(text, "javascript", chance)
    forms = ("&#{};", "&#0{}", "&#x{:x};", "&#X00{:X};")
    return text if at is None else text[:at] + chance.choice(forms).format(ord(text[at])) + text[at + 1 :]


def _unseen(text: str, chance: random.Random) -> str:
    at = _somewhere(text, "javascript:", chance)
    sign = chance.choice(("\t", "\n", "\r", "&Tab;", "&NewLine;", "&#10;", "\\", "\0", "\u200b", "\u00ad"))
    return text if at is None else text[:at] + sign + text[at:]


def _blank(text: str, chance: random.Random) -> str:
    places = [at for at, sign in enumerate(text) if sign == " "]
    if not places:
        return text
    at = chance.choice(places)
    return (
        text[:at]
        + chance.choice(("/", "\t", "\n", "\f", "\0", "\u00a0", ' "" ', " x=y ", "\x0b"))
        + text[at + 1 :]
    )


def _quoted(text: str, chance: random.Random) -> str:
    return text.replace(*chance.choice((('"', "'"), ("'", '"'), ('"', "`"), ('"', ""), ("=", ' = "'))))


def _wrapped(text: str, chance: random.Random) -> str:
    before, after = chance.choice(
        (
            ("- ", ""),
            ("> ", ""),
            ("*", "*"),
            ("**a ", " b**"),
            ("[", "](x)"),
            ("[a](x '", "')"),
            ("x[^1]\n\n[^1]: ", ""),
            ("| ", " |\n|---|\n| b |"),
            ("/// casus | x\n", "\n///"),
            ("/// citaat | ", "\nx\n///"),
            ("# ", " {#a}"),
            ("<div>", "</div>"),
            ("<p>\n", "\n</p>"),
            ("<div markdown=1>\n", "\n</div>"),
            ("<!-- x -->", ""),
            ("<!--", "-->"),
            ("<a title='", "'>x</a>"),
            ('<a title="', '">x</a>'),
            ("<b>", ""),
            ("`", "`"),
            ("`<b>` ", " `</b>`"),
        )
    )
    return before + text + after


def _halved(text: str, chance: random.Random) -> str:
    return text[: chance.randrange(len(text))] + text


def _dropped(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    return text if "pwn" in text[at - 2 : at + 3] else text[:at] + text[at + 1 :]


def _joined(text: str, chance: random.Random) -> str:
    return text + chance.choice(("", " ", "\n\n")) + chance.choice(usual())


_CHANGES: tuple[Callable[[str, random.Random], str], ...] = (
    _case, _entity, _unseen, _blank, _quoted, _wrapped, _wrapped, _halved, _dropped, _joined,
)  # fmt: skip


def _somewhere(text: str, word: str, chance: random.Random) -> int | None:
    start = text.lower().find(word)
    return None if start < 0 else start + chance.randrange(len(word))
