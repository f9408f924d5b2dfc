"""The commands of translators: how far a translation is, and that it is up to date."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from leidraad import site
from leidraad.cli.common import FINDINGS, PATH, config_option, guarded
from leidraad.translating import accepting, status


@click.command("status")
@click.argument("files", nargs=-1, type=PATH)
@click.option("--lang", help="Only the translations into this language.")
@click.option("--stale", is_flag=True, help="Show what changed in the source, word by word.")
@click.option("--since", metavar="REF", help="Only what has become stale since this branch or commit of git.")
@click.option("--format", "shape", type=click.Choice(list(status.FORMATS)), default="text", show_default=True)
@config_option
@guarded
def status_(
    files: tuple[Path, ...],
    lang: str | None,
    stale: bool,
    since: str | None,
    shape: str,
    config_file: Path | None,
) -> None:
    """Tell how much of each chapter, or of FILES, is translated, stale and missing, in percent of its words.

    `markdown` is a comment for a pull request: with --since it tells what a branch made stale. `html` is a
    page for authors.
    """
    config = site.load(config_file)
    found = status.of(config, files, lang)
    if since:
        found = status.since(config, found, since)
    told = status.FORMATS[shape](found, is_detailed=stale or bool(since))
    click.echo(told.rstrip())


@click.command()
@click.argument("names", metavar="FILE... [BLOCK]...", nargs=-1, required=True)
@click.option("--minor", is_flag=True, help="What changed in the source needs no translation.")
@click.option("--lang", help="Only the translations into this language.")
@config_option
@guarded
def accept(names: tuple[str, ...], minor: bool, lang: str | None, config_file: Path | None) -> None:
    """Mark translations as up to date: all that is translated in each FILE, or only each BLOCK of it.

    FILE is a translation, or a source and with it all its translations. `leidraad status --stale` names the
    blocks. A translation that did not change when its source did is left out, unless the change is --minor.
    Exit 1 where something was left out.
    """
    config = site.load(config_file)
    done = accepting.accept(config, names, lang=lang, is_minor=minor)
    for line in done.lines:
        click.echo(line)
    if done.is_partial:
        sys.exit(FINDINGS)
