"""Includes, checked before anything expands them: only a text that comes through is converted."""

from __future__ import annotations

from mkdocs.utils import meta

from leidraad.checks.finding import Finding
from leidraad.including import Partials, expand
from leidraad.origins import Line, lines_of


def check_includes(path: str, text: str, partials: Partials) -> list[Finding]:
    """Return what is wrong with the includes of `text`, each where the include stands, be it in a partial.

    Args:
        path: the file's name, for the findings.
        text: the whole file.
        partials: the folder of partials; no include may leave it.
    """
    return expand_page(path, text, partials)[1] if "{!" in text else []


def expand_page(path: str, text: str, partials: Partials) -> tuple[list[Line], list[Finding]]:
    """Return the lines of what the site converts of `text`, and what is wrong with its includes."""
    body, offset = split(text)
    lines = lines_of(body, path, offset + 1)
    expanded, problems = expand(lines, partials)
    found = {Finding(p.place.path or path, p.place.line, p.place.column, p.code, p.message) for p in problems}
    return expanded, sorted(found)


def split(text: str) -> tuple[str, int]:
    """Return `text` without its front matter, and how many lines that has."""
    body = meta.get_data(text)[0]
    return body, text[: len(text) - len(body)].count("\n") if text.endswith(body) else 0
