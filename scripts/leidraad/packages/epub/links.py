"""Links: to where something is in the book, to the site for what is only there, and as text to nowhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

from leidraad import patterns
from leidraad.backmatter.leading import target
from leidraad.packages.epub.markup import LANG, TYPE, Element, x
from leidraad.policy.elsewhere import is_outside

# What no address may hold (https://www.rfc-editor.org/rfc/rfc3987), and a percent sign that begins nothing.
_UNSAFE = patterns.lazy(r"[\x00-\x20\"<>\\^`{|}]|%(?![0-9A-Fa-f]{2})")


def fragment(name: str) -> str:
    """Return the end of an address that leads to an id."""
    return "#" + _UNSAFE.sub(_quoted, name.replace("%", "%25"))


def _quoted(found: re.Match[str]) -> str:
    return quote(found[0], safe="")


@dataclass(frozen=True, slots=True)
class Published:
    """Where readers find the site: its address or "", and whether each page has a folder of its own there."""

    address: str = ""
    in_folders: bool = True

    def page(self, path: str) -> str:
        """Return the address of a file of the site that packages are made of."""
        if self.in_folders and path.endswith(".html"):
            path = path.removesuffix(".html")
            path = path.removesuffix("index") if path.split("/")[-1] == "index" else f"{path}/"
        return f"{self.address.rstrip('/')}/{quote(path)}"


@dataclass(frozen=True, slots=True)
class Places:
    """Where things are.

    Attributes:
        files: the file in the book of each page of it, by where that is in the site.
        ids: the ids in each file of the book.
        folder: where the site is.
        published: where readers find it.
    """

    files: Mapping[str, str]
    ids: Mapping[str, Collection[str]]
    folder: Path
    published: Published

    def lead(self, root: Element, url: str) -> None:
        """Let the links of a page, which has this address in the site, lead where they can from the book."""
        for link in [*root.iter(x("a"))]:
            address = link.attrib.pop("href", None)
            found = None if address is None else self._found(address.strip(), url)
            if found is not None:
                link.set("href", found)
                if link.get("class") == "leidraad-term":
                    link.set(TYPE, "glossref")
                    link.set("role", "doc-glossref")
            elif address is not None:
                _free(link)

    def _found(self, address: str, url: str) -> str | None:
        """Return the address that leads from the book to where one leads on a page, or None."""
        if is_outside(address):
            return _UNSAFE.sub(_quoted, address)
        found = target(address, url)
        if found is None:
            return None
        path, anchor = unquote(found[0].partition("?")[0]), unquote(found[1][1:])
        if not path or path.endswith("/"):
            path += "index.html"
        if path in self.files:
            file = self.files[path]
            here = "" if self.files.get(unquote(url)) == file else file
            if anchor in self.ids[file]:
                return here + fragment(anchor)
            return file if here or not anchor else None
        if self.published.address and (self.folder / path).is_file():
            return self.published.page(path) + _UNSAFE.sub(_quoted, found[1])
        return None


def _free(link: Element) -> None:
    """Turn a link into the text that it was."""
    link.tag = x("span")
    for name in {*link.attrib.keys()} - {"class", "id", "lang", LANG, "dir"}:
        del link.attrib[name]
