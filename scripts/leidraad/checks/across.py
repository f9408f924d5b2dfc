"""Checks that look at all chapters together: at what they cite, and at each other."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from leidraad.bibliography.entries import Bibliography, Entry
from leidraad.checks.digest import LOOSE, CiteFact, Digest, QuoteFact, translated
from leidraad.checks.drafts import check_drafts, published
from leidraad.checks.finding import Finding
from leidraad.checks.quotations import differing
from leidraad.dialect.origins import Place
from leidraad.hints import did_you_mean

# Works without pages to point at.
_PAGELESS = frozenset(
    "artwork audio dataset electronic image movie music online performance software video www".split()  # noqa: SIM905
)

# Fields that name the entries which another takes its own from.
_PARENTS = ("crossref", "xdata", "xref")


def check_across(
    digests: Sequence[Digest],
    bibliography: Bibliography | None,
    languages: Sequence[str],
    name: str,
    elsewhere: str = "",
) -> list[Finding]:
    """Return what only all pages together show, but for what differs between the languages of a chapter.

    A place of line 0 is that of a page that was not traced.

    Args:
        digests: every page.
        bibliography: the works that may be cited, or None where there is no such file.
        languages: codes of the languages, that of the source first.
        name: what people call the file of the bibliography.
        elsewhere: the text of languages that are not built; they may cite a work too.
    """
    found: list[Finding] = []
    entries = bibliography.entries if bibliography else {}
    families = {entry.key: frozenset(_families(entry)) for entry in entries.values()}
    editions: dict[str, set[str]] = defaultdict(set)
    for entry in entries.values():
        editions[entry.work] |= _years_of(entry)
    own = {(entry.work, entry.lang): entry.key for entry in reversed([*entries.values()]) if entry.lang}
    for page in digests:
        found += _keys(page, entries, name if bibliography else "")
        # Of a draft, what is quoted and from which page may still be open.
        found += _quotations(page, entries) if not page.is_draft else ()
        # Whether a partial’s reader can find a source depends on the chapter.
        found += _years(page, entries, families, editions) if not page.is_partial else ()
        found += _editions(page, entries, own)
    shown = published(digests, languages)
    found += _languages(shown, entries, languages)
    found += check_drafts(digests, languages)
    for page, quote, other, said in differing(shown):
        line = f":{said.place.line}" if said.place.line else ""
        where = f"{said.place.path or other.path}{line}"
        message = f"This quotation has other words in {where}; make them the same, or mark what you left out."
        found.append(_finding(page, quote.place, "LR143", message))
    if bibliography:
        cited = {cite.key for page in digests for cite in page.cites if cite.label != LOOSE}
        cited |= {key for key in entries if f"@{key}" in elsewhere}
        needed = _with_parents(cited, entries)
        for entry in bibliography.entries.values():
            if entry.key not in needed:
                message = f"@{entry.key} is never cited; cite it in a note, or remove it."
                found.append(Finding(name, entry.line, 1, "LR130", message))
    return found


def _with_parents(keys: Iterable[str], entries: Mapping[str, Entry]) -> set[str]:
    """Return keys with those of the entries that theirs take fields from."""
    found = set(keys)
    waiting = [*found]
    while waiting:
        fields = entries[key].fields if (key := waiting.pop()) in entries else {}
        named = {each.strip() for name in _PARENTS for each in fields.get(name, "").split(",")}
        new = named & entries.keys() - found
        found |= new
        waiting += new
    return found


def _keys(page: Digest, entries: Mapping[str, Entry], name: str) -> Iterator[Finding]:
    for cite in page.cites:
        known = cite.key in entries
        if not cite.note:
            if known and cite.label == LOOSE:
                message = f"@{cite.key} cites nothing as it stands; write [@{cite.key}, p. …]."
                yield _finding(page, cite.place, "LR108", message)
            elif known:
                message = f"[@{cite.key}] stands in the text; write a note that cites it."
                yield _finding(page, cite.place, "LR111", message)
        elif not known:
            remedy = f" Add it to {name}." if name else " There is no references.bib; add one."
            hint = did_you_mean(cite.key, entries, remedy, "@{}")
            yield _finding(page, cite.place, "LR110", f"@{cite.key} is not in the bibliography.{hint}")


def _quotations(page: Digest, entries: Mapping[str, Entry]) -> Iterator[Finding]:
    by_note = _by_note(page)
    second_hand = {note.id for note in page.notes if note.is_second_hand}
    for quote in page.quotes:
        for note in dict.fromkeys(quote.notes):
            cites = [cite for cite in by_note.get(note, ()) if cite.key in entries]
            paged = [cite for cite in cites if entries[cite.key].kind not in _PAGELESS]
            if quote.kind == "quote" and paged and not any(cite.value for cite in cites):
                message = f"The quotation’s note [^{note}] names no page; write [@{paged[0].key}, p. …]."
                yield _finding(page, quote.place, "LR112", message)
            if cites and quote.who and note not in second_hand:
                yield from _attribution(page, quote, [entries[cite.key] for cite in cites])


def _attribution(page: Digest, quote: QuoteFact, cited: Sequence[Entry]) -> Iterator[Finding]:
    people = [person for entry in cited for person in (*entry.authors, *entry.editors)]
    who = f" {_folded(quote.who)} "
    # A work may be named in its author’s stead.
    names = {name for entry in cited for name in (_folded(entry.title), *_families(entry)) if len(name) > 1}
    if people and not any(f" {name} " in who for name in names):
        others = ", ".join(dict.fromkeys(person.family for person in people))
        message = f"‘{quote.who}’ is no author or editor of the cited work ({others});"
        remedy = "mend one of them, or say ‘quoted in’ in the note."
        yield _finding(page, quote.place, "LR113", f"{message} {remedy}")


def _years(
    page: Digest,
    entries: Mapping[str, Entry],
    families: Mapping[str, frozenset[str]],
    editions: Mapping[str, set[str]],
) -> Iterator[Finding]:
    if not page.years:
        return
    anyone = frozenset[str]().union(*families.values())
    years: dict[str, set[str]] = defaultdict(set)
    titles: dict[str, set[str]] = defaultdict(set)
    for key in {cite.key for cite in page.cites if cite.key in entries}:
        for family in families[key]:
            years[family] |= editions[entries[key].work]
        for word in _folded(f"{entries[key].title} {entries[key].fields.get('subtitle', '')}").split():
            titles[word] |= editions[entries[key].work]
    for fact in page.years:
        name = _folded(fact.name)
        if name not in years and name.removesuffix("s") in years:
            # ‘Freuds (1917)’, as Dutch writes it.
            name = name.removesuffix("s")
        if fact.is_noted or fact.year in years.get(name, ()) or fact.year in titles.get(name, ()):
            continue
        if name in years:
            others = " or ".join(sorted(years[name])) or "another year"
            message = f"{fact.name} {fact.year} is no work cited here; that of {fact.name} is of {others}."
        elif fact.is_sure or name in anyone:
            message = f"{fact.name} {fact.year} is cited in no note of this chapter; add a note."
        else:
            continue
        yield _finding(page, fact.place, "LR140", message)


def _families(entry: Entry) -> Iterator[str]:
    """Yield the names that a text may give the people of a work."""
    for person in (*entry.authors, *entry.editors):
        if family := _folded(person.family):
            yield family
            yield family.split()[-1]
            # The World Health Organization is the WHO.
            yield "".join(word[0] for word in family.split())


def _years_of(entry: Entry) -> set[str]:
    """Return the years that a text may give a work: when it appeared, and when it first did."""
    return {year for year in (entry.year, entry.fields.get("origdate", "")[:4]) if year}


def _editions(
    page: Digest, entries: Mapping[str, Entry], own: Mapping[tuple[str, str], str]
) -> Iterator[Finding]:
    for cite in page.cites:
        cited = entries.get(cite.key) if cite.note else None
        if cited is None or not cited.lang or cited.lang == page.lang:
            continue
        if other := own.get((cited.work, page.lang)):
            message = f"@{cite.key} is a foreign edition; @{other} is the one in the language of this page."
            yield _finding(page, cite.place, "LR145", message)


def _languages(
    digests: Sequence[Digest], entries: Mapping[str, Entry], languages: Sequence[str]
) -> Iterator[Finding]:
    """Yield how the notes of a chapter differ between its source and each translation."""
    for page, source in translated(digests, languages):
        here, there = _by_note(page), _by_note(source)
        own = {note.id: note.place for note in page.notes}
        theirs = {note.id: note.place for note in source.notes}
        used, wanted = ({*side.cited} for side in (page, source))
        for note in theirs:
            if note in wanted and note not in used:
                message = f"Note [^{note}] is missing in {page.path}; translate it, or remove it here."
                yield _finding(source, theirs[note], "LR114", message)
        for note, place in own.items():
            if note in used and note not in wanted:
                message = f"Note [^{note}] is not in {source.path}; add it there, or remove it here."
                yield _finding(page, place, "LR114", message)
            elif note in used and (said := _difference(here[note], there[note], entries)):
                where = f"{source.path}:{theirs[note][0]}" if theirs.get(note, (0, 0))[0] else source.path
                yield _finding(page, place, "LR114", f"Note [^{note}] {said} in {where}; make them agree.")


def _difference(
    here: Sequence[CiteFact], there: Sequence[CiteFact], entries: Mapping[str, Entry]
) -> str | None:
    """Return how the citations of a note differ from those of its counterpart, or None."""

    def works(cites: Sequence[CiteFact]) -> list[str]:
        return sorted(entries[cite.key].work if cite.key in entries else cite.key for cite in cites)

    if works(here) != works(there):
        others = ", ".join(f"@{cite.key}" for cite in there) or "no work"
        return f"cites {others}"
    places = {cite.key: (cite.label, cite.value) for cite in there}
    for cite in here:
        label, value = places.get(cite.key, (cite.label, cite.value))
        if (label, value) != (cite.label, cite.value):
            return f"names {f'{label} {value}'.strip() or 'no place'} of @{cite.key}"
    return None


def _by_note(page: Digest) -> dict[str, list[CiteFact]]:
    found: dict[str, list[CiteFact]] = defaultdict(list)
    for cite in page.cites:
        if cite.note:
            found[cite.note].append(cite)
    return found


@lru_cache(maxsize=65_536)
def _folded(name: str) -> str:
    """Return a name without accents, capitals and marks, its words apart by one space."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c))
    return " ".join(plain.split())


def _finding(page: Digest, place: Place, code: str, message: str) -> Finding:
    return Finding(place.path or page.path, place.line, place.column, code, message)
