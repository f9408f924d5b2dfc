"""The state of translations as a comment for a pull request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from leidraad import patterns
from leidraad.translating import Translation
from leidraad.translating.status.count import NAMES, NOT_STALE, SHOWN, percent, place, words
from leidraad.translations.states import Standing
from leidraad.translations.words import changes

_SPECIAL = patterns.lazy(r"([\\`*_{}\[\]<>#|~@!])")


def markdown(found: Sequence[Translation], *, is_detailed: bool) -> str:
    """Return a table of the chapters, and each block that is stale with what changed and its translation."""
    stale = [(one, s) for one in found for s in one.standings if s.state == "stale"]
    if is_detailed and not stale:
        return f"{NOT_STALE}\n"
    lines: list[str] = []
    if is_detailed:
        files = len({one.chapter for one, _ in stale})
        blocks = f"{len(stale)} translated {'block' if len(stale) == 1 else 'blocks'}"
        lines.append(f"**{blocks} in {files} {'chapter' if files == 1 else 'chapters'} became stale.**")
        lines += (line for one, standing in stale for line in _block(one, standing))
    else:
        lines += _table(found)
    return "\n".join(lines) + "\n"


def _table(found: Sequence[Translation]) -> Iterator[str]:
    yield f"| Chapter | Language | {' | '.join(NAMES[state].capitalize() for state in SHOWN)} |"
    yield "|---|---|" + "--:|" * len(SHOWN)
    for one in found:
        counted = words([one])
        shares = " | ".join(percent(counted[state], counted.total()) for state in SHOWN)
        yield f"| {_plain(one.chapter)} | {one.lang} | {shares} |"


def _block(one: Translation, standing: Standing) -> Iterator[str]:
    source, target, entry = standing.source, standing.target, standing.entry
    assert source
    assert target
    assert entry
    yield f"\n`{place(one, standing, is_target=True)}` · `{standing.id}`\n"
    yield f"> **{one.source.lang}** " + "".join(_marked(k, p) for k, p in changes(entry.text, source.text))
    yield ">"
    yield f"> **{one.lang}** {_plain(target.text)}"


def _marked(kind: str, piece: str) -> str:
    if kind == "same":
        return _plain(piece)
    # HTML, since Markdown's own marks need a word's edge.
    tag = "del" if kind == "gone" else "ins"
    return f"<{tag}>{_plain(piece)}</{tag}>"


def _plain(text: str) -> str:
    """Return text in which nothing is Markdown; a mention must call nobody."""
    return _SPECIAL.sub(r"\\\1", text).replace("\\<", "&lt;").replace("\\@", "&#64;")
