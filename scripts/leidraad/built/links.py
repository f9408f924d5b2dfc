"""Whether all that the built pages refer to is there: links, fragments, languages and files (LR6xx)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from mkdocs.utils import get_relative_url

from leidraad.built.addresses import Place, Site, parse
from leidraad.built.pages import Page
from leidraad.built.places import Places
from leidraad.built.record import Heads, Shown
from leidraad.built.references import LINKS, Kind, Reference
from leidraad.checks.finding import Finding
from leidraad.dialect import origins
from leidraad.hints import did_you_mean

MISSING = "404.html"
# What is part of the page itself, or of nothing that a browser fetches.
_WITHIN = frozenset({"data:", "blob:", "about:", "javascript:", "mailto:", "tel:"})
_HINTS = 50
# Material's own ids begin so; each is given once where each page is.
_THEIRS = "__"
_REPEATED = "Material gives it where the page stands twice in the navigation; name it once there."

# What a page says of itself.
_SAID = frozenset({"canonical", "alternate", "refresh"})


class Problem(NamedTuple):
    """What is wrong with an address or an id: on which page, by which rule, and in words."""

    file: str
    code: str
    subject: str
    message: str
    places: Sequence[origins.Place] = ()


class Links:
    """The references of a site, looked at page by page."""

    def __init__(self, site: Site, places: Places) -> None:
        """Begin with no page."""
        self._site = site
        self._places = places
        self._ids: dict[str, frozenset[str]] = {}
        self._heads: dict[str, Heads] = {}
        self._leading_on: set[str] = set()
        self._aimed: list[tuple[str, Reference, Place]] = []
        # The places on other pages to which a page leads.
        self._aims: dict[str, set[Place]] = defaultdict(set)
        self._known: dict[str, Shown] = {}
        self._lost: list[tuple[str, Reference]] = []
        self._problems: list[Problem] = []
        self._unwell: set[str] = set()
        # By the folder of the page, with a slash behind it, or by that above it.
        self._well: dict[str, set[Reference]] = defaultdict(set)
        self._hinted = 0

    def add(self, page: Page) -> None:
        """Look at a page."""
        folder = page.file.rpartition("/")[0]
        here = self._well[f"{folder}/"]
        above = self._well[folder.rpartition("/")[0] if folder else ".."]
        if page.file.rpartition("/")[2] == MISSING:
            # What is well elsewhere may not be so here.
            here = above = set()
        ids = self._ids[page.file] = frozenset(page.ids)
        if len(ids) < len(page.ids):
            self._repeated(page)
        says = []
        for reference in page.references:
            kind, address, _ = reference
            is_near = kind == "link" and address[:1] == "#" and address[1:] in ids
            if is_near or reference in above or reference in here:
                continue
            written = parse(address)
            if kind in _SAID:
                self._look(page.file, reference)
                says.append(reference)
            elif written.form == "page" and not written.path:
                if written.fragment not in ids:
                    self._look(page.file, reference)
            # A fragment is looked for when all pages are known.
            elif self._look(page.file, reference) and written.path and not written.fragment:
                is_below = written.form == "page" and not written.path.startswith("../")
                (here if is_below else above).add(reference)
        if says:
            self._head(page, says)

    def _repeated(self, page: Page) -> None:
        """Take note of the names that a page gives more than once."""
        for name, count in sorted(Counter(page.ids).items()):
            if count > 1:
                # The first of them is the one that links lead to.
                places = self._places.ids(page.file, name)[1:]
                remedy = _REPEATED if name.startswith(_THEIRS) else "give each a name of its own."
                message = f"The id ‘{name}’ is given {count} times on this page; {remedy}"
                self._problems.append(Problem(page.file, "LR604", name, message, places))

    def know(self, file: str, shown: Shown) -> None:
        """Take in a page in which all was well and that is still the same."""
        self._ids[file] = shown.ids
        self._known[file] = shown
        if shown.heads:
            self._heads[file] = shown.heads
        if shown.leads_on:
            self._leading_on.add(file)

    def misled(self) -> list[str]:
        """Return the pages that are known and lead to a place that is no longer there."""
        return [file for file, shown in self._known.items() if not all(map(self._is_there, shown.aims))]

    def shown(self, file: str) -> Shown | None:
        """Return what a page shows that was looked at; None where, as was found, not all is well."""
        if file in self._unwell:
            return None
        leads_on = file in self._leading_on
        return Shown(self._ids[file], self._heads.get(file), leads_on, frozenset(self._aims[file]))

    def style(self, file: str, loaded: Iterable[tuple[Kind, str]]) -> None:
        """Look at what a style sheet of the site loads."""
        for kind, address in loaded:
            self._look(file, Reference(kind, address))

    def findings(self) -> list[Finding]:
        """Return all that is wrong, each with its place; what is so on many pages by itself is told once."""
        for file, reference in self._lost:
            self._missing(file, reference)
        for file, reference, place in self._aimed:
            self._fragment(file, reference, place)
        for file, head in sorted(self._heads.items()):
            self._problems += self._languages(file, head)
        self._unwell = {problem.file for problem in self._problems}
        found: dict[tuple[str, int, int, str], Finding] = {}
        strewn: dict[tuple[str, str], list[Problem]] = defaultdict(list)
        for problem in sorted(self._problems, key=lambda problem: problem[:4]):
            name = self._places.file(problem.file)
            for line, column, path in problem.places:
                finding = Finding(path or name, line, column, problem.code, problem.message)
                # Each page that shows a partial may guess at something else.
                found.setdefault((finding.path, line, column, problem.code), finding)
            if not problem.places:
                strewn[problem.code, problem.subject].append(problem)
        told = {*found.values()}
        for problems in strewn.values():
            first, files = problems[0], {problem.file for problem in problems}
            others = f" So on {len(files)} pages." if len(files) > 1 else ""
            name = self._places.file(first.file)
            told.add(Finding(name, 1, 1, first.code, first.message + others))
        return sorted(told)

    def _look(self, file: str, reference: Reference) -> bool:
        """Tell whether what a reference leads to is there, as far as that is known yet."""
        kind, address, _ = reference
        written = parse(address)
        if written.form == "other":
            if kind not in LINKS and written.origin not in _WITHIN:
                self._foreign(file, reference)
                return False
            return True
        if self._site.is_foreign(written):
            if kind in LINKS - {"refresh"}:
                return True
            self._foreign(file, reference)
            return False
        if written.form == "whole" and not written.path.startswith(self._site.top):
            # Something else on the same host.
            return True
        if file.rpartition("/")[2] == MISSING and written.form == "page" and written.path:
            remedy = "this page is shown at any address that is missing; begin with `/`, or with https://."
            self._broken(file, reference, f"‘{address}’ leads elsewhere from each place: {remedy}")
            return False
        place = None if written.form == "none" else self._site.find(file, written)
        if place is None:
            self._lost.append((file, reference))
            return False
        if place.fragment and kind == "link":
            self._aimed.append((file, reference, place))
            if place.path != file:
                self._aims[file].add(place)
        return True

    def _missing(self, file: str, reference: Reference) -> None:
        address = reference.address
        written = parse(address)
        if reference.kind in ("canonical", "alternate"):
            self._problem(
                file, "LR605", reference, f"This page says to be at ‘{address}’ too, where there is none."
            )
        elif written.form == "none":
            self._broken(file, reference, f"‘{address}’ is no address; mend it.")
        elif written.form == "server" and not written.path.startswith(self._site.top):
            top = self._site.top
            told = f"‘{address}’ leaves the handbook, which is at {top} of its server; write it from the page"
            self._broken(file, reference, f"{told}, or whole, with https://.")
        elif reference.kind in LINKS or reference.kind in ("form-action", "base-uri"):
            told = f"Link ‘{address}’ leads nowhere: there is no such page or file."
            self._broken(file, reference, told + self._hint(file, address))
        else:
            self._broken(file, reference, f"‘{address}’ is not there; add the file, or mend the path.")

    def _broken(self, file: str, reference: Reference, message: str) -> None:
        is_link = reference.kind in LINKS or reference.kind in ("form-action", "base-uri")
        self._problem(file, "LR601" if is_link else "LR603", reference, message)

    def _foreign(self, file: str, reference: Reference) -> None:
        if reference.kind == "form-action":
            told = f"A form sends what readers write to ‘{reference.address}’, another host; leave it out."
        elif reference.kind == "refresh":
            told = f"This page sends its readers on to ‘{reference.address}’, another host; make it a link."
        else:
            told = f"‘{reference.address}’ is asked of another host, which learns who reads here"
            told += "; keep a copy in docs/assets."
        self._problem(file, "LR606", reference, told)

    def _fragment(self, file: str, reference: Reference, place: Place) -> None:
        if self._is_there(place):
            return
        hint = did_you_mean(
            place.fragment, sorted(self._ids[place.path]), " Write the id of a heading there.", "‘#{}’"
        )
        where = "this page" if place.path == file else self._places.file(place.path)
        told = f"Link ‘{reference.address}’: there is no ‘{place.fragment}’ on {where}.{hint}"
        self._problem(file, "LR602", reference, told, place.path)

    def _is_there(self, place: Place) -> bool:
        """Tell whether a page has a place, once all pages are known."""
        ids = self._ids.get(place.path)
        # `#top` is always there; what is no page has places of its own, and an old address leads on with it.
        if ids is None or place.fragment in ids or place.fragment.lower() == "top":
            return True
        return place.path in self._leading_on

    def _problem(self, file: str, code: str, reference: Reference, message: str, page: str = "") -> None:
        # From pages of different folders one and the same is written with more or fewer `../`.
        subject = reference.address.lstrip("./") or reference.address
        places = self._places.link(file, reference.address, page)
        self._problems.append(Problem(file, code, subject, message, places))

    def _hint(self, file: str, address: str) -> str:
        """Return a guess at the page that is meant; looking for it takes time where many links are broken."""
        otherwise = " Mend the path."
        self._hinted += 1
        if self._hinted > _HINTS:
            return otherwise
        here, path = file.removesuffix("index.html"), address.partition("#")[0]
        if other := self._places.built(file, path):
            # MkDocs knows a file of the other language only by its address.
            return f" Did you mean ‘{get_relative_url(other.removesuffix('index.html'), here)}’?"
        up = path[: len(path) - len(path.lstrip("./"))]
        if path.endswith(".md"):
            known = self._places.beside(file)
        else:
            known = {get_relative_url(name.removesuffix("index.html"), here) for name in self._ids}
        near = {name.removeprefix(up) for name in known if name.startswith(up)}
        return did_you_mean(path.removeprefix(up), sorted(near), otherwise, f"‘{up}{{}}’")

    def _head(self, page: Page, says: list[Reference]) -> None:
        """Keep what a page says of itself."""
        canonical = None
        alternates = []
        for reference in says:
            written = parse(reference.address)
            if reference.kind == "refresh":
                self._leading_on.add(page.file)
            elif written.form != "none" and not self._site.is_foreign(written):
                place = self._site.find(page.file, written)
                if place and reference.kind == "canonical":
                    canonical = place.path
                elif place:
                    alternates.append((reference.lang.lower(), place.path))
        self._heads[page.file] = Heads(page.lang.lower(), canonical, tuple(alternates))

    def _languages(self, file: str, head: Heads) -> Iterator[Problem]:
        """Yield what of a page's languages and address is not so on the pages that it names."""
        there = self._heads.get(head.canonical or file, head)
        if there.canonical not in (None, head.canonical):
            told = f"This page gives ‘{head.canonical}’ as its address, which gives another; name that one."
            yield Problem(file, "LR605", file, told)
        for lang, path in head.alternates:
            other = self._heads.get(path)
            if path == file or lang == "x-default":
                continue
            if other is None or file not in dict(other.alternates).values():
                wrong = "does not name it in turn; name both, or none."
            elif other.lang.partition("-")[0] != lang.partition("-")[0]:
                wrong = f"is in ‘{other.lang}’; mend the language."
            else:
                continue
            told = f"This page names ‘{path}’ as its {lang} one, which {wrong}"
            yield Problem(file, "LR605", path, told, self._places.lang(file, lang))
