"""The commands of translators: how far a translation is, and that it is up to date."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import click

from leidraad import site
from leidraad.cli.common import FAILED, FINDINGS, PATH, config_option, guarded
from leidraad.errors import LeidraadError, printable
from leidraad.translating import accepting, exchanging, status


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
    click.echo(told.rstrip(), color=False if os.environ.get("NO_COLOR") else None)


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
