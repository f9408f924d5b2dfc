"""What is told of drafts, which readers do not see: that they are, and how much of them is still open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from leidraad.checks.digest import Digest, by_chapter, lead
from leidraad.checks.finding import Finding


def published(digests: Sequence[Digest], languages: Sequence[str]) -> list[Digest]:
    """Return the pages that readers see, and the partials: a chapter whose source is a draft has none.

    Args:
        digests: every page.
        languages: codes of the languages, the default one first.
    """
    chapters = by_chapter(digests)
    leads = {page.chapter: lead(chapters[page.chapter], languages) for page in digests if page.is_draft}
    hidden = {page.chapter for page in digests if page.is_draft and page.lang == leads[page.chapter]}
    return [
        # What only a draft says of the source is true without it.
        page._replace(lead=leads.get(page.chapter, page.lead))
        for page in digests
        if not page.is_draft and page.chapter not in hidden
    ]


def check_drafts(digests: Sequence[Digest], languages: Sequence[str]) -> Iterator[Finding]:
    """Yield which translations are drafts, where their sources are published."""
    # In place of what is missing, readers see the default language.
    order = sorted(published(digests, languages), key=lambda page: page.lang == languages[0])
    shown = {page.chapter: page for page in order}
    for page in digests:
        if page.is_draft and (source := shown.get(page.chapter)):
            left, count = page.open
            state = f"{left} of its {count} blocks are open" if left else "no block is open"
            is_there = source.lang == languages[0]
            seen = f"readers see {source.path}" if is_there else "readers have no such page"
            message = f"This translation is a draft, and {state}; {seen} meanwhile."
            remedy = "" if left else " Take `status: draft` out to publish it."
            yield Finding(page.path, 1, 1, "LR301", f"{message}{remedy}")
