"""`leidraad move`: a chapter under another name, in every language, with all that names it."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig

from leidraad import docs, lookup, nav, parsers, patterns, site, translating
from leidraad.checking import navigation
from leidraad.docs import Source
from leidraad.errors import LeidraadError, printable, spell
from leidraad.moving import former, links, lists, moves, partials
from leidraad.preflight import addresses
from leidraad.preflight.names import unfit
from leidraad.storage import files
from leidraad.translating.following import Following
from leidraad.translations import locks

_NAME = patterns.lazy(r"(?:[a-z0-9][a-z0-9_-]*/)*[a-z0-9][a-z0-9_-]*\.md")


@dataclass(frozen=True, slots=True)
class _Changed:
    """A file with other links or another name: which chapter it is to be, and its text before and after."""

    source: Source
    chapter: str
    before: str
    after: str


@dataclass(slots=True)
class _Plan:
    """What files are to hold, None for those to be removed; what they held; and what people are told."""

    texts: dict[Path, str | bytes | None] = field(default_factory=dict)
    seen: dict[Path, bytes | None] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)

    def read(self, path: Path) -> str:
        """Return what a file is to hold, with its own line ends and byte order mark."""
        if path not in self.seen:
            self.seen[path] = files.read_bytes(path)
        data = self.texts.get(path, self.seen[path])
        try:
            return data if isinstance(data, str) else (data or b"").decode()
        except UnicodeDecodeError as error:
            raise LeidraadError(
                f"{spell(path)}: is not UTF-8 (byte {error.start + 1}); save it as UTF-8."
            ) from None

    def move(self, old: Path, new: Path, text: str) -> None:
        """Put a text at another path."""
        self.texts |= {old: None, new: text}
        self.seen[new] = None


def move(config: MkDocsConfig, chapter: str, new: str) -> list[str]:
    """Give a chapter another name or folder, all or nothing, and return what was done, a line each.

    Args:
        config: the handbook's.
        chapter: its path in the folder of its language; that folder and `.md` may be written or not.
        new: the path that it is to have.

    Raises:
        LeidraadError: there is no such chapter, the name cannot be had, or a file cannot be read or written.
    """
    files.recover(site.root(config))
    sources = list(docs.sources(config))
    old = lookup.chapter(config, chapter)[0].chapter
    to = _named(config, new, PurePosixPath(old).name)
    _refuse(config, old, to)
    plan = _Plan()
    moved = {f"{lang}/{old}": f"{lang}/{to}" for lang in site.languages(config)}
    changed: list[_Changed] = []
    leading = []
    shown = partials.shown(config, sources, plan.read)
    for source in sources:
        before = plan.read(source.path)
        parser = partial(parsers.of_site, config, source.lang)
        if source.chapter != old:
            counted = partials.folders(source, shown.get(source.name, ()), old, to)
            if PurePosixPath(old).name in before or any(was != now for was, now in counted):
                text, left = partials.rewrite(config, before, moved, counted, parser)
                if text != before:
                    plan.texts[source.path] = text
                    plan.lines.append(f"{source.name}: its links follow.")
                    changed.append(_Changed(source, source.chapter, before, text))
                if left:
                    told = ", ".join(f"‘{printable(link)}’" for link in left)
                    why = "pages of several folders show it; put the link into those"
                    plan.lines.append(f"{source.name}: {told} cannot lead there from each page, as {why}.")
            continue
        path = Path(config.docs_dir) / source.lang / to
        change = links.follow(moved, partials.folder(source.lang, old), partials.folder(source.lang, to))
        linked = links.rewrite(before, change, parser)
        text = former.moved(linked, source.name, PurePosixPath(old), PurePosixPath(to))
        if not former.can_be_kept(linked, PurePosixPath(old)):
            plan.lines.append(f"{source.name}: its old address leads nowhere now; no page can name it.")
        elif text != linked:
            leading.append(source.lang)
        plan.move(source.path, path, text)
        changed.append(_Changed(source, to, before, text))
        plan.lines.insert(0, f"{source.name} → {site.name(config, path)}")
    _refuse_addresses(config, plan)
    _move_locks(config, plan, old, changed)
    _name_in_nav(config, plan, old, to)
    _name_in_lists(config, plan, old, to)
    _remember_import(config, plan, old.removesuffix(".md"), to.removesuffix(".md"))
    if leading:
        plan.lines.append(f"The old address leads to the new one ({', '.join(leading)}).")
    files.write_all(plan.texts, site.root(config), plan.seen)
    return plan.lines


def _named(config: MkDocsConfig, name: str, own: str) -> str:
    """Return the path in the folder of its language that a new name stands for.

    Args:
        config: the handbook's.
        name: what was written: a path, or a folder that is there, or is to be there as it ends with a slash.
        own: the name that the file has, which it keeps in another folder.
    """
    docs = Path(config.docs_dir).resolve()
    told = PurePosixPath(name).as_posix()
    for folder in (site.root(config), Path.cwd()):
        path = (folder / name).resolve()
        if path.is_relative_to(docs):
            told = path.relative_to(docs).as_posix()
    first, _, rest = told.partition("/")
    told = rest if first in site.languages(config) else told
    is_folder = any((docs / lang / told).is_dir() for lang in site.languages(config))
    if name.endswith(("/", os.sep)) or (is_folder and not told.endswith(".md")):
        return (PurePosixPath(told) / own).as_posix()
    return told if told.endswith(".md") else f"{told}.md"


def _refuse(config: MkDocsConfig, old: str, to: str) -> None:
    """Raise where a chapter may not be moved, or has no place to go to."""
    if PurePosixPath(old).stem == "index":
        raise LeidraadError(f"{old}: is the start page of its folder and stays; move the chapters.")
    if not _NAME.fullmatch(to) or PurePosixPath(to).stem == "index":
        remedy = "write lower-case letters, digits and hyphens, such as 04-verlies.md"
        raise LeidraadError(f"{to}: cannot be the name of a chapter; {remedy}.")
    for part in PurePosixPath(to).parts:
        if why := unfit(part):
            raise LeidraadError(f"{to}: {why}")
    for lang in site.languages(config):
        path = Path(config.docs_dir) / lang / to
        if path.exists() or path.is_symlink():
            raise LeidraadError(f"{site.name(config, path)}: is there already; choose another name.")


def _refuse_addresses(config: MkDocsConfig, plan: _Plan) -> None:
    """Raise where an address would be taken that is free now."""
    texts = {path: data if isinstance(data, str) else None for path, data in plan.texts.items()}
    before = {finding.message for finding in addresses.check(config)}
    for finding in addresses.check(config, texts):
        if finding.message not in before:
            raise LeidraadError(f"{finding.path}: {finding.message}")


def _move_locks(config: MkDocsConfig, plan: _Plan, old: str, changed: Iterable[_Changed]) -> None:
    """Let what is known of translations stay true: no block is stale because a link in it follows."""
    for chapter in {each.source.chapter for each in changed} - {""}:
        pages = {each.source.lang: each for each in changed if each.source.chapter == chapter}
        to = next(iter(pages.values())).chapter
        texts = {lang: (_plain(page, page.before), _plain(page, page.after)) for lang, page in pages.items()}
        following = Following(config, texts)
        for path in sorted((site.root(config) / translating.LOCKS).glob(f"*/{chapter[:-3]}.lock")):
            lang = path.relative_to(site.root(config) / translating.LOCKS).parts[0]
            text = plan.read(path)
            known = locks.parse(files.plain(text.encode(), path), site.name(config, path))
            followed = following.entries(lang, known)
            if followed != known:
                text = locks.dump(followed)
            if chapter == old:
                path_now = translating.lock_path(config, lang, to)
                plan.move(path, path_now, text)
                plan.lines.append(f"{site.name(config, path)} → {site.name(config, path_now)}")
            elif followed != known:
                plan.texts[path] = text


def _plain(page: _Changed, text: str) -> str:
    return files.plain(text.encode(), page.source.path)


def _name_in_nav(config: MkDocsConfig, plan: _Plan, old: str, to: str) -> None:
    """Let the navigation name the chapter anew, also where a configuration that this one builds upon does."""
    names = {old: to} | {f"{lang}/{old}": f"{lang}/{to}" for lang in site.languages(config)}
    for path in navigation.files(config):
        text = plan.read(path)
        renamed = nav.rename(text, names)
        if renamed != text:
            plan.texts[path] = renamed
            plan.lines.append(f"{site.name(config, path)}: the navigation names {to}.")
        _tell_left(config, plan, path, old, to)


def _name_in_lists(config: MkDocsConfig, plan: _Plan, old: str, to: str) -> None:
    """Let courses and editions name the chapter anew."""
    for name, keys in lists.KEYS.items():
        path = site.root(config) / name
        if path.is_file():
            text = plan.read(path)
            renamed = lists.rename(text, keys, old, to)
            if renamed != text:
                plan.texts[path] = renamed
                plan.lines.append(f"{name}: names {to}.")
            _tell_left(config, plan, path, old, to)


def _tell_left(config: MkDocsConfig, plan: _Plan, path: Path, old: str, to: str) -> None:
    """Tell where a file goes on naming the chapter as it was called."""
    if re.search(rf"(?<![\w/-]){re.escape(old)}", plan.read(path)):
        plan.lines.append(f"{site.name(config, path)}: still names {old}; write {to} there yourself.")


def _remember_import(config: MkDocsConfig, plan: _Plan, old: str, to: str) -> None:
    """Let the next import of a manuscript find its chapter."""
    archive = site.root(config) / site.MANUSCRIPTS
    path = archive / moves.FILE
    known = moves.load(archive)
    for lang in site.languages(config):
        is_import = (archive / "base" / lang / f"{old}.md").is_file()
        moves.record(known, lang, old, to, is_import=is_import)
    known = {lang: names for lang, names in known.items() if names}
    if known or path.exists():
        plan.seen[path] = files.read_bytes(path) if path.exists() else None
        plan.texts[path] = json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
