"""The command `leidraad`: the only package that prints and exits."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

import click
from mkdocs.commands import build as mkdocs_build
from mkdocs.exceptions import Abort

from leidraad import (
    __version__,
    caching,
    checking,
    filing,
    handbook,
    live,
    locales,
    lookup,
    mending,
    site,
    summary,
)
from leidraad.checks import options
from leidraad.checks.report import FORMATS, coloured
from leidraad.checks.rules import RULES
from leidraad.cli import chapters, translating
from leidraad.cli.common import FAILED, FINDINGS, PATH, config_option, guarded
from leidraad.errors import LeidraadError, counted, printable
from leidraad.hints import did_you_mean
from leidraad.plugin import LeidraadPlugin
from leidraad.translating import scaffolding


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="leidraad")
def main() -> None:
    """Turn the raw text of a leadership book into a bilingual handbook site."""


@main.command()
@click.argument("folder", type=PATH)
@guarded
def init(folder: Path) -> None:
    """Make a new handbook in FOLDER, which must be empty."""
    files = handbook.create(folder)
    click.echo(f"{folder}: a handbook of {len(files)} files. Next: cd {folder} && leidraad serve")


@main.command("import")
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
        site.load(config)  # which may bring its table
    locales.load(lang)
    with _Progress() as progress:
        done = filing.import_files(sources, lang=lang, out=out, split=split, progress=progress)
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    colour = False if os.environ.get("NO_COLOR") else None
    for line in summary.tell(done, width):
        click.echo(line, color=colour)
    if any(filed.conflicts for filed in done.filed):
        sys.exit(FINDINGS)


class _Progress:
    """A line on the terminal that tells how far the reading is, gone when that is done."""

    _WIDTH = 24

    def __init__(self) -> None:
        self.shows = sys.stderr.isatty()

    def __enter__(self) -> _Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self.shows:
            click.echo("\r\x1b[K", nl=False, err=True)

    def __call__(self, source: Path, done: int, count: int) -> None:
        """Show that `done` of `count` parts of a source have been read."""
        if self.shows:
            full = self._WIDTH * done // max(count, 1)
            bar = "━" * full + " " * (self._WIDTH - full)
            what = f"chapter {min(done + 1, count)} of {count}" if count else "reading"
            click.echo(f"\r\x1b[K{bar}  {what}  {printable(source.name)[:40]}", nl=False, err=True)


@main.command()
@click.argument("files", nargs=-1, type=PATH)
@click.option("--format", "shape", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option("--select", multiple=True, metavar="CODES", help="Only these codes or beginnings: LR1,LR203.")
@click.option("--fix", is_flag=True, help="Mend what can be mended by itself, then tell what is left.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--fail-on", type=click.Choice(["error", "warning"]), default="error", show_default=True)
@config_option
@guarded
def check(
    files: tuple[Path, ...],
    shape: str,
    select: tuple[str, ...],
    fix: bool,
    diff: bool,
    fail_on: str,
    config_file: Path | None,
) -> None:
    """Check the handbook, or only FILES: exit 0 clean, 1 findings, 2 could not run.

    What keeps a file from being checked is told whatever --select says.
    """
    config = site.load(config_file)
    codes = options.codes(select)
    named = (source for file in files for source in lookup.chapter(config, file, has_partials=True))
    only = frozenset(source.path.resolve() for source in named) or None
    if fix or diff:
        mended = mending.mend(config, codes, only)
        if not diff:
            mending.write(config, mended)
        for change in mended:
            # Other formats are for tools.
            click.echo(
                change.diff() if diff else change.told(), err=shape not in ("text", "summary"), nl=not diff
            )
    findings = [f for f in checking.check(config, only) if f.code in codes or RULES[f.code].is_fixed]
    if output := coloured(findings) if shape == "text" else FORMATS[shape](findings):
        click.echo(output, color=False if os.environ.get("NO_COLOR") else None)
    if any(f.severity == "error" or (f.severity, fail_on) == ("warning", "warning") for f in findings):
        sys.exit(FINDINGS)


main.add_command(chapters.move)
main.add_command(translating.status_)
main.add_command(translating.accept)
main.add_command(translating.exchange)


@main.command()
@click.argument("code", required=False)
@guarded
def explain(code: str | None) -> None:
    """Print what a rule asks, with a bad and a good example; without CODE, a line for each rule."""
    if code is None:
        for rule in RULES.values():
            click.echo(f"{click.style(rule.code, bold=True)}  {rule.severity:7}  {rule.summary}")
        return
    found = RULES.get(code.upper())
    if found is None:
        hint = did_you_mean(code.upper(), RULES, " `leidraad explain` lists them.", "{}")
        raise LeidraadError(f"There is no rule {code}.{hint}")
    click.secho(f"{found.code} ({found.severity})", bold=True)
    click.echo(found.summary)
    where = f" ({found.place})" if found.place != "chapter" else ""
    examples = {f"Bad{where}": found.bad, f"Good{where}": found.good, "English chapter": found.english}
    for title, example in (examples | {site.BIBLIOGRAPHY: found.bib}).items():
        if example:
            click.secho(f"\n{title}:", bold=True)
            click.echo("".join(f"    {line}".rstrip() + "\n" for line in example.splitlines()), nl=False)


@main.command()
@click.option("-d", "--site-dir", type=PATH, help="Where to build [default: site].")
@click.option("--strict/--no-strict", default=True, help="Exit 1 where there is a finding [default: strict].")
@config_option
@guarded
def build(site_dir: Path | None, strict: bool, config_file: Path | None) -> None:
    """Build the site, with all checks."""
    given = {"site_dir": str(site_dir)} if site_dir else {}
    config = site.load(config_file, strict=strict, **given)
    _log_warnings()
    plugin = config.plugins["leidraad"]
    assert isinstance(plugin, LeidraadPlugin)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build.build(config)
    except click.ClickException as error:
        # Why it aborts for an error, MkDocs has said.
        if not (plugin.could_not_run and isinstance(error, Abort)):
            click.secho(error.format_message(), fg="red", err=True)
        sys.exit(FAILED if plugin.could_not_run else FINDINGS)
    finally:
        config.plugins.on_shutdown()
    done = plugin.summary
    languages = ", ".join(site.languages(config))
    click.secho(
        f"{done.chapters} chapters ({languages}), {done.notes} notes, {len(done.findings)} findings.",
        bold=True,
    )
    click.echo(f"Look at {Path(config.site_dir) / 'index.html'}, or live: leidraad serve")


@main.command()
@click.option("-a", "--address", help="Address to listen on [default: 127.0.0.1:8000].")
@config_option
@guarded
def serve(address: str | None, config_file: Path | None) -> None:
    """Show the handbook live: every save shows in the browser, and what is wrong with it."""
    config = site.load(config_file)
    # What ends a program ends this one as its user does, so that nothing of it is left.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        live.serve(
            Path(config.config_file_path),
            _address(address) if address else None,
            on_begin=lambda url: click.echo(f"Look at {url}; every save shows there. Ctrl+C ends it."),
            on_made=_tell_made,
        )


def _tell_made(made: live.Made) -> None:
    """Print what a build of the live view has to say."""
    color = False if os.environ.get("NO_COLOR") else None
    for line in made.said:
        click.secho(line, fg="red" if made.folder is None else "yellow", err=True, color=color)
    # While a chapter is written, its translation lags behind.
    between = [finding for finding in made.findings if finding.code.startswith("LR3")]
    if here := [finding for finding in made.findings if finding not in between]:
        click.echo(coloured(here), color=color)
    if between:
        told = counted(len(between), "finding")
        click.echo(f"{told} between the languages; `leidraad check --select LR3` tells them.")
    clock = time.strftime("%H:%M:%S")
    shown = f"built in {made.seconds:.1f} s" if made.folder else "not built; the last page stays"
    click.secho(f"{clock}  {shown}, {counted(len(made.findings), 'finding')}", bold=True, color=color)


@main.command()
@config_option
@guarded
def clean(config_file: Path | None) -> None:
    """Forget what earlier builds and checks worked out; the next ones work it out anew."""
    folder = site.root(site.load(config_file)) / caching.FOLDER
    click.echo(f"Removed {caching.FOLDER}." if caching.forget(folder) else "There is nothing to forget.")


@main.command()
@click.argument("lang")
@click.argument("chapter")
@config_option
@guarded
def new(lang: str, chapter: str, config_file: Path | None) -> None:
    """Begin the translation of CHAPTER into LANG: its structure, with the source beside what is to write."""
    for begun in scaffolding.begin(site.load(config_file), lang, chapter):
        click.echo(begun.told())


def _address(text: str) -> str:
    """Return a host and port that can be listened on."""
    host, colon, port = text.rpartition(":")
    if not colon or not host or not port.isdigit() or not 0 < int(port) < 65536:
        raise LeidraadError(f"{text}: is no address; write host and port, such as 127.0.0.1:8000.")
    return text


def _log_warnings() -> None:
    """Show what MkDocs and its plugins say, one line each, on standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.WARNING)
    logger.addHandler(handler)
