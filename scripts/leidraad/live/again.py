"""One page, made again before all others: what an author waits for who has saved some text."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from leidraad import docs, preflight
from leidraad.building import binding, host
from leidraad.building.running import plugin
from leidraad.building.work import Work
from leidraad.dialect import fronts


def make_again(config: MkDocsConfig, path: Path, folder: Path) -> str | None:
    """Make the page of a file of which nothing but the text has changed, nor anything that it includes.

    What a page shows of others, or others of it, a build has to tell: this page is only shown until then.

    Args:
        config: that of the last build, which was whole.
        path: the file.
        folder: where the page is written.

    Returns:
        The path of the page in the site, or None where it takes a build to make it.
    """
    work = plugin(config).work
    for lang, scene in work.scenes.items():
        page = _page(scene, path, lang)
        if page is not None and work.course is None:
            with host.in_language(config, lang):
                return page.file.dest_uri if _is_made(work, page, config, scene, folder) else None
    return None


def _page(scene: host.Scene, path: Path, lang: str) -> Page | None:
    """Return the page of a file in its own language."""
    for file in scene.files.documentation_pages():
        if file.abs_src_path == str(path) and getattr(file, "locale", "") == lang:
            return file.page
    return None


def _is_made(work: Work, page: Page, config: MkDocsConfig, scene: host.Scene, folder: Path) -> bool:
    source = work.source_of(page, config)
    if preflight.barring(preflight.survey_one(config, source)):
        return False
    before, _ = work.gathering.pages[source.name]
    # An address, a title or a status is shown on other pages, and may make this one another page.
    if fronts.data(docs.read(config, source.path)) != fronts.data(before.text):
        return False
    host.read_alone(page, config, scene.files)
    bound = work.bound[work.lang]
    content = binding.bind_again(page, bound, config, work.locale, work.source_of)
    if content is None or work.gathering.refused():
        return False
    page.content = content
    host.write_alone(page, config, scene, folder)
    return True
