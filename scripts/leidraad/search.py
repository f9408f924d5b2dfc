"""The search index: Pagefind, run once over the finished site.

Pagefind numbers pages in the order in which it meets them, which in a folder is another on another disk, and
does not notice when a disk is full. So it is told the pages in the order of their names, and what it makes
of them is written here.
"""

from __future__ import annotations

import base64
import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from pagefind.service import get_executable

from leidraad.errors import LeidraadError

FOLDER = "pagefind"
BODY = "data-pagefind-body"
ROOT = f"[{BODY}]"
# What no reader looks for.
LEFT_OUT = (".headerlink", ".footnote-ref", ".footnote-backref", ".callout--trainer")
UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
ENTRY = "pagefind-entry.json"


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
    for name, data in files.items():
        if not name.startswith(UNUSED):
            path = site_dir / FOLDER / name
            path.parent.mkdir(parents=True, exist_ok=True)
            # Pagefind writes its keys in no fixed order; the same input must give the same bytes.
            path.write_bytes(json.dumps(json.loads(data), sort_keys=True).encode() if name == ENTRY else data)


def _index(program: Path, site_dir: Path) -> dict[str, bytes]:
    """Return the files of the index, by their path in its folder."""
    pages = sorted(path.relative_to(site_dir).as_posix() for path in site_dir.rglob("*.html"))
    with _running(program) as pagefind:
        # What is around the text is not even looked at, which takes half of the time.
        config = {"root_selector": ROOT, "exclude_selectors": LEFT_OUT}
        made = _ask(pagefind, "NewIndex", config=config)["index_id"]
        for name in pages:
            if html := _shown((site_dir / name).read_text("utf-8", errors="replace")):
                _ask(pagefind, "AddFile", index_id=made, file_path=name, file_contents=html)
        files = _ask(pagefind, "GetFiles", index_id=made)["files"]
    return {file["path"]: base64.b64decode(file["content"]) for file in files}


def _shown(html: str) -> str:
    """Return the text of a page, behind the tag that says its language; nothing where it has no text.

    The menus of a large handbook are many times longer than a chapter.
    """
    text = html.find(BODY, html.find("<body"))
    end = html.find("</article", text)
    return html[: html.find("<head")] + html[html.rfind("<", 0, text) : end] if text >= 0 else ""


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


def _ask(pagefind: subprocess.Popen[bytes], type_: str, **payload: Any) -> Mapping[str, Any]:
    """Send a request and return the answer; each is JSON in base64, and a comma ends it.

    Raises:
        _Failed: the answer is an error, or there is none.
    """
    assert pagefind.stdin is not None
    assert pagefind.stdout is not None
    request = {"message_id": 1, "payload": {"type": type_, **payload}}
    pagefind.stdin.write(base64.b64encode(json.dumps(request, ensure_ascii=False).encode()) + b",")
    pagefind.stdin.flush()
    answer = json.loads(base64.b64decode(_answer(pagefind.stdout)))["payload"]
    if answer["type"] == "Error":
        raise _Failed(" ".join(str(answer["message"]).split()))
    return dict(answer)


def _answer(stream: IO[bytes]) -> bytes:
    parts = []
    while part := stream.read1(1 << 20):  # type: ignore[attr-defined]
        parts.append(part)
        if part.endswith(b","):
            return b"".join(parts)[:-1]
    raise _Failed("it stopped")
