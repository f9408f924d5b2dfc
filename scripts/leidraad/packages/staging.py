"""The site that packages are made of: built as any other, aside, with pages that need no server."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from leidraad import docs, site
from leidraad.backmatter.editions import Edition
from leidraad.brand.brand import Brand
from leidraad.building import running
from leidraad.building.volume import Volume
from leidraad.courses.course import Course
from leidraad.courses.timetable import Timetable
from leidraad.pages import history


@dataclass(frozen=True, slots=True)
class Staged:
    """A site that was built to make packages of.

    Attributes:
        folder: where it is; what it holds may be read, and is gone when the packages are made.
        volumes: the book in each language, the default one first, by its code.
        authors: who wrote it.
        licence: under which terms, by language; empty where nobody says.
        edition: the newest edition of the book, or None.
        changed: the day on which any page last changed, where git knows, or that of the edition.
        version: what the footer calls it.
        brand: whose name it bears, or None.
        course: which course it is, or None where it is the whole handbook.
        is_for_trainers: whether it holds what only trainers may see.
        days: when what is done in the course, by language.
    """

    folder: Path
    volumes: Mapping[str, Volume]
    authors: Sequence[str]
    licence: Mapping[str, str]
    edition: Edition | None
    changed: date | None
    version: str
    brand: Brand | None
    course: Course | None = None
    is_for_trainers: bool = False
    days: Mapping[str, Timetable | None] = field(default_factory=dict)


@contextmanager
def staged(load: Callable[[str], MkDocsConfig]) -> Iterator[Staged]:
    """Build a site in a folder that is gone afterwards.

    Args:
        load: returns the configuration of the site for the folder where it is to be built.

    Raises:
        StoppedError: it cannot be built.
    """
    aside = Path(tempfile.mkdtemp(prefix="leidraad-"))
    try:
        config = load(str(aside / "site"))
        running.plugin(config).volumes = {}
        running.build(config)
        yield _of(config)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _of(config: MkDocsConfig) -> Staged:
    """Return what a build has made of a configuration."""
    plugin = running.plugin(config)
    work = plugin.work
    assert work.volumes is not None
    newest = next((edition for bound in work.bound.values() for edition in bound.editions), None)
    paths = [
        docs.path_of(config, lang, leaf.path)
        for lang, volume in work.volumes.items()
        for leaf in volume.leaves
    ]
    changed = [day for path in paths if (day := history.last_change(site.root(config), str(path)))]
    authors = config.site_author or ()
    return Staged(
        folder=Path(config.site_dir),
        volumes={lang: work.volumes[lang] for lang in site.languages(config)},
        authors=[authors] if isinstance(authors, str) else [*authors],
        licence=work.brand.texts.get("licence", {}) if work.brand else {},
        edition=newest,
        changed=max(changed, default=newest.day if newest else None),
        version=plugin.config.version or history.version(site.root(config)),
        brand=work.brand,
        course=work.course,
        is_for_trainers=plugin.config.trainer,
        days=work.days,
    )
