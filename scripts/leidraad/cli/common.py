"""What every command shares: its exit codes, its options, and errors of ours in one line."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn

import click

from leidraad.errors import LeidraadError, printable

FINDINGS, FAILED = 1, 2
# What is wrong with a path is said in our own one line.
PATH = click.Path(path_type=Path, readable=False)

config_option = click.option("-f", "--config-file", type=PATH, help="The handbook's mkdocs.yml.")


def _fail(sentence: str) -> NoReturn:
    click.secho(printable(sentence), fg="red", err=True)
    sys.exit(FAILED)


def guarded(command: Callable[..., None]) -> Callable[..., None]:
    """Print an error of ours in one line and exit with 2."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
            sys.stdout.flush()
        except LeidraadError as error:
            _fail(str(error))
        except BrokenPipeError:
            # Whoever read our output has seen enough.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except OSError as error:
            what = error.filename or "output"
            _fail(f"{what}: {error.strerror}; check the name, your rights and the free space.")

    return run
