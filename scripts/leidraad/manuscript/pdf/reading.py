"""The pages of a PDF, read in a process of its own.

A PDF from a stranger may hold a stream that unpacks to more than the machine has, or send a parser in
circles. Only a process can be given bounds of memory and time that hold, whatever the parser does.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from typing import Any

from leidraad.errors import LeidraadError
from leidraad.manuscript.pdf.glyphs import Box, Page
from leidraad.manuscript.pdf.rows import Row, Word

Read = tuple[Page, list[Row]]

MEMORY = 1 << 30
_SECONDS, _SECONDS_PER_MEGABYTE = 60, 30
_MOST_SECONDS = 900
_REMEDIES = {
    "password": "is protected by a password; save it without one and import that.",
    "broken": "is not a whole PDF; export or download it again.",
    "much": "holds {detail}, more than any book; import the part that is one.",
    "memory": "unpacks to more than a book can hold; export it again.",
    "time": "takes more than {detail} seconds to read; export it again, or import its text.",
}


def read(data: bytes, name: str) -> list[Read]:
    """Return the pages of a PDF, each with its printed lines.

    Raises:
        LeidraadError: it cannot be opened, or holds more than a book can.
    """
    if b"%PDF-" not in data[:1024]:
        raise LeidraadError(f"{name}: is not a PDF; give a file that a word processor exported as PDF.")
    seconds = min(_SECONDS + len(data) // (1 << 20) * _SECONDS_PER_MEGABYTE, _MOST_SECONDS)
    path = os.pathsep.join(entry for entry in sys.path if entry)
    process = subprocess.Popen(
        [sys.executable, "-m", "leidraad.manuscript.pdf.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    late = threading.Event()
    timer = threading.Timer(seconds, _stop, (process, late))
    timer.start()
    pages: list[Read] = []
    problem, detail = "memory", ""
    try:
        feeder = threading.Thread(target=_feed, args=(process, data), daemon=True)
        feeder.start()
        for line in process.stdout:
            message = json.loads(line)
            if "problem" in message:
                problem, detail = message["problem"], message.get("detail", "")
            elif "page" in message:
                pages.append(_page(message))
            else:
                problem = ""
        process.wait()
        feeder.join()
    finally:
        timer.cancel()
        process.kill()
        process.wait()
        process.stdout.close()
    if late.is_set():
        problem, detail = "time", str(seconds)
    if problem:
        raise LeidraadError(f"{name}: {_REMEDIES[problem].format(detail=detail)}")
    return pages


def _stop(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _feed(process: subprocess.Popen[bytes], data: bytes) -> None:
    """Give the process its PDF; it may be gone before it has read all of it."""
    assert process.stdin is not None
    try:
        process.stdin.write(data)
        process.stdin.close()
    except OSError:
        return


def message(page: Page, rows: Sequence[Row]) -> dict[str, object]:
    """Return a page and its lines as what can cross from one process to another."""
    return {
        "page": [page.number, page.width, page.height, page.aside],
        "boxes": [[box.x0, box.y0, box.x1, box.y1] for box in page.boxes],
        "rows": [
            [
                row.y,
                row.size,
                row.family,
                [[w.text, w.x0, w.x1, w.bold, w.italic, w.raised] for w in row.words],
            ]
            for row in rows
        ],
    }


def _page(data: Mapping[str, Any]) -> Read:
    number, width, height, aside = data["page"]
    page = Page(number, width, height, boxes=[Box(*box) for box in data["boxes"]], aside=aside)
    rows = []
    for y, size, family, words in data["rows"]:
        made = (
            Word(text, x0, x1, bold, italic, tuple(raised)) for text, x0, x1, bold, italic, raised in words
        )
        rows.append(Row(number, y, size, tuple(made), sys.intern(family)))
    return page, rows
