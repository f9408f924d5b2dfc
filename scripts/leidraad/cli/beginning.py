"""The command that begins a handbook."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from leidraad import handbook
from leidraad.cli.common import PATH, guarded


@click.command()
@click.argument("folder", type=PATH)
@guarded
def init(folder: Path) -> None:
    """Make a new handbook in FOLDER, which must be empty."""
    files = handbook.create(folder)
    place = shlex.quote(str(folder))
    click.echo(f"{folder}: a handbook of {len(files)} files. Next: cd {place} && leidraad serve")
