"""MkDocs' own build, made to build an edition of the site that takes the place of the old one at the end."""

from __future__ import annotations

import logging
from collections.abc import Collection
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import CountHandler

from leidraad import site
from leidraad.building import inputs
from leidraad.building.edition import Edition


class Publication:
    """The edition that is being built, if there is one."""

    def __init__(self) -> None:
        self._edition: Edition | None = None

    def begin(self, config: MkDocsConfig) -> None:
        """Let MkDocs build beside the site.

        Raises:
            LeidraadError: no site can be built there.
        """
        self.give_up()
        self._site_dir = config.site_dir
        sources = [*inputs.made_from(config), site.root(config) / site.MANUSCRIPTS]
        self._edition = Edition(Path(config.site_dir), Path(config.docs_dir), sources)
        config.site_dir = str(self._edition.folder)

    def end(self, config: MkDocsConfig) -> str:
        """Put the site in place, unless MkDocs is about to refuse it for its warnings; return where.

        Raises:
            LeidraadError: it cannot be done; the old site is as it was.
        """
        if self._edition is None or _is_refused(config):
            return ""
        config.site_dir = self._site_dir
        self._edition.publish()
        self._edition = None
        return self._site_dir

    def put_in(self, config: MkDocsConfig, gone: Collection[str]) -> None:
        """Put what was built into the site that is there, and remove other files from it.

        Raises:
            OSError: it cannot be done; some files may be in place.
        """
        assert self._edition is not None
        config.site_dir = self._site_dir
        self._edition.put_in(gone)
        self._edition = None

    def place(self, config: MkDocsConfig) -> Path:
        """Return where the site will be."""
        return Path(self._site_dir if self._edition else config.site_dir)

    def fail(self, error: Exception) -> Exception:
        """Give the edition up for an error; return that, or what to tell of it where it is about the disk."""
        if self._edition and isinstance(error, OSError):
            error = self._edition.failure(error) or error
        self.give_up()
        return error

    def give_up(self) -> None:
        """Remove what was built and not put in place."""
        if self._edition is not None:
            self._edition.discard()
            self._edition = None


def _is_refused(config: MkDocsConfig) -> bool:
    """Tell whether MkDocs has counted a warning that ends a strict build."""
    counts = [each for each in logging.getLogger("mkdocs").handlers if isinstance(each, CountHandler)]
    return config.strict and any(each.get_counts() for each in counts)
