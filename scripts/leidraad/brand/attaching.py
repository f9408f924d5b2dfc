"""The files that a brand names: each looked at as it is, and given a name in the site."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from markdown.extensions.toc import slugify

from leidraad.brand import fonts, legal, pictures
from leidraad.brand.brand import HOME, Picture
from leidraad.brand.fonts import FACES, ROLES, Face, Font
from leidraad.checks.addresses import RESERVED
from leidraad.dialect import fronts
from leidraad.errors import LeidraadError, RefusedError, sentence, spell
from leidraad.preflight.pictures import SUFFIXES
from leidraad.storage.files import plain, read_bytes, unfit
from leidraad.storage.written import Key, Written

LOGOS = frozenset({*SUFFIXES, ".svg"}) - {".ico"}
FAVICONS = frozenset({".svg", ".png", ".ico"})
_MOST_BYTES = 1_000_000


@dataclass(slots=True)
class Attaching:
    """The files of a brand; what is wrong with one is noted where its name is written.

    Attributes:
        written: the brand as it is written.
        folder: where it stands.
        files: the bytes of what it puts on the site, by their paths there.
        pages: the files of its legal pages in there, by their paths in the site.
    """

    written: Written
    folder: Path
    files: dict[str, bytes] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)

    def _read(self, key: Key, name: str, what: str, endings: Collection[str]) -> bytes | None:
        """Return what a file of the brand holds, or take note of why it cannot be used."""
        path = Path(name)
        at = self.folder / path
        if path.is_absolute() or ".." in path.parts or "\\" in name or "\0" in name:
            told = (
                f"‘{name[:60]}’ leads out of the brand’s folder; put {what} in there and name it from there."
            )
        elif path.suffix.lower() not in endings:
            told = f"‘{name[:60]}’ is no name of {what}; it ends in {' or '.join(sorted(endings))}."
        elif not at.exists() and not at.is_symlink():
            told = f"There is no file {spell(at)}; put it there, or mend the name."
        elif why := unfit(at, self.folder):
            told = f"{spell(at)}: {why}"
        else:
            try:
                return read_bytes(at, _MOST_BYTES)
            except RefusedError:
                told = f"{spell(at)} has more than 1 MB, which every reader would wait for; save it smaller."
            except LeidraadError as error:
                told = f"{spell(at)}: {sentence(error, at)}"
        self.written.wrong(key, told)
        return None

    def picture(self, key: Key, name: str, called: str, endings: Collection[str]) -> Picture | None:
        """Return a picture that goes onto the site.

        Args:
            key: where it is named.
            name: its file in the brand's folder.
            called: its name in the site, without the ending.
            endings: what its name may end in.
        """
        suffix = Path(name).suffix.lower()
        if (data := self._read(key, name, "a picture", endings)) is None:
            return None
        if why := pictures.check(suffix, data):
            self.written.wrong(key, f"{spell(self.folder / name)}: {why}")
            return None
        file = f"{HOME}{called}{suffix}"
        self.files[file] = data
        return Picture(file, pictures.size(suffix, data))

    def fonts(self, given: Mapping[str, Any]) -> Sequence[Font]:
        """Return the fonts that go onto the site, as brand.yml has them."""
        found = []
        for role, value in given.items():
            named = {"regular": value} if isinstance(value, str) else value
            faces = []
            for face in FACES.keys() & named.keys():
                key: Key = ("fonts", role) if isinstance(value, str) else ("fonts", role, face)
                if made := self._face(key, role, face, named[face]):
                    faces.append(made)
            faces.sort(key=lambda face: [*FACES].index(face.name))
            found.append(Font(role, faces, named.get("fallback", ROLES[role][1])))
        return found

    def _face(self, key: Key, role: str, face: str, name: str) -> Face | None:
        if (data := self._read(key, name, "a font", [".woff2"])) is None:
            return None
        if why := fonts.check_woff2(data):
            self.written.wrong(key, f"{spell(self.folder / name)}: {why}")
            return None
        file = f"{HOME}{role}-{face.replace('_', '-')}.woff2"
        self.files[file] = data
        return Face(face, file, fonts.is_variable(data))

    def page(
        self, key: Key, name: str, lang: str, langs: Sequence[str], *, in_folders: bool
    ) -> legal.Page | None:
        """Return the legal page that a file is.

        Args:
            key: where it is named.
            name: the file in the brand's folder.
            lang: its language.
            langs: all that the site has, the default one first.
            in_folders: whether each page of the site has a folder of its own.
        """
        if (data := self._read(key, name, "a page", [".md"])) is None:
            return None
        path = self.folder / name
        try:
            text = fronts.split(plain(data, path))[0]
            folder = "" if lang == langs[0] else f"{lang}/"
            page = legal.make(text, name, lang, folder, in_folders=in_folders)
        except LeidraadError as error:
            self.written.wrong(key, f"{spell(path)}: {sentence(error, path)}")
            return None
        other = self.pages.setdefault(page.file, name)
        if slugify(page.title, "-") in {*RESERVED, *langs}:
            other = "the site’s own"
        if other != name:
            told = f"Its title, ‘{page.title[:60]}’, gives it the address of {other}; give it another title."
            self.written.wrong(key, told)
        return page
