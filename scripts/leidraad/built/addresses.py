"""Where an address on a built page leads, as a browser and a plain web server see it."""

from __future__ import annotations

from collections.abc import Set
from functools import lru_cache
from typing import Literal, NamedTuple
from urllib.parse import unquote, urlsplit

from leidraad import patterns
from leidraad.policy.elsewhere import WEB, scheme_of

# What a browser takes out of an address first: https://url.spec.whatwg.org/#concept-basic-url-parser.
_IGNORED = patterns.lazy(r"[\t\n\r]")
_SPACES = "".join(map(chr, range(33)))
# What needs no second look, as most addresses do not.
_PLAIN = patterns.lazy(
    r"(?:(https?)://([a-z0-9.-]+)(?![^/#])|(?!//))([a-zA-Z0-9_./-]*)(?:#([a-zA-Z0-9_:.-]*))?"
)


class Written(NamedTuple):
    """An address taken apart, before it is known where it stands.

    Attributes:
        form: it counts from the page or from the top of the server, is whole, is of another kind, such as
            `mailto:`, or is no address at all.
        origin: scheme and host of a whole address, the scheme of one without a host.
        path: without the query, still encoded.
        fragment: decoded; without the text that it may point at.
    """

    form: Literal["page", "server", "whole", "other", "none"]
    origin: str
    path: str
    fragment: str


class Place(NamedTuple):
    """A file of the site, by its path, that a server shows at an address; `path` is empty for none."""

    path: str
    fragment: str = ""


@lru_cache(maxsize=20_000)
def parse(address: str) -> Written:
    """Return an address taken apart as a browser does it."""
    if plain := _PLAIN.fullmatch(address):
        begin, host, path, fragment = plain.groups("")
        if host:
            return Written("whole", f"{begin}://{host}", path or "/", fragment)
        return Written("server" if path.startswith("/") else "page", "", path, fragment)
    text = _IGNORED.sub("", address.strip(_SPACES))
    if text.startswith("#"):
        return Written("page", "", "", unquote(text[1:].partition(":~:")[0]))
    scheme = scheme_of(text)
    if scheme and scheme not in WEB:
        return Written("other", f"{scheme}:", "", "")
    text, mark, fragment = text.partition("#")
    text = text.replace("\\", "/")
    if scheme:
        text = f"{scheme}://{text[len(scheme) + 1 :].lstrip('/')}"
    elif text.startswith("//"):
        # However many there are, a host follows.
        text = f"//{text.lstrip('/')}"
    try:
        parts = urlsplit(text)
    except ValueError:
        return Written("none", "", "", "")
    fragment = unquote(fragment.partition(":~:")[0]) if mark else ""
    if parts.scheme or parts.netloc:
        origin = f"{parts.scheme or 'https'}://{parts.netloc.lower()}"
        return Written("whole" if parts.netloc else "none", origin, parts.path or "/", fragment)
    return Written("server" if text.startswith("/") else "page", "", parts.path, fragment)


class Site:
    """The files of a site and the address that it is known by."""

    def __init__(self, files: Set[str], site_url: str | None) -> None:
        """Know a site.

        Args:
            files: the path of every file in it.
            site_url: where it is; by default at the top of any server.
        """
        self.files = files
        parts = urlsplit(site_url or "")
        self.host = parts.netloc.lower()
        self.top = f"/{parts.path.strip('/')}/" if parts.path.strip("/") else "/"
        self._found: dict[tuple[str, str], str | None] = {}

    def is_foreign(self, written: Written) -> bool:
        """Tell whether a whole address is on another host."""
        return written.form == "whole" and written.origin.partition("://")[2] != self.host

    def find(self, page: str, written: Written) -> Place | None:
        """Return what an address on a page leads to, or None where that is not in the site.

        Args:
            page: the page's file.
            written: an address that stands on it.
        """
        if not written.path:
            return Place(page, written.fragment)
        above, path = "", written.path
        if written.form == "page":
            folder = page.rpartition("/")[0]
            # Pages in folders beside each other share what is above them.
            while path.startswith("../") and folder:
                folder, path = folder.rpartition("/")[0], path[3:]
            above = f"{self.top}{folder}/" if folder else self.top
        if (above, path) not in self._found:
            self._found[above, path] = self._file(above + path)
        found = self._found[above, path]
        return None if found is None else Place(found, written.fragment)

    def _file(self, path: str) -> str | None:
        """Return the file that a server shows at a path, or None where there is none."""
        whole = path if "%" not in path and "/." not in path else _resolved(path)
        if not f"{whole}/".startswith(self.top):
            return None
        file = whole[len(self.top) :]
        if file in self.files and file:
            return file
        # A server leads from a folder's name to the page in it.
        index = f"{file.rstrip('/')}/index.html" if file else "index.html"
        return index if index in self.files else None


def _resolved(path: str) -> str:
    """Return a path without escapes, and without what leads up or nowhere."""
    parts: list[str] = []
    for part in path.split("/")[1:]:
        part = unquote(part)
        if part == "..":
            del parts[-1:]
        elif part != ".":
            parts.append(part)
    if path.endswith(("/.", "/..")):
        parts.append("")
    return "/" + "/".join(parts)
