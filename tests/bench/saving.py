"""How long after a save a server shows the new page: from the write to the response that holds it."""

from __future__ import annotations

import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import handbooks
from measuring import BIN, FailedError, environment, stop

from servers import free_port

_ASKS = 0.01
_PATIENCE = 600.0
_WORDS = "Versgeschreven"
_INDEX = "assets/search/index.json"


@contextmanager
def _serving(folder: Path, command: str, port: int) -> Iterator[Callable[[], None]]:
    """Serve a handbook, and yield what raises an error once the server has ended."""
    # Whatever way it ends, the site that it built does not stay behind.
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryFile() as said:
        server = subprocess.Popen(
            [BIN / command, "serve", "-a", f"127.0.0.1:{port}"],
            cwd=folder, stdout=said, stderr=said, env={**environment(), "TMPDIR": home},
        )  # fmt: skip

        def look() -> None:
            if server.poll() is not None:
                said.seek(0)
                end = said.read().decode("utf-8", "replace").strip()[-500:]
                raise FailedError(f"{command} serve: ended with {server.returncode}\n{end}")

        try:
            yield look
        finally:
            stop(server)


def seconds(folder: Path, command: str, count: int) -> float:
    """Return the seconds from a save in `leidraad serve` or `mkdocs serve` to the page that shows it.

    Raises:
        FailedError: the server cannot run, or does not show it in ten minutes.
    """
    name = handbooks.names(count)[count // 2]
    port = free_port()
    address = f"http://127.0.0.1:{port}{urlsplit(handbooks.SITE).path}{name.removesuffix('.md')}/"
    words = f"{_WORDS}{''.join(chr(97 + int(digit)) for digit in str(time.time_ns()))}"
    with _serving(folder, command, port) as look:
        _until_shown(address, "<h1", look)
        if command == "leidraad":
            # It shows pages before the site is whole; who writes a paragraph takes longer than that.
            _until_shown(f"http://127.0.0.1:{port}{urlsplit(handbooks.SITE).path}{_INDEX}", "{", look)
        start = time.perf_counter()
        handbooks.edit(folder / "docs" / "nl" / name, words)
        _until_shown(address, words, look)
        return time.perf_counter() - start


def _until_shown(address: str, text: str, look: Callable[[], None]) -> None:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        look()
        try:
            with urllib.request.urlopen(address, timeout=_PATIENCE) as response:
                if text in response.read().decode("utf-8"):
                    return
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(_ASKS)
    raise FailedError(f"{address}: does not show “{text}” in {_PATIENCE:.0f} seconds.")
