"""A build that knows pages from an earlier one makes the same bytes as one from nothing, and does less."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest
from mkdocs.commands.build import build as mkdocs_build

import edits
import three
from leidraad import site
from leidraad.building import converting
from leidraad.building.gathering import Told
from leidraad.building.host import Rendered
from leidraad.checks import keeping
from leidraad.checks.digest import Digest
from leidraad.checks.examined import Examined
from leidraad.dialect.notes import Arrival
from leidraad.storage import caching
from leidraad.storage.store import Store
from support import files

KNOWN = ".leidraad"


class Work(NamedTuple):
    """How many pages were converted for a build, how many printed, and which languages indexed."""

    converted: int
    printed: int
    indexed: list[str]


def build(folder: Path, target: Path) -> Work:
    """Build a handbook."""
    config = site.load(folder / "mkdocs.yml", site_dir=str(target))
    config.plugins.on_startup(command="build", dirty=False)
    mkdocs_build(config)
    work = config.plugins["leidraad"].work
    return Work(work.converting.count, work.outputs.count, work.indexed)


def from_nothing(folder: Path, target: Path) -> dict[str, bytes]:
    """Return the files of a site that is built without knowing anything, and leave what was known."""
    known, aside = folder / KNOWN, folder / ".aside"
    known.rename(aside)
    build(folder, target)
    shutil.rmtree(known)
    aside.rename(known)
    return files(target)


NOTHING = Work(0, 0, [])


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Draw a handbook that has been built once."""
    folder = tmp_path / "handbook"
    three.draw(folder)
    build(folder, tmp_path / "first")
    return folder


def same(book: Path, tmp_path: Path, done: list[str]) -> None:
    """Compare what a build makes that knows something with what one makes that knows nothing."""
    build(book, tmp_path / "quick")
    quick = files(tmp_path / "quick")
    slow = from_nothing(book, tmp_path / "slow")
    assert quick.keys() == slow.keys(), done
    assert [name for name in quick if quick[name] != slow[name]] == [], done


# In parts, so that several workers can share them.
@pytest.mark.slow
@pytest.mark.parametrize("part", range(3))
def test_after_any_edits_a_build_makes_what_one_from_nothing_makes(book: Path, tmp_path: Path, part: int):
    rng = random.Random(10)
    steps = rng.sample(edits.EDITS, len(edits.EDITS))[part::3]
    done: list[str] = []
    while steps:
        for edit in steps[: rng.randint(1, 3)]:
            edit(book, rng)
            done.append(edit.__name__)
            steps.remove(edit)
        same(book, tmp_path, done)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_an_edit_is_seen_that_is_like_the_one_before(book: Path, tmp_path: Path, part: int):
    shutil.copytree(book, tmp_path / "before")
    for edit in edits.EDITS[part::4]:
        shutil.rmtree(book)
        shutil.copytree(tmp_path / "before", book)
        # The first one may change what everything hangs on, and the second one nothing else.
        edit(book, random.Random(1))
        build(book, tmp_path / "quick")
        edit(book, random.Random(2))
        same(book, tmp_path, [edit.__name__])


@pytest.mark.slow
def test_only_what_has_changed_is_made(book: Path, tmp_path: Path):
    assert build(book, tmp_path / "again") == NOTHING
    edits.swap(book / "docs/en/03-twee.md", "Een zin", "Die zin")
    assert build(book, tmp_path / "again") == (1, 1, ["en"])
    # The translations of a chapter have the names of its blocks; in German this one stands in.
    edits.swap(book / "docs/nl/03-twee.md", "Een zin", "Die zin")
    assert build(book, tmp_path / "again") == (3, 2, ["nl"])
    # Its title is in every menu.
    edits.swap(book / "docs/en/03-twee.md", "\n# ", "\n# Nieuw: ")
    again = build(book, tmp_path / "again")
    assert again.converted == 1
    assert 1 < again.printed < len(list((tmp_path / "again").rglob("*.html"))) / 2
    # A template that shows what no key tells of is never known.
    (book / "eigen").mkdir()
    (book / "eigen/main.html").write_text(
        '{% extends "base.html" %}{% block announce %}{{ pages | length }}{% endblock %}'
    )
    edits.swap(book / "mkdocs.yml", "theme:\n", "theme:\n  custom_dir: eigen\n")
    build(book, tmp_path / "again")
    assert build(book, tmp_path / "again").printed == 0


