"""One build after another of a handbook that is being written, each into a folder of its own."""

from __future__ import annotations

import logging
import shutil
import tempfile
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from click import ClickException
from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig

from leidraad import pages, site
from leidraad.backmatter import editions
from leidraad.brand import choosing
from leidraad.building.overhearing import overhearing
from leidraad.checks import Finding
from leidraad.errors import LeidraadError
from leidraad.live.again import make_again
from leidraad.plugin import LeidraadPlugin, Summary, View

# Who reads an old site may not have all of a page yet.
_KEPT = 2


@dataclass(frozen=True, slots=True)
class Made:
    """What a build made.

    Attributes:
        folder: the site, or None where the build failed.
        findings: what is wrong in the handbook.
        said: what else MkDocs and its plugins have to say, or why nothing was built; a line each.
        seconds: how long it took until the pages were there.
        watch: the files and folders that the handbook is made from.
        is_overtaken: there was another save when the pages were there, and nobody looked at the whole.
    """

    folder: Path | None
    findings: Sequence[Finding] = ()
    said: Sequence[str] = ()
    seconds: float = 0.0
    watch: Sequence[Path] = ()
    is_overtaken: bool = False


First = Callable[[Path, Collection[str]], None]
"""Told of a site in the making, and of the paths of those pages in it that are as they will be."""
Written = Callable[[Path, Mapping[str, str]], None]
"""Told of a site of which all pages are there, and the author's file of each; the search index is not yet."""


@dataclass
class Maker:
    """Builds a handbook again and again; the sites go when they are of no more use.

    Attributes:
        config_file: mkdocs.yml.
        address: where the site is shown, with the path that it will have: http://127.0.0.1:8000/boek/.
        on_written: told of each site before its search index and the look at the whole are made.
        is_due: tells whether there was another save since the build began.
        on_first: told of each site when the pages of a language are there, and those of others are not; and
            of a page that has been made before all others.
    """

    config_file: Path
    address: str
    on_written: Written
    is_due: Callable[[], bool] = lambda: False
    on_first: First = lambda folder, files: None
    _home: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="leidraad-")))
    _folders: list[Path] = field(default_factory=list)
    _whole: MkDocsConfig | None = None
    _before: Path | None = None

    def make_again(self, changed: Collection[Path]) -> None:
        """Show a page at once if nothing but its text has changed; the next build makes all of it true.

        Args:
            changed: what has been saved since the last build began.
        """
        whole, self._whole = self._whole, None
        # Many an editor saves by way of a file that is gone again.
        there = [path for path in changed if path.suffix == ".md" or path.exists()]
        if whole is None or len(there) != 1:
            return
        if self._before:
            shutil.rmtree(self._before, ignore_errors=True)
        self._before = Path(tempfile.mkdtemp(dir=self._home))
        with overhearing(logging.WARNING):
            try:
                file = make_again(whole, there[0], self._before)
            except Exception:
                # Whatever it is, the build comes to it as well, and tells it.
                return
        if file:
            self.on_first(self._before, [file])

    def make(self) -> Made:
        """Build the handbook as it is now."""
        start = time.monotonic()
        self._whole = None
        folder = Path(tempfile.mkdtemp(dir=self._home))
        self._folders.append(folder)
        with overhearing(logging.WARNING) as heard:
            try:
                config = site.load(self.config_file, site_dir=str(folder))
                plugin = config.plugins["leidraad"]
                assert isinstance(plugin, LeidraadPlugin)
                seconds, failed, is_overtaken = self._build(config, plugin, folder, start)
            except LeidraadError as error:
                return Made(None, said=[str(error)])
        while len(self._folders) > _KEPT + 1:
            shutil.rmtree(self._folders.pop(0), ignore_errors=True)
        said = [*dict.fromkeys(record.getMessage() for record in heard)]
        findings = plugin.summary.findings
        if failed:
            # MkDocs has told why before it aborts.
            told = said or [failed]
            return Made(None, findings, told, watch=watched(config))
        self._whole = config
        return Made(folder, findings, said, seconds, watched(config), is_overtaken)

    def close(self) -> None:
        """Remove every site."""
        shutil.rmtree(self._home, ignore_errors=True)

    def _build(
        self, config: MkDocsConfig, plugin: LeidraadPlugin, folder: Path, start: float
    ) -> tuple[float, str, bool]:
        """Return after how many seconds pages were there, why nothing was built, and if it was overtaken."""
        seconds, is_overtaken = 0.0, False

        def show() -> None:
            nonlocal seconds
            seconds = time.monotonic() - start
            sources = pages.sources(config)
            self.on_written(folder, {file: site.name(config, path) for file, path in sources.items()})

        def gives_way() -> bool:
            nonlocal is_overtaken
            is_overtaken = self.is_due()
            return is_overtaken

        # MkDocs keeps the plugin from one build to the next.
        plugin.summary, plugin.view = Summary(), View(partial(self.on_first, folder), show, gives_way)
        config.plugins.on_startup(command="serve", dirty=False)
        config.site_url = self.address
        try:
            build(config, serve_url=self.address)
        except ClickException as error:
            return seconds, error.format_message(), False
        except Exception as error:
            # A template of the author's, or another plugin, may raise anything; the next save may mend it.
            return seconds, f"{type(error).__name__}: {error}", False
        finally:
            plugin.view = None
        return seconds, "", is_overtaken


def watched(config: MkDocsConfig) -> list[Path]:
    """Return what a handbook is made from, whether or not it is there."""
    root = site.root(config)
    given = [config.docs_dir, config.config_file_path, site.bibliography(config)]
    given += [root / "translations", root / editions.NAME]
    given += choosing.watched(config)
    given += [config.theme.custom_dir, site.style(config), *site.tables(config).values(), site.overrides()]
    return [root / path for path in [*given, *config.watch] if isinstance(path, str | Path)]
