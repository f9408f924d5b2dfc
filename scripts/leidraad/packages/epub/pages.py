"""The pages of a book: each a document with a section that says what it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import html

from leidraad import locales
from leidraad.backmatter.pieces import Leaf, Sheet
from leidraad.locales import Locale
from leidraad.packages.epub import callouts, folding, notes
from leidraad.packages.epub.bare import bare
from leidraad.packages.epub.markup import LANG, TYPE, E, Element, document, said, tree, x
from leidraad.packages.epub.pictures import Pictures
from leidraad.packages.staging import Staged
from leidraad.storage.files import read_text

_OTHERS = "leidraad-terms__others"


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the book.

    Attributes:
        file: its name in the book.
        leaf: which page of the site it is.
        section: what it shows.
        kind: which part of the book it is of: `frontmatter`, `bodymatter` or `backmatter`.
    """

    file: str
    leaf: Leaf
    section: Element
    kind: str

    @property
    def ids(self) -> frozenset[str]:
        """Return what a link can lead to on it."""
        return frozenset(each.get("id") for each in self.section.iter() if each.get("id"))

    @property
    def is_drawn(self) -> bool:
        """Tell whether a drawing stands in it."""
        return next(self.section.iter("{http://www.w3.org/2000/svg}svg"), None) is not None

    def headings(self) -> Iterator[tuple[str, str]]:
        """Yield the id and the text of each heading that the table of contents has below the title."""
        for heading in self.section.iter(x("h2")):
            if heading.get("id") and said(heading):
                yield heading.get("id"), said(heading)

    def document(self, lang: str) -> bytes:
        """Return its bytes, in a book of a language."""
        return document(self.leaf.title, lang, [self.section], kind=self.kind)


def pages(staged: Staged, lang: str, pictures: Pictures) -> list[Page]:
    """Return the pages of a book in a language, whose links still lead to places in the site.

    Args:
        staged: the site.
        lang: the language.
        pictures: what takes the pictures that they show.

    Raises:
        LeidraadError: a page shows what an EPUB cannot.
    """
    volume = staged.volumes[lang]
    sheets = [*volume.bound()]
    chapters = [place for place, sheet in enumerate(sheets) if sheet.leaf.number]
    first, last = (chapters[0], chapters[-1]) if chapters else (0, len(sheets))
    made = []
    for place, sheet in enumerate(sheets):
        kind = "frontmatter" if place < first else "bodymatter" if place <= last else "backmatter"
        section = _section(sheet, volume.locale, pictures, _terms(staged, sheet))
        made.append(Page(f"page-{place + 1:03}.xhtml", sheet.leaf, section, kind))
    return made


def _section(sheet: Sheet, locale: Locale, pictures: Pictures, terms: Mapping[str, str]) -> Element:
    leaf, content = sheet
    root = tree(bare(_told(content, terms)))
    folding.unfold(root, locales.load(leaf.lang) if leaf.lang else locale)
    callouts.name(root)
    notes.place(root)
    pictures.bring(root, leaf.url)
    for name, value in callouts.role(root, leaf.number).items():
        root.set(name, value)
    root.tag = x("section")
    title = next(root.iter(x("h1")), None)
    if title is None:
        title = E.h1(leaf.title)
        root.insert(0, title)
    if not title.get("id"):
        title.set("id", "title")
    if root.get("role"):
        root.set("aria-labelledby", title.get("id"))
    lang = {"lang": locale.code, LANG: locale.code} if leaf.lang else {}
    if leaf.number:
        number = locale.say("site", "chapter", number=leaf.number)
        title.addprevious(E.p({"class": "number", TYPE: "ordinal", **lang}, number))
    if leaf.lang:
        root.attrib.update({"lang": leaf.lang, LANG: leaf.lang})
        title.addnext(E.p({"class": "fallback", **lang}, locale.say("site", "fallback")))
    return root


def _terms(staged: Staged, sheet: Sheet) -> Mapping[str, str]:
    """Return what a glossary says that its terms are called in other languages, by the blocks of each.

    A site writes that into its files when all languages are known.
    """
    path = staged.folder / unquote(sheet.leaf.url)
    if _OTHERS not in sheet.content or not path.is_file():
        return {}
    told: dict[str, str] = {}
    for entry in html.document_fromstring(read_text(path)).iter("dd"):
        if entry.get("class") == _OTHERS:
            term = next(each for each in entry.itersiblings("dt", preceding=True))
            told[term.get("id")] = html.tostring(entry, encoding="unicode", with_tail=False)
    return told


def _told(content: str, terms: Mapping[str, str]) -> str:
    """Return the HTML of a page in which each term says what it is called in other languages."""
    if _OTHERS not in content:
        return content
    root = html.fragment_fromstring(content, create_parent="div")
    for entry in root.find_class(_OTHERS):
        term = next(each for each in entry.itersiblings("dt", preceding=True))
        if term.get("id") in terms:
            entry.addnext(html.fragment_fromstring(terms[term.get("id")]))
        entry.drop_tree()
    return "".join(html.tostring(each, encoding="unicode") for each in root)


def of_kind(made: Sequence[Page], kind: str) -> Page | None:
    """Return the first page that is of a kind, as its section or its part of the book says."""
    return next((page for page in made if kind in (page.kind, page.section.get(TYPE))), None)
