"""The one error a person is meant to read."""

from __future__ import annotations

from pathlib import Path


class LeidraadError(Exception):
    """Report in one sentence what went wrong, where, and what to do about it.

    `cli.py` prints the sentence and exits with 2; the MkDocs plugin passes it on as a `PluginError`.
    Neither shows a traceback.
    """


def spell(path: Path) -> str:
    """Return what people call a file: its path from the working folder, where it is in there."""
    folder = Path.cwd()
    return str(path.relative_to(folder) if path.is_relative_to(folder) and path != folder else path)
