"""What looking at a finished site of about 4,000 pages takes, over parsing its pages with lxml."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import builds
from figures import Figure, ratio
from lxml import etree
from measuring import cpu_of, run, tell

from leidraad import built
from leidraad.storage.files import below, contents

SUBJECT = "built site"
GOAL = 1.5
_CHAPTERS, _COPIES = 100, 20


def measure(rounds: int) -> Iterator[Figure]:
    """Yield the CPU time of our look over that of the parser, each in its turn."""
    with tempfile.TemporaryDirectory() as name:
        folder, whole = Path(name) / "ours", Path(name) / "whole"
        builds.prepare(folder, _CHAPTERS, "ours")
        run(folder, *builds.COMMANDS["ours"])
        for copy in range(_COPIES):
            shutil.copytree(folder / "site", whole / str(copy))
        pages = sorted(whole.rglob("*.html"))
        places = built.Places({}, str, whole)
        parser = etree.HTMLParser(encoding="utf-8")

        def parse() -> None:
            for page in pages:
                etree.fromstring(page.read_bytes(), parser)

        taken = []
        for number in range(rounds):
            tell(f"looking at {len(pages)} pages, round {number + 1}")
            ours = cpu_of(lambda: built.look(below(whole), partial(contents, whole), None, places), 1)
            taken.append((ours, cpu_of(parse, 1)))
    yield ratio(SUBJECT, f"CPU / lxml's parse of {len(pages)} pages", *zip(*taken, strict=True), GOAL)
