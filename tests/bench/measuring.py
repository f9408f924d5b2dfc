"""What a program takes: CPU time, time on the clock, the memory of its largest process, and disk."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

BIN = Path(sys.executable).parent
_LOOKS = 0.02
_PROCESSES = Path("/proc")


class Cost(NamedTuple):
    """What a program took, with all that it started: seconds, and the most megabytes of each by its name."""

    cpu: float
    wall: float
    peaks: dict[str, float]

    @property
    def peak(self) -> float:
        """Return the megabytes of the largest process."""
        return max(self.peaks.values(), default=0.0)


class FailedError(Exception):
    """A program that was measured did not do its work."""


def environment() -> dict[str, str]:
    """Return the environment in which programs are measured: as they run where they are installed."""
    given = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**given, "NO_MKDOCS_2_WARNING": "1"}


def run(folder: Path, *command: str | Path, passes: Sequence[int] = (0,)) -> Cost:
    """Run a program to its end and return what it cost.

    Args:
        folder: where it runs.
        command: the program, which is looked for in this environment first, and its arguments.
        passes: the exit codes with which its work is done.

    Raises:
        FailedError: it is not there, or ended otherwise; the message has the end of what it said.
    """
    program = BIN / command[0] if (BIN / command[0]).exists() else command[0]
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        try:
            child = subprocess.Popen(
                [program, *command[1:]], cwd=folder, stdout=said, stderr=said, env=environment()
            )
        except OSError as error:
            raise FailedError(f"{command[0]}: cannot be run ({error.strerror}).") from None
        with _Watch(child.pid) as watch:
            _, status, usage = os.wait4(child.pid, 0)
            wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in passes:
            said.seek(0)
            end = said.read().decode("utf-8", "replace").strip()[-2000:]
            raise FailedError(f"{' '.join(map(str, command))}: exit code {child.returncode}\n{end}")
    return Cost(usage.ru_utime + usage.ru_stime, wall, watch.peaks)


class _Watch:
    """Look at a process and its descendants until they end, and remember what each took at most.

    `ru_maxrss` would not do: a child begins with that of the process which started it.
    """

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.peaks: dict[str, float] = {}
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> _Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._done.wait(_LOOKS):
            for pid in descendants(self.pid):
                name, most = memory(pid)
                if most:
                    self.peaks[name] = max(most, self.peaks.get(name, 0.0))


def descendants(pid: int) -> Iterator[int]:
    """Yield a process and all that it started, as far as they run."""
    yield pid
    for tasks in _PROCESSES.glob(f"{pid}/task/*/children"):
        try:
            children = tasks.read_text("ascii").split()
        except OSError:
            continue
        for child in children:
            yield from descendants(int(child))


def memory(pid: int) -> tuple[str, float]:
    """Return the name of a process and the most megabytes that it had so far; none where it has ended."""
    try:
        lines = (_PROCESSES / str(pid) / "status").read_text("utf-8", "replace").splitlines()
    except OSError:
        return "", 0.0
    fields = dict(line.split(":\t", 1) for line in lines if ":\t" in line)
    return fields.get("Name", ""), int(fields.get("VmHWM", "0").split()[0]) * 1024 / 1e6


def stop(server: subprocess.Popen[bytes]) -> None:
    """End a server and all that it started."""
    started = [*descendants(server.pid)]
    server.terminate()
    with suppress(subprocess.TimeoutExpired):
        server.wait(10)
    for pid in started if server.poll() is None else started[1:]:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    server.wait()


def megabytes(folder: Path) -> float:
    """Return the size of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def cpu_of(function: Callable[[], object], times: int = 5) -> float:
    """Return the least CPU seconds of some runs of a function in this process."""

    def once() -> float:
        start = time.process_time()
        function()
        return time.process_time() - start

    return min(once() for _ in range(times))


def least(runs: Iterable[dict[str, float]]) -> dict[str, float]:
    """Return the least of each thing over some runs: other programs only add to it."""
    found = list(runs)
    return {what: min(run[what] for run in found) for what in found[0]}


def tell(text: str) -> None:
    """Say what is being measured, on standard error."""
    print(f"  {time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)
