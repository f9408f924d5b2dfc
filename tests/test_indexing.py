"""The search index: one a language, made while pages are written, and only of a language that has changed."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from leidraad.errors import LeidraadError
from leidraad.search import FOLDER, Indexing, index, service
from leidraad.search.keeping import ENTRY, Index, dump, load
from leidraad.search.service import Pagefind
from leidraad.search.texts import shown
from leidraad.storage.store import Store
from support import files

PAGES = {
    "zwaan/index.html": ("nl", "Een zwaan zwemt in de vijver."),
    "anker/index.html": ("nl", "Het anker ligt op de bodem."),
    "boot/index.html": ("nl", "De boot ligt stil."),
    "en/index.html": ("en", "A swan swims in the pond."),
    "en/anchor/index.html": ("en", "The anchor lies at the bottom."),
    "de/index.html": ("de", "Ein Schwan schwimmt im Teich."),
    "los.html": ("", "Niemand zegt in welke taal dit staat."),
}


def write(site: Path, name: str, lang: str, text: str) -> None:
    """Write a page of a site."""
    path = site / name
    path.parent.mkdir(parents=True, exist_ok=True)
    said = f' lang="{lang}"' if lang else ""
    path.write_text(
        f"<!doctype html><html{said}><head><title>x</title></head><body><article data-pagefind-body>"
        f"<h1>{name}</h1><p>{text}</p></article></body></html>",
        "utf-8",
    )


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Write a site in three languages."""
    for name, (lang, text) in PAGES.items():
        write(tmp_path / "site", name, lang, text)
    (tmp_path / "site/404.html").write_text("<html lang=nl><head></head><body>Weg</body></html>", "utf-8")
    return tmp_path / "site"


def written(site: Path) -> dict[str, bytes]:
    """Return the files of the index of a site."""
    return files(site / FOLDER)


def at_once(site: Path, names: list[str]) -> dict[str, bytes]:
    """Return the index that Pagefind makes of pages of all languages."""
    pagefind = Pagefind()
    for name in names:
        text = shown((site / name).read_bytes())
        assert text
        pagefind.add(name, text.html)
    pagefind.finish()
    made = pagefind.files()
    made[ENTRY] = json.dumps(json.loads(made[ENTRY]), sort_keys=True).encode()
    return made


def build(site: Path, store: Path, names: list[str], *, late: bool = False) -> list[str]:
    """Index a site as a build does, and return which languages were indexed; `late` writes a page again."""
    known = Store(store)
    indexing = Indexing(site, known)
    for name in names:
        indexing.coming(name)
    if late:
        write(site, names[0], *PAGES[names[0]][:1], "Wat een ander er op het laatst van maakt.")
    indexing.finish()
    indexing.write()
    indexing.stop()
    known.close(is_whole=True)
    return indexing.made


def test_the_indexes_of_languages_are_what_one_run_makes_of_all_of_them(site: Path):
    index(site)
    assert written(site) == at_once(site, sorted(PAGES))
    assert sorted(json.loads(written(site)[ENTRY])["languages"]) == ["de", "en", "nl"]


def test_a_site_without_pages_has_an_index(tmp_path: Path):
    index(tmp_path)
    assert written(tmp_path) == at_once(tmp_path, [])


def test_pages_are_numbered_as_they_are_written_and_others_by_name(site: Path, tmp_path: Path):
    order = ["zwaan/index.html", "en/index.html", "anker/index.html"]
    build(site, tmp_path / "known.db", order)
    assert written(site) == at_once(site, [*order, *sorted(PAGES.keys() - set(order))])


def test_only_a_language_that_has_changed_is_indexed(site: Path, tmp_path: Path):
    store, names = tmp_path / "known.db", list(PAGES)
    assert build(site, store, names) == ["de", "en", "nl"]
    first = written(site)
    assert build(site, store, names) == []
    assert written(site) == first
    write(site, "en/anchor/index.html", "en", "The anchor is lost.")
    assert build(site, store, names) == ["en"]
    assert written(site).keys() >= at_once(site, names).keys()
    # Another order, a page less and a language less.
    assert build(site, store, [names[1], names[0], *names[2:]]) == ["nl"]
    (site / "en/anchor/index.html").unlink()
    (site / "de/index.html").unlink()
    assert build(site, store, [names[1], names[0], *names[2:]]) == ["en"]
    assert sorted(json.loads(written(site)[ENTRY])["languages"]) == ["en", "nl"]


def test_the_index_of_a_language_is_made_while_the_next_is_written(site: Path):
    indexing = Indexing(site)
    for name in ("anker/index.html", "zwaan/index.html", "en/index.html", "en/anchor/index.html"):
        indexing.coming(name)
    dutch = indexing._languages["nl"].pagefind
    assert dutch
    assert dutch.is_done(60)
    assert not indexing._languages["en"].is_ended
    # A page of it that comes late is no part of that.
    indexing.coming("boot/index.html")
    indexing.coming("de/index.html")
    assert indexing._languages["nl"].pagefind is not dutch
    indexing.stop()


