"""Run an import again and again and kill it: `python killing.py steps|moments|site START WORK ARGUMENT...`.

What is killed is the real command, by a real SIGKILL, and nothing in it knows. It is killed one step later
each time, where a step is an operation on a file that the interpreter reports to an audit hook; or at moments
that chance picks, one after another in the same tree. After each kill comes `files.recover`, as it
does at the start of the next import. Writes JSON: what the tree held after each kill and after each recovery.
The arguments are those of `leidraad`, or `write` and what files are to hold, `NAME=TEXT`; `NAME=` is removed,
and `NAME!=` is too, but the system refuses that to the process that is killed.

With `site` it is a build that is killed, at steps that lie ever further apart; or, where the arguments are
`publish` and files of a site, only what puts these in place, at every step, or `put-in` and files, what puts
these into the site that is there. The next build recovers.

Each run is forked from a process that has imported once, so that it need not load all libraries again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path

from leidraad.building.edition import Edition
from leidraad.cli import main
from leidraad.storage import files

_EVENTS = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod")
_MOST_STEPS = 400
_MOMENTS = 30


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


def do(arguments: list[str]) -> None:
    """Run the command, or only write files as it does."""
    if arguments[0] == "write":
        told = (argument.partition("=") for argument in arguments[1:])
        files.write_all({Path(name.removesuffix("!")): text or None for name, _, text in told}, Path.cwd())
    elif arguments[0] in ("publish", "put-in"):
        edition = begun(Path.cwd())
        for name, _, text in (argument.partition("=") for argument in arguments[1:]):
            path = edition.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        if arguments[0] == "publish":
            edition.publish()
        else:
            edition.put_in(["gone/index.html", "../docs/index.md"])
    else:
        main(arguments, standalone_mode=False)


def begun(home: Path) -> Edition:
    """Return a build of a handbook's site that has just begun."""
    return Edition(home / "site", home / "docs")


def begin(folder: Path, arguments: list[str], step: int = 0) -> int:
    """Start the command in a process of its own, to be killed before operation `step`; return its id."""
    pid = os.fork()
    if pid:
        return pid
    os.chdir(folder)
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    left = step
    refused = {argument.removesuffix("!=") for argument in arguments if argument.endswith("!=")}

    def count(event: str, details: tuple[object, ...]) -> None:
        nonlocal left
        if event in _EVENTS and str(folder) in str(Path(str(details[0])).absolute()):
            if event == "open" and details[1] in ("r", "rb", None) and not int(details[2]) & os.O_CREAT:
                return
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            if event == "os.remove" and Path(str(details[0])).name in refused:
                raise PermissionError(13, "Permission denied")

    if step:
        sys.addaudithook(count)
    try:
        do(arguments)
    finally:
        os._exit(0)


def was_killed(pid: int) -> bool:
    """Wait for a process and tell whether it was killed."""
    return os.WIFSIGNALED(os.waitpid(pid, 0)[1])


def copy(start: Path, work: Path) -> None:
    """Make the tree what it was at first."""
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(start, work, symlinks=True)


def at_every_step(start: Path, work: Path, arguments: list[str]) -> list[object]:
    """Kill the import at every step, each time in a tree as it was."""
    found: list[object] = []
    for step in range(1, _MOST_STEPS):
        copy(start, work)
        killed = was_killed(begin(work, arguments, step))
        at_once = state(work)
        recovered = files.recover(work)
        found.append([at_once, state(work), leftovers(work), recovered])
        if not killed:
            break
    return found


def at_moments(start: Path, work: Path, arguments: list[str]) -> list[object]:
    """Kill the import at moments within the time that it takes, until nobody kills it."""
    copy(start, work)
    began = time.monotonic()
    was_killed(begin(work, arguments))
    seconds = time.monotonic() - began
    copy(start, work)
    rng = random.Random(7)
    found: list[object] = []
    for _ in range(_MOMENTS):
        pid = begin(work, arguments)
        # The files are written at the end.
        time.sleep(rng.uniform(0.5, 1.05) * seconds)
        os.kill(pid, signal.SIGKILL)
        was_killed(pid)
        files.recover(work)
        found.append([state(work), leftovers(work)])
    was_killed(begin(work, arguments))
    return [*found, [state(work), leftovers(work)]]


def of_a_site(start: Path, work: Path, arguments: list[str]) -> list[object]:
    """Kill a build, each time over the old site, and have the next one begin and end without a new site."""
    found: list[object] = []
    step, killed = 0, True
    while killed:
        step += 1 if arguments[0] in ("publish", "put-in") else 1 + step // 2
        copy(start, work)
        killed = was_killed(begin(work, arguments, step))
        at_once = state(work / "site")
        begun(work).discard()
        left = sorted(path.name for path in work.iterdir() if path.name.startswith(".site"))
        found.append([at_once, state(work / "site"), left])
    return found


def run() -> None:
    """Do what the command line says."""
    ways = {"steps": at_every_step, "moments": at_moments, "site": of_a_site}
    way, start, work = ways[sys.argv[1]], *map(Path, sys.argv[2:4])
    arguments = sys.argv[4:]
    copy(start, work)
    os.chdir(work)
    with open(os.devnull, "w") as null, contextlib.redirect_stdout(null):
        do(arguments)
    json.dump(way(start, work, arguments), sys.stdout)


run()
