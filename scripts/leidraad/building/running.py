"""One whole build, for whoever wants it done: the command, or what makes packages of a site."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress

import click
from mkdocs.commands import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from leidraad import checking
from leidraad.bibliography import entries
from leidraad.building import inputs, left, resuming
from leidraad.building.overhearing import overhearing, unheard
from leidraad.building.work import Work
from leidraad.collecting import seldom_collected
from leidraad.pages import trimming
from leidraad.pages.references import cited
from leidraad.plugin import LeidraadPlugin


class StoppedError(Exception):
    """Report that a build did not come to its end.

    Attributes:
        could_not_run: whether that is for an error, and not for what was found.
    """

    def __init__(self, told: str, *, could_not_run: bool) -> None:
        super().__init__(told)
        self.could_not_run = could_not_run


def plugin(config: MkDocsConfig) -> LeidraadPlugin:
    """Return our plugin in a configuration."""
    found = config.plugins["leidraad"]
    assert isinstance(found, LeidraadPlugin)
    return found


def build(config: MkDocsConfig) -> None:
    """Build the site that a configuration describes; what is found, MkDocs logs.

    Raises:
        StoppedError: it cannot be done, or a strict build has found something.
    """
    ours = plugin(config)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build.build(config)
    except click.ClickException as error:
        # Why it aborts for an error, MkDocs has said.
        is_said = ours.could_not_run and isinstance(error, Abort)
        told = "" if is_said else error.format_message()
        raise StoppedError(told, could_not_run=ours.could_not_run) from None
    finally:
        config.plugins.on_shutdown()


def build_again(config: MkDocsConfig, load: Callable[[], MkDocsConfig]) -> MkDocsConfig:
    """Build a site, of which only some pages are made where the last build left the others.

    Args:
        config: describes it.
        load: returns the same once more.

    Returns:
        The configuration that it was built with.

    Raises:
        LeidraadError: there is no such configuration.
        StoppedError: it cannot be done, or a strict build has found something.
    """
    with seldom_collected():
        return _build_again(config, load)


def _build_again(config: MkDocsConfig, load: Callable[[], MkDocsConfig]) -> MkDocsConfig:
    now = inputs.Inputs.of(config)
    before = left.find(config) if now.world else None
    changes = resuming.changes(config, before, now) if before and before.world == now.world else None
    if before and before.bibliography:
        entries.know(before.bibliography)
    if before and changes:
        ours = plugin(config)
        try:
            is_enough = resuming.resume(config, ours, before, changes)
        finally:
            config.plugins.on_shutdown()
        if is_enough:
            _leave(config, now, before)
            return config
        # What is to be said of it has been said.
        with unheard():
            config = load()
    left.forget(config)
    with overhearing(logging.WARNING) as heard:
        build(config)
    # What was said has to be said by the next build as well.
    if not heard:
        _leave(config, now)
    return config


def _leave(config: MkDocsConfig, then: inputs.Inputs, before: left.Left | None = None) -> None:
    """Leave to the next build what it need not make anew, if it can be told what this one was made from.

    Args:
        config: that of this build.
        then: what the site was made from, as it was before.
        before: what the last build left, of which this one has taken over the pages.
    """
    work = plugin(config).work
    pages = {name: page for name, (page, _) in work.gathering.pages.items()}
    left.forget(config)
    if work.course or work.volumes is not None or not then.are_these(config, pages):
        return
    # The site is in place, whatever becomes of this; and front matter, or what a theme makes of it, may hold
    # anything.
    with suppress(Exception):
        left.keep(config, _left(config, work, then, before))


def _left(config: MkDocsConfig, work: Work, then: inputs.Inputs, before: left.Left | None) -> left.Left:
    told = then.told
    languages = before.languages if before else _languages(config, work)
    cites = {name: before.cited[name] for name in told if before and before.texts[name] == told[name]}
    cites |= {source.name: cited(text) for source, text in then.texts.items() if source.name not in cites}
    references = {lang: work.references[lang] for lang in languages}
    kept = {**before.kept} if before else {}
    if before and any(each is not before.references[lang] for lang, each in references.items()):
        del kept["references"]
    return left.Left(
        then.world or "",
        told,
        cites,
        languages,
        references,
        kept,
        work.bound,
        work.gathering.gathered,
        work.drafts,
        work.surveyed,
        (work.summary.chapters, work.summary.notes),
        not work.looked,
        work.lightened,
        work.told,
        checking.load_bibliography(config),
        work.site,
        work.has_headers,
        left.stamp(left.store(config)),
    )


def _languages(config: MkDocsConfig, work: Work) -> dict[str, left.Language]:
    """Return the pages of each language, of which all were made."""
    found = {}
    for lang, scene in work.scenes.items():
        pages = [file.page for file in scene.files.documentation_pages() if file.page]
        found[lang] = left.Language(
            scene.files,
            scene.nav,
            work.contents.get(lang),
            {page.file.dest_uri: resuming.shown(work, page) for page in pages},
            config.extra[trimming.ADDRESS],
            [(page, page.previous_page, page.next_page) for page in pages],
        )
    return found
