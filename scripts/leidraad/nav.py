"""The navigation in mkdocs.yml, extended by a line for each new chapter; every other byte stays as it is."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, NamedTuple, TypeGuard

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError

from leidraad import patterns

_NUMBER = patterns.lazy(r"(\d+)")
_PLAIN = r"[^\s,{}\[\]#](?:[^,{}\[\]#\n]*[^\s,{}\[\]#])?"
_FLOW_ITEM = patterns.lazy(rf"""\{{[^{{}}]*\}}|"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|{_PLAIN}""")


class Entry(NamedTuple):
    """A chapter that the navigation is to name.

    Attributes:
        path: its path in the folder of its language.
        title: what it is called, for a navigation that has titles.
        after: the path of the chapter before it in its book.
    """

    path: str
    title: str
    after: str | None = None


class Named(NamedTuple):
    """A page that a navigation names, without the folder of its language, and its place in mkdocs.yml."""

    path: str
    line: int
    column: int


class Extended(NamedTuple):
    """What became of mkdocs.yml: its text, the entries it got, and those an author has to add."""

    text: str
    added: tuple[Entry, ...] = ()
    left: tuple[Entry, ...] = ()


def extend(text: str, lang: str, entries: Sequence[Entry]) -> Extended:
    """Return mkdocs.yml with each entry in its place: after the chapter that comes before it.

    Nothing is added where there is no navigation, as MkDocs then makes one, nor where it has the chapter.
    """
    added: list[Entry] = []
    left: list[Entry] = []
    for entry in entries:
        data = _load(text)
        nav = _nav(data, lang)
        if _is_section(nav) and _names(nav, entry.path, lang):
            continue
        if not nav and nav != () and not inherits(text):
            continue
        longer = _insert(text, nav, entry, lang) if _is_section(nav) else None
        if longer is None:
            left.append(entry)
        else:
            text = longer
            added.append(entry)
    return Extended(text, tuple(added), tuple(left))


def rename(text: str, names: Mapping[str, str]) -> str:
    """Return mkdocs.yml with other paths in every navigation, where that changes nothing else in it.

    Args:
        text: mkdocs.yml.
        names: from the path of a file, as the navigation may have it, to its new one.
    """
    data = _load(text)
    if not isinstance(data, CommentedMap):
        return text
    navs = [data.get("nav"), *(own.get("nav") for own in _languages(data) if isinstance(own, CommentedMap))]
    # Two languages may have one navigation, and one line more than one file.
    places: dict[tuple[int, int], str] = {}
    for nav in navs:
        for section in _sections(nav) if _is_section(nav) else ():
            for index, path, titled in _files(section):
                item = section[index]
                line, column = item.lc.value(next(iter(item))) if titled else section.lc.item(index)
                places[line, column] = path
    lines = text.splitlines(keepends=True)
    for (number, column), path in sorted(places.items(), reverse=True):
        written = re.compile(rf"""((?:&\S+ +)?["']?){re.escape(path)}""").match(lines[number], column)
        if written and (new := names.get(posixpath.normpath(path))):
            lines[number] = f"{lines[number][:column]}{written[1]}{new}{lines[number][written.end() :]}"
    renamed = "".join(lines)
    before, after = _events(text), _events(renamed)
    same = len(before) == len(after) and all(
        one == other or (one[:3] == other[:3] and names.get(posixpath.normpath(str(one[3]))) == other[3])
        for one, other in zip(before, after, strict=True)
    )
    return renamed if same else text


def pages(text: str, languages: Sequence[str]) -> dict[str, list[Named]]:
    """Return the pages in the navigation that holds for each language, in their order; it may have none."""
    data = _load(text)
    return {lang: _pages(_nav(data, lang), languages) for lang in languages}


def _pages(nav: Any, languages: Sequence[str]) -> list[Named]:
    found = []
    for section in _sections(nav) if _is_section(nav) else ():
        for index, path, _ in _files(section):
            if path.endswith(".md"):
                line, column = section.lc.item(index)
                folder, slash, rest = posixpath.normpath(path).partition("/")
                plain = rest if folder in languages else f"{folder}{slash}{rest}"
                found.append(Named(plain, line + 1, column + 1))
    return sorted(found, key=lambda page: (page.line, page.column))


