"""Names of files that do not come through: on another system, in an address, or past the i18n plugin."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache

from mkdocs_static_i18n.config import RE_LOCALE

from leidraad import patterns
from leidraad.errors import printable
from leidraad.preflight.tree import Problem, Thing, Tree
from leidraad.storage.files import is_device

MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkdn", ".mkd"})

Theme = Callable[[str], bool]

_UNFIT = patterns.lazy(r'[?#%:*"<>|\\\x00-\x1f\x7f-\x9f\ud800-\udfff]')
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cn", "Zl", "Zp"})
_LONGEST = 150
# What MkDocs, the theme and the search write into the site.
_MISSING = "404.html"
_OWN = frozenset({_MISSING, "sitemap.xml", "sitemap.xml.gz"})
_SEARCH = ("assets", "search")
# A file of this name may be an author's; a folder would be in the way of ours.
_HEADERS = "_headers"
# What hides the site from search engines.
_ROBOTS = ("robots.txt",)
# What no browser runs: the rest is published as it is, and may.
_ENDINGS = (
    "md png jpg jpeg gif webp avif bmp svg ico pdf txt csv epub zip woff woff2 ttf otf mp3 m4a ogg oga opus"
    " wav flac vtt srt mp4 m4v webm ogv mov docx xlsx pptx odt ods odp doc xls ppt rtf bib ris ics"
)
_QUIET = frozenset(f".{ending}" for ending in _ENDINGS.split())


def check_names(
    tree: Tree,
    languages: Sequence[str],
    partials: str,
    is_left_out: Callable[[str], bool],
    *,
    trusted: bool,
    theme: Theme = lambda _: False,
    in_folders: bool = True,
) -> Iterator[Problem]:
    """Yield what is wrong with the names of files and folders.

    Args:
        tree: docs/.
        languages: codes of all languages, also those that are not built, the default one first.
        partials: what the folder of partials is called below docs/, if it is there.
        is_left_out: tells of a path below docs/ whether MkDocs publishes nothing of it.
        trusted: whether authors may publish files that a browser runs, and speak for the whole site.
        theme: tells of a path in the site whether a file of the theme has it.
        in_folders: whether each chapter has a folder of its own in the site.
    """
    for parts, names in tree.folders.items():
        for name in names:
            if not name.startswith(".") and (why := unfit(name)):
                yield Problem(tree.root.joinpath(*parts, name), "LR411", why)
        for name, other in _alike(names):
            yield Problem(tree.root.joinpath(*parts, name), "LR411", _likeness(name, other))
    for name in tree.folders.get((), ()):
        if (name,) in tree.folders and RE_LOCALE.match(name) and name not in languages:
            message = f"‘{name}’ looks like a language that mkdocs.yml has not, and is not published;"
            yield Problem(tree.root / name, "LR411", f"{message} add the language, or rename the folder.")
    for name in languages:
        if (name,) not in tree.folders and name in tree.folders.get((), ()):
            message = f"‘{name}’ is where the chapters of a language stand; rename the file."
            yield Problem(tree.root / name, "LR411", message)
        if (languages[0], name) in tree.folders:
            message = f"This folder has the address or the name of the language ‘{name}’; rename it."
            yield Problem(tree.root / languages[0] / name, "LR411", message)
    published = [thing for thing in tree.files if not is_left_out("/".join(thing.parts))]
    kept = []
    for thing in published:
        if why := _kind(thing, (*languages, partials), trusted):
            yield Problem(thing.path, "LR411", why)
        else:
            kept.append(thing)
    yield from _addresses(kept, languages, cache(theme), trusted=trusted, in_folders=in_folders)


def unfit(name: str) -> str:
    """Return why a name cannot be one on every system and in an address."""
    if found := _UNFIT.search(name):
        sign = found[0]
        told = "a character that cannot be read" if not sign.isprintable() else f"‘{sign}’"
        return f"The name holds {told}, which breaks addresses or Windows; rename it."
    if not name.isascii() and any(unicodedata.category(sign) in _UNSEEN for sign in name):
        return "The name holds a character that cannot be seen; rename it."
    if name != name.strip() or name.endswith("."):
        return "The name begins or ends with a space or a full stop; rename it."
    if is_device(name):
        return f"‘{name}’ is the name of a device on Windows; give it another name."
    if len(name.encode()) > _LONGEST:
        return f"The name is longer than {_LONGEST} bytes; shorten it."
    return ""


def _alike(names: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield names with those before them that they cannot be told from everywhere."""
    seen: dict[str, str] = {}
    for name in names:
        key = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
        other = seen.setdefault(key, name)
        if other != name:
            yield name, other


