"""Citations printed by pandoc, in one call for all of a language, each as a note that is read alone."""

from __future__ import annotations

import hashlib
import json
import tempfile
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from leidraad import pandoc, patterns
from leidraad.bibliography import elements, export, folding, locators, styles
from leidraad.bibliography.entries import Bibliography
from leidraad.errors import LeidraadError, printable
from leidraad.locales import Locale
from leidraad.pandoc import PandocError
from leidraad.storage import caching

# To look for garbage half as often takes a fifth less time, and 5 MB more for the citations of 300 works.
_RUNTIME = ("-F4",)
_SECONDS = 60
_SECONDS_PER_MEBI = 30
_LOCALES = {"nl": "nl-NL", "en": "en-GB"}
_READER = "markdown_strict+citations+inline_notes-raw_html"
_SOURCE = patterns.lazy(r"\[[^\n]*@[^\n]*\]")
_CITED = patterns.lazy(r"@(?:\{([^{}]+)\}|(\w[\w:.#$%&\-+?<>~/]*))")
_MARK = "leidraad"


class Printed(NamedTuple):
    """What all citations of a language print.

    Attributes:
        notes: for each citation as it was written, what a note prints; it does not end with a period.
        told: for each citation, a text that is the same only if what a note prints is.
        works: for each key that is cited, the work as a bibliography lists it.
        order: the keys in the order of that bibliography.
        problems: what could not be printed, in sentences.
    """

    notes: Mapping[str, etree.Element]
    told: Mapping[str, str]
    works: Mapping[str, etree.Element]
    order: tuple[str, ...]
    problems: tuple[str, ...]


_last: dict[str, tuple[str, Printed]] = {}


class _Elements(Mapping[str, etree.Element]):
    """Elements by name, each made when it is first asked for: a build asks for those of new pages alone."""

    def __init__(self, told: Mapping[str, Any], make: Callable[[Any], etree.Element]) -> None:
        self._told = told
        self._make = make
        self._made: dict[str, etree.Element] = {}

    def __reduce__(self) -> Any:
        return _Elements, (self._told, self._make)

    def __getitem__(self, name: str) -> etree.Element:
        if name not in self._made:
            self._made[name] = self._make(self._told[name])
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._told)

    def __len__(self) -> int:
        return len(self._told)


def print_citations(
    sources: Sequence[str],
    bibliography: Bibliography,
    *,
    locale: Locale,
    style: Path | None,
    cache: Path | None,
) -> Printed:
    """Print citations such as `[see @bowlby1988, p. 11; @ainsworth]`.

    Args:
        sources: the citations, as they were written.
        bibliography: what they cite.
        locale: the language of the page.
        style: a CSL style; by default our own.
        cache: a folder that keeps what was printed, for when nothing has changed.

    Raises:
        LeidraadError: pandoc or the style fails.
    """
    chosen = style or styles.DEFAULT
    csl = styles.read(chosen)
    wanted = list(dict.fromkeys(sources))
    if not wanted:
        return Printed({}, {}, {}, (), ())
    program = pandoc.program("Citations")
    stamp = _stamp(wanted, bibliography.digest, csl, locale, program)
    if cache and _last.get(locale.code, ("",))[0] == stamp:
        return _last[locale.code][1]
    kept = cache / f"citations-{locale.code}.json" if cache else None
    number = folding.stand_in(bibliography.digest)
    spaced = {source: " ".join(source.split()) for source in wanted}
    fit = [source for source in wanted if _SOURCE.fullmatch(spaced[source])]
    folded = folding.fold((locators.normalise(spaced[source], locale) for source in fit), number, csl)
    places = dict(zip(fit, folded.places, strict=True))
    told = _recall(kept, stamp) if kept else None
    if told:
        try:
            return _remembered(stamp, _printed(wanted, *told, places, number, locale), locale)
        except (ValueError, LookupError, TypeError, AttributeError):
            pass  # A file that was written by nobody we know is as good as none.
    told = _run(program, folded.texts, bibliography, csl, chosen, locale)
    if kept:
        caching.write(kept, {"stamp": stamp, "told": told})
    return _remembered(stamp, _printed(wanted, *told, places, number, locale), locale)


def _remembered(stamp: str, printed: Printed, locale: Locale) -> Printed:
    """Keep what was printed for when the same process builds again, as `leidraad serve` does."""
    _last[locale.code] = (stamp, printed)
    return printed


