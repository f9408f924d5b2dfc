"""The index of a language as files: where each word stands, in parts of which a browser fetches a few.

One file has the pages, and the first word of each part in the order of UTF-16, which is that of browsers.
A part is gzip of a line for each word: the word, a tab, and `page:place place` for each page that has it,
with `;` between them. A script stems the words of the language. All bear the digest of what is in them in
their names, so that what a browser has kept is never of another index.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.metadata import version
from importlib.resources import files as resources
from types import MappingProxyType
from typing import Any, NamedTuple
from zlib import crc32

import rjsmin

from leidraad.search.words import Page

PARTS = "parts"
# So large a part is fetched in a moment, and a word is seldom in more than two of them. Where one ends, its
# words tell, so that a change of some of them leaves the other parts as readers have them.
_LEAST, _MORE, _MOST = 20_000, 20_000, 80_000
# A higher one takes twice as long for a fortieth less.
_LEVEL = 4
_DIGITS = 12
# Every server knows it for what it is; some hand out no file whose ending they do not know.
_ENDING = "bin"
# Below MkDocs: its package there would be loaded for nothing else.
_LUNR = "contrib/search"


class Files(NamedTuple):
    """The files of an index, and how two of them are called.

    Attributes:
        pages: the file with the pages.
        stemmer: the script that stems words.
        data: what each file holds, by its name.
    """

    pages: str
    stemmer: str
    data: Mapping[str, bytes]

    @property
    def named(self) -> tuple[str, str]:
        """Return what a browser is told of them before it searches."""
        return self.pages, self.stemmer


def files(lang: str, pages: Mapping[str, Page], known: Mapping[str, bytes] = MappingProxyType({})) -> Files:
    """Return the files of the index of a language.

    Args:
        lang: its code.
        pages: its pages by their paths in the site.
        known: what files of another index of the language hold, of which many are the same.
    """
    made: dict[str, bytes] = {}

    def put(data: bytes, ending: str, write: Callable[[bytes], bytes] = bytes) -> str:
        name = f"{PARTS}/{lang}.{hashlib.sha256(data).hexdigest()[:_DIGITS]}.{ending}"
        made[name] = known[name] if name in known else write(data)
        return name

    parts = [(first, put(lines, _ENDING, _packed)) for first, lines in _cut(_postings(pages))]
    told = {"pages": [(name, page.length, page.headings) for name, page in pages.items()], "parts": parts}
    listed = put(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode(), "json")
    return Files(listed, put(stemmer(lang).encode(), "js"), made)


def _packed(lines: bytes) -> bytes:
    return gzip.compress(lines, _LEVEL, mtime=0)


@cache
def release() -> str:
    """Return of which release that is which stems words."""
    return version("mkdocs")


def _postings(pages: Mapping[str, Page]) -> Mapping[bytes, bytearray]:
    """Return where each word stands in all pages."""
    # Bytes that grow take a tenth of what a list of places would.
    found: dict[bytes, bytearray] = defaultdict(bytearray)
    for number, page in enumerate(pages.values()):
        at = b";%d:" % number
        for line in page.places.splitlines():
            word, _, places = line.partition(b" ")
            posting = found[word]
            posting += at
            posting += places
    return found


def _cut(postings: Mapping[bytes, bytearray]) -> Iterator[tuple[str, bytes]]:
    """Yield the first word and the lines of each part."""
    words = sorted((word.decode() for word in postings), key=lambda word: word.encode("utf-16-be"))
    first, size = "", 0
    lines: list[bytes] = []
    for word in words:
        key = word.encode()
        line = key + b"\t" + postings[key][1:]
        ends = size >= _LEAST and crc32(key) * _MORE < len(line) << 32
        if lines and (ends or size + len(line) > _MOST):
            yield first, b"\n".join(lines)
            lines, size = [], 0
        if not lines:
            first = word
        lines.append(line)
        size += len(line) + 1
    if lines:
        yield first, b"\n".join(lines)


@cache
def stemmer(lang: str) -> str:
    """Return a script that stems the words of a language.

    For English that is lunr (MIT), for others lunr-languages (MPL 1.1) with it; MkDocs brings both.
    """
    brought = resources("mkdocs") / _LUNR
    texts = [brought / "templates/search/lunr.js"]
    own = brought / "lunr-language" / f"lunr.{lang.lower().partition('-')[0]}.js"
    if own.is_file():
        texts += [brought / "lunr-language/lunr.stemmer.support.js", own]
    small: list[Any] = [rjsmin.jsmin(each.read_text("utf-8"), keep_bang_comments=True) for each in texts]
    return "\n".join(map(str, small))
