"""The command that makes course packages."""

from __future__ import annotations

from pathlib import Path

import click

from leidraad.building.running import StoppedError
from leidraad.cli.common import PATH, Progress, config_option, guarded, log_warnings, stop
from leidraad.packages import packing
from leidraad.packages.packing import FORMS, Wanted

ALL = "all"


@click.command()
@click.argument("forms", nargs=-1, required=True, type=click.Choice([*FORMS, ALL]))
@click.option("--lang", default="both", show_default=True, help="A language of the handbook, or both.")
@click.option("--course", default="", metavar="NAME", help="A course of courses.yml [default: all chapters].")
@click.option("--brand", type=PATH, help="Folder of a brand [default: as mkdocs.yml says].")
@click.option("-o", "--out", type=PATH, default="dist", show_default=True, help="Folder for the packages.")
@click.option("--force", is_flag=True, help="Replace packages that are there.")
@config_option
@guarded
def pack(
    forms: tuple[str, ...],
    lang: str,
    course: str,
    brand: Path | None,
    out: Path,
    force: bool,
    config_file: Path | None,
) -> None:
    """Make course packages: for a learning platform, a reading device, a printer, a memory stick.

    A course that says so in courses.yml gets an edition for trainers as well. Exit 1 where a chapter has
    findings; then, and after an error, nothing is packed.
    """
    langs = packing.languages(config_file, lang)
    wanted = Wanted(config_file, FORMS if ALL in forms else forms, langs, course, out, force, brand)
    log_warnings()
    try:
        with Progress() as progress:
            packed = packing.pack(wanted, progress)
    except StoppedError as error:
        stop(error)
    for warning in packed.warnings:
        click.secho(warning, fg="yellow", err=True)
    for path in packed.files:
        click.echo(f"{path}  {path.stat().st_size / 1_000_000:.1f} MB")
