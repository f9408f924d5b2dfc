"""The site's configuration: one place that loads mkdocs.yml and makes the Markdown objects it describes."""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from markdown import Markdown
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from leidraad import locales
from leidraad.checks import Finding, addresses
from leidraad.checks.options import Options
from leidraad.dialect.including import FOLDER, Partials, expand, is_partial
from leidraad.errors import LeidraadError, RefusedError, printable
from leidraad.locales import Locale
from leidraad.storage.files import MOST_TEXT, read_text, unfit

EXTENSION = "leidraad_callouts"
INCLUDE = "markdown_include.include"
SNIPPETS = "pymdownx.snippets"
BIBLIOGRAPHY = "references.bib"


@dataclass(frozen=True, slots=True)
class Source:
    """A Markdown file of the handbook: its name for people, its path and its language.

    `chapter` is its path in the folder of its language; that of a partial begins with `_partials/`, and one
    that is in no language's folder has "".
    """

    name: str
    path: Path
    lang: str
    chapter: str = ""

    @property
    def is_partial(self) -> bool:
        """Tell whether it is no page by itself."""
        return is_partial(self.chapter)


def find_config(start: Path) -> Path | None:
    """Return the mkdocs.yml in `start` or the nearest folder above it."""
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / "mkdocs.yml").is_file():
            return folder / "mkdocs.yml"
    return None


def load(config_file: Path | None = None, **overrides: Any) -> MkDocsConfig:
    """Return the configuration, ready for `parser`; `locales` knows the handbook's languages from then on.

    Args:
        config_file: mkdocs.yml; by default the nearest one above the working folder.
        overrides: values that go before those of the file (`strict`, `site_dir`, …).

    Raises:
        LeidraadError: there is none, or it is not valid.
    """
    path = config_file or find_config(Path.cwd())
    if path is None:
        raise LeidraadError(
            "There is no mkdocs.yml here; go to a handbook, or make one with `leidraad init`."
        )
    if path.is_dir():
        path /= "mkdocs.yml"
    if not path.is_file():
        raise LeidraadError(f"{path}: there is no such file; name a mkdocs.yml.")
    with _kept_errors() as errors:
        try:
            config = load_config(str(path), **overrides)
        except (ConfigurationError, Abort) as error:
            reason = "; ".join(errors) or " ".join(str(error).split())
            raise LeidraadError(f"{path}: {reason}") from None
        except OSError as error:
            raise LeidraadError(f"{path}: cannot be read ({error.strerror}).") from None
        except RecursionError:
            told = "nests deeper than can be read, or holds itself (& and *); write it out"
            raise LeidraadError(f"{path}: {told}.") from None
    prepare(config)
    return config


@contextmanager
def _kept_errors() -> Iterator[list[str]]:
    """Keep what MkDocs logs as errors of the configuration instead of printing it."""
    errors: list[str] = []

    def keep(record: logging.LogRecord) -> bool:
        if record.levelno >= logging.ERROR:
            errors.append(record.getMessage())
        return record.levelno < logging.ERROR

    logger = logging.getLogger("mkdocs.config")
    logger.addFilter(keep)
    try:
        yield errors
    finally:
        logger.removeFilter(keep)


def prepare(config: MkDocsConfig) -> None:
    """See that the configuration has all parts, and make known its languages and its folder of partials.

    markdown-include counts that from the working folder, which may be any.

    Raises:
        LeidraadError: a plugin or extension is missing or may not be there, or their order is wrong.
    """
    names = list(config.plugins)
    if "leidraad" not in names:
        raise LeidraadError("mkdocs.yml: names no plugin ‘leidraad’; add it to `plugins`, after `i18n`.")
    if "i18n" not in names or names.index("i18n") > names.index("leidraad"):
        raise LeidraadError("mkdocs.yml: list the plugin ‘i18n’, and ‘leidraad’ after it.")
    for extension in ("footnotes", INCLUDE, EXTENSION):
        if extension not in config.markdown_extensions:
            raise LeidraadError(f"mkdocs.yml: add ‘{extension}’ to `markdown_extensions`.")
    if SNIPPETS in config.markdown_extensions and not trusts_authors(config):
        raise LeidraadError(
            f"mkdocs.yml: ‘{SNIPPETS}’ shows any file of the handbook, and authors are not trusted;"
            " remove it. What stands in docs/_partials, `{!…!}` shows."
        )
    locales.use({code: Path(path) for code, path in tables(config).items()})
    options = config.mdx_configs.setdefault(INCLUDE, {})
    base = root(config) / options.get("base_path", "docs/_partials")
    if root(config) not in Path(os.path.normpath(base)).parents:
        raise LeidraadError(
            f"mkdocs.yml: `base_path` of ‘{INCLUDE}’ is no folder within the handbook’s, and any file there"
            " could be shown; write docs/_partials."
        )
    options["base_path"] = str(base)


def root(config: MkDocsConfig) -> Path:
    """Return the handbook's folder."""
    return _folder(os.path.abspath(config.config_file_path))


@cache
def _folder(config_file: str) -> Path:
    return Path(config_file).resolve().parent


