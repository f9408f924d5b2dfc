"""The glossary: every term of a language with its definition, and what it is called in the others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape, unescape
from pathlib import Path
from typing import NamedTuple

from markdown.extensions.toc import slugify_unicode, unique
from markupsafe import Markup
from mkdocs.utils import get_relative_url, write_file

from leidraad import patterns
from leidraad.backmatter.pieces import Piece, alphabetical, copied
from leidraad.locales import Locale

_PLACE = patterns.lazy(r'<dd class="leidraad-terms__others" data-value="([^"]*)"[^<>]*></dd>\n?')


class Term(NamedTuple):
    """A term of a language.

    Attributes:
        id: its id in the glossary.
        name: what it is called.
        pieces: where it is defined, in reading order.
    """

    id: str
    name: str
    pieces: Sequence[Piece]

    @property
    def forms(self) -> Iterable[str]:
        """Yield the term, and the other forms of it that an author names."""
        yield self.name
        for piece in self.pieces:
            yield from filter(None, map(str.strip, piece.data.get("forms", "").split(",")))


class Glossary(NamedTuple):
    """The terms of a language: the address of the page that lists them, or None, and the language's name."""

    url: str | None
    lang: str
    language: str
    terms: Sequence[Term]

    def address(self, term: Term, url: str) -> str:
        """Return the address of a term, relative to the page at `url`."""
        if self.url is None:
            return term.pieces[0].address(url)
        return f"{get_relative_url(self.url, url)}#{term.id}"


def glossary(pieces: Iterable[Piece], url: str | None, locale: Locale) -> Glossary:
    """Return the terms of a language in alphabetical order.

    Args:
        pieces: all there are, in reading order; those of a page that stands in are in no glossary.
        url: the address of the page that lists them, where there is one.
        locale: the language.
    """
    found: dict[str, list[Piece]] = {}
    for piece in pieces:
        if piece.kind == "term" and not piece.leaf.lang:
            found.setdefault(piece.title.casefold(), []).append(piece)
    taken: set[str] = set()
    terms = [
        Term(unique(f"term:{slugify_unicode(name, '-')}", taken), same[0].title, same)
        for name, same in sorted(found.items(), key=lambda item: alphabetical(item[0]))
    ]
    return Glossary(url, locale.code, locale.name, terms)


def listed(terms: Glossary, url: str, locale: Locale) -> str:
    """Return the glossary as HTML; `tie` puts the terms of the other languages into it.

    Args:
        terms: the terms.
        url: the address of its page.
        locale: its language.
    """
    if not terms.terms:
        return Markup("<p>{}</p>").format(locale.say("index", "empty"))
    entries = Markup("\n").join(_entry(term, url) for term in terms.terms)
    return Markup('<dl class="leidraad-terms">\n{}\n</dl>').format(entries)


def _entry(term: Term, url: str) -> Markup:
    definitions = Markup("").join(
        Markup("<dd>{}</dd>\n").format(Markup(copied(piece, url))) for piece in term.pieces
    )
    blocks = "|".join(piece.block for piece in term.pieces if piece.block)
    # The languages have it in another place each; who switches stays with it.
    named = Markup(' data-block="term {}"').format(blocks.partition("|")[0]) if blocks else Markup("")
    others = Markup('<dd class="leidraad-terms__others" data-value="{}" data-unsearched></dd>\n')
    places = Markup(", ").join(
        Markup('<a href="{}">{}</a>').format(piece.address(url), piece.leaf.title) for piece in term.pieces
    )
    where = Markup('<dd class="leidraad-terms__places" data-unsearched>{}</dd>').format(places)
    name = Markup('<dt id="{}"{}><dfn>{}</dfn></dt>\n').format(term.id, named, term.name)
    return name + definitions + others.format(blocks) + where


def tie(
    glossaries: Mapping[str, Glossary],
    pages: Mapping[str, Sequence[str]],
    site_dir: Path,
    file: Callable[[str], str],
) -> None:
    """Write into each glossary what its terms are called in the other languages, now that all are known.

    Args:
        glossaries: those of all languages, the default one first.
        pages: the addresses of all pages that show one, by language.
        site_dir: where they are.
        file: returns the file of a page, by its address.
    """
    named = {
        lang: {piece.block: term for term in one.terms for piece in term.pieces if piece.block}
        for lang, one in glossaries.items()
    }
    for lang, urls in pages.items():
        others = {code: each for code, each in glossaries.items() if code != lang}
        for url in urls:

            def tell(found: re.Match[str], url: str = url, others: Mapping[str, Glossary] = others) -> str:
                return _others(unescape(found[1]).split("|"), others, named, url)

            path = site_dir / file(url)
            # A template of the customer's may print nothing.
            if path.is_file():
                write_file(_PLACE.sub(tell, path.read_text("utf-8")).encode(), str(path))


def _others(
    blocks: Sequence[str],
    others: Mapping[str, Glossary],
    named: Mapping[str, Mapping[str, Term]],
    url: str,
) -> str:
    """Return what the term of these blocks is called in other languages, as a definition or nothing."""
    links = []
    for lang, one in others.items():
        term = next((named[lang][block] for block in blocks if block in named[lang]), None)
        if term:
            link = f'<a href="{escape(one.address(term, url))}" hreflang="{lang}" lang="{lang}">'
            name = f'<span lang="{lang}">{escape(one.language)}</span>'
            links.append(f"{name}: {link}{escape(term.name)}</a>")
    if not links:
        return ""
    return f'<dd class="leidraad-terms__others" data-unsearched>{"; ".join(links)}</dd>\n'