def docs_dir(text: str) -> str | None:
    """Return the folder of the pages that mkdocs.yml names, or None where it names none."""
    return _name(text, "docs_dir")


def inherits(text: str) -> str | None:
    """Return the configuration that mkdocs.yml builds upon, or None where it stands alone."""
    return _name(text, "INHERIT")


def _name(text: str, key: str) -> str | None:
    data = _load(text)
    name = data.get(key) if isinstance(data, CommentedMap) else None
    return str(name) if isinstance(name, str) else None


def _nav(data: Any, lang: str) -> Any:
    """Return the navigation that holds for `lang`, or None where there is none."""
    if not isinstance(data, CommentedMap):
        # It cannot be read, so nobody knows.
        return ()
    for own in _languages(data):
        if isinstance(own, CommentedMap) and own.get("locale") == lang and own.get("nav") is not None:
            return own["nav"]
    return data.get("nav")


def _languages(data: CommentedMap) -> Sequence[Any]:
    """Return the languages that the plugin i18n is given, whichever way the plugins are written."""
    plugins = data.get("plugins")
    found = plugins if isinstance(plugins, Sequence) else [plugins]
    for plugin in found:
        options = plugin.get("i18n") if isinstance(plugin, CommentedMap) else None
        if isinstance(options, CommentedMap) and isinstance(options.get("languages"), CommentedSeq):
            languages: CommentedSeq = options["languages"]
            return languages
    return ()


def _is_section(value: object) -> TypeGuard[CommentedSeq]:
    """Tell whether a value is a list and it is known where its items are, as it is not below a tag."""
    return isinstance(value, CommentedSeq) and (not value or value.lc.data is not None)


def _sections(nav: CommentedSeq, known: set[int] | None = None) -> Iterator[CommentedSeq]:
    """Yield the sections of a navigation in their order; one that is in itself only once."""
    known = set() if known is None else known
    known.add(id(nav))
    yield nav
    for item in nav:
        for value in item.values() if isinstance(item, CommentedMap) else ():
            if _is_section(value) and id(value) not in known:
                yield from _sections(value, known)


def _files(section: CommentedSeq) -> list[tuple[int, str, bool]]:
    """Return what files a section itself names: each one's place, its path, and whether it has a title."""
    found = []
    for index, item in enumerate(section):
        if isinstance(item, str):
            found.append((index, str(item), False))
        elif isinstance(item, CommentedMap) and len(item) == 1:
            key, value = next(iter(item.items()))
            if isinstance(value, str) and key in _own(item):
                found.append((index, str(value), True))
    return found


def _names(nav: CommentedSeq, path: str, lang: str) -> bool:
    """Tell whether the navigation names a file; the folder of the language may be written or not."""
    known = {PurePosixPath(path), PurePosixPath(lang, path)}
    return any(PurePosixPath(other) in known for section in _sections(nav) for _, other, _ in _files(section))


def _insert(text: str, nav: CommentedSeq, entry: Entry, lang: str) -> str | None:
    """Return `text` with a line for `entry`, or None where a line cannot say it."""
    place = _place(nav, entry, lang)
    if place is None:
        return None
    number, index, before = place
    section = list(_sections(nav))[number]
    files = _files(section)
    titled = sum(has_title for *_, has_title in files) * 2 > len(files)
    in_folder = any(path.startswith(f"{lang}/") for _, path, _ in files)
    path = f"{lang}/{entry.path}" if in_folder else entry.path
    lines = text.splitlines(keepends=True)
    first, column = section.lc.item(index)
    for title in (entry.title, json.dumps(entry.title, ensure_ascii=False)):
        new = f"{title}: {path}" if titled else path
        if section.fa.flow_style():
            longer = _in_line(lines, first, column, f"{{{new}}}" if titled else new, before=before)
        else:
            last = first if before else _last_line(section, index) + 1
            longer = _as_line(lines, lines[first][:column], last, new)
        if longer and _adds(text, longer, [entry.title, path] if titled else [path], entry.path, lang):
            return longer
    return None