def partials(config: MkDocsConfig, lang: str = "") -> Partials:
    """Return the folder of partials, as a file of a language includes them."""
    folder = partials_folder(config)
    return Partials(folder, name(config, folder), lang, (*languages(config), *unbuilt_languages(config)))


def partials_folder(config: MkDocsConfig) -> Path:
    """Return the folder of partials."""
    return Path(config.mdx_configs[INCLUDE]["base_path"])


def languages(config: MkDocsConfig) -> tuple[str, ...]:
    """Return the codes of the languages that are built, the default one first."""
    built = [lang for lang in config.plugins["i18n"].config.languages if lang.build]
    return tuple(lang.locale for lang in sorted(built, key=lambda lang: not lang.default))


def build_only(config: MkDocsConfig, langs: Collection[str]) -> None:
    """Let only some languages be built; where the default one is not among them, the first one becomes it."""
    known = config.plugins["i18n"].config.languages
    for lang in known:
        lang.build = lang.build and lang.locale in langs
    if not any(lang.build and lang.default for lang in known):
        first = next(lang for lang in known if lang.build)
        for lang in known:
            lang.default = lang is first


def called(config: MkDocsConfig, lang: str) -> str:
    """Return the name of the site in a language, which need not be built."""
    names = {each.locale: each.site_name for each in config.plugins["i18n"].config.languages}
    return str(names.get(lang) or config.site_name)


def unbuilt_languages(config: MkDocsConfig) -> tuple[str, ...]:
    """Return the codes of the languages that mkdocs.yml names and this build leaves out."""
    return tuple(lang.locale for lang in config.plugins["i18n"].config.languages if not lang.build)


def unbuilt(config: MkDocsConfig) -> Iterator[Path]:
    """Yield the chapters and partials of the languages that this build leaves out."""
    for lang in unbuilt_languages(config):
        for folder in (Path(config.docs_dir) / lang, partials_folder(config) / lang):
            yield from (path for _, path in _pages(folder))


def has_navigations(config: MkDocsConfig) -> bool:
    """Tell whether a language has a navigation of its own."""
    return any(lang.nav for lang in config.plugins["i18n"].config.languages)


def name(config: MkDocsConfig, path: Path) -> str:
    """Return what people call a file: its path from the handbook's folder, where it is in there."""
    folder = root(config)
    below = _below(folder, path)
    return printable(below or (path.relative_to(folder) if path.is_relative_to(folder) else path).as_posix())


def _below(folder: Path, path: Path) -> str:
    """Return the path of a file from a folder; "" where it is not in there.

    A build asks this thousands of times; to take paths apart for it takes ten times as long.
    """
    start, whole = f"{folder}{os.sep}", str(path)
    return whole.removeprefix(start).replace(os.sep, "/") if whole.startswith(start) else ""


def tables(config: MkDocsConfig) -> dict[str, str]:
    """Return the paths of the languages that the handbook brings itself, by code."""
    given = config.plugins["leidraad"].config.locales
    return {code: str(root(config) / path) for code, path in given.items()}


def locale(config: MkDocsConfig, lang: str) -> Locale:
    """Return the words of a language, from the handbook's own table where it names one."""
    return locales.load(lang, Path(table) if (table := tables(config).get(lang)) else None)


def parser(config: MkDocsConfig, lang: str, *, trace: bool = False) -> Markdown:
    """Return a Markdown object that converts as the site does, trainer notes included."""
    options = {"lang": lang, "locales": tables(config), "trainer": True, "trace": trace}
    shared = partials(config)
    options["expand"] = lambda lines: expand(lines, shared)[0]
    return Markdown(
        extensions=config.markdown_extensions,
        extension_configs={**config.mdx_configs, EXTENSION: options},
    )


def plain_parser(lang: str) -> Markdown:
    """Return a Markdown object for chapters outside a handbook; it expands no includes."""
    extensions = ["toc", "attr_list", "def_list", "tables", "fenced_code", "footnotes", EXTENSION]
    return Markdown(extensions=extensions, extension_configs={EXTENSION: {"lang": lang, "trainer": True}})


def sources(config: MkDocsConfig) -> Iterator[Source]:
    """Yield every chapter and partial of every language that is built, in the order of their names.

    A partial that is in no language's folder counts as one of the default language.
    """
    shared = partials_folder(config)
    langs = languages(config)
    unbuilt = unbuilt_languages(config)
    for lang in langs:
        folder = Path(config.docs_dir) / lang
        called = name(config, folder)
        for chapter, path in _pages(folder):
            yield Source(printable(f"{called}/{chapter}"), path, lang, printable(chapter))
    for _, path in _pages(shared, ""):
        # A file may be called as a language is.
        first = path.relative_to(shared).parts[0] if path.parent != shared else ""
        if first in langs:
            yield source(config, path, first)
        elif first not in unbuilt:
            yield Source(name(config, path), path, langs[0])


def chapters(config: MkDocsConfig) -> frozenset[str]:
    """Return the chapters that any language has, also one that is not built."""
    langs = (*languages(config), *unbuilt_languages(config))
    folders = (Path(config.docs_dir) / lang for lang in langs)
    return frozenset(chapter for folder in folders for chapter, _ in _pages(folder))


