"""The one error a person is meant to read."""

from __future__ import annotations


class LeidraadError(Exception):
    """Report in one sentence what went wrong, where, and what to do about it.

    `cli.py` prints the sentence and exits with 2; the MkDocs plugin passes it on as a `PluginError`.
    Neither shows a traceback.
    """
