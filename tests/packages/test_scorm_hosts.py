"""A course in hosts of other makers: taken in, read, left, resumed, completed, and looked up there."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from environment import READ
from playwright.sync_api import Browser, BrowserContext, Page, expect

import servers
from browsing import FRAME
from leidraad.courses.course import Completion, Course
from leidraad.packages import scorm
from leidraad.packages.scorm import Units
from leidraad.packages.staging import Staged
from support import ROOT

pytestmark = pytest.mark.slow

HOSTS = Path(__file__).parent / "hosts"
PASSWORD = "learning-to-lead"
CHAPTER = "02-vier-hechtingsstijlen.md"
COURSE = Course("basis", {}, (CHAPTER,), {}, completion=Completion.BOTH, passing_score=100)
# Two hosts at once, on a machine that has more to do.
PATIENCE = 20_000


class Known(NamedTuple):
    """What a host has of a learner: status, score, place and data."""

    status: str
    score: str
    place: str
    data: str


@pytest.fixture(scope="module")
def package(staged_handbook: Staged, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a course of one chapter in both languages."""
    volumes = {
        lang: replace(volume, leaves=[leaf for leaf in volume.leaves if leaf.path in ("index.md", CHAPTER)])
        for lang, volume in staged_handbook.volumes.items()
    }
    target = tmp_path_factory.mktemp("packed") / "course.zip"
    scorm.write(replace(staged_handbook, volumes=volumes, course=COURSE), {Units.ONE: target})
    return target


@pytest.fixture(scope="module")
def python() -> str:
    """Return the Python of the environment that the hosts are in."""
    setup = subprocess.run(["sh", "scripts/setup.sh", "hosts"], cwd=ROOT, capture_output=True, text=True)
    if setup.returncode:
        pytest.skip(f"hosts cannot be installed here: {(setup.stderr or setup.stdout).strip()[-300:]}")
    return str(ROOT / ".venv-hosts/bin/python")


