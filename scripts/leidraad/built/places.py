"""Where in an author's file stands what is wrong on a built page."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from leidraad.dialect.origins import place_in
from leidraad.errors import LeidraadError
from leidraad.storage.files import read_text

_BEHIND = r"(?=[)\]>\s\"'}]|\Z)"

# Each search takes time in proportion to the page, and no author reads more findings of one.
_MOST = 200


class Places:
    """The files that pages were made of, each read only where something on its page is wrong."""

    def __init__(self, sources: Mapping[str, Path], name: Callable[[Path], str], site_dir: Path) -> None:
        """Know the files.

        Args:
            sources: the file that each file of the site was made of, where an author wrote one.
            name: returns what people call a file.
            site_dir: where the site is.
        """
        self._sources = sources
        self._name = name
        self._site_dir = site_dir
        self._texts: dict[Path, str] = {}
        self._asked: Counter[str] = Counter()

    def file(self, built: str) -> str:
        """Return the author's file that a file of the site was made of, or else that file."""
        return self._name(self._sources.get(built) or self._site_dir / built)

    def link(self, built: str, address: str, page: str = "") -> list[tuple[int, int]]:
        """Return line and column wherever a link stands in the author's file.

        Args:
            built: the page.
            address: as it is on the page.
            page: the page that it leads to. MkDocs puts the address of that in the place of its file's name.
        """
        found = self._find(built, rf"(?<=[(\[<\s\"':=]){re.escape(address)}{_BEHIND}")
        if not found and page in self._sources:
            name = re.escape(f"{self._sources[page].name}#{address.partition('#')[2]}")
            found = self._find(built, rf"(?<=[(\[<\s\"':=/]){name}{_BEHIND}")
        return found

    def ids(self, built: str, name: str) -> list[tuple[int, int]]:
        """Return line and column wherever an author gives an id."""
        pattern = (
            rf"\{{:?[^{{}}\n]*#{re.escape(name)}(?=[\s}}])|\bid\s*=\s*[\"']?{re.escape(name)}(?=[\"'\s>/])"
        )
        return self._find(built, pattern)

    def lang(self, built: str, lang: str) -> list[tuple[int, int]]:
        """Return line and column wherever an author names the address of a page in a language."""
        return self._find(built, rf"\bhreflang\s*=\s*[\"']?{re.escape(lang)}(?=[\"'\s>/])")

    def beside(self, built: str) -> set[str]:
        """Return the names of other chapters in an author's folder, as they are written in a link."""
        path = self._sources.get(built)
        chapters = [each for each in self._sources.values() if path and each.suffix == ".md" and each != path]
        return {each.name for each in chapters if path and each.parent == path.parent}

    def built(self, built: str, address: str) -> str | None:
        """Return the page of the chapter that an address names by its file, from the file of another page."""
        path = self._sources.get(built)
        if path is None or not address.endswith(".md"):
            return None
        named = os.path.normpath(path.parent / address)
        return next((page for page, each in self._sources.items() if str(each) == named), None)

    def _find(self, built: str, pattern: str) -> list[tuple[int, int]]:
        self._asked[built] += 1
        text = self._text(built) if self._asked[built] <= _MOST else ""
        starts = [found.start() for found in re.finditer(pattern, text)] if text else []
        return [place_in(text, start) for start in starts]

    def _text(self, built: str) -> str:
        path = self._sources.get(built)
        if path is None:
            return ""
        if path not in self._texts:
            try:
                self._texts[path] = read_text(path)
            except LeidraadError:
                self._texts[path] = ""
        return self._texts[path]
