"""The package document: what the book is, how it can be read, and what it is made of.

What it says of how it can be read are the words of https://www.w3.org/community/reports/a11y-discov-vocab/.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from lxml.builder import ElementMaker

from leidraad.packages.epub.markup import LANG, fit, written
from leidraad.packages.epub.pictures import TYPES, Pictures
from leidraad.packages.staging import Staged

_OPF = "http://www.idpf.org/2007/opf"
_DC = "http://purl.org/dc/elements/1.1/"
_P = ElementMaker(namespace=_OPF, nsmap={None: _OPF, "dc": _DC})
_D = ElementMaker(namespace=_DC, nsmap={None: _OPF, "dc": _DC})
# A book has to say when it last changed, also where nobody knows: the first day that its archive can tell.
_EARLIEST = date(1980, 1, 1)
_XHTML, _CSS = "application/xhtml+xml", "text/css"


def package(
    staged: Staged,
    lang: str,
    site_url: str,
    files: Mapping[str, Collection[str]],
    spine: Sequence[str],
    pictures: Pictures,
) -> bytes:
    """Return the package document.

    Args:
        staged: the site.
        lang: the language of the book.
        site_url: where the site is found, or "".
        files: what the book is made of, by name, with the properties of each.
        spine: which of them are read, in order.
        pictures: those that its pages show.
    """
    ids = {name: f"file-{number}" for number, name in enumerate(files, start=1)}
    manifest = (
        _P.item(
            {"id": ids[name], "href": name, "media-type": _type(name)},
            {"properties": " ".join(sorted(properties))} if properties else {},
        )
        for name, properties in files.items()
    )
    root = _P.package(
        {"version": "3.0", "unique-identifier": "book", LANG: lang},
        _P.metadata(*_told(staged, lang, site_url), *_readable(staged, lang, pictures)),
        _P.manifest(*manifest),
        _P.spine(*(_P.itemref(idref=ids[name]) for name in spine)),
    )
    return written(root)


def _type(name: str) -> str:
    suffix = name[name.rindex(".") :]
    return {".xhtml": _XHTML, ".css": _CSS}.get(suffix) or TYPES[suffix]


def _told(staged: Staged, lang: str, site_url: str) -> Iterator[Any]:
    """Yield what the book is."""
    volume, edition, brand = staged.volumes[lang], staged.edition, staged.brand
    yield _D.identifier(f"urn:uuid:{_identity(staged, lang, site_url)}", id="book")
    yield _D.title(fit(volume.title), id="title")
    yield _meta("title-type", "main", "#title")
    if staged.is_for_trainers:
        yield _D.title(volume.locale.say("labels", "trainer"), id="subtitle")
        yield _meta("title-type", "subtitle", "#subtitle")
    for code in dict.fromkeys([lang, *(sheet.leaf.lang for sheet in volume.bound() if sheet.leaf.lang)]):
        yield _D.language(code)
    for number, author in enumerate(staged.authors, start=1):
        yield _D.creator(fit(author), id=f"author-{number}")
        yield _P.meta("aut", refines=f"#author-{number}", property="role", scheme="marc:relators")
    if brand and "name" in brand.texts:
        yield _D.publisher(fit(brand.texts["name"][lang]))
    if volume.description:
        yield _D.description(fit(volume.description))
    if day := edition.day if edition else staged.changed:
        yield _D.date(day.isoformat())
    if edition:
        yield _meta("schema:bookEdition", fit(edition.name))
    if staged.licence.get(lang):
        yield _D.rights(fit(staged.licence[lang]))
    changed = staged.changed or (edition.day if edition else _EARLIEST)
    yield _meta("dcterms:modified", f"{changed.isoformat()}T00:00:00Z")


def _identity(staged: Staged, lang: str, site_url: str) -> uuid.UUID:
    """Return the same number for the same book, whenever it is made."""
    told = [
        site_url,
        staged.volumes[lang].title,
        lang,
        staged.edition.name if staged.edition else "",
        staged.course.name if staged.course else "",
        "trainer" if staged.is_for_trainers else "",
    ]
    return uuid.uuid5(uuid.NAMESPACE_URL, "\n".join(told))


def _readable(staged: Staged, lang: str, pictures: Pictures) -> Iterator[Any]:
    """Yield how the book can be read.

    That it conforms to EPUB Accessibility is not said: whether the words for a picture say what it shows,
    only a person can judge.
    """
    locale = staged.volumes[lang].locale
    modes = ["textual", *(["visual"] if pictures.has_drawn else [])]
    for mode in modes:
        yield _meta("schema:accessMode", mode)
    sufficient = ",".join(modes) if pictures.has_unnamed else "textual"
    yield _meta("schema:accessModeSufficient", sufficient)
    features = [
        "tableOfContents",
        "readingOrder",
        "structuralNavigation",
        "displayTransformability",
        "unlocked",
    ]
    if pictures.has_drawn and not pictures.has_unnamed:
        features.append("alternativeText")
    for feature in features:
        yield _meta("schema:accessibilityFeature", feature)
    # These two can move, and nobody has looked how.
    can_move = any(name.endswith((".gif", ".webp")) for name in pictures.files)
    yield _meta("schema:accessibilityHazard", "unknown" if can_move else "none")
    summary = [locale.say("epub", "accessible")]
    if pictures.has_drawn:
        summary.append(locale.say("epub", "unnamed" if pictures.has_unnamed else "named"))
    yield _meta("schema:accessibilitySummary", " ".join([*summary, locale.say("epub", "uncertified")]))


def _meta(name: str, value: str, refined: str = "") -> Any:
    return _P.meta(value, {"refines": refined} if refined else {}, property=name)
