"""What copies of the process make ahead is what it would have made itself, and nothing hangs on them."""

from __future__ import annotations

import logging
import multiprocessing
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

import large
from leidraad import site
from leidraad.building import ahead, converting, host, running
from leidraad.building.ahead import Ahead
from leidraad.building.running import StoppedError
from leidraad.building.work import Work
from leidraad.storage.store import Store
from support import files

pytestmark = pytest.mark.skipif(ahead.copies() == 0, reason="nothing is copied on this system")

BROKEN = "docs/nl/040-les.md"
SAYS = "contains an absolute link"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Draw a handbook with a chapter of which MkDocs has something to say."""
    folder = tmp_path / "handbook"
    large.draw(folder, 44)
    path = folder / BROKEN
    path.write_text(f"{path.read_text('utf-8')}\n[Elders](/elders/).\n", "utf-8")
    return folder


class Waiting(Ahead):
    """Waits until its copies have made what they are to make, so that it is known what comes from them."""

    def _start(self, places: range) -> None:
        super()._start(places)
        for copy in [*self._copies]:
            while copy in self._copies:
                copy.copied.told.poll(None)
                self._take(copy, places[0] - 1)

    def listen(self) -> None:
        while self._further:
            self._further.told.poll(None)
            super().listen()


@pytest.fixture
def copying(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let two copies make all pages but the first ones."""
    monkeypatch.setattr(ahead, "copies", lambda: 2)
    monkeypatch.setattr("leidraad.building.work.Ahead", Waiting)


def build(book: Path, target: Path) -> Work:
    """Build a handbook that nothing is known of."""
    (book / ".leidraad/pages.db").unlink(missing_ok=True)
    config = site.load(book / "mkdocs.yml", site_dir=str(target))
    running.build(config)
    return running.plugin(config).work


@pytest.mark.slow
def test_a_site_is_the_same_whoever_makes_its_pages(
    book: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    request: pytest.FixtureRequest,
):
    caplog.set_level(logging.INFO, "mkdocs")
    with monkeypatch.context() as patched:
        patched.setattr(ahead, "copies", lambda: 0)
        alone = build(book, tmp_path / "alone")
    assert not alone.ahead.made
    said = [record.getMessage() for record in caplog.records if SAYS in record.getMessage()]
    caplog.clear()
    request.getfixturevalue("copying")
    helped = build(book, tmp_path / "helped")
    # All but the first pages of the first language, and the one that has to be heard of.
    count = alone.converting.count
    assert len([name for name in helped.ahead.made if name.startswith("page ")]) == count - ahead.MISSED - 1
    assert helped.converting.count == count
    assert files(tmp_path / "helped") == files(tmp_path / "alone")
    assert helped.summary == alone.summary
    assert [record.getMessage() for record in caplog.records if SAYS in record.getMessage()] == said
    assert len(said) == 1
    assert not helped.ahead._copies


@pytest.mark.slow
@pytest.mark.parametrize("dies", ["nl/020-les.md", "en/020-les.md"])
@pytest.mark.parametrize("death", [lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: os._exit(0)])
def test_a_copy_that_ends_early_leaves_its_pages(
    book: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    copying: None,
    death: Callable[[], None],
    dies: str,
):
    ours, convert = os.getpid(), host.convert

    def convert_some(page: Page, *args: Any) -> host.Rendered:
        if os.getpid() != ours and page.file.src_uri == dies:
            death()
        return convert(page, *args)

    monkeypatch.setattr(converting, "convert", convert_some)
    work = build(book, tmp_path / "site")
    assert 40 < len(work.ahead.made) < work.converting.count - ahead.MISSED
    assert not any(dies in name for name in work.ahead.made)
    assert (tmp_path / "site/020-les/index.html").is_file()
    assert not work.ahead._copies


def test_what_is_wrong_with_a_page_is_told_as_ever_and_no_copy_is_left(
    book: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    copying: None,
    caplog: pytest.LogCaptureFixture,
):
    begun: list[int] = []
    start = Waiting._start_one

    def start_one(self: Ahead, places: list[int]) -> None:
        start(self, places)
        begun.append(self._copies[-1].copied.process.pid or 0)

    monkeypatch.setattr(Waiting, "_start_one", start_one)
    nested = "".join(f"{'/' * (600 - depth)} kern\n\n" for depth in range(590))
    (book / BROKEN).write_text(f"# Les 40\n\n{nested}", "utf-8")
    with pytest.raises(StoppedError):
        build(book, tmp_path / "site")
    told = [record.getMessage() for record in caplog.records if "LR412" in record.getMessage()]
    assert len(told) == 1
    assert f"{BROKEN}:1:1:" in told[0]
    assert len(begun) == 2
    for process in begun:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


