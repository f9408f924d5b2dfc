"""SCORM 1.2: a course as learning environments take it, of one unit or of one for each chapter.

A unit (a SCO) is one session, however many pages its learner reads: a frame page holds it, and shows the
pages of the site within. `contents` says what is in a course, `frame` makes those pages and `manifest` lists
all that is in the package. What runs in the browser are the scripts here: `host.js` speaks with the learning
environment, `memory.js` says what that keeps, `areas.js` hears what pages keep, `line.js` tells the learner
what goes amiss, and `course.js` has one depend on the other; `page.js` is added to each page.
"""

from __future__ import annotations

import re
from pathlib import Path

from leidraad.packages import archive, holding
from leidraad.packages.scorm import contents, frame, manifest
from leidraad.packages.staging import Staged

_HEAD = re.compile(r"</head>", re.IGNORECASE)
_ICON = re.compile(r'<link rel="icon"[^>]*>')
# Where the same is on the public site: a learner is to stay here.
_ELSEWHERE = re.compile(
    r'\s*<(?:link rel="(?:canonical|alternate )"|meta property="og:url")[^>]*>'
    r'|\s*<script type="application/ld\+json">.*?</script>',
    re.DOTALL,
)


def write(staged: Staged, target: Path, *, is_by_chapter: bool = False) -> None:
    """Write a course as a SCORM 1.2 package, as a whole or not at all.

    Args:
        staged: the site that was built of it, in the languages that the package is to have.
        target: the zip file.
        is_by_chapter: whether each chapter is a unit of its own; most learning environments launch one only.

    Raises:
        LeidraadError: nothing in the course can complete it, or the file cannot be written.
    """
    course = contents.read(staged)
    units = contents.by_chapter(course) if is_by_chapter else [contents.whole(course)]
    leaves = [leaf.url for volume in staged.volumes.values() for leaf in volume.leaves]
    files: dict[str, bytes | Path] = {
        file: _page(staged.folder / file, file) if file.endswith(".html") else staged.folder / file
        for file in holding.held(staged.folder, [*leaves, *holding.fetched(staged.folder)])
    }
    files |= {frame.SCRIPT: frame.script(), frame.PAGE_SCRIPT: frame.page_script()}
    shared = sorted(files)
    icon = _icon((staged.folder / "index.html").read_text("utf-8"))
    files |= {unit.file: frame.page(course, unit, icon) for unit in units}
    files[manifest.NAME] = manifest.manifest(course, units, shared)
    archive.write(target, files)


def _icon(page: str) -> str:
    """Return what names the icon of a site, on a page at its top."""
    found = _ICON.search(page)
    return found[0] if found else '<link rel="icon" href="data:,">'


def _page(path: Path, file: str) -> bytes:
    """Return a page of the site as the package has it: it knows the frame around it."""
    text = path.read_text("utf-8")
    script = f'<script type="module" src="{"../" * file.count("/")}{frame.PAGE_SCRIPT}"></script></head>'
    return _HEAD.sub(lambda _: script, _ELSEWHERE.sub("", text), count=1).encode()
