"""Pagefind, run as a service beside us: it is told one page after another, and says its index at the end.

It numbers pages in the order in which it is told them, and does not notice when a disk is full: so what it
makes is written by us.
"""

from __future__ import annotations

import base64
import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import IO, Any

from pagefind_bin import get_executable

from leidraad.errors import LeidraadError
from leidraad.search.texts import BODY

OPTIONS = {
    "root_selector": f"[{BODY.decode()}]",
    # What no reader looks for.
    "exclude_selectors": (
        *(".headerlink", ".footnote-ref", ".footnote-backref", ".callout--trainer"),
        *(".callout__label", ".callout__facts"),
    ),
}
_UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
# To wait for the answer to each page takes longer than to ask. Pagefind reads on while its answers wait.
_AT_ONCE = 16

Question = Mapping[str, Any]

_json = json.JSONEncoder(ensure_ascii=False).encode


class FailedError(Exception):
    """What Pagefind says went wrong."""


@cache
def program() -> Path:
    """Return where Pagefind is.

    Raises:
        LeidraadError: it is missing.
    """
    try:
        return Path(get_executable())
    except FileNotFoundError:
        raise LeidraadError("The program pagefind is missing; install Leidraad again.") from None


def release() -> str:
    """Return which Pagefind it is."""
    told = program().stat()
    return f"{version('pagefind')} {told.st_size} {told.st_mtime_ns}"


class Pagefind:
    """One index in the making; a thread asks and reads, so that nobody waits before `files`."""

    def __init__(self) -> None:
        """Start with no page.

        Raises:
            FailedError: it cannot be started.
            LeidraadError: it is missing.
        """
        pipe, null = subprocess.PIPE, subprocess.DEVNULL
        try:
            self._process = subprocess.Popen(
                [str(program()), "--service"], stdin=pipe, stdout=pipe, stderr=null
            )
        except OSError as error:
            raise FailedError(f"{program()}: {error.strerror}") from None
        self._pages: SimpleQueue[Question | None] = SimpleQueue()
        self._made: Future[dict[str, bytes]] = Future()
        # One that is left, whatever happens, keeps no command from ending.
        self._thread = Thread(target=self._work, daemon=True)
        self._thread.start()

    def add(self, name: str, html: str) -> None:
        """Let a page be indexed.

        Args:
            name: its path in the site.
            html: its text.
        """
        self._pages.put({"file_path": name, "file_contents": html})

    def finish(self) -> None:
        """Let the index be made, of which no page is missing."""
        self._pages.put(None)

    def is_done(self, seconds: float) -> bool:
        """Wait for the index, but no longer than that; tell whether it has come, or will not."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def files(self) -> dict[str, bytes]:
        """Wait for the index and return its files, by their path in its folder.

        Raises:
            FailedError: there is none.
        """
        self._thread.join()
        return self._made.result()

    def stop(self) -> None:
        """End it, whatever it does, and wait until it has ended."""
        self._process.kill()
        self._pages.put(None)
        self._thread.join()

    def _work(self) -> None:
        try:
            self._made.set_result(self._index())
        except BrokenPipeError:
            self._made.set_exception(FailedError("it stopped"))
        except FailedError as error:
            self._made.set_exception(error)
        except (KeyError, TypeError, ValueError):
            self._made.set_exception(FailedError("its answer makes no sense"))
        finally:
            self._process.kill()
            # Closing its input fails where it stopped in the middle of a question.
            with suppress(BrokenPipeError), self._process:
                pass

    def _index(self) -> dict[str, bytes]:
        (made,) = _ask(self._process, [{"type": "NewIndex", "config": OPTIONS}])
        index = {"index_id": made["index_id"]}
        for pages in self._batches():
            _ask(self._process, [{"type": "AddFile", **index, **page} for page in pages])
        (told,) = _ask(self._process, [{"type": "GetFiles", **index}])
        wanted = (file for file in told["files"] if not file["path"].startswith(_UNUSED))
        return {file["path"]: base64.b64decode(file["content"]) for file in wanted}

    def _batches(self) -> Iterator[list[Question]]:
        """Yield the pages, so many at once, until there are no more to come."""
        pages = iter(self._pages.get, None)
        while batch := [*islice(pages, _AT_ONCE)]:
            yield batch


def _ask(pagefind: subprocess.Popen[bytes], questions: Sequence[Question]) -> list[Mapping[str, Any]]:
    """Send requests and return the answers; each is JSON in base64, and a comma ends it.

    Raises:
        FailedError: an answer is an error, or there is none.
    """
    assert pagefind.stdin is not None
    assert pagefind.stdout is not None
    sent = [base64.b64encode(_json({"message_id": 1, "payload": each}).encode()) for each in questions]
    pagefind.stdin.write(b"".join(each + b"," for each in sent))
    pagefind.stdin.flush()
    told = _answers(pagefind.stdout, len(sent))
    answers = []
    while told:
        # One may be as large as the index, so none is kept when it is read.
        answers.append(json.loads(base64.b64decode(told.pop(0)))["payload"])
    for answer in answers:
        if answer["type"] == "Error":
            raise FailedError(" ".join(str(answer["message"]).split()))
    return answers


def _answers(stream: IO[bytes], count: int) -> list[bytearray]:
    """Return what is said up to so many commas."""
    # All files of an index come as one answer.
    told = bytearray()
    while count > 0:
        part = stream.read1(1 << 20)  # type: ignore[attr-defined]
        if not part:
            raise FailedError("it stopped")
        told += part
        count -= part.count(b",")
    return told.split(b",")[:-1]
