"""The program pandoc, which reads documents and prints citations: run beside us, within time and memory."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, NamedTuple

from leidraad.errors import LeidraadError

# Pandoc starts with a heap of 64 MB, which is twice what the citations of a hundred chapters take; one that
# grows with what it holds saves a quarter of its memory for a few hundredths of its time.
_RUNTIME = ("-M1g", "-H1m", "-A2m")
_HEAP_EXHAUSTED = 251
# As pypandoc has it (https://github.com/JessicaTegner/pypandoc#specifying-the-location-of-pandoc-binaries).
_NAMED = "PYPANDOC_PANDOC"
_MOST_OUT = 512 * 2**20


class PandocError(Exception):
    """Say how pandoc failed; who runs it knows what that means for a person, and words it.

    Attributes:
        how: it took too long, is not there or cannot be started, has too much to hold, or refuses its input.
        told: what it, or the system, said of it.
    """

    def __init__(self, how: Literal["late", "unrunnable", "large", "refused"], told: str = "") -> None:
        super().__init__(f"{how}: {told}")
        self.how = how
        self.told = told


class Output(NamedTuple):
    """What pandoc wrote, and what it warned of."""

    data: bytes
    warnings: str


def program(need: str = "Documents") -> str:
    """Return the path of pandoc: one that is named, the one installed with us, or that of the system.

    `pypandoc` names one in the same way, but runs each to take the newest; ours is the one that is pinned.

    Args:
        need: what needs it, for the message.

    Raises:
        LeidraadError: it is not installed.
    """
    spec = find_spec("pypandoc")
    brought = [str(Path(spec.origin).with_name("files") / "pandoc")] if spec and spec.origin else []
    named = os.environ.get(_NAMED)
    for path in [named] if named else [*brought, "pandoc"]:
        if found := shutil.which(os.path.expanduser(path)):
            return found
    raise LeidraadError(f"{need} need pandoc; install it with: pip install pypandoc_binary")


def run(
    path: str, arguments: Sequence[str], data: bytes, seconds: float, runtime: Sequence[str] = ()
) -> Output:
    """Run pandoc; it reads and writes nothing but what its command line names.

    Args:
        path: the program.
        arguments: its command line.
        data: what it reads.
        seconds: how long it may take.
        runtime: more options of its runtime
            (https://downloads.haskell.org/ghc/latest/docs/users_guide/runtime_control.html).

    Raises:
        PandocError: it fails.
    """
    command = [path, "--sandbox", *arguments, "+RTS", *_RUNTIME, *runtime, "-RTS"]
    with tempfile.TemporaryFile() as out:
        try:
            done = subprocess.run(
                command, input=data, stdout=out, stderr=subprocess.PIPE, timeout=seconds, check=False
            )
        except subprocess.TimeoutExpired:
            raise PandocError("late") from None
        except OSError as error:
            raise PandocError("unrunnable", str(error.strerror)) from None
        if done.returncode == _HEAP_EXHAUSTED or out.tell() > _MOST_OUT:
            raise PandocError("large")
        told = done.stderr.decode("utf-8", "replace")
        if done.returncode:
            raise PandocError("refused", " ".join(told.split())[:200])
        out.seek(0)
        return Output(out.read(), told)
