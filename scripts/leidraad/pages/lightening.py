"""Material's style sheets without what no page of the site uses: most of what a reader would fetch of them.

Material styles a hundred things, of which a handbook shows a few. What is used is known when all pages are
built: the classes on them, and every word of the scripts, which may add more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from pathlib import Path
from typing import NamedTuple

from leidraad import patterns
from leidraad.pages.trimming import SEARCHING
from leidraad.storage.files import below, contents

_SHEET = patterns.lazy(r"assets/stylesheets/((?:main|palette)\.)[0-9a-f]{8}(\.min\.css)")
# These are no scripts of pages, or say nothing of what stands on them.
_ASIDE = (*SEARCHING, "assets/search/")
# What else ends so is taken for one too: to look for where its name begins takes four times as long.
_NAMED = b'class="'
_WORD = patterns.lazy(r"[\w-]+")
_LEAST = 4
"""So many letters a word has, at least, that scripts may put more behind: `md-tag--` and a name."""

_MAP = patterns.lazy(r"/\*# sourceMappingURL=[^*]*\*/\s*\Z")
# What stands in a string or in an address is no brace, nor a comma.
_BRACE = patterns.lazy(r""""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^"')][^)]*\)|[{}]""")
_COMMA = patterns.lazy(r""""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[(),]""")
_CHOICE = patterns.lazy(r":(?:not|is|where|has)\((?:[^()]|\([^()]*\))*\)")
_CLASS = patterns.lazy(r"\.(-?[_a-zA-Z][\w-]*)")
_NESTING = patterns.lazy(r"@(?:media|supports)\b")
_VALUE = r"""(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^)]*\)|[^;{}"'])*"""
# A declaration, and no part of a selector such as `.md-tag--new:hover`.
_VARIABLE = patterns.lazy(rf"(?<=[{{;])(--[\w-]+)\s*:\s*{_VALUE};?")
_USED = patterns.lazy(r"var\(\s*(--[\w-]+)")
_PREFIX = b"--md-"
_MENTIONED = patterns.lazy(r"--md-[\w-]+")

IsUsed = Callable[[str], bool]


class Rule(NamedTuple):
    """A rule of a style sheet: what stands before its braces, and in them."""

    head: str
    body: str


class Shown(NamedTuple):
    """What a page shows, or several: its classes as they are written, and the variables of Material's."""

    classes: frozenset[bytes]
    variables: frozenset[str]


class Lightened(NamedTuple):
    """What was made of a site.

    Attributes:
        shown: what each page shows, by its path.
        renamed: the old name of each sheet, and its new one.
        asked: the classes and variables that the sheets had: of others, they say nothing.
    """

    shown: Mapping[str, Shown]
    renamed: Mapping[bytes, bytes]
    asked: Set[str]


def lighten(site_dir: Path) -> Lightened:
    """Put a lighter sheet in the place of each of Material's, under a name of its own, on every page.

    Args:
        site_dir: where the site is; changed.
    """
    names = below(site_dir)
    sheets = {name: found for name in names if (found := _SHEET.fullmatch(name))}
    if not sheets:
        return Lightened({}, {}, frozenset())
    pages = _ending(names, ".html")
    # Most pages show the same.
    kinds: dict[Shown, Shown] = {}
    by_page: dict[str, Shown] = {}
    for name in pages:
        kind = _shown(site_dir, name)
        by_page[name] = kinds.setdefault(kind, kind)
    shown = _together(by_page)
    scripts = [_read(site_dir / name) for name in _ending(names, ".js") if not name.startswith(_ASIDE)]
    is_used = _used(_words(shown.classes), scripts)
    heavy = {name: _MAP.sub("", _read(site_dir / name)) for name in sheets}
    light = {name: rules(text, is_used) for name, text in heavy.items()}
    others = [_read(site_dir / name) for name in _ending(names, ".css") if name not in sheets]
    wanted = {each for text in (*light.values(), *others, *scripts) for each in _USED.findall(text)}
    wanted |= {each for text in scripts for each in _MENTIONED.findall(text)} | shown.variables
    renamed: dict[bytes, bytes] = {}
    for name, found in sheets.items():
        text = variables(light[name], wanted)
        known = hashlib.sha256(text.encode()).hexdigest()[:8]
        new = f"assets/stylesheets/{found[1]}{known}{found[2]}"
        (site_dir / name).unlink()
        (site_dir / new).write_text(text, "utf-8")
        renamed[name.rpartition("/")[2].encode()] = new.rpartition("/")[2].encode()
    _rename(site_dir, pages, renamed)
    asked = {each for text in heavy.values() for each in (*_CLASS.findall(text), *_MENTIONED.findall(text))}
    return Lightened(by_page, renamed, asked)


