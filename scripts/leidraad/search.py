"""The search index: Pagefind, run once over the finished site.

Pagefind numbers pages in the order in which it meets them, which in a folder is another on another disk, and
does not notice when a disk is full. So it is told the pages in the order of their names, and what it makes
of them is written here.
"""

from __future__ import annotations

import base64
import json
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from pagefind.service import get_executable

from leidraad.errors import LeidraadError
from leidraad.files import below

FOLDER = "pagefind"
BODY = b"data-pagefind-body"
ROOT = f"[{BODY.decode()}]"
# What no reader looks for.
LEFT_OUT = (".headerlink", ".footnote-ref", ".footnote-backref", ".callout--trainer")
UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
ENTRY = "pagefind-entry.json"
# To wait for the answer to each page takes longer than to ask; what these answer fits into any pipe.
_AT_ONCE = 8

Question = Mapping[str, Any]

_json = json.JSONEncoder(ensure_ascii=False).encode


class _Failed(Exception):
    """What Pagefind says went wrong."""


def index(site_dir: Path) -> None:
    """Write the index of every page with `data-pagefind-body`, one a language, into `site_dir`/pagefind.

    Raises:
        LeidraadError: Pagefind is missing, or failed.
        OSError: a file cannot be written.
    """
    program = get_executable()
    if program is None:
        raise LeidraadError("The program pagefind is missing; install Leidraad again.")
    try:
        files = _index(program, site_dir)
    except _Failed as error:
        told = f"Pagefind made no search index ({error}); build again, or install Leidraad again."
        raise LeidraadError(told) from None
    for folder in {os.path.dirname(name) for name in files}:
        (site_dir / FOLDER / folder).mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        # Pagefind writes its keys in no fixed order; the same input must give the same bytes.
        made = json.dumps(json.loads(data), sort_keys=True).encode() if name == ENTRY else data
        (site_dir / FOLDER / name).write_bytes(made)


def _index(program: Path, site_dir: Path) -> dict[str, bytes]:
    """Return the files of the index, by their path in its folder."""
    config = {"root_selector": ROOT, "exclude_selectors": LEFT_OUT}
    with _running(program) as pagefind:
        (made,) = _ask(pagefind, [{"type": "NewIndex", "config": config}])
        asked: list[Question] = []
        for name in below(site_dir):
            if name.endswith(".html") and (html := _shown((site_dir / name).read_bytes())):
                page = {"file_path": name, "file_contents": html}
                asked.append({"type": "AddFile", "index_id": made["index_id"], **page})
            if len(asked) == _AT_ONCE:
                _ask(pagefind, asked)
                asked = []
        _ask(pagefind, asked)
        (told,) = _ask(pagefind, [{"type": "GetFiles", "index_id": made["index_id"]}])
    wanted = (file for file in told["files"] if not file["path"].startswith(UNUSED))
    return {file["path"]: base64.b64decode(file["content"]) for file in wanted}


def _shown(html: bytes) -> str:
    """Return the text of a page, behind the tag that says its language; nothing where it has no text.

    The menus of a large handbook are many times longer than a chapter.
    """
    text = html.find(BODY, html.find(b"<body"))
    if text < 0:
        return ""
    end = html.find(b"</article", text)
    return (html[: html.find(b"<head")] + html[html.rfind(b"<", 0, text) : end]).decode("utf-8", "replace")


@contextmanager
def _running(program: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run Pagefind as a service, which does one thing after another as it is asked, and end it."""
    pipe, null = subprocess.PIPE, subprocess.DEVNULL
    try:
        pagefind = subprocess.Popen([str(program), "--service"], stdin=pipe, stdout=pipe, stderr=null)
    except OSError as error:
        raise _Failed(f"{program}: {error.strerror}") from None
    try:
        yield pagefind
    except BrokenPipeError:
        raise _Failed("it stopped") from None
    finally:
        pagefind.kill()
        # Closing its input fails where it stopped in the middle of a question.
        with suppress(BrokenPipeError), pagefind:
            pass


def _ask(pagefind: subprocess.Popen[bytes], questions: Sequence[Question]) -> list[Mapping[str, Any]]:
    """Send requests and return the answers; each is JSON in base64, and a comma ends it.

    Raises:
        _Failed: an answer is an error, or there is none.
    """
    assert pagefind.stdin is not None
    assert pagefind.stdout is not None
    sent = [base64.b64encode(_json({"message_id": 1, "payload": each}).encode()) for each in questions]
    pagefind.stdin.write(b"".join(each + b"," for each in sent))
    pagefind.stdin.flush()
    answers = [
        json.loads(base64.b64decode(answer))["payload"] for answer in _answers(pagefind.stdout, len(sent))
    ]
    for answer in answers:
        if answer["type"] == "Error":
            raise _Failed(" ".join(str(answer["message"]).split()))
    return answers


def _answers(stream: IO[bytes], count: int) -> list[bytes]:
    """Return what is said up to so many commas."""
    parts: list[bytes] = []
    while count > 0:
        part = stream.read1(1 << 20)  # type: ignore[attr-defined]
        if not part:
            raise _Failed("it stopped")
        parts.append(part)
        count -= part.count(b",")
    return b"".join(parts).split(b",")[:-1]
