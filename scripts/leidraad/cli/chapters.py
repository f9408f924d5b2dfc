"""The commands for a chapter as a whole, in all its languages."""

from __future__ import annotations

from pathlib import Path

import click

from leidraad import moving, site
from leidraad.cli.common import config_option, guarded
from leidraad.translating import scaffolding


@click.command()
@click.argument("chapter")
@click.argument("new")
@config_option
@guarded
def move(chapter: str, new: str, config_file: Path | None) -> None:
    """Give CHAPTER the name or folder NEW, in every language, with all that names it.

    Links, navigation, lock files and the next import follow; an address that changes leads to the new one.
    """
    for line in moving.move(site.load(config_file), chapter, new):
        click.echo(line)


@click.command()
@click.argument("lang")
@click.argument("chapter")
@config_option
@guarded
def new(lang: str, chapter: str, config_file: Path | None) -> None:
    """Begin the translation of CHAPTER into LANG: its structure, with the source beside what is to write."""
    for begun in scaffolding.begin(site.load(config_file), lang, chapter):
        click.echo(begun.told())
