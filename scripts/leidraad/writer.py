"""Chapters as Markdown: one canonical form, which reads back to the same model."""

from __future__ import annotations

import re
from collections.abc import Mapping

import yaml

from leidraad import locales, patterns
from leidraad.locales import Locale
from leidraad.model import (
    UNKNOWN_KIND,
    Block,
    Callout,
    Chapter,
    Comment,
    Heading,
    Include,
    Note,
    OptionValue,
    Paragraph,
    Verbatim,
)

_FENCE = patterns.lazy(r"^[ >]*(/{3,})", re.MULTILINE)
_LIKE_FRONT_MATTER = patterns.lazy(r"[ ]{0,3}[\w-]+:|-{3}")


def write(chapter: Chapter, locale: Locale | None = None) -> str:
    """Return `chapter` as a Markdown file, with the keywords of its language.

    Args:
        chapter: what to write.
        locale: the words to use, where the language is not one that Leidraad ships.
    """
    locale = locale or locales.load(chapter.lang)
    text = _join(chapter.blocks, locale) + "\n"
    if chapter.meta:
        return f"---\n{as_yaml(chapter.meta)}---\n\n{text}"
    # MkDocs reads `Word: text` on the first line as front matter; a blank line says that it is none.
    return f"\n{text}" if _LIKE_FRONT_MATTER.match(text) else text


def _join(blocks: tuple[Block, ...], locale: Locale) -> str:
    return "\n\n".join(_block(block, locale) for block in blocks)


def _block(block: Block, locale: Locale) -> str:
    match block:
        case Heading(level, text, None):
            return f"{'#' * level} {text}"
        case Heading(level, text, identifier):
            return f"{'#' * level} {text} {{#{identifier}}}"
        case Paragraph(text):
            return text
        case Callout():
            return _callout(block, locale)
        case Include(path, None):
            return f"{{!{path}!}}"
        case Include(path, lines):
            return f"{{!{path}!lines={lines}}}"
        case Comment(text):
            return f"<!-- {text} -->"
        case Note(identifier, text):
            first, *rest = text.split("\n")
            return "\n".join([f"[^{identifier}]: {first}", *(f"    {line}" if line else "" for line in rest)])
        case Verbatim(_, source):
            return source


def _callout(callout: Callout, locale: Locale) -> str:
    bar = "/" * _length(callout)
    if callout.kind == UNKNOWN_KIND:
        lines = [f"{bar} {callout.argument}"]
    else:
        argument = f" | {callout.argument}" if callout.argument else ""
        lines = [f"{bar} {locale.keywords[callout.kind]}{argument}"]
    if callout.options:
        lines += [f"    {line}" for line in as_yaml(callout.options).splitlines()]
    if callout.body:
        # A blank line keeps what is a block of its own (raw HTML, a comment) from touching a fence.
        plain = isinstance(callout.body[0], Paragraph | Heading) and not callout.options
        lines += [] if plain else [""]
        lines.append(_join(callout.body, locale))
        lines += [] if isinstance(callout.body[-1], Paragraph) else [""]
    return "\n".join([*lines, bar])


def _length(callout: Callout) -> int:
    """Return how long a fence must be: longer than any in it."""
    inner = [2]
    for block in callout.body:
        if isinstance(block, Callout):
            inner.append(_length(block))
        elif isinstance(block, Verbatim):
            inner += [len(fence) for fence in _FENCE.findall(block.source)]
    return 1 + max(inner)


def as_yaml(values: Mapping[str, object] | Mapping[str, OptionValue]) -> str:
    """Return one line of YAML a key, lists in brackets."""
    return "".join(f"{_flow(key)}: {_flow(value)}\n" for key, value in values.items())


def _flow(value: object) -> str:
    plain = list(value) if isinstance(value, tuple) else value
    text = yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=10**6, default_flow_style=True)
    return text.removesuffix("...\n").strip()