def _run(
    program: str, texts: Sequence[str], bibliography: Bibliography, csl: bytes, style: Path, locale: Locale
) -> tuple[list[Any], list[str]]:
    """Return the blocks that pandoc makes of the citations, and its warnings."""
    text = "\n\n".join(f"{_MARK}{at} ^[{citation}]" for at, citation in enumerate(texts))
    keys = _keys(text)
    entries = [entry for key, entry in bibliography.entries.items() if key in keys and export.citable(key)]
    with tempfile.TemporaryDirectory(prefix="leidraad-") as folder:
        bib, used = Path(folder, "references.bib"), Path(folder, "style.csl")
        bib.write_text(export.write(entries, locale.tables["printing"]), encoding="utf-8")
        used.write_bytes(csl)
        arguments = [
            "-f",
            _READER,
            "-t",
            "json",
            "--citeproc",
            "--bibliography",
            str(bib),
            "--csl",
            str(used),
        ]
        arguments += ["-M", f"lang={_LOCALES.get(locale.code, locale.code)}"]
        data = text.encode("utf-8", "replace")
        seconds = _SECONDS + _SECONDS_PER_MEBI * len(data) / 2**20
        try:
            output = pandoc.run(program, arguments, data, seconds, _RUNTIME)
        except PandocError as error:
            said = error.told.replace(str(bib), bibliography.path.name).replace(str(used), style.name)
            sentences = {
                "late": f"{bibliography.path}: printing took pandoc more than {seconds:.0f} seconds; "
                "cite less, or take another style.",
                "unrunnable": f"{bibliography.path}: pandoc cannot be run ({error.told}); install it anew.",
                "large": f"{bibliography.path}: is too large to be printed at once; shorten its entries.",
                "refused": f"{style}: pandoc cannot print with this style ({printable(said)}); take another.",
            }
            raise LeidraadError(sentences[error.how]) from None
    try:
        blocks = json.loads(output.data)["blocks"]
    except (ValueError, LookupError, TypeError, RecursionError):
        message = f"{bibliography.path}: what pandoc printed cannot be read; install pandoc anew."
        raise LeidraadError(message) from None
    return blocks, _warnings(output.warnings)


def _printed(
    wanted: Sequence[str],
    blocks: Iterable[Any],
    warnings: Sequence[str],
    places: Mapping[str, tuple[int, str]],
    number: str,
    locale: Locale,
) -> Printed:
    """Return what the blocks of pandoc are of the citations, each with its own page."""
    others = locale.tables["checks"]["others"].split(",")[0]
    shown: dict[int, str] = {}
    works: dict[str, Any] = {}
    for block in blocks:
        if block["t"] == "Div" and block["c"][0][0] == "refs":
            works |= {work["c"][0][0].removeprefix("ref-"): work["c"][1] for work in block["c"][1]}
        elif block["t"] == "Para":
            mark, note = block["c"][0], block["c"][-1]
            if mark["t"] == "Str" and mark["c"].startswith(_MARK) and _cites(note):
                shown[int(mark["c"].removeprefix(_MARK))] = json.dumps(note["c"])
    notes: dict[str, tuple[str, str]] = {}
    problems = list(warnings)
    for source in wanted:
        at, page = places.get(source, (None, ""))
        if at in shown:
            notes[source] = shown[at], page
        else:
            problems.append(f"{printable(source[:200])} is no citation; write it as [@key, p. 11].")
            notes[source] = json.dumps([{"t": "Str", "c": source}]), ""

    # The number is of the whole bibliography; what is told of a note is the same for a change elsewhere.
    sums = {
        note: caching.fingerprint([note.replace(number, "")]) for note in {each[0] for each in notes.values()}
    }
    return Printed(
        _Elements(notes, partial(_note, number=number, others=others)),
        {source: f"{page} {sums[note]}" for source, (note, page) in notes.items()},
        _Elements(works, partial(elements.build, others=others)),
        tuple(works),
        tuple(problems),
    )


def _note(told: tuple[str, str], number: str, others: str) -> etree.Element:
    """Return what a note prints."""
    element = elements.build(folding.unfold(told[0], number, told[1]), others, **{"class": "citation"})
    elements.strip_period(element)
    return element


def _cites(note: Any) -> bool:
    """Tell whether a note holds a citation and nothing beside it."""
    return (
        note["t"] == "Note"
        and len(note["c"]) == 1
        and note["c"][0]["t"] == "Para"
        and [inline["t"] for inline in note["c"][0]["c"]] == ["Cite"]
    )


def _keys(text: str) -> set[str]:
    """Return every key that may be cited in a text, with and without a mark that ends it."""
    keys = {braced or bare for braced, bare in _CITED.findall(text)}
    for key in list(keys):
        while key and not key[-1].isalnum():
            key = key[:-1]
            keys.add(key)
    return keys


def _warnings(told: str) -> list[str]:
    """Return pandoc's warnings, each once, without its mark."""
    lines = (line.strip() for line in told.splitlines())
    return list(dict.fromkeys(printable(line.removeprefix("[WARNING]").strip()) for line in lines if line))


def _stamp(wanted: Sequence[str], digest: str, csl: bytes, locale: Locale, program: str) -> str:
    """Return what is the same only if all that decides what is printed is."""
    code = [module.read_bytes() for module in sorted(Path(__file__).parent.glob("*.py"))]
    binary = Path(program).stat()
    words = [locale.code, {name: dict(locale.tables[name]) for name in ("printing", "locators", "checks")}]
    parts = [csl, *code, json.dumps([wanted, digest, words, binary.st_size, binary.st_mtime_ns]).encode()]
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()


def _recall(path: Path, stamp: str) -> tuple[list[Any], list[str]] | None:
    try:
        kept = caching.read(path)
        if kept["stamp"] == stamp:
            blocks, warnings = kept["told"]
            return blocks, warnings
    except (ValueError, LookupError, TypeError):
        pass  # It is made anew.
    return None
