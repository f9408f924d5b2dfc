"""The search index as a classic script for each language, with what stems its words."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

import rjsmin

FOLDER = "assets/search"
_PAGEFIND = "pagefind"
# What each fragment begins with: https://github.com/Pagefind/pagefind, pagefind/src/utils.rs.
_MARK = b"pagefind_dcd"
_LUNR = "mkdocs.contrib.search"


def write(folder: Path, languages: Iterable[str]) -> list[str]:
    """Put an index for each language in the place of that which Pagefind has made; return their files.

    What Pagefind keeps of each page is what its own script would fetch. Stemming is that of lunr (MIT) and
    lunr-languages (MPL 1.1), which MkDocs brings.

    Args:
        folder: of the site.
        languages: the codes of its languages.
    """
    made = []
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    for lang in languages:
        found = [_fragment(path) for path in (folder / _PAGEFIND / "fragment").glob(f"{lang.lower()}_*")]
        pages = sorted(found, key=lambda page: page["url"])
        told = json.dumps(pages, ensure_ascii=False, separators=(",", ":"))
        name = f"{FOLDER}/{lang}.js"
        # No character of a text may end the script or its line.
        told = told.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
        (folder / name).write_text(f"{_stemmer(lang)}\nleidraadPages={told}\n", "utf-8")
        made.append(name)
    shutil.rmtree(folder / _PAGEFIND, ignore_errors=True)
    return made


def _fragment(path: Path) -> dict[str, Any]:
    """Return what Pagefind keeps of a page, as far as search shows it."""
    page: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()).removeprefix(_MARK))
    return {
        "url": page["url"].removeprefix("/"),
        "raw_content": page["content"],
        "meta": {"title": page["meta"].get("title", "")},
        "anchors": page["anchors"],
    }


def _stemmer(lang: str) -> str:
    """Return the scripts that stem the words of a language; English is in the first of them."""
    brought = files(_LUNR)
    texts = [brought / "templates/search/lunr.js"]
    own = brought / "lunr-language" / f"lunr.{lang.lower().partition('-')[0]}.js"
    if own.is_file():
        texts += [brought / "lunr-language/lunr.stemmer.support.js", own]
    small: list[Any] = [rjsmin.jsmin(each.read_text("utf-8"), keep_bang_comments=True) for each in texts]
    return "\n".join(map(str, small))
