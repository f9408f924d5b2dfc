"""Where in an author's file stands what is wrong on a built page."""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from leidraad.checks import prose
from leidraad.checks.includes import expand_page
from leidraad.dialect.including import Partials
from leidraad.dialect.origins import Line, Place, lines_of, starts
from leidraad.errors import LeidraadError
from leidraad.storage.files import read_text

_BEHIND = r"(?=[)\]>\s\"'}]|\Z)"

# Each search takes time in proportion to the page, and no author reads more findings of one.
_MOST = 200


class _Text(NamedTuple):
    """What a page was made of, with what it includes: its lines, where each begins, and all of it but code.

    Raw HTML may look like code; `all_html` has that as well.
    """

    lines: list[Line]
    starts: list[int]
    prose: str
    all_html: str


_NOTHING = _Text([], [], "", "")


class Places:
    """The files that pages were made of, each read only where something on its page is wrong."""

    def __init__(
        self,
        sources: Mapping[str, Path],
        name: Callable[[Path], str],
        site_dir: Path,
        partials: Partials | None = None,
    ) -> None:
        """Know the files.

        Args:
            sources: the file that each file of the site was made of, where an author wrote one.
            name: returns what people call a file.
            site_dir: where the site is.
            partials: the folder of what authors include, if there is one.
        """
        self._sources = sources
        self._name = name
        self._site_dir = site_dir
        self._partials = partials
        self._texts: dict[Path, _Text] = {}
        self._asked: Counter[str] = Counter()

    def file(self, built: str) -> str:
        """Return the author's file that a file of the site was made of, or else that file."""
        return self._name(self._sources.get(built) or self._site_dir / built)

    def link(self, built: str, address: str, page: str = "") -> list[Place]:
        """Return every place of a link in the author's file, or in what that includes.

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

    def ids(self, built: str, name: str) -> list[Place]:
        """Return every place where an author gives an id."""
        pattern = (
            rf"\{{:?[^{{}}\n]*#{re.escape(name)}(?=[\s}}])|\bid\s*=\s*[\"']?{re.escape(name)}(?=[\"'\s>/])"
        )
        return self._find(built, pattern)

    def lang(self, built: str, lang: str) -> list[Place]:
        """Return every place where an author names the address of a page in a language."""
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

    def _find(self, built: str, pattern: str) -> list[Place]:
        self._asked[built] += 1
        text = self._text(built) if self._asked[built] <= _MOST else _NOTHING
        found = [*re.finditer(pattern, text.prose)] or [*re.finditer(pattern, text.all_html)]
        return [_place(text, each.start()) for each in found]

    def _text(self, built: str) -> _Text:
        path = self._sources.get(built)
        if path is None:
            return _NOTHING
        if path not in self._texts:
            try:
                self._texts[path] = self._read(path)
            except LeidraadError:
                self._texts[path] = _NOTHING
        return self._texts[path]

    def _read(self, path: Path) -> _Text:
        text = read_text(path)
        lines = lines_of(text)
        if self._partials:
            lines = expand_page(self._name(path), text, self._partials)[0]
            text = "\n".join(lines)
        outside, all_html = (prose.blank(text, ("code", "comment"), html=html) for html in (False, True))
        return _Text(lines, starts(text), outside, all_html)


def _place(text: _Text, at: int) -> Place:
    """Return where the character with an index stands in its author's file."""
    index = bisect_right(text.starts, at) - 1
    return text.lines[index].place(at - text.starts[index])
