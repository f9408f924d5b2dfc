"""What every command shares: its exit codes, its options, and errors of ours in one line."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from leidraad.errors import FaultsError, LeidraadError, printable

if TYPE_CHECKING:
    from leidraad.building.running import StoppedError

FINDINGS, FAILED = 1, 2
# As a shell has it: 128, and the number of the signal.
_INTERRUPTED = 130
# What is wrong with a path is said in our own one line.
PATH = click.Path(path_type=Path, readable=False)

config_option = click.option(
    "-f", "--config-file", type=PATH, help="The handbook's mkdocs.yml, or its folder."
)


def _fail(*sentences: str) -> NoReturn:
    for sentence in sentences:
        click.secho(printable(sentence), fg="red", err=True)
    sys.exit(FAILED)


def guarded(command: Callable[..., None]) -> Callable[..., None]:
    """Print an error of ours in one line and exit with 2; and nothing in colours for who wants none."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        if os.environ.get("NO_COLOR"):
            # https://no-color.org
            click.get_current_context().color = False
        try:
            command(*args, **kwargs)
            sys.stdout.flush()
        except FaultsError as error:
            _fail(*error.lines)
        except LeidraadError as error:
            _fail(str(error))
        except KeyboardInterrupt:
            click.secho("Stopped.", fg="red", err=True)
            sys.exit(_INTERRUPTED)
        except BrokenPipeError:
            # Whoever read our output has seen enough.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except OSError as error:
            what = error.filename or "output"
            _fail(f"{what}: {error.strerror}; check the name, your rights and the free space.")

    return run


class Progress:
    """A line on the terminal that tells how far a long work is, gone when that is done."""

    _WIDTH = 24

    def __init__(self) -> None:
        self.shows = sys.stderr.isatty()

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self.shows:
            self._show("")

    def __call__(self, what: str, done: int, count: int) -> None:
        """Show what is done now, after `done` of `count` parts of the work."""
        if self.shows:
            full = self._WIDTH * done // max(count, 1)
            bar = "━" * full + " " * (self._WIDTH - full)
            self._show(f"{bar}  {printable(what)}")

    def _show(self, line: str) -> None:
        # What clears the line is no colour, of which some want none.
        click.echo(f"\r\x1b[K{line}", nl=False, err=True, color=True)


def log_warnings() -> None:
    """Show what MkDocs and its plugins say, one line each, on standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.setLevel(logging.WARNING)
    logger.addHandler(handler)


def stop(error: StoppedError) -> NoReturn:
    """Exit for a build that did not come to its end: 1 for findings, 2 where it could not run."""
    if str(error):
        click.secho(str(error), fg="red", err=True)
    sys.exit(FAILED if error.could_not_run else FINDINGS)
