"""A build that makes only the pages of which the text has changed, and takes over all others from the last.

It is as sure as a whole build that those are as they would be: where a page has another title, another term,
another source or anything else that other pages may show, or where more than text has changed, it gives up,
and all is built.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from leidraad import built, preflight, search, site
from leidraad.building import binding, ending, host, left, outputs, pages, templates
from leidraad.building.inputs import Inputs
from leidraad.building.left import Changes, Language, Left
from leidraad.building.overhearing import overhearing, unheard
from leidraad.building.work import Work
from leidraad.built import serving
from leidraad.pages import lightening, menus, trimming
from leidraad.plugin import LeidraadPlugin
from leidraad.storage import caching
from leidraad.storage.files import below

# From more chapters than one in so many on, a whole build takes hardly longer.
_SHARE = 4


class MoreError(Exception):
    """Report that it takes a whole build."""


def changes(config: MkDocsConfig, before: Left, now: Inputs) -> Changes | None:
    """Return which texts have changed since the last build; None where more has, or too many of them.

    Args:
        config: the handbook's.
        before: what the last build left, in the same world.
        now: what the site is made from now.
    """
    try:
        # A build elsewhere, or one that was broken off, keeps pages that this site does not show.
        is_same = left.stamp(left.store(config)) == before.store
    except OSError:
        return None
    if not is_same or now.told.keys() != before.texts.keys():
        return None
    changed = {source.chapter for source in now.texts if now.told[source.name] != before.texts[source.name]}
    is_few = len(changed) * _SHARE <= len({source.chapter for source in now.texts})
    # What leads in another language is looked at before all others.
    is_plain = changed.isdisjoint(before.gathered.named.leads)
    return Changes(now.sources, now.texts, changed) if is_few and is_plain else None


def resume(config: MkDocsConfig, ours: LeidraadPlugin, before: Left, changed: Changes) -> bool:
    """Make the pages anew of which the text has changed, and put the site in place; tell if that was enough.

    Args:
        config: the handbook's, which is of no more use where it was not.
        ours: our plugin in it.
        before: what the last build left.
        changed: what has changed since.
    """
    with unheard(), overhearing(logging.WARNING) as heard:
        config.plugins.on_startup(command="build", dirty=False)
        ours.left = before, changed
        # Whatever goes wrong, a whole build comes to it as well, and tells it.
        with suppress(Exception):
            config = config.plugins.on_config(config)
            _make(config, ours, before, changed, heard)
            return True
        # It may not have come so far as to take it.
        ours.left = None
        ours.on_shutdown()
    return False


def _make(
    config: MkDocsConfig, ours: LeidraadPlugin, before: Left, changed: Changes, heard: Collection[object]
) -> None:
    work = ours.work
    if work.course or work.volumes is not None:
        raise MoreError
    place = ours.publication.place(config)
    # A build that was killed may have changed it until now, when this one has finished that.
    if left.stamps(place, before.site) != before.site:
        raise MoreError
    _survey(config, before, changed)
    host.take_up(config, {lang: each.files for lang, each in before.languages.items()})
    folder = Path(config.site_dir)
    made: list[str] = []
    for lang, language in before.languages.items():
        with host.in_language(config, lang):
            work.cite(config, lang)
            printed, last = work.references[lang], before.references[lang]
            if printed and not (last and printed.print_as(last)):
                raise MoreError
            made += _make_pages(work, config, lang, language, changed, folder)
    if work.gathering.refused():
        raise MoreError
    binding.tie(work.bound, config)
    found = {*work.summary.findings, *work.gathering.finish()}
    assert work.store is not None
    indexed = search.index_again(folder, place, site.caches(config), made)
    lightened = lightening.lighten_again(folder, before.lightened, made)
    if indexed is None or lightened is None:
        raise MoreError
    work.indexed, work.lightened = indexed.languages, lightened
    kept = before.site.keys() - indexed.gone - {*below(folder)}
    if before.has_headers:
        kept -= {serving.HEADERS}
    if before.is_well and all(built.is_like(file, folder, place) for file in made):
        work.looked, work.files = (), kept.union(below(folder))
        ending.tell_servers(work, config, before.told.policy)
    else:
        ending.look(work, config, ours.config, place, kept)
    texts = {source.name: text for source, text in changed.texts.items()}
    ending.settle(work, config, found, changed.sources, texts)
    if heard or any(finding.severity == "error" for finding in work.summary.findings):
        raise MoreError
    work.store.close(is_whole=False)
    new = below(folder)
    ours.publication.put_in(config, indexed.gone)
    work.site = {file: before.site[file] for file in kept}
    work.site |= {file: left.stamp(f"{place}/{file}") for file in new}
    serving.put_beside(place, work.told)


def _survey(config: MkDocsConfig, before: Left, changed: Changes) -> None:
    """See to it that pre-flight has nothing to say of the texts that have changed."""
    told = {finding.path for finding in before.surveyed}
    shown = before.gathered.examined.keys() - before.gathered.drafts.keys()
    for source, _ in changed.changed():
        if source.name in told or source.name not in shown or preflight.survey_one(config, source):
            raise MoreError


def _make_pages(
    work: Work, config: MkDocsConfig, lang: str, language: Language, changed: Changes, folder: Path
) -> list[str]:
    """Make the pages of a language that show chapters that have changed, and return their paths."""
    scene = _enter(work, config, lang, language)
    bound, references = work.bound[lang], work.references[lang]
    paths = {str(source.path) for source, _ in changed.changed()}
    found = [file.page for file in language.files.documentation_pages() if file.page]
    anew = [page for page in found if str(page.file.abs_src_path) in paths]
    books = [page for page in found if any(each.url in bound.books.get(page.url, ()) for each in anew)]
    for page in (*anew, *books):
        work.source = work.source_of(page, config)
        work.discount(page)
        host.read_alone(page, config, language.files)
        if shown(work, page) != language.shown[page.file.dest_uri]:
            raise MoreError
    pages.mark_foreign(page.file for page in (*anew, *books))
    sheets = []

    def write(page: Page, content: str | None) -> None:
        if content is None or (references and references.is_asked(content)):
            raise MoreError
        page.content = content
        sheets.append(binding.sheet(page, config, work.source_of))
        host.write_alone(page, config, scene, folder)

    for page in anew:
        if not binding.is_apart(page, bound, config, work.source_of):
            raise MoreError
        write(page, binding.bind_again(page, bound, config, work.locale, work.source_of))
    for page in books:
        write(page, binding.bind_book_again(page, bound, sheets, config, work.locale, work.source_of))
    return [page.file.dest_uri for page in (*anew, *books)]


def _enter(work: Work, config: MkDocsConfig, lang: str, language: Language) -> host.Scene:
    """Let a language be at work, with what was known of it."""
    work.navigation = language.nav
    env = host.environment(config, language.files)
    scene = work.scenes[lang] = host.Scene(language.files, language.nav, env)
    config.extra[trimming.ADDRESS] = language.sheet
    templates.dress(work, env, config)
    work.menus[lang] = None
    if language.contents:
        work.contents[lang] = language.contents
        work.menus[lang] = menus.Menu(language.nav, work.locale, language.contents.url)
    return scene


def shown(work: Work, page: Page) -> str:
    """Return what tells what other pages show of one, but for what stands in its text."""
    cited = {key: [tuple(each) for each in arrivals] for key, arrivals in work.cited(page).items()}
    return caching.fingerprint([caching.spelled(outputs.told(page)), caching.spelled(cited)])
