"""The lists of cases, quotes and exercises: whole and in groups on the page, to be filtered by a script."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from leidraad.backmatter.pieces import Piece, alphabetical, copied
from leidraad.bibliography import people
from leidraad.locales import Locale

MOST_WORDS = 24
"""As many words of a case are shown; it is to be read in its chapter."""
_SPANS = (15, 30, 60)
_BY_ALPHABET = frozenset({"theme", "sector", "group"})
# Whoever is of a place, as Zeno of Citium, has no family name.
_OF_A_PLACE = "of"

Facets = Mapping[str, Sequence[str]]
"""What an entry can be found by: the words of each facet, by the facet's name in the locale."""


class Entry(NamedTuple):
    """An entry of a list: its piece, its address from the list, its title, and what it can be found by."""

    piece: Piece
    address: str
    title: str
    facets: Facets
    shown: Markup


def cases(pieces: Iterable[Piece], url: str, locale: Locale, themes: Mapping[str, Mapping[str, str]]) -> str:
    """Return the list of cases: by theme, sector and chapter.

    Args:
        pieces: all there are, in reading order.
        url: the address of the list's page.
        locale: its language.
        themes: what each theme is called, by language.
    """

    def entry(piece: Piece) -> Entry:
        names = piece.data.get("themes", "").split()
        facets = {
            "theme": [themes.get(each, {}).get(locale.code) or each.replace("-", " ") for each in names],
            "sector": [piece.data["sector"]] if "sector" in piece.data else [],
            "chapter": [piece.leaf.title],
        }
        return _entry(piece, url, locale, facets, Markup("<p>{}</p>").format(_opening(piece.text)))

    listed = [piece for piece in pieces if piece.kind == "case"]
    return _list(map(entry, listed), listed, locale, ("theme", "sector"))


def exercises(pieces: Iterable[Piece], url: str, locale: Locale) -> str:
    """Return the list of exercises: by whom they are for and by the minutes that they take."""

    def entry(piece: Piece) -> Entry:
        minutes, group = piece.data.get("minutes", ""), piece.data.get("group", "")
        facets = {
            "group": [locale.say("group", group)] if group else [],
            "minutes": [_span(int(minutes), locale)] if minutes else [],
            "chapter": [piece.leaf.title],
        }
        took = locale.say("labels", "minutes", minutes=minutes) if minutes else ""
        return _entry(piece, url, locale, facets, Markup(""), {"minutes": took} if took else {})

    listed = [piece for piece in pieces if piece.kind == "exercise"]
    shown = sorted(listed, key=lambda piece: int(piece.data.get("minutes", "0")))
    return _list(map(entry, shown), listed, locale, ("group", "minutes"))


def quotes(pieces: Iterable[Piece], url: str, locale: Locale) -> str:
    """Return the list of quotes and epigraphs, by author: by family names, and those of nobody last."""

    def entry(piece: Piece) -> Entry:
        # What follows a name is where it was said.
        author = piece.title.partition(",")[0]
        facets = {"author": [author] if author else [], "chapter": [piece.leaf.title]}
        shown = Markup("<blockquote>{}</blockquote>").format(Markup(copied(piece, url)))
        return _entry(piece, url, locale, facets, shown)

    listed = [piece for piece in pieces if piece.kind in ("quote", "epigraph")]
    shown = sorted(listed, key=lambda piece: _family(piece.title.partition(",")[0]))
    return _list(map(entry, shown), listed, locale, ())


def _entry(
    piece: Piece,
    url: str,
    locale: Locale,
    facets: Facets,
    shown: Markup,
    said: Mapping[str, str] | None = None,
) -> Entry:
    """Return an entry.

    Args:
        piece: the callout.
        url: the address of the list's page.
        locale: its language.
        facets: what it can be found by.
        shown: what is shown of it.
        said: how a facet is said in the entry, where that is not its word.
    """
    label = locale.say("labels", piece.kind)
    title = piece.title or label
    facts = [
        Markup(
            '<span class="leidraad-index__fact" data-leidraad-facet="{}" data-value="{}">{}</span>'
        ).format(name, word, (said or {}).get(name, word))
        for name, words in facets.items()
        for word in words
        if word != title
    ]
    line = Markup(" · ").join(facts)
    facts_shown = Markup('<p class="leidraad-index__facts">{}</p>').format(line) if facts else Markup("")
    return Entry(piece, piece.address(url), title, facets, shown + facts_shown)


