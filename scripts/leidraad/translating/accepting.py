"""`leidraad accept`: lock files that say of translated blocks that they are up to date."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from leidraad import site, translating
from leidraad.errors import LeidraadError, counted
from leidraad.hints import did_you_mean
from leidraad.storage.files import read_bytes, write_all
from leidraad.translating import Translation, status
from leidraad.translations import locks
from leidraad.translations.locks import Entry
from leidraad.translations.states import Standing


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was done: a line for people for each file and for each block that was left out.

    `is_partial` tells whether there is one of the latter.
    """

    lines: tuple[str, ...]
    is_partial: bool


def accept(
    config: MkDocsConfig, names: Sequence[str], *, lang: str | None = None, is_minor: bool = False
) -> Accepted:
    """Write the lock files in which the translations of some blocks are up to date.

    Args:
        config: the handbook's.
        names: a chapter, then more of them, which end with `.md`, and names of blocks; a chapter is a
            translation, or a source with all its translations. Without blocks, every block is meant.
        lang: only the translations into this language.
        is_minor: a source that has changed needs no other translation.

    Raises:
        LeidraadError: there is no such file or block, or a file cannot be read or written.
    """
    files = [Path(name) for at, name in enumerate(names) if not at or name.endswith(".md")]
    blocks = [name for name in names[1:] if not name.endswith(".md")]
    found = status.of(config, files, lang)
    if not found:
        raise LeidraadError(
            f"{names[0]}: is not translated{f' into {lang}' if lang else ''}; nothing to accept."
        )
    known = {standing.id for one in found for standing in one.standings}
    for block in blocks:
        if block not in known:
            hint = did_you_mean(block, known, " `leidraad status --stale` names them.")
            raise LeidraadError(f"There is no block ‘{block}’ in {names[0]}.{hint}")
    lines: list[str] = []
    texts: dict[Path, str] = {}
    seen: dict[Path, bytes | None] = {}
    left = 0
    for one in found:
        if one.target is None:
            raise LeidraadError(f"{one.source.path}: is not translated into {one.lang}; nothing to accept.")
        refused = [*_refused(one, blocks, is_minor)]
        left += len(refused)
        lines += refused
        chosen = [s for s in one.standings if _is_chosen(s, blocks) and _may(s, is_minor)]
        path = translating.lock_path(config, one.lang, one.chapter)
        texts[path] = locks.dump(_entries(one, {s.id for s in chosen}))
        seen[path] = read_bytes(path) if path.is_file() else None
        count = sum(s.state != "translated" or bool(blocks) for s in chosen)
        lines.append(f"{one.target.path}: {counted(count, 'block')} accepted.")
    write_all(texts, site.root(config), seen)
    return Accepted(tuple(lines), bool(left))


def _is_chosen(standing: Standing, blocks: Collection[str]) -> bool:
    return not blocks or standing.id in blocks


def _may(standing: Standing, is_minor: bool) -> bool:
    """Tell whether a block can be up to date: a source that changed alone says that it is not."""
    if standing.state == "stale":
        return standing.is_touched or is_minor
    return standing.state in ("translated", "unconfirmed")


def _refused(one: Translation, blocks: Collection[str], is_minor: bool) -> Iterator[str]:
    """Yield why blocks are left out; what is missing is told only where it was asked for."""
    assert one.target is not None
    for standing in one.standings:
        if not _is_chosen(standing, blocks) or _may(standing, is_minor):
            continue
        line = standing.target.line if standing.target else 0
        place = f"{one.target.path}:{line}" if line else one.target.path
        if standing.state == "stale":
            remedy = "translate the change, or say --minor where it needs none"
            yield f"{place}: {standing.id} is as it was, and its source has changed; {remedy}."
        elif blocks and standing.state == "missing":
            yield f"{place}: {standing.id} has no translation yet; write it first."
        elif blocks:
            yield f"{place}: {standing.id} has no source; remove it, or add it to {one.source.path}."


def _entries(one: Translation, chosen: Collection[str]) -> Iterator[Entry]:
    """Yield the entries of a lock file: those of accepted blocks anew, the others as they were."""
    for standing in one.standings:
        source, target = standing.source, standing.target
        if source and target and standing.id in chosen:
            yield Entry(source.fingerprint, target.fingerprint, source.id, source.text)
        elif standing.entry:
            yield standing.entry
