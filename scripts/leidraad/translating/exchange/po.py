"""PO files of gettext, in which marks stay Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence

import polib

from leidraad import patterns
from leidraad.errors import LeidraadError
from leidraad.translating.exchange.inline import OTHER_ENDS
from leidraad.translating.exchange.package import Delivery, Given, Head, sealed, unsealed
from leidraad.translating.exchange.units import Unit

SUFFIX = ".po"
_SEAL = "leidraad:"
_CHAPTER, _SOURCE = "X-Leidraad-Chapter", "X-Source-Language"
_LINE = patterns.lazy(r"\(line (\d+)\)")
# The library passes over what is missing around a text, and takes its first letter for that.
_GOOD = patterns.lazy(
    r'\s*(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s+)?"(?:[^"\\]|\\.)*"\s*)?'
)
_OTHER_ENDS = patterns.lazy(f"[{OTHER_ENDS}]")
_CONTEXT = patterns.lazy(r'^msgctxt "(.*)"', re.MULTILINE)


def dump(head: Head, units: Sequence[Unit]) -> str:
    """Return the file of a chapter."""
    file = polib.POFile(check_for_duplicates=False)
    file.metadata = {
        "Project-Id-Version": head.product,
        "Language": head.target,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        _CHAPTER: head.chapter,
        _SOURCE: head.source,
    }
    for unit in units:
        file.append(
            polib.POEntry(
                msgctxt=unit.id,
                msgid=unit.source,
                msgstr=unit.target,
                previous_msgid=unit.previous or None,
                comment=f"{unit.note}\n{_SEAL} {sealed(head, unit)}",
                flags=["fuzzy"] if unit.state == "review" else [],
            )
        )
    return f"{file}\n"


def parse(data: bytes, name: str) -> Delivery:
    """Return what came back.

    Args:
        data: the whole file, in UTF-8.
        name: what people call it.

    Raises:
        LeidraadError: it is no PO file of ours.
    """
    try:
        # The library takes them for the end of a line.
        text = _OTHER_ENDS.sub(" ", data.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        raise LeidraadError(f"{name}: is not UTF-8 (byte {error.start + 1}); save it as UTF-8.") from None
    for number, line in enumerate(text.split("\n"), 1):
        if not _GOOD.fullmatch(line):
            raise LeidraadError(f"{name}{_broken(text, number)}")
    try:
        # A text without a line end would be taken for the name of a file.
        file = polib.pofile(text + "\n", check_for_duplicates=False)
    except (OSError, ValueError, IndexError, KeyError, UnicodeError) as error:
        found = _LINE.search(str(error))
        raise LeidraadError(f"{name}{_broken(text, int(found[1]) if found else 0)}") from None
    told = file.metadata
    if _CHAPTER not in told:
        raise LeidraadError(f"{name}: does not say what chapter it is of; give a file that we exported.")
    head = Head(
        told.get("Project-Id-Version", ""), told[_CHAPTER], told.get(_SOURCE, ""), told.get("Language", "")
    )
    units, problems = [], []
    for entry in file:
        if entry.obsolete:
            continue
        if not entry.msgctxt:
            problems.append(f"line {entry.linenum}: has no msgctxt; have the file sent back as it was.")
            continue
        lines = [line.strip() for line in entry.comment.split("\n")]
        ours = next((line.removeprefix(_SEAL) for line in lines if line.startswith(_SEAL)), None)
        mark, seal = unsealed(ours)
        units.append(Given(entry.msgctxt, entry.msgid, entry.msgstr, "fuzzy" not in entry.flags, mark, seal))
    return Delivery(head, tuple(units), tuple(problems))


def _broken(text: str, number: int) -> str:
    """Return that a line cannot be read, and in or after which unit it is; 0 is no line."""
    if not number:
        return ": is no PO file; have it sent back whole."
    ids = _CONTEXT.findall("\n".join(text.split("\n")[:number]))
    where = f"in or after unit {ids[-1]}" if ids else "before the first unit"
    return f":{number}: is no PO file that can be read, {where}; have it sent back whole."
