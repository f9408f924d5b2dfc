"""A brand, read for the languages of a handbook: its words, its files, its colours, its legal pages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from leidraad import patterns
from leidraad.brand import FILE, schema, schemes, sheets
from leidraad.brand.attaching import FAVICONS, LOGOS, Attaching
from leidraad.brand.brand import OVERRIDES, SHEET, Brand, Link, Words
from leidraad.brand.colours import TEXT, Colour, parse
from leidraad.brand.schemes import Scheme
from leidraad.errors import spell
from leidraad.preflight.tree import walk
from leidraad.storage.written import Key, Written, read

_EMAIL = patterns.lazy(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+")
_URL = patterns.lazy(r"https?://[^\s<>\"]+")


def load(folder: Path, languages: Sequence[str], *, in_folders: bool) -> Brand:
    """Return the brand that stands in a folder.

    Args:
        folder: where it stands.
        languages: codes of the languages that are built, the default one first.
        in_folders: whether each page of the site has a folder of its own.

    Raises:
        LeidraadError: something in it cannot be used; a line for each thing, with its key and remedy.
    """
    written = read(folder / FILE, schema())
    brand = _Reading(written, Attaching(written, folder), languages, in_folders).brand()
    written.settle()
    return brand


@dataclass(slots=True)
class _Reading:
    """A brand that is being read; what is wrong is kept until all of it has been."""

    written: Written
    attached: Attaching
    languages: Sequence[str]
    in_folders: bool

    def brand(self) -> Brand:
        values = self.written.values
        brand = Brand(self.attached.folder, self.attached.files)
        for name in ("site_name", "site_description", "licence", "footer", "feedback"):
            if name in values:
                brand.texts[name] = self._words((name,), values[name])
        self._check_addresses(("feedback",), brand.texts.get("feedback", {}), _URL, _EMAIL)
        contact = values.get("contact", {})
        for name in ("name", "address"):
            if name in contact:
                brand.texts[name] = self._words(("contact", name), contact[name])
        brand.contact = {name: contact[name] for name in ("email", "phone", "website") if name in contact}
        self._add_pictures(brand)
        brand.colours = self._colours(values.get("colours", {}))
        brand.fonts = self.attached.fonts(values.get("fonts", {}))
        if css := sheets.sheet(brand.colours, brand.fonts):
            brand.files[SHEET] = css.encode()
        links = (self._link(index, item) for index, item in enumerate(values.get("legal", ())))
        brand.legal = [link for link in links if link]
        self._check_overrides(brand)
        return brand

    def _check_overrides(self, brand: Brand) -> None:
        """Let no link bring onto the site what is outside the folder of which all is published."""
        path = brand.folder / OVERRIDES
        if path.is_symlink():
            self.written.wrong((OVERRIDES,), "This is a link; put the folder itself here.")
        elif path.is_dir():
            for problem in walk(path).problems:
                self.written.wrong((OVERRIDES,), f"{spell(problem.path)}: {problem.message}")

    def _words(self, key: Key, given: Any) -> Words:
        """Return a text for each language that is built."""
        return self.written.words(key, given, self.languages)

    def _check_addresses(self, key: Key, words: Words, *shapes: re.Pattern[str]) -> None:
        for text in dict.fromkeys(words.values()):
            if not any(shape.fullmatch(text) for shape in shapes):
                others = ", or an e-mail address" if _EMAIL in shapes else ""
                told = f"‘{text[:60]}’ is no address; write a whole one that begins with https://{others}."
                self.written.wrong(key, told)

    def _add_pictures(self, brand: Brand) -> None:
        logo = self.written.values.get("logo")
        picture = self.attached.picture
        if isinstance(logo, str):
            shown = picture(("logo",), logo, "logo", LOGOS)
            brand.logo = (shown, shown) if shown else None
        elif logo:
            light = dark = picture(("logo", "light"), logo["light"], "logo", LOGOS)
            if "dark" in logo:
                dark = picture(("logo", "dark"), logo["dark"], "logo-dark", LOGOS)
            brand.logo = (light, dark) if light and dark else None
        if favicon := self.written.values.get("favicon"):
            brand.favicon = picture(("favicon",), favicon, "favicon", FAVICONS)

    def _colours(self, given: Mapping[str, Any]) -> dict[str, Scheme]:
        """Return the colours of the light page and the dark one; none where the brand gives none."""
        if not given:
            return {}
        read = {
            scheme: {name: parse(text) or Colour(0, 0, 0) for name, text in given.get(scheme, {}).items()}
            for scheme in ("light", "dark")
        }
        # On a dark page, what is given for a light one has another lightness and the same hue.
        accents: dict[str, Colour | None] = {"light": None, "dark": read["light"].get("accent")}
        made: dict[str, Scheme] = {}
        for scheme, ours in (("light", schemes.LIGHT), ("dark", schemes.DARK)):
            made[scheme] = schemes.complete(read[scheme], ours, accents[scheme])
            for failure in schemes.failures(read[scheme], ours, accents[scheme]):
                self.written.wrong(("colours", scheme, failure.name), _told(failure, made[scheme]))
        return made

    def _link(self, index: int, item: Mapping[str, Any]) -> Link | None:
        key: Key = ("legal", index)
        if {*item} not in ({"page"}, {"title", "url"}):
            told = "Write page: with a Markdown file for each language, or title: and url: for a link."
            self.written.wrong(key, f"It has {' and '.join(item) or 'nothing'}. {told}")
            return None
        if "url" in item:
            urls = self._words((*key, "url"), item["url"])
            self._check_addresses((*key, "url"), urls, _URL)
            return Link(self._words((*key, "title"), item["title"]), urls)
        pages = {}
        for lang, name in self._words((*key, "page"), item["page"]).items():
            place: Key = (*key, "page") if isinstance(item["page"], str) else (*key, "page", lang)
            page = self.attached.page(place, name, lang, self.languages, in_folders=self.in_folders)
            if page:
                pages[lang] = page
        titles = {lang: page.title for lang, page in pages.items()}
        return Link(titles, {lang: page.url for lang, page in pages.items()}, pages)


def _told(failure: schemes.Failure, scheme: Scheme) -> str:
    """Return what to tell of a colour that cannot be read."""
    pair = failure.pair
    what = "text" if pair.least == TEXT else "the edge of a box"
    under = " with the accent over it" if pair.under else ""
    on = f"{scheme[pair.front]} ({pair.front}) on {scheme[pair.back]} ({pair.back}){under}"
    told = f"The contrast of {on} is {failure.contrast:.2f}, and {what} needs {pair.least} (WCAG 2.2 AA)."
    if failure.better:
        return f'{told} The nearest with which all can be read is "{failure.better}".'
    return (
        f"{told} There is none of this hue; change {pair.back if pair.back != failure.name else pair.front}."
    )
