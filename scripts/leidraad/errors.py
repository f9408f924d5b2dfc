"""The one error a person is meant to read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from leidraad import patterns

# Control characters, half characters, and those that turn the text around or cannot be seen.
_UNPRINTABLE = patterns.lazy(
    "[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
_MOST_TOLD = 20


class LeidraadError(Exception):
    """Report in one sentence what went wrong, where, and what to do about it.

    `cli` prints the sentence and exits with 2; the MkDocs plugin passes it on as a `PluginError`.
    Neither shows a traceback.
    """


class Fault(NamedTuple):
    """Something that is wrong with a file: its line and column, and what it is and what to do about it."""

    line: int
    column: int
    told: str


class FaultsError(LeidraadError):
    """Report all that is wrong with a file at once, each thing with its place.

    Attributes:
        path: the file.
        faults: all of them.
        lines: what a person is told: a line for each thing, where they are not too many.
    """

    def __init__(self, path: Path, faults: Sequence[Fault]) -> None:
        self.path = path
        self.faults = [fault._replace(told=printable(fault.told)) for fault in faults]
        self.lines = [f"{spell(path)}:{line}:{column}: {told}" for line, column, told in self.faults]
        if len(self.lines) > _MOST_TOLD:
            self.lines[_MOST_TOLD:] = [f"{spell(path)}: … and {len(faults) - _MOST_TOLD} more like these."]
        super().__init__("\n".join(self.lines))


class RefusedError(LeidraadError):
    """Report of a file why it is not read, and which rule says so."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code


def spell(path: Path) -> str:
    """Return what people call a file: its path from the working folder, where it is in there."""
    folder = Path.cwd()
    return printable(
        str(path.relative_to(folder) if path.is_relative_to(folder) and path != folder else path)
    )


def sentence(error: LeidraadError, path: Path) -> str:
    """Return what an error says of a file, without the file's name."""
    message = str(error).removeprefix(f"{path}: ")
    return message[:1].upper() + message[1:]


def printable(text: str) -> str:
    """Return `text` on one line and fit for any terminal: a file's name may hold every byte but two."""
    plain = _UNPRINTABLE.sub("\ufffd", text)
    if plain.isprintable():
        return plain
    # What no Unicode that Python knows has a character for.
    return "".join(sign if sign.isprintable() or sign.isspace() else "\ufffd" for sign in plain)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, which takes an s for its plural."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
