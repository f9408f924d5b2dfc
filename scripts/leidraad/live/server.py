"""A server on this machine that shows the last site that could be built, and tells its pages of the next.

The address of a page has a version, which is its ETag (https://www.rfc-editor.org/rfc/rfc9110#field.etag). A
page asks for it after each build, and is loaded anew only if it is another one. What is wrong comes as
server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html).
"""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Collection, Mapping
from contextlib import suppress
from hashlib import sha256
from html import escape
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from leidraad import search
from leidraad.errors import LeidraadError

_OURS = "/leidraad-live/"
SCRIPT, EVENTS = f"{_OURS}live.js", f"{_OURS}events"
_INDEX = "index.html"
_BEAT = 15.0
_EMPTY = b"<!doctype html><html lang=en><meta charset=utf-8><title>Leidraad</title><body></body></html>"
_ASSETS = (".css", ".js")


class Server(ThreadingHTTPServer):
    """The site as it is now.

    Attributes:
        address: that of its home page.
        root: the path of the site on this server.
    """

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, host: str, port: int, root: str) -> None:
        """Listen.

        Args:
            host: a name or number of this machine.
            port: 0 for any that is free.
            root: the path of the site on this server, which begins and ends with a slash.

        Raises:
            LeidraadError: nobody can listen there.
        """
        if ":" in host:
            self.address_family = socket.AF_INET6
        name = f"[{host}]" if ":" in host else host
        try:
            super().__init__((host, port), _Handler)
        except OSError as error:
            told = f"{name}:{port}: cannot be listened on ({error.strerror}); choose another with --address."
            raise LeidraadError(told) from None
        self.root = root
        self.address = f"http://{name}:{self.server_address[1]}{root}"
        self._news = threading.Condition()
        self._number = 0
        self._state: dict[str, Any] = {"failed": [], "findings": []}
        self._folder: Path | None = None
        self._next: list[tuple[Path, frozenset[str]]] = []
        self._searched: Path | None = None
        self._sources: Mapping[str, str] = {}
        self._assets = b""

    def show_first(self, folder: Path, files: Collection[str]) -> None:
        """Show some pages of the next site in the midst of this one, if there is one.

        Args:
            folder: the next site, of which others are still to be made.
            files: the paths of those pages in it.
        """
        with self._news:
            if self._folder:
                self._next.insert(0, (folder, frozenset(files)))
                self._tell()

    def show(self, folder: Path, sources: Mapping[str, str]) -> None:
        """Show another site from now on.

        Args:
            folder: the site.
            sources: the author's file of each page.
        """
        assets = sha256()
        for path in sorted(folder.rglob("*")):
            if path.suffix in _ASSETS and not path.is_relative_to(folder / search.FOLDER):
                assets.update(path.read_bytes())
        with self._news:
            self._folder, self._sources, self._assets = folder, sources, assets.digest()
            self._next = []
            self._tell()

    def tell(self, state: Mapping[str, Any], *, is_whole: bool) -> None:
        """Tell all pages what is wrong; a site that is whole can be searched as well."""
        with self._news:
            self._state = dict(state)
            self._next = []
            if is_whole:
                self._searched = self._folder
            self._tell()

    def _tell(self) -> None:
        self._number += 1
        self._news.notify_all()

    def news(self, seen: int) -> tuple[int, dict[str, Any]] | None:
        """Return what is wrong now, when it is news to someone; None where nothing is for a while."""
        with self._news:
            self._news.wait_for(lambda: self._number > seen, _BEAT)
            return (self._number, self._state) if self._number > seen else None

    def file(self, path: str) -> Path | None:
        """Return the file of the site at a path on this server, which need not be there."""
        if not path.startswith(self.root):
            return None
        parts = [part for part in unquote(path.removeprefix(self.root)).split("/") if part]
        # While pages are new already, the index may still be in the making.
        folder = self._searched if "/".join(parts[:2]) == search.FOLDER else self._folder
        if folder is None or any(part in (".", "..") or "\0" in part or "\\" in part for part in parts):
            return None
        name = "/".join(parts)
        return self._newest(folder, name) / name

    def _newest(self, folder: Path, name: str) -> Path:
        """Return the site that has what is shown of a path: this one, or one that is to come."""
        names = {name, f"{name}/{_INDEX}".lstrip("/")}
        coming = [*self._next]
        shown = [site for site, files in coming if not names.isdisjoint(files)]
        if not (folder / name).exists():
            # A page that is to come may show a picture that is new as well.
            shown += [site for site, _ in coming if (site / name).exists()]
        return shown[0] if shown else folder

    def page(self, file: Path) -> tuple[bytes, str]:
        """Return a page with our script in it, and its version."""
        html = file.read_bytes()
        version = sha256(html + self._assets).hexdigest()[:16]
        folders = [each for each in (self._folder, *(site for site, _ in self._next)) if each]
        name = next((file.relative_to(each).as_posix() for each in folders if file.is_relative_to(each)), "")
        told = f'data-version="{version}" data-source="{escape(self._sources.get(name, ""))}"'
        script = f'<script type="module" src="{SCRIPT}" data-leidraad-live {told}></script>'.encode()
        body, end, rest = html.rpartition(b"</body>")
        return (body + script + end + rest if end else html + script), version

    def missing(self) -> tuple[bytes, str]:
        """Return what stands in for a page that is not there, and its version."""
        with suppress(OSError):
            if self._folder:
                return self.page(self._folder / "404.html")
        script = f'<script type="module" src="{SCRIPT}" data-leidraad-live></script></body>'.encode()
        return _EMPTY.replace(b"</body>", script), ""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing where a browser goes away in the middle."""


class _Handler(SimpleHTTPRequestHandler):
    server: Server
    extensions_map = {  # noqa: RUF012
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
        ".svg": "image/svg+xml",
    }

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path == EVENTS:
            self._events()
        elif path == SCRIPT:
            self._send(Path(__file__).with_name("live.js").read_bytes(), "text/javascript")
        elif path == "/" and self.server.root != "/":
            self._lead_to(self.server.root)
        else:
            self._site(path)

    do_HEAD = do_GET

    def _site(self, path: str) -> None:
        try:
            file = self.server.file(path)
            if file and file.is_dir() and not path.endswith("/"):
                self._lead_to(f"{path}/")
                return
            if file and path.endswith("/"):
                file /= _INDEX
            if file is None or not file.is_file():
                self._page(*self.server.missing(), HTTPStatus.NOT_FOUND)
            elif file.suffix == ".html":
                self._page(*self.server.page(file))
            else:
                self._send(file.read_bytes(), self.guess_type(str(file)))
        except ConnectionError:
            raise
        except OSError:
            # Its site has just gone, or no file can have such a name.
            self._page(*self.server.missing(), HTTPStatus.NOT_FOUND)

    def _page(self, html: bytes, version: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self._send(html, "text/html; charset=utf-8", status, version)

    def _send(self, data: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK, version: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-cache")
        if version:
            self.send_header("ETag", f'"{version}"')
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _lead_to(self, path: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", quote(unquote(path)))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _events(self) -> None:
        """Tell a page what is wrong now and after each build, until it goes."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        seen = -1
        while True:
            news = self.server.news(seen)
            if news is None:
                # Only by this is it noticed that a page has gone.
                self.wfile.write(b":\n\n")
            else:
                seen, state = news
                self.wfile.write(f"data: {json.dumps(state)}\n\n".encode())
            self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing of each request."""
