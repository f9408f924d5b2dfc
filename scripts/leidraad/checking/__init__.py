"""The check of a whole handbook: each file by itself, unless the cache knows it, then all together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from mkdocs.config.defaults import MkDocsConfig

from leidraad import checks, docs, pandoc, parsers, preflight, site, translating
from leidraad.backmatter import editions
from leidraad.bibliography import styles
from leidraad.bibliography.check import problems
from leidraad.bibliography.entries import Bibliography, load
from leidraad.brand import showing
from leidraad.checking import navigation
from leidraad.checks import Digest, Examined, Finding, Page, across, keeping, options, suppressions
from leidraad.checks.digest import by_chapter
from leidraad.checks.html import CODES
from leidraad.checks.translations import check_stale, check_translations
from leidraad.courses import reading as courses
from leidraad.dialect.including import Partials
from leidraad.dialect.patience import bounded
from leidraad.docs import Source
from leidraad.errors import FaultsError, LeidraadError, RefusedError, sentence
from leidraad.locales import Locale
from leidraad.pages.references import References
from leidraad.storage import caching
from leidraad.storage.files import read_text

if TYPE_CHECKING:
    from concurrent.futures import Future

_CACHE = "checks.json"


def check(config: MkDocsConfig, only: frozenset[Path] | None = None) -> list[Finding]:
    """Return the findings of the whole handbook, or of the files in `only`.

    Raises:
        LeidraadError: what the whole handbook needs cannot be read.
    """
    if found := preflight.check_roots(config):
        return sorted(found)
    showing.of(config)
    sources = list(docs.sources(config))
    survey = preflight.survey(config)
    found = [*survey.findings]
    examined = checks.once(examine(config, sources, survey.unfit))
    for page in examined.values():
        found += page.findings
    found += together(config, [page.digest for page in examined.values()])
    chosen: set[str] = set()
    for source in sources:
        if only is None or source.path.resolve() in only:
            # What a chapter brings in is checked with it.
            page = examined[source.name]
            chosen |= {source.name, *(f.path for f in page.findings), *(path for path, _, _ in page.shown)}
    placed = (finding for finding in found if finding.line)
    return settle(config, placed, [s for s in sources if s.name in chosen], whole=only is None)


def settle(
    config: MkDocsConfig,
    found: Iterable[Finding],
    of: Iterable[Source],
    *,
    whole: bool = True,
    texts: Mapping[str, str] = MappingProxyType({}),
) -> list[Finding]:
    """Return, of all findings of these files, those that nobody set aside, weighed as mkdocs.yml says.

    Args:
        config: the handbook's.
        found: the findings, also of other files.
        of: the files that were checked.
        whole: these are all, and the bibliography is one of them.
        texts: those of some files, which need not be read.
    """
    by_file: dict[str, set[Finding]] = {source.name: set() for source in of}
    if whole:
        by_file[site.name(config, site.bibliography(config))] = set()
    for finding in found:
        if whole or finding.path in by_file:
            by_file.setdefault(finding.path, set()).add(finding)
    settled: list[Finding] = []
    refused: set[Finding] = set()
    for file, findings in by_file.items():
        if not site.trusts_authors(config):
            refused.update(weighed(findings))
        with suppress(LeidraadError):
            text = texts[file] if file in texts else _text(config, site.root(config) / file)
            findings = set(suppressions.suppress(file, text, findings))
        settled += findings
    chosen = options.select(settled, config.plugins["leidraad"].config.checks)
    # What authors are not trusted with, neither they nor mkdocs.yml can set aside.
    return sorted(refused | {*chosen})


def _text(config: MkDocsConfig, path: Path) -> str:
    return read_text(path) if path == site.bibliography(config) else docs.read(config, path)


def weighed(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield those findings of which authors who are not trusted make errors."""
    return (replace(finding, weight="error") for finding in findings if finding.code in CODES.values())


