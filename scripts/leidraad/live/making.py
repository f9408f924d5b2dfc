"""One build after another of a handbook that is being written, each into a folder of its own."""

from __future__ import annotations

import logging
import shutil
import tempfile
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from click import ClickException
from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from leidraad import locales, site
from leidraad.building import inputs, pages
from leidraad.building.overhearing import overhearing, unheard
from leidraad.building.running import plugin
from leidraad.building.work import Summary, View, Work
from leidraad.checks import Finding
from leidraad.errors import LeidraadError
from leidraad.live.again import make_again
from leidraad.plugin import LeidraadPlugin

# Who reads an old site may not have all of a page yet.
_KEPT = 2
# More at once is no one's typing.
_FEW = 3


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
        news: tells what was saved since then, as `Watch.news` does.
        on_first: told of each site when the pages of a language are there, and those of others are not; and
            of a page that has been made before all others.
    """

    config_file: Path
    address: str
    on_written: Written
    is_due: Callable[[], bool] = lambda: False
    news: Callable[[int], tuple[int, Collection[Path]]] = lambda seen: (seen, ())
    on_first: First = lambda folder, files: None
    _home: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="leidraad-")))
    _folders: list[Path] = field(default_factory=list)
    _whole: tuple[MkDocsConfig, Work] | None = None
    # The pages that were made before others, since the last whole build; and the folders of earlier ones.
    _again: list[tuple[Path, str]] = field(default_factory=list)
    _past: list[Path] = field(default_factory=list)
    # The last site that can be searched.
    _searched: Path | None = None
    # What was saved since the build began, and before it but after the last whole one; the last one's number.
    _saved: set[Path] = field(default_factory=set)
    _earlier: set[Path] = field(default_factory=set)
    _seen: int = 0

    def make_again(self, changed: Collection[Path]) -> None:
        """Show pages at once of which nothing but the text has changed; the next build makes all of it true.

        Args:
            changed: what has been saved since this was asked last, or a build began.
        """
        self._saved.update(changed)
        if self._whole is None:
            return
        config, work = self._whole
        shared = site.partials_folder(config)
        # Many an editor saves by way of a file that is gone again.
        saved = self._saved | self._earlier
        there = [path for path in saved if path.suffix == ".md" or path.exists()]
        if any(path.suffix != ".md" or path.is_relative_to(shared) for path in there):
            return
        texts = sorted(path for path in changed if path.suffix == ".md")
        for path in texts if len(texts) <= _FEW else ():
            # Whatever goes wrong, the build comes to it as well, and tells it.
            with suppress(Exception), plugin(config).as_it_was(work), locales.as_they_are(), unheard():
                self._show_again(config, path)

    def _show_again(self, config: MkDocsConfig, path: Path) -> None:
        """Make a page in a folder of its own and show it, if that can be done without a build."""
        folder = Path(tempfile.mkdtemp(dir=self._home))
        file = None
        try:
            file = make_again(config, path, folder)
        finally:
            if file is None:
                shutil.rmtree(folder, ignore_errors=True)
        if file:
            self._again.append((folder, file))
            self.on_first(folder, [file])

    def _shares_plugins(self, config: MkDocsConfig) -> bool:
        """Tell whether a plugin but ours goes from build to build; it may remember pages."""
        known = self._whole[0].plugins if self._whole else {}
        return any(name != "leidraad" and known.get(name) is each for name, each in config.plugins.items())

    def make(self) -> Made:
        """Build the handbook as it is now."""
        start = time.monotonic()
        before = len(self._again)
        self._earlier |= self._saved
        self._saved.clear()
        folder = Path(tempfile.mkdtemp(dir=self._home))
        with overhearing(logging.WARNING) as heard:
            try:
                config = site.load(self.config_file, site_dir=str(folder))
                ours = plugin(config)
                seconds, failed, is_overtaken = self._build(config, ours, folder, start, before)
                # A commit saves nothing, and shows with the next save.
                watch = inputs.made_from(config)
            except LeidraadError as error:
                self._whole = None
                self._past.append(folder)
                return Made(None, said=[str(error)])
        self._clear_away()
        said = [*dict.fromkeys(record.getMessage() for record in heard)]
        findings = ours.summary.findings
        if failed:
            self._whole = None
            self._past += [folder] if folder not in self._folders else []
            return Made(None, findings, _told(failed, said), watch=watch)
        self._whole = config, ours.work
        self._earlier.clear()
        if not is_overtaken:
            self._searched = folder
        for past in self._past:
            shutil.rmtree(past, ignore_errors=True)
        # Someone may still be reading these.
        self._past = [folder for folder, _ in self._again[:before]]
        del self._again[:before]
        return Made(folder, findings, said, seconds, watch, is_overtaken)

    def _clear_away(self) -> None:
        """Remove the sites that were shown long ago, but for the last that can be searched."""
        for folder in [each for each in self._folders[: -_KEPT - 1] if each != self._searched]:
            self._folders.remove(folder)
            shutil.rmtree(folder, ignore_errors=True)

    def close(self) -> None:
        """Remove every site."""
        shutil.rmtree(self._home, ignore_errors=True)

    def _build(
        self, config: MkDocsConfig, ours: LeidraadPlugin, folder: Path, start: float, before: int
    ) -> tuple[float, Exception | None, bool]:
        """Return after how many seconds pages were there, why nothing was built, and if it was overtaken."""
        seconds, is_overtaken = 0.0, False

        def show_first(files: Collection[str]) -> None:
            self.on_first(folder, files)
            show_again()

        def show() -> None:
            nonlocal seconds
            seconds = time.monotonic() - start
            self._folders.append(folder)
            sources = pages.sources(config)
            self.on_written(folder, {file: site.name(config, path) for file, path in sources.items()})
            show_again()

        def show_again() -> None:
            # Of these, this site may have what stood there before.
            for again, file in self._again[before:]:
                self.on_first(again, [file])

        def gives_way() -> bool:
            nonlocal is_overtaken
            is_overtaken = self.is_due()
            return is_overtaken

        def between() -> None:
            self._seen, changed = self.news(self._seen)
            if changed and not self._shares_plugins(config):
                self.make_again(changed)

        # MkDocs keeps the plugin from one build to the next.
        ours.summary = Summary()
        ours.view = View(show_first, show, gives_way, between)
        config.site_url = self.address
        try:
            config.plugins.on_startup(command="serve", dirty=False)
            build(config, serve_url=self.address)
        except Exception as error:
            # A template of the author's, or another plugin, may raise anything; the next save may mend it.
            return seconds, error, False
        finally:
            ours.view = None
        return seconds, None, is_overtaken


def _told(failed: Exception, said: Sequence[str]) -> Sequence[str]:
    """Return why nothing was built, and what else was said of it."""
    if isinstance(failed, Abort) and said:
        # MkDocs has told why before it aborts.
        return said
    why = (
        failed.format_message()
        if isinstance(failed, ClickException)
        else f"{type(failed).__name__}: {failed}"
    )
    return [*dict.fromkeys([why, *said])]
