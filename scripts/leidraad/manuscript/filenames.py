"""The names of chapters' files: safe in every address, and readable."""

from __future__ import annotations

import re
import unicodedata

from leidraad.storage.files import is_device

_LONGEST = 50
# With its ending a chapter's name may have 150 bytes.
_LONGEST_STEM = 147


def slug(text: str) -> str:
    """Return `text` in small plain letters, digits and hyphens; empty where it has none."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def stem(name: str) -> str:
    """Return the name for the chapter of a manuscript whose file has this name, without suffix."""
    found = slug(name)[:_LONGEST_STEM].strip("-") or "chapter"
    return f"{found}-1" if is_device(found) else found


def numbered(number: int, title: str | None) -> str:
    """Return the name for a chapter of a book, such as `03-rouw`."""
    # What is marked up in a title, a note or an apostrophe is no part of its name.
    words = slug(re.sub(r"\[\^[^\]]*\]|['’‘`*_\\]", "", title or ""))
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rpartition("-")[0] or words[:_LONGEST]
    return f"{number:02}-{words or 'chapter'}"
