"""Checks between the languages: chapters that are missing or too many, and where the others differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from leidraad.checks.digest import Digest
from leidraad.checks.finding import Finding
from leidraad.translations.differences import differences
from leidraad.translations.rhythm import are_in_step


def check_translations(digests: Sequence[Digest], languages: Sequence[str]) -> Iterator[Finding]:
    """Yield where the translations are not what their sources are.

    Args:
        digests: every page.
        languages: codes of the languages, that of the source first.
    """
    for page in digests:
        for part in page.outline if page.is_mixed else ():
            if part.tongue:
                message = f"This {part.kind} seems to be in another language ({part.tongue}); translate it."
                yield Finding(page.path, part.line, min(part.line, 1), "LR312", message)
    pages = {(page.lang, page.chapter): page for page in digests if page.chapter}
    for (lang, chapter), page in pages.items():
        if lang == languages[0]:
            for other in languages[1:]:
                if (other, chapter) not in pages:
                    path = _counterpart(page.path, chapter, other)
                    message = (
                        f"This chapter is not there; translate {page.path}, which readers see meanwhile."
                    )
                    yield Finding(path, 1, 1, "LR301", message)
            continue
        source = pages.get((languages[0], chapter))
        if source is None:
            path = _counterpart(page.path, chapter, languages[0])
            yield Finding(page.path, 1, 1, "LR302", f"{path}, which this translates, is not there; add it.")
            continue
        if page.slug and page.slug == source.slug:
            message = (
                f"Slug ‘{page.slug}’ is that of {source.path}; give the page a name in its own language."
            )
            yield Finding(page.path, 1, 1, "LR313", message)
        if page.shape == source.shape and are_in_step(source.rhythms, page.rhythms):
            continue
        for found in differences(source.outline, page.outline, source.path, page.path):
            at, path = (found.target, page.path) if found.target else (found.source, source.path)
            assert at is not None
            yield Finding(path, at.line, min(at.line, 1), found.code, found.message)


def _counterpart(path: str, chapter: str, lang: str) -> str:
    """Return the name of a chapter in another language."""
    return (PurePosixPath(path.removesuffix(chapter).rstrip("/")).parent / lang / chapter).as_posix()
