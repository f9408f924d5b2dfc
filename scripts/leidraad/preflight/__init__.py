"""What authors may commit, looked at before a page is rendered: files, includes, front matter, addresses."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import get_theme_dir

from leidraad import docs, site
from leidraad.checks import Finding, check_includes
from leidraad.dialect import fronts
from leidraad.dialect.including import Partials
from leidraad.dialect.origins import place_in
from leidraad.errors import LeidraadError, RefusedError, sentence
from leidraad.preflight import addresses, pictures, svg
from leidraad.preflight.endless import endless
from leidraad.preflight.front import check_front
from leidraad.preflight.names import check_names
from leidraad.preflight.tree import Problem, Thing, links, walk
from leidraad.storage import files

_MOST_BYTES = 100_000_000
_LONG = 100_000
_OF_PAGES = frozenset({"base.html", "main.html"})
# What nobody sees of a page that is not published; the check tells it all the same.
_OF_TEXT = frozenset({"LR401", "LR402", "LR403", "LR404", "LR406", "LR415", "LR416", "LR417"})


def check_roots(config: MkDocsConfig) -> list[Finding]:
    """Return which of the folders and files that mkdocs.yml names are links out of the handbook.

    Nothing else can be looked at then: whatever is there belongs to somebody else.
    """
    home = Path(config.config_file_path).absolute().parent
    folders = (Path(config.docs_dir), site.partials_folder(config))
    files = (site.bibliography(config), site.style(config))
    found: list[Finding] = []
    for path in (*folders, *files, *map(Path, site.tables(config).values())):
        if path is None:
            continue
        for at, why in links(path.absolute(), home):
            found.append(Finding(site.name(config, at), 1, 1, "LR410", why))
    return list(dict.fromkeys(found))


class Survey(NamedTuple):
    """What pre-flight found.

    Attributes:
        findings: all of them, in order.
        unfit: the chapters and partials that cannot be converted, with the reasons.
    """

    findings: Sequence[Finding]
    unfit: Mapping[str, Sequence[Finding]]


def survey(config: MkDocsConfig) -> Survey:
    """Return what is wrong with the files below docs/, and which cannot be converted for it."""
    folder = Path(config.docs_dir)
    tree = walk(folder)
    spec = config.exclude_docs
    partials = docs.partials(config)
    shared = partials.root.relative_to(folder).parts[0] if partials.root.is_relative_to(folder) else ""
    has = _theme(config)
    problems = [
        *tree.problems,
        *check_names(
            tree,
            partials.languages,
            shared,
            lambda path: _is_hidden(path) or bool(spec and spec.match_file(path)),
            trusted=site.trusts_authors(config),
            theme=has,
            in_folders=config.use_directory_urls,
        ),
    ]
    for thing in tree.files:
        problems += _contents(thing)
    found = [Finding(site.name(config, p.path), p.line, p.column, p.code, p.message) for p in problems]
    # What is looked up for one include serves all: no file changes meanwhile.
    partials = replace(partials, shelf={})
    unfit: dict[str, list[Finding]] = {}
    texts: dict[Path, str | None] = {}
    for source in docs.sources(config):
        text, wrong, why = _text(config, source, partials, has)
        found += wrong
        if why:
            unfit[source.name] = why
        if text is not None and not source.is_partial:
            texts[source.path] = text
    found += [finding for findings in unfit.values() for finding in findings]
    return Survey(sorted({*found, *addresses.check(config, texts)}), unfit)


def survey_one(config: MkDocsConfig, source: docs.Source) -> list[Finding]:
    """Return what is wrong with the text of a page, where nothing but that has changed since a survey."""
    _, wrong, why = _text(config, source, docs.partials(config), _theme(config))
    return [*wrong, *why]


def _text(
    config: MkDocsConfig, source: docs.Source, partials: Partials, has: Callable[[str], bool]
) -> tuple[str | None, list[Finding], list[Finding]]:
    """Return the text of a page or partial, what is wrong with it, and why it cannot be converted."""
    try:
        text = docs.read(config, source.path)
    except LeidraadError as error:
        return None, [], [unread(source, error)]
    wrong: list[Finding] = []
    unfit: list[Finding] = []
    if not source.is_partial:
        wrong += check_front(source.name, text, lambda name: _fits(name, has))
        if len(text) > _LONG and any(finding.code == "LR409" for finding in wrong):
            # Lines of values are one paragraph then, and a long one takes its time.
            unfit += wrong
    elif fronts.is_there(text):
        message = "A partial has no front matter: readers would see it; remove it."
        wrong.append(Finding(source.name, 1, 1, "LR417", message))
    at = text.find("\0")
    if at >= 0 and not wrong:
        # As of UTF-16 without its mark, which reads as UTF-8.
        message = "A zero byte stands here, which is no text; save the file as UTF-8."
        wrong.append(Finding(source.name, *place_in(text, at), "LR404", message))
    if found_at := endless(text):
        line, what = found_at
        message = f"From here on there are more {what} than can be read; remove them."
        return text, wrong, [*unfit, Finding(source.name, line, 1, "LR412", message)]
    of = replace(partials, lang=source.lang if source.chapter else "")
    return text, wrong, [*unfit, *check_includes(source.name, text, of)]


def barring(findings: Iterable[Finding]) -> list[Finding]:
    """Return those findings for which no page may be written."""
    return [f for f in findings if f.code.startswith("LR4") and f.severity == "error"]


def published(config: MkDocsConfig, found: Iterable[Finding], hidden: Collection[str]) -> list[Finding]:
    """Return what is wrong with more than the text of a page that is not published.

    Args:
        config: the handbook's.
        found: what pre-flight found.
        hidden: the pages, by their paths below docs/.
    """
    files = {site.name(config, Path(config.docs_dir, path)) for path in hidden}
    return [finding for finding in found if finding.path not in files or finding.code not in _OF_TEXT]


def unread(source: docs.Source, error: LeidraadError) -> Finding:
    """Return the finding that a file cannot be read."""
    code = error.code if isinstance(error, RefusedError) else "LR404"
    return Finding(source.name, 1, 1, code, sentence(error, source.path))


def _is_hidden(path: str) -> bool:
    """Tell whether MkDocs passes a path over, as it does where it is told nothing."""
    return path.startswith(("templates/", ".")) or "/." in path


def _contents(thing: Thing) -> Iterator[Problem]:
    """Yield what is wrong with a file that is no text: its size, or the picture in it."""
    suffix = thing.path.suffix.lower()
    if suffix == ".md":
        return
    is_svg = suffix == ".svg"
    most = svg.MOST_BYTES if is_svg else pictures.MOST_BYTES if suffix in pictures.SUFFIXES else _MOST_BYTES
    if not is_svg and suffix not in pictures.SUFFIXES and thing.size <= most:
        return
    try:
        data = files.read_bytes(thing.path, most)
    except LeidraadError as error:
        code = error.code if isinstance(error, RefusedError) else "LR404"
        yield Problem(thing.path, code, sentence(error, thing.path))
        return
    if is_svg:
        if told := svg.check_svg(data):
            yield Problem(thing.path, "LR414", told[2], told[0], told[1])
    elif why := pictures.check_picture(suffix, data):
        yield Problem(thing.path, "LR413", why)


def _theme(config: MkDocsConfig) -> Callable[[str], bool]:
    """Return what tells whether the theme has a file, also one of ours."""
    folders = [*map(str, config.theme.dirs), str(site.overrides())]
    # A build asks this of every folder of its site, of which the theme has hardly any.
    tops: set[str] = set()
    for folder in folders:
        with suppress(OSError):
            tops.update(name.casefold() for name in os.listdir(folder))

    def has(name: str) -> bool:
        is_near = name.partition("/")[0].casefold() in tops
        return is_near and any(os.path.isfile(os.path.join(folder, name)) for folder in folders)

    return has


def _fits(name: str, has: Callable[[str], bool]) -> bool:
    """Tell whether front matter may name a file of the theme: an icon, or a template that makes a page."""
    if not name.endswith(".html"):
        return has(name)
    # Material's other templates, and ours, each serve a purpose and want to be told more.
    theirs = any(Path(folder, name).is_file() for folder in (get_theme_dir("material"), site.overrides()))
    return has(name) and (name in _OF_PAGES or not (theirs or name.startswith("partials/")))
