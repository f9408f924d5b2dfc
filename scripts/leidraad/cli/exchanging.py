"""The commands that send chapters to a translation agency, and take what comes back."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click

from leidraad import site
from leidraad.cli.common import FAILED, PATH, config_option, guarded
from leidraad.errors import LeidraadError, printable
from leidraad.translating import exchanging


@click.group()
def exchange() -> None:
    """Send chapters to a translation agency, and put in what comes back."""


def _forms(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command be told the form of its files and the language of the translation in one option."""
    for form, name in {"po": "PO", "xliff": "XLIFF 1.2"}.items():
        command = click.option(f"--{form}", metavar="LANG", help=f"{name}, with a translation into LANG.")(
            command
        )
    return command


def _chosen(**given: str | None) -> tuple[str, str]:
    """Return the language and the form of an exchange."""
    chosen = [(lang, form) for form, lang in given.items() if lang]
    if len(chosen) != 1:
        raise LeidraadError("Say either --xliff or --po with a language, such as --xliff en.")
    return chosen[0]


@exchange.command("export")
@click.argument("files", metavar="[CHAPTER]...", nargs=-1, type=PATH)
@_forms
@click.option("--out", type=PATH, help="Folder for the files [default: exchange/LANG].")
@config_option
@guarded
def export(
    files: tuple[Path, ...], xliff: str | None, po: str | None, out: Path | None, config_file: Path | None
) -> None:
    """Write a file for translators of each CHAPTER, or of all: what to translate, and what is translated.

    Structure stays here. What is up to date is filled in and approved; what may be behind its source is
    filled in and marked to be looked at, with what the source said before.
    """
    lang, form = _chosen(xliff=xliff, po=po)
    for line in exchanging.send(site.load(config_file), lang, form, files, out):
        click.echo(line)


@exchange.command("import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=PATH)
@_forms
@config_option
@guarded
def import_(files: tuple[Path, ...], xliff: str | None, po: str | None, config_file: Path | None) -> None:
    """Put in what came back: only units that changed are written, and what is final is accepted.

    Where anything is wrong, all of it is told and nothing is written.
    """
    lang, form = _chosen(xliff=xliff, po=po)
    done = exchanging.receive(site.load(config_file), lang, form, files)
    for problem in done.problems:
        click.secho(printable(problem), fg="red", err=True)
    if done.problems:
        sys.exit(FAILED)
    for line in done.lines:
        click.echo(line)