def test_a_translation_that_lags_behind_is_not_indexed_for_that(site: Path, tmp_path: Path):
    store, names = tmp_path / "known.db", list(PAGES)
    write(site, "en/index.html", "en", 'A swan.</p><p data-block="swan.2">It swims.')
    assert build(site, store, names) == ["de", "en", "nl"]
    first = written(site)
    write(site, "en/index.html", "en", 'A swan.</p><p data-block="swan.2" data-stale="">It swims.')
    assert build(site, store, names) == []
    assert build(site, tmp_path / "other.db", names) == ["de", "en", "nl"]
    assert written(site) == first


@pytest.mark.parametrize("is_known", [True, False])
def test_what_is_indexed_is_what_stands_in_the_site_at_last(site: Path, tmp_path: Path, is_known: bool):
    names = list(PAGES)
    if is_known:
        build(site, tmp_path / "known.db", names)
    assert "nl" in build(site, tmp_path / "known.db", names, late=True)
    assert written(site).items() >= at_once(site, names).items()


def damaged(value: bytes) -> list[Any]:
    """Return values of other kinds than an index."""
    index = load(value)
    assert index
    pages, kept = index
    return [
        None,
        [],
        {"pages": dict(pages)},
        value[:-1],
        value + b"x",
        value.replace(b'"pages"', b'"page"', 1),
        dump(Index(pages, kept | {ENTRY: b"?"})),
        dump(Index(pages, kept | {ENTRY: b"[]"})),
        dump(Index(pages, {ENTRY: kept[ENTRY]})),
        dump(Index(pages, kept | {"../../index.html": b""})),
    ]


@pytest.mark.parametrize("number", range(10))
def test_a_damaged_index_is_made_anew(site: Path, tmp_path: Path, number: int):
    store, names = tmp_path / "known.db", list(PAGES)
    build(site, store, names)
    first = written(site)
    known = Store(store)
    indexing = Indexing(site, known)
    indexing.finish()
    value = known.get("search nl", indexing._key)
    assert value
    known.put("search nl", indexing._key, damaged(value)[number])
    indexing.stop()
    known.close(is_whole=False)
    assert build(site, store, names) == ["nl"]
    assert written(site) == first


def test_another_pagefind_knows_nothing(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    build(site, tmp_path / "known.db", list(PAGES))
    monkeypatch.setattr(service, "release", lambda: "9.9")
    assert build(site, tmp_path / "known.db", list(PAGES)) == ["de", "en", "nl"]


def test_pages_are_told_while_others_are_written(site: Path):
    indexing = Indexing(site)
    for name in PAGES:
        indexing.coming(name)
    assert {lang for lang, each in indexing._languages.items() if each.pagefind} == {"nl", "en", "de"}
    at_work = [each.pagefind for each in indexing._languages.values()]
    indexing.stop()
    assert all(each and each._process.returncode is not None for each in at_work)


def test_neither_long_pages_nor_long_answers_fill_a_pipe_for_ever():
    pagefind = Pagefind()
    title = "zwaan " * 20_000
    for number in range(20):
        pagefind.add(f"{number}.html", f"<html lang=nl><div data-pagefind-body><h1>{title}</h1></div>")
    pagefind.finish()
    assert json.loads(pagefind.files()[ENTRY])["languages"]["nl"]["page_count"] == 20


def test_a_pagefind_that_stops_midway_is_one_line(site: Path):
    indexing = Indexing(site)
    for name in PAGES:
        indexing.coming(name)
    pagefind = indexing._languages["en"].pagefind
    assert pagefind
    pagefind._process.kill()
    indexing.finish()
    told = r"^Pagefind made no search index \(it stopped\); build again, or install Leidraad again\.$"
    with pytest.raises(LeidraadError, match=told):
        indexing.write()
    indexing.stop()
    assert not (site / FOLDER).exists()


@pytest.mark.skipif(os.name != "posix", reason="there is no such program here")
@pytest.mark.parametrize(
    ("program", "told"), [("true", "it stopped"), ("cat", "no sense"), ("nowhere", "No such")]
)
def test_a_program_that_is_not_pagefind_is_one_line(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, told: str
):
    script = tmp_path / program
    if program != "nowhere":
        # It is given an option that it does not know.
        script.write_text(f"#!/bin/sh\nexec {program}\n")
        script.chmod(0o755)
    monkeypatch.setattr(service, "program", lambda: script)
    monkeypatch.setattr(service, "release", lambda: "")
    with pytest.raises(LeidraadError, match=f"Pagefind made no search index .*{told}"):
        index(site)


_KILLED = """
import os, signal, sys
from leidraad.search.service import Pagefind
pagefind = Pagefind()
for number in range(50):
    pagefind.add(f"{number}.html", f"<html lang=nl><p data-pagefind-body>{number}</p></html>")
print(pagefind._process.pid, flush=True)
sys.stdin.read(1)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="other processes cannot be waited for here")
def test_pagefind_ends_when_the_build_is_killed():
    build = subprocess.Popen([sys.executable, "-c", _KILLED], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    with build:
        assert build.stdout
        assert build.stdin
        pidfd = os.pidfd_open(int(build.stdout.readline()))
        build.stdin.write(b"x")
        build.stdin.flush()
        assert build.wait() == -signal.SIGKILL
    assert select.select([pidfd], [], [], 20)[0]
    os.close(pidfd)
