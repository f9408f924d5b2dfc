"""What tests share besides fixtures: where things are, and the Markdown object that every site has."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from markdown import Markdown
from mkdocs.config.defaults import MkDocsConfig

from leidraad import checking, nav, site
from leidraad.checks import Finding
from leidraad.collecting import uncollected

ROOT = Path(__file__).parents[1]

Draw = Callable[[dict[str, str]], Path]


def run(*command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a program of this environment, the same at any time."""
    return subprocess.run(
        [str(Path(sys.executable).parent / command[0]), *command[1:]],
        cwd=cwd,
        capture_output=True,
        text=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1780000000"},
    )


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fail where what is done takes longer on a processor.

    What other tests keep is not looked through for garbage meanwhile, and threads of theirs do not count.
    """
    with uncollected():
        start = time.thread_time()
        yield
        assert time.thread_time() - start < seconds


def markdown(
    lang: str = "nl", *, partials: Path | None = None, more: Sequence[str] = (), **options: object
) -> Markdown:
    """Return a Markdown object with what every handbook's mkdocs.yml names, and more extensions."""
    extensions = ["toc", "attr_list", "def_list", "tables", "fenced_code", "footnotes", *more]
    configs: dict[str, dict[str, object]] = {site.EXTENSION: {"lang": lang, **options}}
    if partials:
        extensions.append(site.INCLUDE)
        configs[site.INCLUDE] = {"base_path": str(partials), "throwException": True}
    return Markdown(extensions=[*extensions, site.EXTENSION], extension_configs=configs)


def check(config: MkDocsConfig, only: frozenset[Path] | None = None) -> list[Finding]:
    """Return the findings of a handbook, whose chapters may be in one language only and in no navigation."""
    alone = ("LR301", "LR302", "LR424")
    return [finding for finding in checking.check(config, only) if finding.code not in alone]


def put_in_navigation(folder: Path, *names: str) -> None:
    """Name chapters in the navigation of a handbook that is the starter."""
    config = folder / "mkdocs.yml"
    entries = [nav.Entry(name, title="") for name in names]
    config.write_text(nav.extend(config.read_text("utf-8"), "nl", entries).text, "utf-8")


_GERMAN = """      - locale: de
        name: Deutsch
        build: true
        site_name: Mein Handbuch
        site_description: Wovon dieses Handbuch handelt, in einem Satz.
"""


def add_german(folder: Path) -> None:
    """Let a handbook that is the starter have a third language: texts, a table and lines of mkdocs.yml."""
    german = ROOT / "tests/cases/german"
    shutil.copytree(german / "de", folder / "docs/de")
    shutil.copytree(german / "_partials/de", folder / "docs/_partials/de")
    shutil.copy(german / "de.toml", folder)
    config = folder / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    mine = "  leidraad: {}\n"
    assert mine in text
    text = text.replace(mine, f"{_GERMAN}  leidraad: {{locales: {{de: de.toml}}}}\n")
    config.write_text(text, encoding="utf-8")


def names(folder: Path) -> list[str]:
    """Return the names of all files of a folder, in order."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def files(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder."""
    return {name: (folder / name).read_bytes() for name in names(folder)}
