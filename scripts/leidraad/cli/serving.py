"""The command that shows the site for as long as its author writes."""

from __future__ import annotations

import signal
import time
from contextlib import suppress
from pathlib import Path

import click

from leidraad import live, site
from leidraad.checks.report import coloured
from leidraad.cli.common import config_option, guarded
from leidraad.errors import LeidraadError, counted

# The second comes when a terminal is closed.
_ENDING = ("SIGTERM", "SIGHUP")


@click.command()
@click.option("-a", "--address", help="Address to listen on [default: 127.0.0.1:8000].")
@config_option
@guarded
def serve(address: str | None, config_file: Path | None) -> None:
    """Show the handbook live: every save shows in the browser, and what is wrong with it."""
    config = site.load(config_file)
    # What ends a program ends this one as its user does, so that nothing of it is left.
    for name in _ENDING:
        # One that is ignored is so on purpose, and Windows does not have both.
        if (number := getattr(signal, name, None)) and signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        live.serve(
            Path(config.config_file_path),
            _address(address) if address else None,
            on_begin=lambda url: click.echo(f"Look at {url}; every save shows there. Ctrl+C ends it."),
            on_made=_tell_made,
        )


def _tell_made(made: live.Made) -> None:
    """Print what a build of the live view has to say."""
    for line in made.said:
        click.secho(line, fg="red" if made.folder is None else "yellow", err=True)
    # While a chapter is written, its translation lags behind.
    between = [finding for finding in made.findings if finding.code.startswith("LR3")]
    if here := [finding for finding in made.findings if finding not in between]:
        click.echo(coloured(here))
    if between:
        told = counted(len(between), "finding")
        click.echo(f"{told} between the languages; `leidraad check --select LR3` tells them.")
    clock = time.strftime("%H:%M:%S")
    shown = f"built in {made.seconds:.1f} s" if made.folder else "not built; the last page stays"
    click.secho(f"{clock}  {shown}, {counted(len(made.findings), 'finding')}", bold=True)


def _address(text: str) -> str:
    """Return a host and port that can be listened on."""
    host, colon, port = text.rpartition(":")
    if not colon or not host or not port.isdigit() or not 0 < int(port) < 65536:
        raise LeidraadError(f"{text}: is no address; write host and port, such as 127.0.0.1:8000.")
    return text