def examine(
    config: MkDocsConfig, sources: Sequence[Source], unfit: Mapping[str, Sequence[Finding]] | None = None
) -> dict[str, Examined]:
    """Return what each file shows by itself, by its name; what has not changed comes from the cache.

    Args:
        config: the handbook's.
        sources: the files.
        unfit: those that cannot be converted, with the reasons, where all have been looked at before.
    """
    if not sources:
        # The cache holds the whole handbook, and takes long to read.
        return {}
    path = site.caches(config) / _CACHE
    kept = keeping.load(caching.read(path))
    common = circumstances(config)
    page = taking(config)
    examined: dict[str, Examined] = {}
    keys: dict[str, str] = {}
    for source in sources:
        reasons = unfit.get(source.name, ()) if unfit else ()
        try:
            text = docs.read(config, source.path) if not reasons else ""
        except LeidraadError as error:
            reasons = (preflight.unread(source, error),)
        if reasons:
            examined[source.name] = Examined(tuple(reasons), _unread(source))
            continue
        key = caching.fingerprint((common, source.lang, source.chapter, text))
        known = kept.get(source.name)
        keys[source.name] = key
        if known and known[0] == key:
            examined[source.name] = known[1]
            continue
        try:
            with bounded():
                made = checks.examine(page(source, text), is_fit=unfit is not None)
        except RefusedError as error:
            made = Examined((preflight.unread(source, error),), _unread(source))
            # What converts pages stands in the midst of something.
            page = taking(config)
        examined[source.name] = made
    fresh = kept | {name: (key, examined[name]) for name, key in keys.items()}
    if fresh != kept:
        there = {name: page for name, page in fresh.items() if (site.root(config) / name).is_file()}
        caching.write(path, keeping.dump(there))
    return examined


def _unread(source: Source) -> Digest:
    return Digest(source.name, source.lang, source.chapter, is_unread=True)


def taking(config: MkDocsConfig) -> Callable[[Source, str], Page]:
    """Return what takes a file and its text as the checks do; what files have alike is worked out once."""
    words = site.quotation_words(config)

    @cache
    def alike(lang: str, sharing: str) -> tuple[Locale, Callable[[bool], Any], Partials]:
        return site.locale(config, lang), maker(config, lang), docs.partials(config, sharing)

    def page(source: Source, text: str) -> Page:
        locale, make, shared = alike(source.lang, source.lang if source.chapter else "")
        return Page(source.name, source.chapter, text, locale, make, shared, words)

    return page


def together(config: MkDocsConfig, digests: Sequence[Digest]) -> list[Finding]:
    """Return what all pages together show, and what is wrong with the files beside them."""
    return [*printing(config), *among(config, digests), *between(config, digests, {})]


def among(config: MkDocsConfig, digests: Sequence[Digest]) -> list[Finding]:
    """Return what is wrong with the files beside the pages, and among these but for their other languages."""
    known = load_bibliography(config)
    name = site.name(config, site.bibliography(config))
    found = []
    for problem in problems(known) if known else ():
        found.append(Finding(name, problem.line, problem.column, problem.code, problem.message))
    found += navigation.check(config, digests)
    found += _lists(config)
    elsewhere = "\n".join(_texts(config, docs.unbuilt(config)))
    found += across.check_across(digests, known, site.languages(config), name, elsewhere)
    return found


def between(
    config: MkDocsConfig, digests: Sequence[Digest], known: dict[str, list[Finding]]
) -> Iterator[Finding]:
    """Yield what is wrong between the languages of each chapter.

    Args:
        config: the handbook's.
        digests: every page and partial.
        known: what is known of chapters, by their names; the rest is filled in.
    """
    for chapter, pages in by_chapter(digests).items():
        if chapter not in known:
            known[chapter] = [*_between(config, [*pages.values()])]
        yield from known[chapter]