@contextmanager
def running(*command: str) -> Iterator[str]:
    """Run a host, and yield where it says that it listens."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as host:
        assert host.stdout is not None
        try:
            origin = host.stdout.readline().strip()
            assert origin.startswith("http://127.0.0.1:"), "the host did not start"
            yield origin
        finally:
            host.terminate()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with closing(browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})) as made:
        made.set_default_timeout(PATIENCE)
        yield made


def attend(page: Page, frame: str, launch: str, away: str, known: Callable[[], Known]) -> None:
    """Read a course, leave it, come back and complete it.

    Args:
        page: a window in which the learner is known.
        frame: what the host shows the course in.
        launch: where the host launches it.
        away: another page of the host.
        known: returns what the host has of the learner.
    """
    shown = page.frame_locator(frame).frame_locator("iframe")

    def eventually(is_so: Callable[[Known], bool]) -> None:
        """Ask again until it is so."""
        until = time.monotonic() + PATIENCE / 1000
        while not is_so(known()):
            assert time.monotonic() < until, known()
            page.evaluate(FRAME)

    def check(number: int) -> None:
        section = shown.locator(".callout--check").nth(number)
        section.scroll_into_view_if_needed()
        expect(section.locator(".leidraad-button")).to_be_visible()
        for item in section.locator('li[itemprop="acceptedAnswer"] input').all():
            item.check()
        section.locator(".leidraad-button").click()

    page.goto(launch)
    shown.get_by_role("link", name="Four attachment styles").first.click()
    expect(shown.locator("h1")).to_contain_text("Four attachment styles")
    expect(page.frame_locator(frame).locator("#line")).to_be_hidden()
    check(0)
    shown.locator("textarea").first.fill("What I wrote: “ë” 😀")
    eventually(lambda it: "What I wrote" in it.data and "a-tendency" in it.place)
    assert known().status == "incomplete"
    assert known().score == "33"
    page.goto(away)

    page.goto(launch)
    expect(shown.locator("h1")).to_contain_text("Four attachment styles")
    expect(shown.locator("textarea").first).to_have_value("What I wrote: “ë” 😀")
    expect(shown.locator(".callout--check .leidraad-verdict").first).to_have_text("That is right.")
    assert shown.locator("html").evaluate("scrollY") > 1000
    check(1)
    check(2)
    shown.locator("html").evaluate(READ)
    eventually(lambda it: it.status == "passed")
    page.goto(away)
    eventually(lambda it: it.score == "100")
    assert re.fullmatch(rf"en/{re.escape(CHAPTER)}#[\w.-]+", known().place)

    # Whoever looks in again has still passed.
    page.goto(launch)
    expect(shown.locator("h1")).to_contain_text("Four attachment styles")
    page.goto(away)
    assert known().status == "passed"


def test_wagtail_lms(python: str, package: Path, tmp_path: Path, context: BrowserContext):
    with running(python, str(HOSTS / "wagtail_host.py"), str(tmp_path)) as origin:
        database = tmp_path / "db.sqlite3"
        page = context.new_page()

        def enter(name: str) -> None:
            page.goto(f"{origin}/login/?next=/lms/")
            page.get_by_label("Username").fill(name)
            page.get_by_label("Password").fill(PASSWORD)
            page.get_by_role("button", name="Log in").click()

        enter("manager")
        page.goto(f"{origin}/admin/scormpackage/new/")
        page.locator("input[name=title]").fill("A course")
        page.locator("input[type=file]").set_input_files(package)
        page.locator("form[method=POST] button[type=submit]", has_text="Create").click()
        expect(page).to_have_url(f"{origin}/admin/scormpackage/")
        with closing(sqlite3.connect(database)) as found, found:
            (launched,) = found.execute("SELECT launch_url FROM wagtail_lms_scormpackage").fetchone()
            assert launched == "index_scorm.html"
            found.execute("UPDATE wagtail_lms_scormlessonpage SET scorm_package_id = 1")
            (lesson,) = found.execute("SELECT page_ptr_id FROM wagtail_lms_scormlessonpage").fetchone()

        def known() -> Known:
            with closing(sqlite3.connect(database)) as found:
                columns = "completion_status, score_raw, location, suspend_data"
                query = f"SELECT {columns} FROM wagtail_lms_scormattempt"
                status, score, place, data = found.execute(query).fetchone() or ("", None, "", "")
            return Known(status, "" if score is None else f"{score:g}", place, data)

        context.clear_cookies()
        enter("learner")
        attend(page, "#scorm-frame", f"{origin}/lms/scorm-lesson/{lesson}/play/", f"{origin}/course/", known)


def test_scormhost(python: str, package: Path, tmp_path: Path, context: BrowserContext):
    port = str(servers.free_port())
    with running(python, str(HOSTS / "fastapi_host.py"), str(tmp_path), port) as origin:
        ask = context.request
        person = {
            "display_name": "Jo",
            "username": "learner",
            "email": "jo@example.org",
            "password": PASSWORD,
        }
        entered = ask.post(f"{origin}/api/auth/register", data=person)
        assert entered.ok, entered.text()
        upload = {"name": "course.zip", "mimeType": "application/zip", "buffer": package.read_bytes()}
        taken = ask.post(f"{origin}/api/packages", multipart={"file": upload})
        assert taken.status == 201, taken.text()
        manifest = taken.json()["manifest"]
        assert manifest["schema_version"] == "1.2"
        assert [each["href"] for each in manifest["launches"]] == ["index_scorm.html"]
        identifier = taken.json()["id"]

        def known() -> Known:
            found = ask.get(f"{origin}/api/scorm/{identifier}/cmi?launch=index_scorm.html").json()["elements"]
            core = [
                found.get(f"cmi.core.{name}", "")
                for name in ("lesson_status", "score.raw", "lesson_location")
            ]
            return Known(*core, found.get("cmi.suspend_data", ""))

        launch = f"{origin}/launch/{identifier}?launch=index_scorm.html"
        attend(context.new_page(), "#scormhost-content", launch, f"{origin}/", known)