def _list(given: Iterable[Entry], pieces: Iterable[Piece], locale: Locale, groups: Sequence[str]) -> str:
    """Return a list with, below it, the groups by which it can be looked through without a script.

    Args:
        given: its entries, in order.
        pieces: those of the entries, in reading order.
        locale: its language.
        groups: the facets that it is grouped by.
    """
    entries = [*given]
    chapters = [*dict.fromkeys(piece.leaf.title for piece in pieces)]
    if not entries:
        return Markup("<p>{}</p>").format(locale.say("index", "empty"))
    items = Markup("\n").join(_item(entry, number) for number, entry in enumerate(entries, start=1))
    parts = [Markup('<ol class="leidraad-index__list">\n{}\n</ol>').format(items)]
    parts += [_group(entries, name, locale) for name in groups]
    names = " ".join(dict.fromkeys(name for entry in entries for name in entry.facets))
    words = Markup("").join(
        Markup('<span data-leidraad-facet="{}">{}{}</span>').format(
            name, locale.say("index", name), _values(entries, name, chapters)
        )
        for name in names.split()
    )
    counts = (locale.say("index", "shown_one"), locale.tables["index"]["shown_many"])
    told = Markup(
        '<p class="leidraad-index__words" hidden data-any="{}" data-one="{}" data-many="{}">{}</p>'
    ).format(locale.say("index", "any"), *counts, words)
    return Markup('<div class="leidraad-index" data-unsearched>\n{}{}\n</div>').format(
        told, Markup("\n").join(filter(None, parts))
    )


def _values(entries: Sequence[Entry], name: str, chapters: Sequence[str]) -> Markup:
    """Return the words of a facet in the order in which a reader looks for one, for a script."""
    words = [*dict.fromkeys(word for entry in entries for word in entry.facets.get(name, ()))]
    if name in _BY_ALPHABET:
        words.sort(key=alphabetical)
    elif name == "chapter":
        words = [*chapters]
    return Markup("").join(Markup('<span data-value="{}"></span>').format(word) for word in words)


def _item(entry: Entry, number: int) -> Markup:
    lang = Markup(' lang="{}"').format(entry.piece.leaf.lang) if entry.piece.leaf.lang else Markup("")
    title = Markup('<a href="{}">{}</a>').format(entry.address, entry.title)
    # What the title says is not said again below it.
    said = Markup("").join(
        Markup(' data-leidraad-facet="{}" data-value="{}"').format(name, entry.title)
        for name, words in entry.facets.items()
        if entry.title in words
    )
    return Markup('<li{} id="entry-{}"><p class="leidraad-index__title"{}>{}</p>{}</li>').format(
        lang, number, said, title, entry.shown
    )


def _group(entries: Sequence[Entry], name: str, locale: Locale) -> Markup:
    """Return which entries each word of a facet leads to, in alphabetical order."""
    found: dict[str, list[Markup]] = defaultdict(list)
    for entry in entries:
        for word in entry.facets.get(name, ()):
            link = Markup('<a href="{}">{}</a>').format(entry.address, entry.title)
            found[word].append(link)
    if not found:
        return Markup("")
    rows = Markup("").join(
        Markup("<dt>{}</dt><dd>{}</dd>").format(word, Markup("; ").join(found[word]))
        for word in sorted(found, key=alphabetical)
    )
    return Markup('<section class="leidraad-index__group"><h2>{}</h2><dl>{}</dl></section>').format(
        locale.say("index", f"by_{name}"), rows
    )


def _opening(text: str) -> str:
    words = text.split()
    return " ".join(words[:MOST_WORDS]) + ("…" if len(words) > MOST_WORDS else "")


def _span(minutes: int, locale: Locale) -> str:
    """Return the span of minutes that an exercise falls in."""
    at = bisect_left(_SPANS, minutes)
    if at == len(_SPANS):
        return locale.say("index", "longer", minutes=_SPANS[-1])
    if at == 0:
        return locale.say("index", "up_to", minutes=_SPANS[0])
    return locale.say("index", "between", least=_SPANS[at - 1] + 1, minutes=_SPANS[at])


def _family(name: str) -> tuple[bool, object, object]:
    """Return what puts an author in place: by the family name, without the particles that it begins with."""
    person = next(iter(people.read(name)), None) if name else None
    parts = (person.family if person else name).split()
    while len(parts) > 1 and parts[0][0].islower() and parts[0] != _OF_A_PLACE:
        del parts[0]
    # `Ecclesiastes 4:9` is a place in a book.
    is_whole = parts[:1] == [_OF_A_PLACE] or any(map(str.isdigit, name))
    return not name, alphabetical(name if is_whole else " ".join(parts)), alphabetical(name)
