"""The command that makes chapters of manuscripts."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from leidraad import locales, site
from leidraad.cli.common import FINDINGS, PATH, Progress, guarded
from leidraad.importing import filing, summary


@click.command("import")
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True, type=PATH)
@click.option("--lang", required=True, help=f"Language of the text: {', '.join(locales.available())}.")
@click.option("--out", type=PATH, help="Folder for the chapters [default: docs/LANG].")
@click.option(
    "--split/--no-split", default=None, help="A text is a book, or one chapter [default: as it looks]."
)
@guarded
def import_(sources: tuple[Path, ...], lang: str, out: Path | None, split: bool | None) -> None:
    """Make chapters of the text, PDF or document in each SOURCE, and a report of every decision.

    A text that holds a whole book becomes one chapter file for each of its chapters. Import again when
    the manuscript is corrected: the changes are merged with what you edited. Exit 1 where both changed
    the same lines.
    """
    if lang not in locales.available() and (config := site.find_config(out or Path.cwd())):
        # Its handbook may bring that language, which `locales` knows then.
        site.load(config)
    locales.load(lang)
    with Progress() as progress:

        def tell(source: Path, done: int, count: int) -> None:
            what = f"chapter {min(done + 1, count)} of {count}" if count else "reading"
            progress(f"{what}  {source.name[:40]}", done, count)

        done = filing.import_files(sources, lang=lang, out=out, split=split, progress=tell)
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    for line in summary.tell(done, width):
        click.echo(line)
    if any(filed.conflicts for filed in done.filed):
        sys.exit(FINDINGS)
