"""A real browser on the real site, served from this machine; any error on a page fails the test."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

import servers
from contexts import Contexts
from once import once
from support import ROOT

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

# Chromium prints these too, but not always before the test is over.
VIOLATIONS = """addEventListener("securitypolicyviolation", event => console.error(
    `${event.violatedDirective} forbids ${event.blockedURI} ${event.sample}`))"""

OpenPage = Callable[..., Page]

OWN = "leidraad/"
"""Where the handbook of this repository is, as its site_url says."""

CHAPTER, ENGLISH = "hechting-en-veerkracht/", "en/attachment-and-resilience/"
"""A chapter of it, in both languages."""

PHONE = {"width": 390, "height": 800, "has_touch": True, "is_mobile": True}
PATIENCE = 30
"""So many seconds at least something on a page is waited for."""
FRAME = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def scroll(page: Page, script: str) -> None:
    """Scroll by a script, and wait until what follows has been done."""
    page.evaluate(script)
    page.evaluate(FRAME)


def wait_until(page: Page, condition: str) -> None:
    """Wait until an expression holds on a page; Playwright's own way compiles it anew each time.

    That is refused under the policy that the site is served with, so it fails as soon as it has to wait.
    """
    page.evaluate(f"""() => new Promise((done, fail) => {{
        let left = {PATIENCE * 100}
        const again = () => left-- ? setTimeout(look, 10) : fail(Error("It never was."))
        const look = () => ({condition}) ? done() : again()
        look()
    }})""")


def build(handbook: Path, target: Path, *options: str) -> None:
    """Build a handbook into a folder."""
    command = [str(Path(sys.executable).parent / "leidraad"), "build", "-d", str(target), *options]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=handbook, check=True, capture_output=True, env=environment)


@contextmanager
def served(handbook: Path, root: Path, path: str, *options: str) -> Iterator[str]:
    """Build a handbook and let nginx serve it as the build says, under the path that its site_url names."""
    build(handbook, root / path, *options)
    with serving(root, path) as url:
        yield url


@contextmanager
def serving(root: Path, path: str) -> Iterator[str]:
    """Let nginx serve what was built into the folder that its site_url names."""
    target = root / path
    with servers.nginx(root, target.with_name(f"{target.name}-serving") / "nginx.conf") as origin:
        yield f"{origin}/{path}"


def program() -> str | None:
    """Return the path of the system's Chromium; where there is none, Playwright has its own."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def own_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that is served when the handbook of this repository is."""
    return once(tmp_path_factory, "served", lambda folder: build(ROOT, folder / OWN))


@pytest.fixture(scope="session")
def base_url(own_folder: Path) -> Iterator[str]:
    """Serve the handbook of this repository."""
    with serving(own_folder, OWN) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Contexts:
    """Return the contexts that tests share, one after another."""
    return Contexts(browser)


@pytest.fixture
def open_page(contexts: Contexts, base_url: str) -> Iterator[OpenPage]:
    """Return a function that opens a page, each as a reader of its own.

    It is watched for errors, and for requests that leave the site.
    """
    lent, faults = [], []

    def open_page(
        path: str, *, base: str = base_url, width: int = 1280, height: int = 900, **options: object
    ) -> Page:
        lent.append(contexts.lend(viewport={"width": width, "height": height}, **options))
        page = lent[-1].open()
        page.add_init_script(VIOLATIONS)
        page.on("pageerror", lambda error: faults.append(str(error)))
        # Whoever follows a link breaks off what the page before was still fetching.
        page.on(
            "requestfailed",
            lambda request: (
                faults.append(f"failed: {request.url}") if request.failure != "net::ERR_ABORTED" else None
            ),
        )
        page.on("console", lambda line: faults.append(line.text) if line.type == "error" else None)
        page.on(
            "request",
            lambda request: (
                faults.append(f"left the site: {request.url}")
                if not request.url.startswith((base, "data:", "blob:"))
                else None
            ),
        )
        page.goto(base + path)
        return page

    yield open_page
    for each in lent:
        contexts.take_back(each)
    assert faults == []
