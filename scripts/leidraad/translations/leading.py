"""Which language of a chapter is translated into the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def source_language(metas: Mapping[str, Mapping[str, object]], languages: Sequence[str]) -> str:
    """Return the language that a chapter is translated from: what its files say, or the default one.

    Args:
        metas: the front matter of each of its files, by language.
        languages: codes of the languages, the default one first.
    """
    said = (metas[lang].get("source") for lang in languages if lang in metas)
    return next((str(lang) for lang in said if lang in languages), languages[0])
