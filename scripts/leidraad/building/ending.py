"""The end of a build: what is made of all languages, and what is to be said of the whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger

from leidraad import built, checking, docs, search, site
from leidraad.brand import showing as branding
from leidraad.building import binding, left, pages
from leidraad.building.work import Work
from leidraad.built import serving
from leidraad.checks import Finding
from leidraad.docs import Source
from leidraad.pages import contents, heads, lightening, redirects
from leidraad.settings import LeidraadConfig
from leidraad.storage.files import below
from leidraad.storage.files import contents as bytes_of

log = get_plugin_logger("leidraad")


def finish(work: Work, config: MkDocsConfig, options: LeidraadConfig, place: Path) -> None:
    """Index the site and look at the whole of it, unless its author has saved again meanwhile.

    Args:
        work: the build, of which all languages are made.
        config: that of the last language.
        options: ours.
        place: where the site is going to stand.

    Raises:
        LeidraadError: it cannot be written.
    """
    site_dir = Path(config.site_dir)
    redirects.write(work.moved, site_dir)
    contents.tie(work.contents.values(), site_dir, config.site_url)
    binding.tie(work.bound, config)
    heads.compress(site_dir)
    if work.brand:
        branding.put_in(site_dir, work.brand)
    if work.view:
        work.view.show()
    if work.gives_way():
        return
    found = {*work.summary.findings, *work.gathering.finish()}
    if work.gives_way():
        return
    indexed = search.index(site_dir, site.caches(config), work.gives_way)
    if indexed is None:
        return
    work.indexed = indexed
    if not work.is_serving:
        work.lightened = lightening.lighten(site_dir)
    if work.gives_way():
        return
    look(work, config, options, place)
    if not work.is_serving:
        work.site = left.stamps(site_dir)
    assert work.store is not None
    work.store.close(is_whole=True)
    settle(work, config, found, docs.sources(config))


def look(
    work: Work, config: MkDocsConfig, options: LeidraadConfig, place: Path, kept: Collection[str] = ()
) -> None:
    """Look at the whole of a site, and tell servers what they must know of it.

    Args:
        work: the build.
        config: that of the last language.
        options: ours.
        place: where the site is going to stand.
        kept: the files that stand there as they did at the end of the last build, and stay.

    Raises:
        LeidraadError: it cannot be written.
    """
    folder, known = Path(config.site_dir), {*kept}
    sources = pages.sources(config) | branding.sources(work.brand)
    places = built.Places(sources, partial(site.name, config), place, docs.partials(config))

    def read(file: str) -> bytes:
        return bytes_of(place if file in known else folder, file)

    files = sorted(known.union(below(folder)))
    looked = built.look(files, read, config.site_url, places, work.store, known)
    work.looked, work.files = looked.findings, looked.files
    if not work.is_serving:
        tell_servers(work, config, looked.policy.header(options.frame_ancestors))


def tell_servers(work: Work, config: MkDocsConfig, policy: str) -> None:
    """Tell servers what they must know of the site, by its files and by what its pages may load and run.

    Raises:
        LeidraadError: it cannot be written.
    """
    work.told = serving.of(work.files, config.site_url, policy)
    # Its author may have one in docs/.
    work.has_headers = serving.HEADERS not in work.files
    if work.has_headers:
        serving.put_in(Path(config.site_dir), work.told)


def settle(
    work: Work,
    config: MkDocsConfig,
    found: Collection[Finding],
    of: Iterable[Source],
    texts: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Weigh all that was found: what is given, in the texts, and what a look at the site has shown.

    Args:
        work: the build.
        config: the handbook's.
        found: what was found in the texts.
        of: all of them.
        texts: those of some files by their names, which need not be read.
    """
    all_found = {*found, *built.not_told(work.looked, found)}
    work.summary.findings = checking.settle(config, all_found, of, texts=texts)


def tell(work: Work, *, is_strict: bool) -> None:
    """Log what was found, which a live view tells itself."""
    if work.view:
        return
    # A quiet build counts no warning, so what is to end a strict one must be more.
    told = log.error if is_strict else log.warning
    for finding in work.summary.findings:
        (told if finding.severity == "error" else log.info)(str(finding))