def lighten_again(site_dir: Path, before: Lightened, pages: Iterable[str]) -> Lightened | None:
    """Name the lighter sheets on pages that were made anew, or return None where these have to be others.

    Args:
        site_dir: where the site is; those pages are changed.
        before: what was made of it when all others were as they are.
        pages: the paths of those pages.
    """
    if not before.renamed:
        return before
    shown = {**before.shown} | {name: _shown(site_dir, name) for name in pages}
    now, then = (
        {*_words(all_shown.classes), *all_shown.variables} & before.asked
        for all_shown in (_together(shown), _together(before.shown))
    )
    if now != then:
        return None
    _rename(site_dir, pages, before.renamed)
    return before._replace(shown=shown)


def _rename(site_dir: Path, pages: Iterable[str], renamed: Mapping[bytes, bytes]) -> None:
    """Let pages name the sheets that there are now."""
    for name in pages:
        changed = data = contents(site_dir, name)
        for before, after in renamed.items():
            changed = changed.replace(before, after)
        if changed != data:
            with open(f"{site_dir}/{name}", "wb") as page:
                page.write(changed)


def _ending(names: Iterable[str], ending: str) -> list[str]:
    return [name for name in names if name.endswith(ending)]


def _read(path: Path) -> str:
    return path.read_text("utf-8", "replace")


def _shown(site_dir: Path, name: str) -> Shown:
    """Return what a page shows."""
    page = contents(site_dir, name)
    named = frozenset(piece.partition(b'"')[0] for piece in page.split(_NAMED)[1:])
    found = _MENTIONED.findall(page.decode("utf-8", "replace")) if _PREFIX in page else ()
    return Shown(named, frozenset(found))


def _together(pages: Mapping[str, Shown]) -> Shown:
    """Return what all pages show."""
    kinds = {*pages.values()}
    return Shown(
        frozenset[bytes]().union(*(each.classes for each in kinds)),
        frozenset[str]().union(*(each.variables for each in kinds)),
    )


def _words(classes: Iterable[bytes]) -> set[str]:
    """Return classes one by one."""
    return {word for found in classes for word in found.decode("utf-8", "replace").split()}


def _used(shown: Set[str], scripts: Iterable[str]) -> IsUsed:
    """Return what tells whether a class may be on a page."""
    told = {word for text in scripts for word in _WORD.findall(text)}
    beginnings = tuple(word for word in told if word.endswith("-") and len(word) >= _LEAST)
    words = shown | told
    return lambda name: name in words or name.startswith(beginnings)


def rules(css: str, is_used: IsUsed) -> str:
    """Return a style sheet without the selectors that can match nothing, nor what is empty without them.

    Args:
        css: the sheet, without comments.
        is_used: tells whether a class may be on a page.
    """
    return "".join(_kept(css, is_used))


def _kept(css: str, is_used: IsUsed) -> Iterator[str]:
    for rule in _rules(css):
        if isinstance(rule, str):
            yield rule
        elif _NESTING.match(rule.head):
            if inner := rules(rule.body, is_used):
                yield f"{rule.head}{{{inner}}}"
        elif rule.head.startswith("@"):
            yield f"{rule.head}{{{rule.body}}}"
        else:
            heads = [head for head in _selectors(rule.head) if all(map(is_used, _classes(head)))]
            if heads:
                yield f"{','.join(heads)}{{{rule.body}}}"


def _rules(css: str) -> Iterator[Rule | str]:
    """Yield the rules of a sheet, and what stands between them as it is."""
    start = depth = opened = 0
    for found in _BRACE.finditer(css):
        if found[0] == "{":
            opened = found.start() if depth == 0 else opened
            depth += 1
        elif found[0] == "}":
            depth -= 1
            if depth == 0:
                # A statement, such as @charset, ends before the head of the next rule.
                statement, mark, head = css[start:opened].rpartition(";")
                if mark:
                    yield statement + mark
                yield Rule(head, css[opened + 1 : found.start()])
                start = found.end()
    if css[start:]:
        yield css[start:]


def _selectors(head: str) -> Iterator[str]:
    """Yield the selectors of a rule: what commas part that stand in no parentheses."""
    start = depth = 0
    for found in _COMMA.finditer(head):
        depth += {"(": 1, ")": -1}.get(found[0], 0)
        if found[0] == "," and depth == 0:
            yield head[start : found.start()]
            start = found.end()
    yield head[start:]


def _classes(selector: str) -> list[str]:
    """Return the classes without which a selector matches nothing."""
    return _CLASS.findall(_CHOICE.sub("", selector)) if "." in selector else []


def variables(css: str, wanted: set[str]) -> str:
    """Return a style sheet without the variables that nothing asks for.

    Args:
        css: the sheet.
        wanted: the variables that are asked for, anywhere on the site.
    """
    return _VARIABLE.sub(lambda found: found[0] if found[1] in wanted else "", css)
