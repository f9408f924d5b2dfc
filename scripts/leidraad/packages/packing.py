"""The packages of a handbook or a course: one build of the site for each edition, all forms made of that."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from markdown.extensions.toc import slugify
from mkdocs.config.defaults import MkDocsConfig

from leidraad import site
from leidraad.courses import reading
from leidraad.courses.course import Course
from leidraad.errors import LeidraadError, spell
from leidraad.packages import archive, offline, pdf, scorm, staging
from leidraad.packages.epub import book as epub
from leidraad.packages.epub.links import Published
from leidraad.packages.pdf import Paper, printing
from leidraad.packages.staging import Staged
from leidraad.storage.files import below

EPUB, PDF, SCORM, ZIP = "epub", "pdf", "scorm", "zip"
FORMS = (EPUB, PDF, SCORM, ZIP)
"""In the order in which they are made: those at the end change the site that they are made of."""
FOR_TRAINERS = (PDF, ZIP)
"""The forms that an edition for trainers has: what a learning platform shows is for participants."""

Tell = Callable[[str, int, int], None]
"""Is told what is being made, which step of the work that is, and how many steps there are."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be packed.

    Attributes:
        config_file: the handbook's mkdocs.yml, or None for the nearest.
        forms: of `FORMS`, in that order.
        langs: the codes of the languages, the default one first.
        course: the name of a course, or "" for the whole handbook.
        out: the folder for the packages.
        replaces: whether packages that are there are replaced.
        brand: the folder of a brand, or None for that of the handbook.
    """

    config_file: Path | None
    forms: Sequence[str]
    langs: Sequence[str]
    course: str
    out: Path
    replaces: bool
    brand: Path | None = None


@dataclass(frozen=True, slots=True)
class Packed:
    """What was packed: the files, and what its author should know."""

    files: Sequence[Path]
    warnings: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Step:
    """Packages that are made at once.

    Attributes:
        names: their files.
        told: what they are for people.
        make: makes them of a site, at a path for each, and returns what to tell their author.
    """

    names: Sequence[str]
    told: str
    make: Callable[..., Sequence[str] | None]


def languages(config_file: Path | None, given: str) -> list[str]:
    """Return the codes of the languages that are meant by one, or by `both`.

    Raises:
        LeidraadError: the handbook has no such language.
    """
    known = site.languages(site.load(config_file))
    if given in ("both", "all"):
        return [*known]
    if given not in known:
        raise LeidraadError(f"The handbook has no language ‘{given}’; it has {', '.join(known)}, or both.")
    return [given]


def pack(wanted: Wanted, tell: Tell) -> Packed:
    """Make packages; either all of them are there in the end, or none.

    Args:
        wanted: what is to be packed.
        tell: is told how far it is.

    Raises:
        LeidraadError: something is missing, a package is there already, or there is no room for it.
        StoppedError: the site cannot be built, or something is found in it.
    """
    config = _load(wanted, False)
    course = reading.of(config)
    editions = {False: [*_steps(wanted, config, course, False)]}
    if course and course.has_trainer_edition and set(FOR_TRAINERS) & set(wanted.forms):
        editions[True] = [*_steps(wanted, config, course, True)]
    steps = [step for edition in editions.values() for step in edition]
    names = [name for step in steps for name in step.names]
    _see_room(wanted, names)
    if PDF in wanted.forms:
        # What is missing is told before anything is made.
        printing.engine()
    warnings: dict[str, None] = {}
    count, done = len(steps) + len(editions), 0
    with _aside(wanted.out) as aside:
        for is_for_trainers, edition in editions.items():
            tell("site", done, count)
            with staging.staged(partial(_load, wanted, is_for_trainers)) as staged:
                done += 1
                warnings |= dict.fromkeys(_warnings(staged))
                for step in edition:
                    tell(step.told, done, count)
                    warnings |= dict.fromkeys(step.make(staged, *(aside / name for name in step.names)) or ())
                    done += 1
        # Another command may have packed the same meanwhile.
        _see_room(wanted, names)
        for name in names:
            os.replace(aside / name, wanted.out / name)
    return Packed([wanted.out / name for name in names], [*warnings])


@contextmanager
def _aside(out: Path) -> Iterator[Path]:
    """Give a folder on the disk of the packages, from which they can be put in place at once.

    Raises:
        LeidraadError: the disk is full, or may not be written to; nothing is left there then.
    """
    is_new = not out.exists()
    try:
        out.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=".leidraad-", dir=out))
        try:
            yield aside
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        remedy = "check the folder, your rights and the free space"
        raise LeidraadError(f"{spell(out)}: cannot be written ({error.strerror}); {remedy}.") from None
    finally:
        if is_new and out.is_dir() and not any(out.iterdir()):
            out.rmdir()


def _load(wanted: Wanted, is_for_trainers: bool, folder: str = "") -> MkDocsConfig:
    """Return the configuration of the site that packages are made of, in a folder if it is to be built."""
    given = {"site_dir": folder} if folder else {}
    config = site.load(wanted.config_file, strict=True, use_directory_urls=False, **given)
    site.build_only(config, wanted.langs)
    options = config.plugins["leidraad"].config
    options.course, options.trainer = wanted.course, is_for_trainers
    options.given_brand = wanted.brand
    return config


def _steps(
    wanted: Wanted, config: MkDocsConfig, course: Course | None, is_for_trainers: bool
) -> Iterator[_Step]:
    """Yield the packages of an edition, in the order in which they can be made of one site."""
    base = course.name if course else slugify(site.called(config, wanted.langs[0]), "-") or "handbook"
    if is_for_trainers:
        base += "-trainer"
    lang = wanted.langs[0] if len(wanted.langs) == 1 else ""
    whole = f"{base}-{lang}" if lang else base
    forms = [form for form in FORMS if form in wanted.forms]
    for form in forms:
        if is_for_trainers and form not in FOR_TRAINERS:
            continue
        if form == EPUB:
            published = _published(wanted)
            for each in wanted.langs:
                make = partial(_epub, lang=each, published=published)
                yield _Step([f"{base}-{each}.epub"], f"EPUB, {each}", make)
        elif form == PDF:
            for each in wanted.langs:
                names = [f"{base}-{each}-{paper}.pdf" for paper in Paper]
                yield _Step(names, f"PDF, {each}", partial(_pdf, lang=each))
        elif form == SCORM:
            yield _Step([f"{whole}-{units}.zip" for units in scorm.Units], "SCORM", _scorm)
        elif form == ZIP:
            yield _Step([f"{whole}.zip"], "zip", _zip)


def _published(wanted: Wanted) -> Published:
    """Return where readers find the site, of which a course has only some pages."""
    if wanted.course:
        return Published()
    config = site.load(wanted.config_file)
    return Published(str(config.site_url or ""), in_folders=bool(config.use_directory_urls))


def _epub(staged: Staged, path: Path, lang: str, published: Published) -> None:
    """Write a language of the site as a book for reading devices."""
    epub.write(staged, lang, path, published)


def _pdf(staged: Staged, *paths: Path, lang: str) -> Sequence[str]:
    """Write a language of the site as a book on each paper; return what its author should know."""
    return pdf.write(staged, lang, dict(zip(Paper, paths, strict=True)))


def _scorm(staged: Staged, *paths: Path) -> None:
    """Write the site for learning platforms, parted into units in each way."""
    scorm.write(staged, dict(zip(scorm.Units, paths, strict=True)))


def _zip(staged: Staged, path: Path) -> None:
    """Write the site for any web server or memory stick."""
    offline.convert(staged.folder, staged.volumes)
    files: Mapping[str, bytes | Path] = {name: staged.folder / name for name in below(staged.folder)}
    archive.write(path, files)


def _see_room(wanted: Wanted, names: Sequence[str]) -> None:
    """See that the packages can be put where they are to be.

    Raises:
        LeidraadError: a package is there, or the folder is none.
    """
    if wanted.out.exists() and not wanted.out.is_dir():
        raise LeidraadError(f"{spell(wanted.out)}: is a file; name a folder for the packages.")
    for name in names:
        path = wanted.out / name
        if path.is_dir():
            raise LeidraadError(f"{spell(path)}: is a folder; remove it, or name another folder with --out.")
        if path.exists() and not wanted.replaces:
            raise LeidraadError(f"{spell(path)}: is there already; remove it, or replace it with --force.")


def _warnings(staged: Staged) -> Iterator[str]:
    """Yield what does not keep a package from being made, and is not as it should be."""
    for days in staged.days.values():
        if staged.course and days and days.over:
            rest = ", ".join(f"‘{part.title}’" for part in days.rest)
            yield (
                f"{reading.FILE}: {staged.course.name}: {days.over} minutes too many for its days ({rest});"
                " make the days longer, or leave something out."
            )
            return
