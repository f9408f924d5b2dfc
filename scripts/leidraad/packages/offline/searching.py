"""The search index of each language as a classic script, with the pages that it finds."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from leidraad import patterns
from leidraad.search import ENTRY, FOLDER
from leidraad.search.texts import shown

# What search shows nothing of, and most of what a page is.
_UNSHOWN = patterns.lazy(r"<svg\b.*?(?:</svg>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL)


def write(folder: Path, languages: Iterable[str]) -> list[str]:
    """Put a script for each language in the place of its index; return their files.

    Args:
        folder: of the site.
        languages: the codes of its languages.
    """
    index = folder / FOLDER
    entry = json.loads((index / ENTRY).read_bytes())
    made = {}
    for lang in sorted({lang.lower() for lang in languages} & entry.keys()):
        listed, stemmer = entry[lang]
        told = json.loads((index / listed).read_bytes())
        parts = {name: gzip.decompress((index / name).read_bytes()).decode() for _, name in told["parts"]}
        pages = {name: _text(folder / name) for name, *_ in told["pages"]}
        data = json.dumps(
            {"index": told, "parts": parts, "pages": pages}, ensure_ascii=False, separators=(",", ":")
        )
        # No character of a text may end the script or its line.
        data = data.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
        made[f"{FOLDER}/{lang}.js"] = f"{(index / stemmer).read_text('utf-8')}\nleidraadSearch={data}\n"
    shutil.rmtree(index, ignore_errors=True)
    index.mkdir(parents=True)
    for name, script in made.items():
        (folder / name).write_text(script, "utf-8")
    return [*made]


def _text(path: Path) -> str:
    text = shown(path.read_bytes())
    return _UNSHOWN.sub("", text.html) if text else ""
