"""An EPUB 3 book, made of a site that was built for packages."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from leidraad.errors import LeidraadError
from leidraad.packages import archive
from leidraad.packages.epub import contents, front, package
from leidraad.packages.epub.cover import cover
from leidraad.packages.epub.links import Places, Published
from leidraad.packages.epub.markup import SHEET
from leidraad.packages.epub.pages import pages
from leidraad.packages.epub.pictures import Pictures
from leidraad.packages.staging import Staged
from leidraad.storage.files import read_bytes

_FOLDER = "EPUB"
_COVER, _TITLE = "cover.xhtml", "title.xhtml"
_CONTAINER = f"""<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="{_FOLDER}/package.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""


def write(staged: Staged, lang: str, path: Path, published: Published | None = None) -> None:
    """Write the book of a language as an EPUB.

    Args:
        staged: the site.
        lang: the language.
        path: where.
        published: where readers find the site, to which links lead that no page of the book answers.

    Raises:
        LeidraadError: a page shows what an EPUB cannot, or the file cannot be written.
    """
    published = published or Published()
    pictures = Pictures(staged.folder, lang)
    made = pages(staged, lang, pictures)
    if not made:
        raise LeidraadError(f"The book in ‘{lang}’ has no pages; add a chapter to it.")
    places = Places(
        files={unquote(page.leaf.url): page.file for page in made},
        ids={page.file: page.ids for page in made},
        folder=staged.folder,
        published=published,
    )
    for page in made:
        places.lead(page.section, page.leaf.url)
    drawn, cover_bytes = cover(staged, lang)
    properties = {
        _COVER: set[str](),
        _TITLE: set[str](),
        contents.FILE: {"nav"},
        **{page.file: {"svg"} if page.is_drawn else set() for page in made},
        SHEET: set(),
        drawn: {"cover-image"},
        **{name: set() for name in sorted(pictures.files)},
    }
    spine = [_COVER, _TITLE, contents.FILE, *(page.file for page in made)]
    files = {
        _COVER: front.cover(staged, lang, drawn),
        _TITLE: front.title_page(staged, lang),
        contents.FILE: contents.contents(made, staged.volumes[lang].locale),
        **{page.file: page.document(lang) for page in made},
        SHEET: read_bytes(Path(__file__).with_name(SHEET)),
        drawn: cover_bytes,
        **pictures.files,
        "package.opf": package.package(staged, lang, published.address, properties, spine, pictures),
    }
    held: dict[str, bytes | Path] = {f"{_FOLDER}/{name}": data for name, data in files.items()}
    held["mimetype"] = b"application/epub+zip"
    held["META-INF/container.xml"] = _CONTAINER.encode()
    archive.write(path, held, first=["mimetype"])