def _pages(folder: Path, ending: str = ".md") -> list[tuple[str, Path]]:
    """Return the files below a folder in order, by their paths in it; no folder that is a link is entered."""
    if folder.is_symlink():
        return []
    found = []
    for at, folders, names in os.walk(folder):
        # MkDocs passes hidden ones over.
        folders[:] = [name for name in folders if not name.startswith(".")]
        below = at[len(str(folder)) + 1 :].replace(os.sep, "/")
        for name in names:
            if name.endswith(ending) and not name.startswith("."):
                found.append((f"{below}/{name}" if below else name, Path(at, name)))
    return sorted(found, key=lambda each: each[0].split("/"))


def read(config: MkDocsConfig, path: Path) -> str:
    r"""Return the text of a chapter or partial, with `\n` line ends.

    Raises:
        LeidraadError: it cannot be read; a `RefusedError` says which rule it breaks.
    """
    with suppress(OSError):
        if stat.S_ISREG(path.lstat().st_mode):
            return read_text(path, MOST_TEXT)
    if why := unfit(path, Path(config.docs_dir)):
        raise RefusedError(f"{path}: {why}", "LR410")
    return read_text(path, MOST_TEXT)


def source(config: MkDocsConfig, path: Path, lang: str) -> Source:
    """Return a chapter, or a partial of a language, as the checks know it."""
    if partial := _below(partials_folder(config) / lang, path):
        return Source(name(config, path), path, lang, f"{FOLDER}/{partial}")
    chapter = printable(path.relative_to(Path(config.docs_dir) / lang).as_posix())
    return Source(name(config, path), path, lang, chapter)


def path_of(config: MkDocsConfig, lang: str, chapter: str) -> Path:
    """Return the file of a chapter or partial in a language, which need not be there."""
    if is_partial(chapter):
        return partials_folder(config) / lang / chapter.removeprefix(f"{FOLDER}/")
    return Path(config.docs_dir) / lang / chapter


def texts(config: MkDocsConfig) -> dict[str, dict[str, str]]:
    """Return the texts of every chapter by language; what cannot be read is left out."""
    chapters: dict[str, dict[str, str]] = {}
    for source in sources(config):
        if not source.is_partial:
            with suppress(LeidraadError):
                chapters.setdefault(source.chapter, {})[source.lang] = read(config, source.path)
    return chapters


def fallback(config: MkDocsConfig) -> str | None:
    """Return the language whose page stands in for one that is missing, or None where none does."""
    i18n = config.plugins["i18n"].config
    return languages(config)[0] if i18n.fallback_to_default else None


def check_addresses(config: MkDocsConfig, instead: Mapping[Path, str | None] = {}) -> list[Finding]:
    """Return what is wrong with the addresses of the pages of every language.

    Args:
        config: the handbook's.
        instead: what files are thought to hold; None for one that is thought away.
    """
    langs = languages(config)
    falls_back = config.plugins["i18n"].config.fallback_to_default
    found: list[Finding] = []
    default: list[addresses.Page] = []
    for lang in langs:
        base = Path(config.docs_dir) / lang
        pages = []
        called = name(config, base)
        there = {path: relative for relative, path in _pages(base)}
        more = {path: below for path in instead if path not in there and (below := _below(base, path))}
        there |= more
        for path, relative in sorted(there.items()) if more else there.items():
            with suppress(LeidraadError):
                text = instead[path] if path in instead else read(config, path)
                if text is not None:
                    told = printable(f"{called}/{relative}")
                    pages.append(addresses.Page(told, PurePosixPath(relative), text))
        if lang == langs[0]:
            default = [replace(page, stands_in=True) for page in pages]
        elif falls_back:
            own = {page.path for page in pages}
            pages += [page for page in default if page.path not in own]
        found += addresses.check_addresses(pages, langs[1:] if lang == langs[0] else ())
    # What is wrong with a page itself is so wherever it stands in.
    return list(dict.fromkeys(found))


def bibliography(config: MkDocsConfig) -> Path:
    """Return the path of the bibliography, which need not exist."""
    return root(config) / str(config.plugins["leidraad"].config.bibliography)


def style(config: MkDocsConfig) -> Path | None:
    """Return the path of the citation style that the handbook names, or None."""
    given = str(config.plugins["leidraad"].config.style)
    return root(config) / given if given else None


def quotation_words(config: MkDocsConfig) -> int:
    """Return how many words a quotation may have."""
    given: Options = config.plugins["leidraad"].config.checks
    return given.quotation_words


def trusts_authors(config: MkDocsConfig) -> bool:
    """Tell whether authors may put anything onto the site that a browser runs or loads."""
    return bool(config.plugins["leidraad"].config.authors == "trusted")


def overrides() -> Path:
    """Return the folder of our templates: in the wheel beside this file, in a checkout at its top."""
    packed = Path(__file__).parent / "overrides"
    return packed if packed.is_dir() else Path(__file__).parents[2] / "overrides"
