"""Run an import again and again, each time killed one step later: `python killing.py START WORK ARGUMENT...`.

A step is an operation on a file that the interpreter reports to an audit hook: what is killed is the real
command, by a real SIGKILL, and nothing in it knows. After each kill comes `leidraad.files.recover`, as at the
start of the next import. Writes JSON: what the tree held after every kill and after every recovery.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import sys
from pathlib import Path

from leidraad import files
from leidraad.cli import main

_EVENTS = ("open", "os.rename", "os.remove", "os.mkdir", "os.chmod")
_MOST_STEPS = 400


def state(folder: Path) -> dict[str, str]:
    """Return what every file holds that a person sees."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".leidraad-" not in path.name
    }


def leftovers(folder: Path) -> list[str]:
    """Return the temporary files and journals that are there."""
    return sorted(path.name for path in folder.rglob("*") if ".leidraad-" in path.name)


def run(folder: Path, arguments: list[str], step: int) -> bool:
    """Run the command in a process that is killed before its `step`-th operation; tell whether it was."""
    pid = os.fork()
    if pid == 0:
        os.chdir(folder)
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        left = step

        def count(event: str, details: tuple[object, ...]) -> None:
            nonlocal left
            if event in _EVENTS and str(folder) in str(Path(str(details[0])).absolute()):
                if event == "open" and details[1] in ("r", "rb", None) and not int(details[2]) & os.O_CREAT:
                    return
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        try:
            main(arguments)
        finally:
            os._exit(0)
    _, status = os.waitpid(pid, 0)
    return os.WIFSIGNALED(status)


def kill_at_every_step() -> None:
    """Kill the import at every step."""
    start, work = Path(sys.argv[1]), Path(sys.argv[2])
    found = []
    for step in range(1, _MOST_STEPS):
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(start, work, symlinks=True)
        killed = run(work, sys.argv[3:], step)
        at_once = state(work)
        recovered = files.recover(work)
        found.append([at_once, state(work), leftovers(work), recovered])
        if not killed:
            break
    json.dump(found, sys.stdout)


kill_at_every_step()
