"""The commands for a chapter as a whole, in all its languages."""

from __future__ import annotations

from pathlib import Path

import click

from leidraad import moving, site
from leidraad.cli.common import config_option, guarded


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
