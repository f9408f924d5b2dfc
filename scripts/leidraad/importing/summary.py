"""What an import tells on the terminal: what is doubtful first, then what became of each chapter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from textwrap import wrap

from click import style

from leidraad.errors import printable, spell
from leidraad.importing.filing import Filing
from leidraad.importing.placing import Filed
from leidraad.manuscript.decisions import FLAG_BELOW, PLACEHOLDER, Decision

_STATES = {
    "new": ("new", "green"),
    "updated": ("updated", "green"),
    "merged": ("merged", "cyan"),
    "same": ("unchanged", None),
    "conflict": ("conflict", "red"),
    "away": ("deleted", None),
}
_KINDS = {
    "encoding": "encoding",
    "characters": "letters",
    "chapter": "chapters",
    "furniture": "left out",
    "block": "blocks",
    "columns": "columns",
    "join": "words",
    "note": "notes",
    "break": "end",
}
_MOST_LINES = 4
_MOST_GROUPS = 8
_DOUBTFUL_CHAPTER = 0.8


def tell(filing: Filing, width: int | None = None) -> Iterator[str]:
    """Yield the lines that tell of an import; `width` is that of the terminal, if there is one."""
    if filing.recovered:
        yield "An import that was broken off has been finished first."
    yield from _warnings(filing.filed, width)
    yield from _chapters(filing.filed)
    for source, group in groupby(filing.filed, key=lambda each: each.source):
        chapters = [each for each in group if each.state not in ("same", "away")]
        flagged = [d for each in chapters for d in each.imported.decisions if _wants_a_look(d)]
        if flagged:
            yield ""
            yield (
                style(f"{_count(len(flagged), 'place')} to look at", bold=True)
                + f", by {chapters[0].imported.counted} of {printable(source.name)}:"
            )
            yield from _flags(flagged, width)
    conflicts = [f"  {spell(each.chapter)}:{line}" for each in filing.filed for line in each.conflicts]
    if conflicts:
        yield ""
        count = _count(len(conflicts), "conflict")
        yield style(f"{count}: settle each in the file, then import again.", fg="red", bold=True)
        yield from conflicts
    yield from _rest(filing)


def _warnings(filed: Sequence[Filed], width: int | None) -> Iterator[str]:
    """Yield what makes a whole text doubtful, each warning once."""
    about: dict[str, list[str]] = defaultdict(list)
    for each in filed:
        for warning in each.imported.warnings:
            about[warning].append(each.imported.name)
    for warning, names in about.items():
        where = "" if len(filed) == 1 else f"{names[0]}: " if len(names) == 1 else f"{len(names)} chapters: "
        for line in wrap(f"! {where}{warning}", width or 10_000, subsequent_indent="  "):
            yield style(line, fg="yellow", bold=True)
    if about:
        yield ""


def _chapters(filed: Sequence[Filed]) -> Iterator[str]:
    """Yield a line for each chapter."""
    if len(filed) > 1:
        words = sum(each.imported.words for each in filed)
        yield style(f"{len(filed)} chapters, {words:,} words", bold=True)
    wide = [
        max((len(cell) for cell in column), default=0) for column in zip(*map(_cells, filed), strict=True)
    ]
    for each in filed:
        state, path, words_, look = _cells(each)
        colour = _STATES[each.state][1]
        shown = style(state.ljust(wide[0]), fg=colour) if colour else style(state.ljust(wide[0]), dim=True)
        if len(filed) == 1:
            yield f"{shown}  {style(path, bold=True)}  {words_}"
            continue
        marked = "  " + style(look.rjust(wide[3]), fg="yellow") if look else ""
        yield f"  {shown}  {path.ljust(wide[1])}  {words_.rjust(wide[2])}{marked}"


def _cells(each: Filed) -> tuple[str, str, str, str]:
    look = sum(_wants_a_look(decision) for decision in each.imported.decisions)
    has_news = each.state not in ("same", "away")
    return (
        _STATES[each.state][0],
        spell(each.chapter),
        f"{each.imported.words:,} words",
        f"{look} to look at" if look and has_news else "",
    )


def _wants_a_look(decision: Decision) -> bool:
    return decision.flagged or (decision.kind == "chapter" and decision.confidence < _DOUBTFUL_CHAPTER)


def _flags(flagged: Sequence[Decision], width: int | None) -> Iterator[str]:
    """Yield what wants a look, by kind; what is the same in several places is told once."""
    rows: list[tuple[str, str, str]] = []
    for kind, name in _KINDS.items():
        groups: dict[str, list[Decision]] = defaultdict(list)
        for decision in flagged:
            if decision.kind == kind:
                groups[_told(decision)].append(decision)
        for told, same in list(groups.items())[:_MOST_GROUPS]:
            rows.append((name, _numbers(same), told))
        if len(groups) > _MOST_GROUPS:
            rows.append((name, "…", f"and {len(groups) - _MOST_GROUPS} more, in the report"))
    wide = [max(len(row[column]) for row in rows) for column in (0, 1)]
    room = max((width or 10_000) - sum(wide) - 6, 20)
    last = ""
    for name, numbers, told in rows:
        first = (name if name != last else "").ljust(wide[0])
        for part in wrap(told, room):
            yield f"  {style(first, fg='yellow')}  {numbers.ljust(wide[1])}  {part}"
            first, numbers = " " * wide[0], ""
        last = name


def _told(decision: Decision) -> str:
    """Return what was chosen, what else it may be, and why."""
    others = f" (or {', '.join(decision.alternatives)})" if decision.confidence < FLAG_BELOW else ""
    reason = f": {decision.reason}" if decision.reason else ""
    return f"{decision.chosen}{others if decision.alternatives else ''}{reason}"


def _numbers(same: Sequence[Decision]) -> str:
    """Return the lines of some decisions, as many as one can take in."""
    lines = [str(decision.lines[0]) for decision in same]
    more = len(lines) - _MOST_LINES
    return ", ".join(lines[:_MOST_LINES]) + (f" and {more} more" if more > 0 else "")


def _rest(filing: Filing) -> Iterator[str]:
    """Yield where to read on, and what is left to do."""
    told = [each for each in filing.filed if each.state != "away"]
    if told:
        yield ""
        count = _count(sum(len(each.imported.decisions) for each in told), "decision")
        where = spell(told[0].report) if len(told) == 1 else f"{spell(told[0].report.parent)}/*.report.md"
        yield f"{count}, all listed in {where}"
    waiting = sum(
        decision.kind == "note" and decision.chosen == PLACEHOLDER
        for each in told
        for decision in each.imported.decisions
        if each.state != "same"
    )
    if waiting:
        notes = "1 note waits for its source" if waiting == 1 else f"{waiting:,} notes wait for their sources"
        yield f"{notes}, which the text does not give: leidraad check lists them"
    if filing.in_nav:
        yield f"mkdocs.yml: {_count(len(filing.in_nav), 'chapter')} added to the navigation"
    for entry in filing.not_in_nav:
        yield style(
            f"mkdocs.yml: add {entry.path} under nav yourself; a line cannot be put in there", fg="yellow"
        )
    for each in filing.filed:
        if each.state == "away":
            kept = f"{each.imported.name}.md below {spell(each.report.parent / 'base')}"
            yield f"{spell(each.chapter)}: was deleted and stays away; to have it back, delete {kept}"
    for path in filing.gone:
        yield f"{spell(path)}: its book has no such chapter any more; delete it, or keep it as your own"


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
