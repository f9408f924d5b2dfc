"""Which language of a chapter is translated into the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def source_language(said: Mapping[str, object], languages: Sequence[str]) -> str:
    """Return the language that a chapter is translated from: what its files say, or the default one.

    Args:
        said: the `source` in the front matter of each of its files, by the language of the file.
        languages: codes of the languages, the default one first.
    """
    named = (said.get(lang) for lang in languages)
    return next((str(lang) for lang in named if lang in languages), languages[0])