def _likeness(name: str, other: str) -> str:
    how = "in how an accent is written" if name.casefold() == other.casefold() else "in case"
    if unicodedata.normalize("NFC", name) == unicodedata.normalize("NFC", other):
        how = "in how an accent is written"
    return f"The name differs from ‘{printable(other)}’ only {how}; rename one."


def _addresses(
    files: Sequence[Thing], languages: Sequence[str], theme: Theme, *, trusted: bool, in_folders: bool
) -> Iterator[Problem]:
    """Yield files whose address in the site another one has, or the site itself."""
    taken: dict[tuple[str, ...], Thing] = {}
    for thing in files:
        parts = thing.parts[1:] if thing.parts[0] == languages[0] else thing.parts
        address = _address(parts, in_folders=in_folders)
        if own := _own(address, languages[1:], theme):
            yield Problem(thing.path, "LR411", f"The site writes ‘{own}’ itself; rename it.")
        elif not trusted and (address == _ROBOTS or theme("/".join(address))):
            name = "/".join(address)
            message = f"‘{name}’ is the whole site’s, and mkdocs.yml trusts no authors; rename it."
            yield Problem(thing.path, "LR411", message)
        other = taken.setdefault(address, thing)
        if other is not thing:
            name = "/".join(other.parts)
            message = f"It has the same address as {printable(name)}, and only one is shown; rename it."
            yield Problem(thing.path, "LR411", message)
    for address, thing in taken.items():
        for above in _above(address):
            if above in taken:
                name = printable("/".join(taken[above].parts))
                yield Problem(thing.path, "LR411", f"Its folder has the address of {name}; rename one.")


def _address(parts: tuple[str, ...], *, in_folders: bool) -> tuple[str, ...]:
    """Return where a file of docs/ is in the site, a chapter in a folder of its own or not."""
    name = "".join(parts[-1:])
    if not name.endswith(".md") or name == ".md":
        return parts
    stem = "index" if name == "README.md" else name.removesuffix(".md")
    if in_folders and stem != "index":
        return (*parts[:-1], stem, "index.html")
    return (*parts[:-1], f"{stem}.html")


def _above(address: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the folders that an address is in, from the top."""
    return (address[:count] for count in range(1, len(address)))


def _own(address: tuple[str, ...], languages: Sequence[str], theme: Theme) -> str:
    """Return what the site writes itself where a file has its address or is in a folder of that name."""
    top = address[0] if address else ""
    below = address[1] if top in languages and len(address) > 1 else ""
    if top in _OWN or (top == _HEADERS and len(address) > 1):
        return top
    if address[: len(_SEARCH)] == _SEARCH:
        return "/".join(_SEARCH)
    if below == _MISSING:
        return f"{top}/{below}"
    return next((name for name in map("/".join, _above(address)) if theme(name)), "")


def _kind(thing: Thing, folders: Collection[str], trusted: bool) -> str:
    """Return why a file cannot be published as what its name says."""
    path = thing.path
    suffix = path.suffix.lower()
    if suffix in MARKDOWN:
        if path.suffix != ".md":
            return f"Chapters end in ‘.md’; rename it to ‘{printable(path.stem)}.md’."
        if len(thing.parts) == 1 or thing.parts[0] not in folders:
            other = "" if path.stem != "README" else ", or rename it to ‘README.txt’ where it is none"
            where = folders_told(folders)
            return f"A chapter stands in the folder of its language; move it to {where}{other}."
        last = path.stem.rpartition(".")[2]
        if "." in path.stem and RE_LOCALE.match(last):
            better = path.stem.replace(".", "-")
            return f"‘.{last}’ reads as a language; rename it to ‘{printable(better)}.md’."
    elif not trusted and suffix not in _QUIET:
        return "A file of this kind may run in a browser, and mkdocs.yml trusts no authors; remove it."
    return ""


def folders_told(folders: Collection[str]) -> str:
    """Return the names of folders for a sentence."""
    return " or ".join(f"{name}/" for name in list(folders)[:-1])