@pytest.mark.slow
@pytest.mark.parametrize("damage", ["cut", "noise", "text", "schema", "value"])
def test_a_store_that_is_damaged_or_of_others_is_made_anew(book: Path, tmp_path: Path, damage: str):
    store = book / KNOWN / "pages.db"
    data = store.read_bytes()
    if damage == "cut":
        store.write_bytes(data[: len(data) // 2])
    elif damage == "noise":
        store.write_bytes(random.Random(1).randbytes(len(data)))
    elif damage == "text":
        store.write_text("Boodschappen: melk, brood.\n")
    elif damage == "schema":
        store.unlink()
        with sqlite3.connect(store) as others:
            others.execute("CREATE TABLE kept (a, b)")
        others.close()
    else:
        with sqlite3.connect(store) as known:
            known.execute("UPDATE kept SET value = CAST(REPLACE(value, 'zin', 'zee') AS BLOB)")
        known.close()
    build(book, tmp_path / "mended")
    assert files(tmp_path / "mended") == files(tmp_path / "first")
    assert build(book, tmp_path / "again") == NOTHING


@pytest.fixture
def other_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Path]]:
    """Return a function that goes on as another user, and returns the file of what only that one knows."""

    def become() -> Path:
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "other"))
        caching._secret.cache_clear()
        return tmp_path / "other/leidraad/secret"

    yield become
    monkeypatch.undo()
    caching._secret.cache_clear()


@pytest.mark.slow
def test_what_others_put_into_a_handbook_is_not_trusted(
    book: Path, tmp_path: Path, other_user: Callable[[], Path]
):
    path = tmp_path / "citations.json"
    caching.write(path, [1])
    assert caching.read(path) == [1]
    path.rename(tmp_path / "checks.json")
    assert caching.read(tmp_path / "checks.json") is None
    other_user()
    assert build(book, tmp_path / "again").converted > 3
    assert build(book, tmp_path / "again") == NOTHING
    with sqlite3.connect(book / KNOWN / "pages.db") as known:
        # As it was sealed, under another name.
        known.execute("UPDATE kept SET value = (SELECT value FROM kept WHERE name LIKE 'output index%')")
    known.close()
    build(book, tmp_path / "mended")
    assert files(tmp_path / "mended") == files(tmp_path / "first")


def test_what_others_may_know_seals_nothing(tmp_path: Path, other_user: Callable[[], Path]):
    secret = other_user()
    path = tmp_path / "known.json"
    caching.write(path, [1])
    assert (caching.read(path), secret.stat().st_mode & 0o777) == ([1], 0o600)
    secret.chmod(0o644)
    caching._secret.cache_clear()
    assert caching.read(path) is None
    caching.write(path, [2])
    assert caching.read(path) is None


