"""The site's configuration: one place that loads mkdocs.yml, and says what stands in it."""

from __future__ import annotations

import logging
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from traceback import extract_tb
from typing import Any

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from leidraad import locales
from leidraad.checks.options import Options
from leidraad.errors import LeidraadError, printable
from leidraad.locales import Locale
from leidraad.storage import caching
from leidraad.storage.files import path_below

EXTENSION = "leidraad_callouts"
INCLUDE = "markdown_include.include"
SNIPPETS = "pymdownx.snippets"
BIBLIOGRAPHY = "references.bib"
MANUSCRIPTS = "manuscript"
"""Where the texts that chapters were imported from stand, with the reports."""


def find_config(start: Path) -> Path | None:
    """Return the mkdocs.yml in `start` or the nearest folder above it."""
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / "mkdocs.yml").is_file():
            return folder / "mkdocs.yml"
    return None


def load(config_file: Path | None = None, **overrides: Any) -> MkDocsConfig:
    """Return the configuration, with all of its parts; `locales` knows the handbook's languages from then on.

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
    # Those of another handbook, or of an earlier mkdocs.yml, may be broken, or gone.
    locales.use({})
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
        except Exception as error:
            # A hook runs whatever stands in it.
            told = f"a hook or plugin cannot be loaded ({_place(error)}: {type(error).__name__}: {error})"
            raise LeidraadError(f"{path}: {' '.join(told.split())}; mend it.") from None
    prepare(config)
    return config


def _place(error: Exception) -> str:
    """Return the file and line where an error was made."""
    if isinstance(error, SyntaxError):
        return f"{error.filename}:{error.lineno}"
    at = extract_tb(error.__traceback__)[-1]
    return f"{at.filename}:{at.lineno}"


@contextmanager
def _kept_errors() -> Iterator[list[str]]:
    """Keep what MkDocs logs as errors of the configuration instead of printing it."""
    errors: list[str] = []

    def keep(record: logging.LogRecord) -> bool:
        if record.levelno >= logging.ERROR:
            errors.append(_in_a_line(record.getMessage()))
        return record.levelno < logging.ERROR

    logger = logging.getLogger("mkdocs.config")
    logger.addFilter(keep)
    try:
        yield errors
    finally:
        logger.removeFilter(keep)


def _in_a_line(error: str) -> str:
    """Return what MkDocs says is wrong, without its stack; of an error of ours, only what that says."""
    told = " ".join(line for line in error.splitlines() if not line.startswith("  "))
    return told.partition(f"{LeidraadError.__name__}: ")[2] or told


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


def caches(config: MkDocsConfig) -> Path:
    """Return the folder in which builds and checks keep what they know; it need not be there."""
    return root(config) / caching.FOLDER


@cache
def _folder(config_file: str) -> Path:
    return Path(config_file).resolve().parent


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


def all_languages(config: MkDocsConfig) -> tuple[str, ...]:
    """Return the codes of all languages that mkdocs.yml names, those that are built first."""
    return (*languages(config), *unbuilt_languages(config))


def has_navigations(config: MkDocsConfig) -> bool:
    """Tell whether a language has a navigation of its own."""
    return any(lang.nav for lang in config.plugins["i18n"].config.languages)


def name(config: MkDocsConfig, path: Path) -> str:
    """Return what people call a file: its path from the handbook's folder, where it is in there."""
    folder = root(config)
    inside = path_below(folder, path)
    return printable(inside or (path.relative_to(folder) if path.is_relative_to(folder) else path).as_posix())


def tables(config: MkDocsConfig) -> dict[str, str]:
    """Return the paths of the languages that the handbook brings itself, by code."""
    given = config.plugins["leidraad"].config.locales
    return {code: str(root(config) / path) for code, path in given.items()}


def locale(config: MkDocsConfig, lang: str) -> Locale:
    """Return the words of a language, from the handbook's own table where it names one."""
    return locales.load(lang, Path(table) if (table := tables(config).get(lang)) else None)


def fallback(config: MkDocsConfig) -> str | None:
    """Return the language whose page stands in for one that is missing, or None where none does."""
    i18n = config.plugins["i18n"].config
    return languages(config)[0] if i18n.fallback_to_default else None


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
