"""What a reader's browser fetches for the first view of a chapter, from nginx as a build configures it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import builds
import handbooks
from figures import Figure
from measuring import tell
from playwright.sync_api import sync_playwright

from browsing import ARGUMENTS, program, served
from gates import weighing

SUBJECT = "first view"
GOAL = 90


def measure(sizes: Sequence[int]) -> Iterator[Figure]:
    """Yield the weight of a chapter's first view, the same for any number of chapters."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=ARGUMENTS)
        for count in sizes:
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                builds.prepare(folder / "ours", count, "ours")
                tell(f"building {count} chapters and looking at one")
                with served(folder / "ours", folder / "served", "handbook/") as url:
                    chapter = handbooks.names(count)[count // 3].removesuffix(".md")
                    ((_, _, view),) = weighing.first_views(browser, [f"{url}{chapter}/"])
            parts = sorted(view.weights.items(), key=lambda part: -part[1])
            said = ", ".join(f"{kind.lower()} {size / 1000:.1f}" for kind, size in parts if size)
            said += f"; {len(view.requests)} requests, their heads {view.heads / 1000:.1f}"
            yield Figure(SUBJECT, "bytes", (view.weight / 1000,), "kB", GOAL, chapters=count, beside=said)
        browser.close()