@pytest.mark.slow
def test_nothing_is_known_to_another_version(book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(caching, "surroundings", lambda: "another Markdown")
    assert build(book, tmp_path / "again").converted > 3
    monkeypatch.setattr(caching, "code", lambda: "another Leidraad")
    assert build(book, tmp_path / "again").converted > 3


def test_what_is_no_longer_of_use_goes(tmp_path: Path):
    path = tmp_path / "known.db"
    for names in (["a", "b"], ["b", "c"]):
        store = Store(path)
        for name in names:
            store.put(name, "key", {"text": "één \ud800"})
        store.close(is_whole=True)
    store = Store(path)
    assert [store.get(name, "key") for name in "abc"] == [
        None,
        {"text": "één \ud800"},
        {"text": "één \ud800"},
    ]
    assert store.get("b", "another key") is None
    store.close(is_whole=False)
    store = Store(path)
    assert store.get("c", "key")
    store.close(is_whole=False)


def test_what_stays_goes_when_others_of_its_kind_are_made_anew(tmp_path: Path):
    path = tmp_path / "known.db"
    for asked, kept in ([], ["t a", "t b", "p"]), ([], ["p"]), (["t a"], ["t c"]):
        store = Store(path, "t ")
        for name in asked:
            assert store.get(name, "key")
        for name in kept:
            store.put(name, "key", 1)
        store.close(is_whole=True)
    store = Store(path)
    assert [store.get(name, "key") for name in ("t a", "t b", "t c", "p")] == [1, None, 1, None]
    store.close(is_whole=False)


@pytest.mark.parametrize("seed", range(40))
def test_a_store_with_damage_anywhere_is_whole_again_soon(tmp_path: Path, seed: int):
    path, names = tmp_path / "known.db", [f"page {number}" for number in range(40)]

    def build() -> int:
        store = Store(path)
        known = [name for name in names if store.get(name, "key") == name * 300]
        for name in names:
            if name not in known:
                store.put(name, "key", name * 300)
        store.close(is_whole=True)
        return len(known)

    build()
    assert build() == len(names)
    dice = random.Random(seed)
    data = bytearray(path.read_bytes())
    for _ in range(dice.choice([1, 20, 2_000])):
        data[dice.randrange(len(data))] = dice.randrange(256)
    path.write_bytes(data)
    assert len(names) in [build() for _ in range(4)]


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path):
    (tmp_path / KNOWN).write_text("no folder")
    store = Store(tmp_path / KNOWN / "known.db")
    store.put("a", "key", 1)
    assert store.get("a", "key") is None
    store.close(is_whole=True)


def test_a_lock_of_a_partial_is_seen_whatever_the_folder_of_partials_is_called(tmp_path: Path):
    folder = tmp_path / "handbook"
    three.draw(folder)
    (folder / "docs/_partials").rename(folder / "docs/_delen")
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("_partials", "_delen"), "utf-8")
    lock = folder / "translations/en/_partials/over-de-casussen.lock"
    lock.parent.mkdir(parents=True)
    told = []
    for text in ("a", "b"):
        lock.write_text(text)
        told.append([*converting._common(site.load(config))])
    assert told[0] != told[1]


LEAVING = """
import atexit, gc, sys
from pathlib import Path
from test_building import build

atexit.register(lambda: print(gc.get_freeze_count() > 0 and gc.collect() == 0))
build(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def test_what_a_conversion_made_is_kept_as_it_was_if_it_is_plain():
    class Own(str):
        """A text as some extension may put it into a page."""

    digest = Digest("docs/nl/01.md", "nl", "01.md", is_unread=True)
    told = Told(Examined((), digest), {"key": [Arrival("a", "fnref:a", "")]}, 1, 2, {"stale": 0})
    rendered = Rendered("<p>é</p>", [{"name": "A", "children": []}], "A", ["a"])
    again = converting._load(converting._dump(rendered, told))
    assert again
    assert again[0] == rendered
    assert keeping.shelved(again[1].examined) == keeping.shelved(told.examined)
    assert again[1]._replace(examined=told.examined) == told
    assert converting._dump(rendered._replace(title=Own("A")), told) is None
    for other in (None, {"rendered": []}, b"", b"?"):
        assert converting._load(other) is None


def test_a_module_that_is_loaded_stays_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    hook = ModuleType("hook")
    hook.__file__ = str(tmp_path / "hook.py")
    (tmp_path / "hook.py").touch()
    monkeypatch.setitem(sys.modules, "hook", hook)
    before = caching.surroundings()
    (tmp_path / "hook.py").unlink()
    monkeypatch.setitem(sys.modules, "another", ModuleType("another"))
    assert caching.surroundings() == before


@pytest.mark.slow
def test_what_a_build_leaves_is_not_looked_through_before_the_process_ends(book: Path, tmp_path: Path):
    told = [sys.executable, "-c", LEAVING, str(book), str(tmp_path / "second")]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    assert subprocess.run(told, env=env, check=True, capture_output=True, text=True).stdout == "True\n"