def _as_line(lines: Sequence[str], head: str, at: int, new: str) -> str:
    """Return the text with a line for an item, which begins as that of its neighbour does."""
    before = lines[at - 1]
    end = before[len(before.rstrip("\r\n")) :] or "\n"
    return "".join((*lines[: at - 1], before.rstrip("\r\n"), end, head, new, end, *lines[at:]))


def _in_line(lines: Sequence[str], first: int, column: int, new: str, *, before: bool) -> str | None:
    """Return the text with an item between brackets, beside its neighbour."""
    line = lines[first]
    item = _FLOW_ITEM.match(line, column)
    if not item:
        return None
    at = column if before else item.end()
    added = f"{new}, " if before else f", {new}"
    return "".join((*lines[:first], line[:at], added, line[at:], *lines[first + 1 :]))


def _adds(text: str, longer: str, new: Sequence[str], path: str, lang: str) -> bool:
    """Tell whether `longer` says what `text` says, with `new` in its navigation, and nothing else.

    What a YAML parser reads one after another is compared: so no alias is followed, no tag understood.
    """
    before, after = _events(text), _events(longer)
    count = len(after) - len(before)
    at = next((i for i, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), 0)
    if before != after[:at] + after[at + count :]:
        return False
    nav = _nav(_load(longer), lang)
    scalars = [value for *_, value in after[at : at + count] if value is not None]
    return scalars == list(new) and _is_section(nav) and _names(nav, path, lang)


def _events(text: str) -> list[tuple[str | None, ...]]:
    """Return what a YAML text says, one thing after another: kind, anchor, tag and value."""
    try:
        return [
            (type(event).__name__, *(_said(event, part) for part in ("anchor", "tag", "value")))
            for event in YAML(typ="safe", pure=True).parse(text)
        ]
    except (YAMLError, ValueError):
        return []


def _said(event: object, part: str) -> str | None:
    value = getattr(event, part, None)
    return None if value is None else str(value)


def _place(nav: CommentedSeq, entry: Entry, lang: str) -> tuple[int, int, bool] | None:
    """Return the number of a section, the place of a neighbour in it, and whether the entry goes before."""
    found = [
        (number, index, path)
        for number, section in enumerate(_sections(nav))
        for index, path, _ in _files(section)
        if path.endswith(".md") and not path.endswith("index.md")
    ]
    book = [item for item in found if entry.after and item[2].removeprefix(f"{lang}/") == entry.after]
    numbered = [item for item in found if _NUMBER.match(PurePosixPath(item[2]).name)]
    if not book and numbered and _NUMBER.match(PurePosixPath(entry.path).name):
        book = [item for item in numbered if _order(item[2]) < _order(entry.path)]
        book.sort(key=lambda item: _order(item[2]))
        if not book:
            number, index, _ = min(numbered, key=lambda item: _order(item[2]))
            return number, index, True
    if book or found:
        number, index, _ = (book or found)[-1]
        return number, index, False
    return (0, len(nav) - 1, False) if nav else None


def _order(path: str) -> list[tuple[int, str]]:
    """Return what a file is sorted by: its name, with numbers as numbers."""
    parts = _NUMBER.split(PurePosixPath(path).name)
    return [(int(part), "") if part.isdigit() else (-1, part) for part in parts if part]


def _last_line(section: CommentedSeq, index: int) -> int:
    """Return the line that an item begins its last file on."""
    item, place = section[index], section.lc.item(index)
    line: int = place[0]
    if isinstance(item, CommentedMap) and (own := _own(item)):
        key = [*own][-1]
        value = item[key]
        # What an alias names has its place before it.
        line = max(line, item.lc.value(key)[0])
        if _is_section(value) and value and value.lc.item(0) > place:
            line = _last_line(value, len(value) - 1)
    return line


def _own(item: CommentedMap) -> Mapping[Any, Any]:
    """Return the places of what a mapping has itself, and not from another that it was merged with."""
    return item.lc.data or {}


def _load(text: str) -> Any:
    """Return what the YAML of `text` says, with the place of each item, or None where that is not clear."""
    loader = YAML(typ="rt")
    # A name that is given twice is no mistake: it holds from there on.
    loader.composer.warn_double_anchors = False
    try:
        return loader.load(text)
    except (YAMLError, ValueError, AssertionError, AttributeError, TypeError, LookupError, RecursionError):
        return None
