"""Includes, checked before anything expands them: only a text that comes through is converted."""

from __future__ import annotations

from collections.abc import Iterator

from leidraad import patterns
from leidraad.checks import prose
from leidraad.checks.finding import Finding
from leidraad.dialect import fronts
from leidraad.dialect.including import Partials, expand
from leidraad.dialect.origins import Line, lines_of, place_in

_MARK = patterns.lazy(r"\{![^\n]{1,300}?!(?:lines=[0-9 -]{1,300})?\}")


def check_includes(path: str, text: str, partials: Partials) -> list[Finding]:
    """Return what is wrong with the includes of `text`, each where the include stands, be it in a partial.

    Args:
        path: the file's name, for the findings.
        text: the whole file.
        partials: the folder of partials; no include may leave it.
    """
    if "{!" not in text:
        return []
    in_code = list(_in_code(path, text))
    places = {(finding.line, finding.column) for finding in in_code}
    found = expand_page(path, text, partials)[1]
    # What stands in code is told so, and not that it is indented there.
    kept = (f for f in found if f.code != "LR417" or (f.line, f.column) not in places or f.path != path)
    return sorted({*in_code, *kept})


def expand_page(path: str, text: str, partials: Partials) -> tuple[list[Line], list[Finding]]:
    """Return the lines of what the site converts of `text`, and what is wrong with its includes."""
    body, offset = split(text)
    lines = lines_of(body, path, offset + 1)
    expanded, problems = expand(lines, partials)
    found = {Finding(p.place.path or path, p.place.line, p.place.column, p.code, p.message) for p in problems}
    return expanded, sorted(found)


def split(text: str) -> tuple[str, int]:
    """Return `text` without its front matter, and how many lines that has."""
    body = fronts.split(text)[0]
    return body, text[: len(text) - len(body)].count("\n") if text.endswith(body) else 0


def _in_code(path: str, text: str) -> Iterator[Finding]:
    """Yield the includes that stand in code, where they would be carried out all the same."""
    for span in prose.spans(text, html=False):
        if span.kind == "code":
            for found in _MARK.finditer(text, span.start, span.end):
                message = "An include in code is carried out, too; move it out, or show it as"
                yield Finding(
                    path, *place_in(text, found.start()), "LR417", f"{message} <code>{{&#33;…!}}</code>."
                )