def _between(config: MkDocsConfig, digests: Sequence[Digest]) -> Iterator[Finding]:
    """Yield what is wrong between the languages of a chapter."""
    yield from check_translations(digests, site.languages(config), partial(_accepted, config))
    for translation in translating.translations(config, digests, only_stale=True):
        if translation.target:
            yield from check_stale(translation.standings, translation.source, translation.target)


def _lists(config: MkDocsConfig) -> Iterator[Finding]:
    """Yield what is wrong with the lists of editions and of courses."""
    path, langs = site.root(config) / editions.NAME, site.languages(config)
    for read in (
        partial(editions.read, path, langs, partial(docs.chapters, config)),
        partial(courses.read, config),
    ):
        try:
            read()
        except FaultsError as error:
            name = site.name(config, error.path)
            for line, column, told in error.faults:
                yield Finding(name, line, column, "LR425", told)


def _accepted(config: MkDocsConfig, lang: str, chapter: str) -> list[tuple[str, str]]:
    """Return the fingerprints of blocks that were accepted as translations of each other."""
    return [(entry.source, entry.target) for entry in translating.entries(config, lang, chapter)]


def _texts(config: MkDocsConfig, paths: Iterable[Path]) -> Iterator[str]:
    """Yield the texts of those files that can be read."""
    for path in paths:
        with suppress(LeidraadError):
            yield docs.read(config, path)


def printing(config: MkDocsConfig) -> list[Finding]:
    """Return why no citation can be printed, as far as it can be told without printing one."""
    if not site.bibliography(config).is_file():
        return []
    path = Path(config.config_file_path).resolve()
    try:
        pandoc.program("Citations")
        if style := site.style(config):
            path = style
            styles.read(style)
    except LeidraadError as error:
        return [Finding(site.name(config, path), 1, 1, "LR126", sentence(error, path))]
    return []


def load_bibliography(config: MkDocsConfig) -> Bibliography | None:
    """Return the works that notes may cite, or None where the handbook has no such file."""
    path = site.bibliography(config)
    return load(path) if path.is_file() else None


def references(config: MkDocsConfig, locales: Sequence[Locale]) -> list[Future[References | None]]:
    """Begin to print the citations of each language, one after another, while this process goes on.

    Returns:
        The citations of each language, None where the handbook has no bibliography; to wait for them raises
        a LeidraadError where the style or pandoc cannot be used.

    Raises:
        LeidraadError: the bibliography cannot be read.
    """
    # A build of which the pages are known prints none.
    from concurrent.futures import ThreadPoolExecutor

    known = load_bibliography(config)
    # A page may stand in for one that is not translated yet.
    texts = list(_texts(config, (source.path for source in docs.sources(config))))
    style, cache = site.style(config), site.caches(config)

    def printed(locale: Locale) -> References | None:
        return References(texts, known, locale, style=style, cache=cache) if known else None

    pool = ThreadPoolExecutor(1)
    printing = [pool.submit(printed, locale) for locale in locales]
    pool.shutdown(wait=False)
    return printing


def maker(config: MkDocsConfig, lang: str) -> Callable[[bool], Any]:
    """Return what gives the language's Markdown object, the same one again and again."""
    made: dict[bool, Any] = {}

    def make(trace: bool) -> Any:
        if trace not in made:
            made[trace] = parsers.of_site(config, lang, trace=trace)
        return made[trace].reset()

    return make


def circumstances(config: MkDocsConfig) -> str:
    """Return a fingerprint of all but its own text that the findings on a file hang on."""
    parts: list[str | bytes] = [
        caching.code(),
        caching.spelled([config.markdown_extensions, config.mdx_configs, site.quotation_words(config)]),
    ]
    for path in [
        *map(Path, sorted(site.tables(config).values())),
        *sorted(site.partials_folder(config).rglob("*")),
    ]:
        with suppress(OSError):
            parts += [str(path), path.read_bytes() if path.is_file() else b""]
    return caching.fingerprint(parts)