@pytest.mark.slow
def test_where_pages_are_known_nothing_is_copied(book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def build_again() -> Work:
        config = site.load(book / "mkdocs.yml", site_dir=str(tmp_path / "site"))
        running.build(config)
        return running.plugin(config).work

    build_again()
    begun: list[range] = []
    monkeypatch.setattr(Ahead, "_start", lambda self, places: begun.append(places))
    path = book / "docs/nl/030-les.md"
    path.write_text(path.read_text("utf-8") + "\nMeer.\n", "utf-8")
    assert build_again().converting.count == 2
    assert begun == []


def pages(count: int) -> list[Page]:
    """Return pages that are called by their number."""
    files = [File(f"{number}.md", "", "", use_directory_urls=True) for number in range(count)]
    return [Page(str(number), file, MkDocsConfig()) for number, file in enumerate(files)]


def started(store: Store, make: Callable[[Page], None]) -> Ahead:
    """Return one that has a copy at work, which has begun to tell of the last of forty pages."""
    made, coming = Ahead(store), pages(40)
    made.begin(coming, make)
    for page in coming[: ahead.MISSED]:
        assert made.known(page, str(page.title), "key") is None
    (copy,) = made._copies
    assert copy.copied.told.poll(None)
    return made


@pytest.fixture
def one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let there be one copy."""
    monkeypatch.setattr(ahead, "copies", lambda: 1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Return one that knows nothing."""
    store = Store(tmp_path / "pages.db")
    yield store
    store.close(is_whole=False)


def test_a_copy_is_ended_in_the_middle_of_what_it_tells(store: Store, one: None):
    def make(page: Page) -> None:
        if page.title == "20":
            signal.pause()
        # More than a pipe holds.
        store.put(str(page.title), "key", "x" * 1_000_000)

    made = started(store, make)
    (copy,) = made._copies
    made.known(made._pages[ahead.MISSED], "another", "key")
    assert "39" in made.made
    assert copy.places
    made.stop()
    assert not copy.copied.process.is_alive()
    assert store.get("39", "key") == "x" * 1_000_000


def test_a_copy_of_the_next_language_ends_where_it_has_come_no_farther(store: Store, one: None):
    def make_further() -> None:
        # Of the fourth page, something is to be said.
        for number in (0, 1, 2, 4):
            store.put(f"en {number}", "key", "text")
        signal.pause()

    made, coming = started(store, lambda page: store.put(str(page.title), "key", "text")), pages(40)
    made.stop()
    made.go_further(make_further)
    made.begin(coming, lambda page: None)
    assert made._further
    while len(made._unclaimed) < 4:
        made._further.told.poll(None)
        made.listen()
    found = [made.known(page, f"en {number}", "key") for number, page in enumerate(coming[:5])]
    assert found == ["text", "text", "text", None, "text"]
    assert made._further
    assert made.known(coming[5], "en 5", "key") is None
    assert made._further is None
    # The others have none to wait for.
    assert made._copies
    made.stop()


def test_what_is_not_kept_is_not_made_ahead(tmp_path: Path, one: None):
    (tmp_path / "pages.db").mkdir()
    made = Ahead(Store(tmp_path / "pages.db"))
    made.begin(pages(40), lambda page: None)
    for page in pages(40)[: ahead.MISSED]:
        assert made.known(page, str(page.title), "key") is None
    assert not made._copies


BUILD = """
import sys
from pathlib import Path
from leidraad.building import ahead
from leidraad.storage.store import Store
from test_ahead import started

ahead.copies = lambda: 1
store = Store(Path(sys.argv[1]) / "pages.db")
made = started(store, lambda page: store.put(str(page.title), "key", "x" * 1_000_000))
print(made._copies[0].copied.process.pid, flush=True)
sys.stdin.read()
"""


def test_a_copy_ends_with_the_process_that_it_is_of(tmp_path: Path):
    told = [sys.executable, "-c", BUILD, str(tmp_path)]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(told, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env) as process:
        assert process.stdout
        copy = os.pidfd_open(int(process.stdout.readline()))
        process.kill()
    try:
        # What ends it is that nobody hears it any more.
        assert select.select([copy], [], [], 20)[0]
    finally:
        os.close(copy)


def test_a_process_that_may_have_none_of_its_own_has_no_copies(
    store: Store, one: None, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(multiprocessing.current_process()._config, "daemon", True)  # type: ignore[attr-defined]
    made = Ahead(store)
    made.begin(pages(40), lambda page: None)
    for page in made._pages[: ahead.MISSED]:
        made.known(page, str(page.title), "key")
    assert not made._copies


def test_what_makes_copies_is_no_reason_to_print_pages_again(tmp_path: Path):
    script = tmp_path / "build.py"
    script.write_text(
        "from leidraad.storage import caching\n"
        "before = caching.surroundings()\n"
        "import multiprocessing\n"
        "assert caching.surroundings() == before\n"
    )
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, str(script)], env=env, check=True)
