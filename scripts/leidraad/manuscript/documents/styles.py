"""What the styles and classes of a manuscript stand for, by a table that a handbook extends."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from leidraad.dialect.kinds import KINDS
from leidraad.errors import LeidraadError
from leidraad.hints import did_you_mean

TABLE = Path(__file__).with_name("styles.toml")
USER_TABLE = "manuscript/styles.toml"

_PARTS = ("title", "attribution")
_OTHERS = (
    "attribution", "title", "subtitle", "author", "verse", "code", "caption", "plain", "left out",
    "strong", "emphasis", "small caps", "heading",
    *(f"heading {level}" for level in range(1, 7)),
)  # fmt: skip
# Words that designers and programs put beside the name of a style, and that change nothing in what it is for.
_ASIDE = frozenset([
    "tekst", "text", "body", "alinea", "paragraph", "par", "para", "eerste", "first", "laatste", "last",
    "midden", "middle", "begin", "start", "einde", "end", "leidraad", "indent", "inspringen", "style",
    "stijl", "block", "blok", "box", "kader", "char", "teken", "epub", "calibre",
    "mso", "inspringing",
])  # fmt: skip
_TITLES = frozenset([
    "titel", "title", "kop", "heading", "head", "kopje", "header", "naam", "name",
])  # fmt: skip
_NAMES = frozenset([
    "bron", "source", "auteur", "author", "attribution", "naam", "name", "by", "footer", "cite",
])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Role:
    """What a style stands for: a kind of callout or one of the other values, and which part of a callout."""

    kind: str
    part: str = "body"

    @property
    def is_callout(self) -> bool:
        """Tell whether it is a callout or a part of one."""
        return self.kind in KINDS


PLAIN = Role("plain")


class Styles:
    """The table of one import; remembers which names were not in it."""

    def __init__(self, own: Mapping[str, str] | None = None) -> None:
        """Take the names that a handbook adds.

        Raises:
            LeidraadError: one of them stands for nothing that there is.
        """
        self.roles = dict(_shipped())
        for name, value in (own or {}).items():
            self.roles[squash(name)] = _role(name, value)

    def role(self, names: Iterable[str]) -> Role | None:
        """Return what the first known of `names` stands for."""
        found = [role for role in map(self._one, names) if role]
        return next((role for role in found if role != PLAIN), found[0] if found else None)

    def _one(self, name: str) -> Role | None:
        plain = base(name)
        role = self.roles.get(squash(name)) or self.roles.get(plain)
        if role and role.kind == "heading":
            level = re.search(r"[1-6]", name)
            return Role(f"heading {level[0]}") if level else None
        for part, marks in () if role else zip(_PARTS, (_TITLES, _NAMES), strict=True):
            for mark in marks:
                whole = self.roles.get(plain.removesuffix(mark)) or self.roles.get(plain.removeprefix(mark))
                if whole and whole.is_callout and mark in plain:
                    return Role(whole.kind, part)
        return role


def squash(name: str) -> str:
    """Return a name without what makes no difference."""
    return "".join(_words(name))


def base(name: str) -> str:
    """Return a name without what designers put beside it, alike for the first paragraph and the next."""
    return "".join(word for word in _words(name) if word not in _ASIDE)


def _words(name: str) -> list[str]:
    """Return the words of a name in lower case, without accents and numbers."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", plain)
    return re.findall(r"[^\W\d_]+", parted.lower())


@cache
def _shipped() -> Mapping[str, Role]:
    table: dict[str, str] = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return {squash(name): _role(name, value) for name, value in table.items()}


def _role(name: str, value: object) -> Role:
    words = value.lower().split() if isinstance(value, str) else []
    if " ".join(words) in _OTHERS:
        return Role(" ".join(words))
    if words and words[0] in KINDS and (len(words) == 1 or (len(words) == 2 and words[1] in _PARTS)):
        return Role(words[0], *words[1:])
    known = [*KINDS, *_OTHERS]
    hint = did_you_mean(str(value), known, f" There are: {', '.join(known)}.")
    raise LeidraadError(f"{USER_TABLE}: ‘{name}’ cannot stand for ‘{value}’.{hint}")
