"""The templates of a language: what they find, and what is made of all its pages for them to show."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from traceback import walk_tb

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    PackageLoader,
    PrefixLoader,
    TemplateError,
    TemplateNotFound,
)
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from leidraad.brand import legal
from leidraad.brand import showing as branding
from leidraad.building import binding, host, pages
from leidraad.building.work import Work
from leidraad.errors import LeidraadError, printable, spell
from leidraad.pages import contents, menus
from leidraad.storage import caching


def dress(work: Work, env: Environment, config: MkDocsConfig) -> None:
    """Let the templates of the language at work be found, and print only pages that are not known."""
    host.forget_page(config)
    # Our base.html extends Material's, so that a customer's main.html extends both.
    _load_too(env, PrefixLoader({"material": PackageLoader("material")}), is_first=False)
    # How deep a template is indented is nothing that a reader should fetch.
    env.lstrip_blocks = True
    # A page includes dozens; none of them changes within a build.
    env.auto_reload = False
    env.globals["material_words"] = cache(partial(_words, env))
    shown = env.globals["leidraad_brand"] = branding.shown(work.brand, work.lang)
    work.outputs.watch(env, config, caching.spelled(shown))


def _words(env: Environment, lang: str) -> Callable[[str], str]:
    """Return what says a word of Material's in a language, or else in English, each looked up once."""
    tables = [env.get_template(f"partials/languages/{each}.html").module for each in (lang, "en")]

    def say(key: str) -> str:
        return next(filter(None, (str(table.t(key)) for table in tables)), key)  # type: ignore[attr-defined]

    return cache(say)


def furnish(work: Work, env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Make what is made of all pages of the language at work, and let templates show it."""
    work.ahead.stop()
    work.refuse(work.gathering.refused())
    dress(work, env, config)
    pages.mark_foreign(files.documentation_pages())
    work.moved += pages.moved(files, env, config, work.locale)
    if references := work.references[work.lang]:
        pages.list_works(files, references, work.cited)
    if work.course:
        work.days[work.lang] = binding.begin(
            work.course, files, work.navigation, config, work.locale, work.source_of
        )
    bound = binding.bind(files, work.navigation, config, work.locale, work.source_of)
    work.bound[work.lang] = bound
    if work.volumes is not None:
        work.volumes[work.lang] = binding.volume(bound, config, work.locale)
    _list_pages(work, env, config, files)
    _add_legal_pages(work, env, config, files)
    work.scenes[work.lang] = host.Scene(files, work.navigation, env)
    work.convert_further(config)


def _add_legal_pages(work: Work, env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Let the brand's legal pages in this language be made as templates of the theme."""
    templates = config.theme.static_templates
    templates.difference_update(work.legal)
    work.legal = work.brand.pages(work.lang) if work.brand else {}
    templates.update(work.legal)
    taken = {file.dest_uri: file.src_uri for file in files}
    taken |= {redirect.file: redirect.file for redirect in work.moved}
    branding.check_addresses(work.brand, work.legal, taken)
    _load_too(env, legal.template(work.legal))


def _list_pages(work: Work, env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Give a large handbook a contents page, and its pages menus of what is near them."""
    templates = config.theme.static_templates
    templates.difference_update(page.file for page in work.contents.values())
    work.menus[work.lang] = None
    if menus.is_large(work.navigation):
        taken = [*(file.dest_uri for file in files), *(redirect.file for redirect in work.moved)]
        page = work.contents[work.lang] = contents.place(work.locale, taken, config)
        work.menus[work.lang] = menus.Menu(work.navigation, work.locale, page.url)
        templates.add(page.file)
        _load_too(env, contents.template(page))


def _load_too(env: Environment, loader: BaseLoader, *, is_first: bool = True) -> None:
    """Let an environment find other templates, before or behind those that it has."""
    known = [env.loader] if env.loader else []
    env.loader = ChoiceLoader([loader, *known] if is_first else [*known, loader])


def fault(error: Exception) -> LeidraadError | None:
    """Return what to tell of a template that cannot be printed, or None for any other error."""
    # Jinja marks frames so that stand for the lines of a template.
    at = [
        (frame, line)
        for frame, line in walk_tb(error.__traceback__)
        if "__jinja_exception__" in frame.f_globals
    ]
    if not at and not isinstance(error, TemplateError):
        return None
    told = f"there is no template ‘{error.name}’" if isinstance(error, TemplateNotFound) else str(error)
    where = ""
    if at:
        frame, line = at[-1]
        where = f"{spell(Path(frame.f_code.co_filename))}:{line}: "
    return LeidraadError(f"{where}this template cannot be printed ({printable(told)}); mend it.")
