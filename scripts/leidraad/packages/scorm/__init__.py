"""SCORM 1.2: a course as learning environments take it, of one unit or of one for each chapter.

A unit (a SCO) is one session, however many pages its learner reads: a frame page holds it, and shows the
pages of the site within. `contents` says what is in a course, `frame` makes those pages and `manifest` lists
all that is in the package. What runs in the browser are the scripts here: `host.js` speaks with the learning
environment, `memory.js` says what that keeps, `areas.js` hears what pages keep, `line.js` tells the learner
what goes amiss, and `course.js` has one depend on the other; `page.js` is added to each page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from leidraad import patterns
from leidraad.packages import archive, holding, public
from leidraad.packages.scorm import contents, frame, manifest
from leidraad.packages.staging import Staged

_HEAD = patterns.lazy(r"</head>", re.IGNORECASE)
_ICON = patterns.lazy(r'<link rel="icon"[^>]*>')


class Units(StrEnum):
    """What learners launch: the whole course, as most learning environments ask, or each chapter."""

    ONE = "scorm"
    BY_CHAPTER = "scorm-chapters"


def write(staged: Staged, targets: Mapping[Units, Path]) -> None:
    """Write a course as SCORM 1.2 packages, each as a whole or not at all.

    Args:
        staged: the site that was built of it, in the languages that the packages are to have.
        targets: the zip file for each way to part it into units.

    Raises:
        LeidraadError: nothing in the course can complete it, or a file cannot be written.
    """
    course = contents.read(staged)
    leaves = [leaf.url for volume in staged.volumes.values() for leaf in volume.leaves]
    shared: dict[str, bytes | Path] = {
        file: _page(staged.folder / file, file) if file.endswith(".html") else staged.folder / file
        for file in holding.held(staged.folder, [*leaves, *holding.fetched(staged.folder)])
    }
    shared |= {frame.SCRIPT: frame.script(), frame.PAGE_SCRIPT: frame.page_script()}
    icon = _icon((staged.folder / "index.html").read_text("utf-8"))
    for parted, target in targets.items():
        units = contents.by_chapter(course) if parted is Units.BY_CHAPTER else [contents.whole(course)]
        frames = {unit.file: frame.page(course, unit, icon) for unit in units}
        listed = manifest.manifest(course, units, sorted(shared))
        archive.write(target, {**shared, **frames, manifest.NAME: listed})


def _icon(page: str) -> str:
    """Return what names the icon of a site, on a page at its top."""
    found = _ICON.search(page)
    return found[0] if found else '<link rel="icon" href="data:,">'


def _page(path: Path, file: str) -> bytes:
    """Return a page of the site as the package has it: it knows the frame around it."""
    script = f'<script type="module" src="{"../" * file.count("/")}{frame.PAGE_SCRIPT}"></script></head>'
    return _HEAD.sub(lambda _: script, public.left_out(path.read_text("utf-8")), count=1).encode()
