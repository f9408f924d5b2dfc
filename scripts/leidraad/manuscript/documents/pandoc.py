"""The program pandoc, which reads documents: run beside us, without network, within time and memory."""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from leidraad.errors import LeidraadError
from leidraad.manuscript import characters
from leidraad.manuscript.decisions import Decision

_SECONDS = 60
_SECONDS_PER_MEBI = 10
_HEAP = "1g"
_HEAP_EXHAUSTED = 251
_MOST_OUT = 512 * 2**20


def parse(data: bytes, reader: str, path: Path) -> tuple[dict[str, Any], list[Decision]]:
    """Return the syntax tree of a document, its letters repaired, and what was repaired.

    Args:
        data: the document.
        reader: pandoc's name of its format.
        path: where it came from, for messages.

    Raises:
        LeidraadError: pandoc is missing, fails, or takes too long.
    """
    text, repairs = characters.clean(_run(data, reader, path).decode("utf-8", "replace"))
    try:
        tree: dict[str, Any] = json.loads(text.replace("\u2011", "-"))
    except (ValueError, RecursionError):
        raise LeidraadError(f"{path}: is nested too deep to be read; simplify it and try again.") from None
    # All of the tree is one line.
    return tree, [Decision(r.kind, (1, 1), r.chosen, r.confidence, reason=r.reason) for r in repairs]


def program() -> str:
    """Return the path of pandoc.

    Raises:
        LeidraadError: it is not installed.
    """
    missing = LeidraadError("Documents need pandoc; install it with: pip install pypandoc_binary")
    try:
        import pypandoc
    except ImportError:
        raise missing from None
    try:
        return str(pypandoc.get_pandoc_path())
    except OSError:
        raise missing from None


def _run(data: bytes, reader: str, path: Path) -> bytes:
    """Return what pandoc writes for a document."""
    command = [program(), "--sandbox", "--track-changes=all", "-f", reader, "-t", "json"]
    seconds = _SECONDS + _SECONDS_PER_MEBI * len(data) / 2**20
    with tempfile.TemporaryFile() as out:
        try:
            done = subprocess.run(
                [*command, "+RTS", f"-M{_HEAP}", "-RTS"],
                input=data,
                stdout=out,
                stderr=subprocess.PIPE,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise LeidraadError(
                f"{path}: took pandoc more than {seconds:.0f} seconds; split it in parts."
            ) from None
        except OSError as error:
            raise LeidraadError(
                f"{path}: pandoc cannot be run ({error.strerror}); install it anew."
            ) from None
        if done.returncode == _HEAP_EXHAUSTED or out.tell() > _MOST_OUT:
            raise LeidraadError(f"{path}: is too large to be read at once; split it in parts.")
        if done.returncode:
            told = " ".join(done.stderr.decode("utf-8", "replace").split())[:200]
            raise LeidraadError(f"{path}: cannot be read by pandoc ({told}); save it anew and try again.")
        out.seek(0)
        return out.read()
