"""The parts of `leidraad serve` without a browser: what is shown, what is watched, what is left behind."""

from __future__ import annotations

import logging
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Collection, Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from watchdog.events import (
    DirModifiedEvent,
    FileClosedNoWriteEvent,
    FileModifiedEvent,
    FileOpenedEvent,
    FileSystemEvent,
)

import brands
import servers
from leidraad import handbook, live, locales, search, site
from leidraad.building.inputs import made_from
from leidraad.errors import LeidraadError
from leidraad.live.making import Maker
from leidraad.live.server import Server
from leidraad.live.watching import Watch
from support import ROOT, Draw, add_german
from test_printing import CSL


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server("127.0.0.1", 0, "/boek/")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a site, and a file beside it that is none of it."""
    (tmp_path / "secret.txt").write_text("geheim")
    folder = tmp_path / "site"
    for name in ("index.html", "les/index.html", "404.html"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"<html><body>{name}</body></html>")
    (folder / "stijl.css").write_text("p{}")
    return folder


def get(server: Server, path: str, method: str = "GET") -> tuple[int, str, str]:
    """Return the status, version and text of an answer."""
    origin = server.address.removesuffix(server.root)
    try:
        with urlopen(Request(origin + path, method=method)) as answer:
            return answer.status, answer.headers["ETag"], answer.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.headers["ETag"], error.read().decode()


def test_a_page_has_a_version_that_changes_with_it_and_with_the_styles(server: Server, folder: Path):
    server.show(folder, {"les/index.html": "docs/nl/01-les.md"})
    status, version, text = get(server, "/boek/les/")
    assert status == 200
    assert f'data-version={version} data-source="docs/nl/01-les.md"' in text
    assert get(server, "/boek/les/", "HEAD") == (200, version, "")
    server.show(folder, {})
    assert get(server, "/boek/les/")[1] == version
    (folder / "index.html").write_text("<body>anders</body>")
    server.show(folder, {})
    assert get(server, "/boek/les/")[1] == version
    (folder / "stijl.css").write_text("p{margin:0}")
    server.show(folder, {})
    assert get(server, "/boek/les/")[1] != version


def test_pages_that_are_there_are_shown_before_the_others(server: Server, folder: Path, tmp_path: Path):
    coming = tmp_path / "coming"
    for name in ("index.html", "les/index.html", "nieuw.svg"):
        (coming / name).parent.mkdir(parents=True, exist_ok=True)
        (coming / name).write_text(f"<body>nieuw {name}</body>")
    (coming / "stijl.css").write_text("p{}")

    def shown() -> list[bool]:
        return ["nieuw" in get(server, f"/boek/{path}")[2] for path in ("", "les/", "nieuw.svg")]

    server.show_first(coming, ["les/index.html"])
    assert shown() == [False, False, False]
    server.show(folder, {"les/index.html": "docs/nl/01-les.md"})
    assert shown() == [False, False, False]
    server.show_first(coming, ["les/index.html"])
    assert shown() == [False, True, True]
    # What comes later stands above it, and takes nothing else away.
    (tmp_path / "later").mkdir()
    (tmp_path / "later/index.html").write_text("<body>nieuw</body>")
    server.show_first(tmp_path / "later", ["index.html"])
    assert shown() == [True, True, True]
    assert get(server, "/boek/les/")[2].startswith("<body>nieuw les/index.html")
    _, version, text = get(server, "/boek/les/")
    assert 'data-source="docs/nl/01-les.md"' in text
    assert get(server, "/boek/les")[1] == version
    assert get(server, "/boek/%2e%2e/secret.txt")[0] == 404
    server.tell({"failed": ["Mis."], "findings": []}, is_whole=False)
    assert shown() == [False, False, False]
    server.show_first(coming, ["les/index.html"])
    server.show(coming, {})
    assert shown() == [True, True, True]
    # Who has seen it need not load it again.
    assert get(server, "/boek/les/")[1] == version


@pytest.mark.parametrize(
    "path",
    [
        "../secret.txt",
        "%2e%2e/secret.txt",
        "..%2fsecret.txt",
        "les/..%5c..%5csecret.txt",
        "a%00",
        "/",
        "//",
        "a" * 300,
        "a/" * 3000,
    ],
)
def test_nothing_beside_the_site_is_shown(server: Server, folder: Path, path: str):
    server.show(folder, {})
    status, _, text = get(server, f"/boek/{path}")
    assert (status, "geheim" in text) in ((404, False), (200, False))
    assert get(server, "/secret.txt")[0] == 404


def test_an_address_without_its_slash_leads_on_and_a_missing_one_tells(server: Server, folder: Path):
    assert "leidraad-live" in get(server, "/boek/")[2]
    server.show(folder, {})
    assert "index.html" in get(server, "/boek/les")[2]
    assert "index.html" in get(server, "/")[2]
    status, version, text = get(server, "/boek/weg/")
    assert (status, "404.html" in text, version is not None) == (404, True, True)


def test_a_port_that_is_taken_is_one_line(server: Server):
    with pytest.raises(LeidraadError, match=r"cannot be listened on .*choose another with --address"):
        Server("127.0.0.1", server.server_address[1], "/")


def test_an_address_of_the_sixth_version_stands_in_brackets():
    try:
        server = Server("::1", 0, "/")
    except LeidraadError as error:
        pytest.skip(str(error))
    with server:
        assert server.address == f"http://[::1]:{server.server_address[1]}/"


def test_an_address_may_be_told_in_brackets_or_not(monkeypatch: pytest.MonkeyPatch):
    asked: list[str] = []

    def refuse(host: str, *_: object) -> None:
        asked.append(host)
        raise LeidraadError("x")

    monkeypatch.setattr(live, "Server", refuse)
    for address in ("[::1]:8000", "::1:8000", "127.0.0.1:8000"):
        with pytest.raises(LeidraadError):
            live.serve(ROOT / "mkdocs.yml", address, on_begin=print, on_made=print)
    assert asked == ["::1", "::1", "127.0.0.1"]


def test_a_save_is_noticed_and_reading_is_not(tmp_path: Path):
    chapter, works = tmp_path / "docs/nl/01-les.md", tmp_path / "references.bib"
    chapter.parent.mkdir(parents=True)
    chapter.write_text("a")
    watch = Watch()
    for event in (FileOpenedEvent(str(chapter)), FileClosedNoWriteEvent(str(chapter))):
        watch.over([tmp_path / "docs", works])
        watch.on_any_event(event)
        watch.on_any_event(FileModifiedEvent(str(tmp_path / "other.txt")))
        watch.on_any_event(FileModifiedEvent(str(chapter.with_name(".01-les.md.swp"))))
        watch.on_any_event(DirModifiedEvent(str(chapter.parent)))
        assert not watch.is_due()
    # These the system tells of.
    for path in (chapter, works, chapter.with_name("02-nieuw.md")):
        path.write_text("b")
        assert watch.wait() == {path}
    chapter.rename(other := chapter.with_name("03-anders.md"))
    assert watch.wait() == {chapter, other}
    chapter.parent.rename(tmp_path / "docs/en")
    watch.wait()
    watch.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal.")
def test_nothing_is_left_when_its_terminal_is_closed(project: Draw, tmp_path: Path):
    home = tmp_path / "home"
    home.mkdir()
    # What a program ignores, as under nohup, those that it starts ignore too; what it handles, they do not.
    before = signal.signal(signal.SIGHUP, lambda *_: None)
    try:
        program = subprocess.Popen(
            [sys.executable, "-m", "leidraad", "serve", "-a", f"127.0.0.1:{servers.free_port()}"],
            cwd=project({}),
            env={**os.environ, "TMPDIR": str(home), "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            text=True,
        )
    finally:
        signal.signal(signal.SIGHUP, before)
    assert program.stdout is not None
    assert any("built in" in line for line in program.stdout)
    program.send_signal(signal.SIGHUP)
    program.communicate()
    assert (program.returncode, [*home.iterdir()]) == (0, [])


def test_of_what_a_build_reads_nobody_is_told(tmp_path: Path):
    told: list[str] = []

    class Hearing(Watch):
        def on_any_event(self, event: FileSystemEvent) -> None:
            told.append(event.event_type)
            super().on_any_event(event)

    chapter = tmp_path / "01-les.md"
    chapter.write_text("a")
    watch = Hearing()
    watch.over([tmp_path])
    for _ in range(9):
        chapter.read_text()
    chapter.write_text("b")
    watch.wait()
    watch.close()
    assert told
    assert not {"opened", "closed_no_write"} & {*told}


def test_old_sites_go_and_at_the_end_all(project: Draw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(home))
    folder = project({})
    shown: list[Path] = []
    maker = Maker(folder / "mkdocs.yml", "http://127.0.0.1:8000/", lambda site, _: shown.append(site))
    for number in range(4):
        (folder / "docs/nl/index.md").write_text(f"# Versie {number}\n")
        made = maker.make()
        assert made.folder == shown[-1]
        assert f"Versie {number}" in (shown[-1] / "index.html").read_text()
    assert [site.exists() for site in shown] == [False, True, True, True]
    (folder / "docs/nl/index.md").write_text("{!nl/niet.md!}\n")
    failed = maker.make()
    assert (failed.folder, [finding.code for finding in failed.findings]) == (None, ["LR401"])
    assert failed.said == ["Nothing was built: mend 1 finding first."]
    assert not (folder / "site").exists()
    maker.close()
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("is_indexed", [False, True])
def test_a_site_that_another_save_has_overtaken_is_shown_and_nothing_else_of_it_is_made(
    project: Draw, is_indexed: bool
):
    folder, shown = project({}), []

    def is_due() -> bool:
        (site,) = shown[-1:]
        return len(shown) == 1 and (site / search.FOLDER).exists() == is_indexed

    maker = Maker(folder / "mkdocs.yml", "http://127.0.0.1/", lambda site, _: shown.append(site), is_due)
    made = maker.make()
    assert made.folder is not None
    assert (made.is_overtaken, len(shown)) == (True, 1)
    assert (made.folder / search.FOLDER).exists() == is_indexed
    assert made.findings == []
    made = maker.make()
    assert made.folder is not None
    assert (made.is_overtaken, len(shown), (made.folder / search.FOLDER).exists()) == (False, 2, True)
    maker.close()


def test_an_index_of_a_site_that_was_overtaken_meanwhile_is_not_made(project: Draw):
    folder, shown, asked = project({}), [], []

    def is_due() -> bool:
        asked.append((shown[-1] / search.FOLDER).exists() if shown else None)
        # It is asked once all pages are shown, and then before each page that is indexed.
        return len(asked) == 6

    maker = Maker(folder / "mkdocs.yml", "http://127.0.0.1/", lambda site, _: shown.append(site), is_due)
    made = maker.make()
    assert made.folder is not None
    assert (made.is_overtaken, len(shown)) == (True, 1)
    assert asked == [False] * 6
    assert not (made.folder / search.FOLDER).exists()
    maker.close()


def test_a_language_is_shown_as_soon_as_its_pages_are_as_they_will_be(project: Draw):
    texts = {
        f"docs/{lang}/02-w.md": f"# W\n\n/// {term}\n    id: stay\n\nW.\n///\n\n<!-- leidraad glossary -->\n"
        for lang, term in (("nl", "begrip | Blijven"), ("en", "term | Staying"))
    }
    folder, first = project(texts), {}

    def on_first(site: Path, files: Collection[str]) -> None:
        assert not (site / "en/index.html").exists()
        first.update({file: (site / file).read_bytes() for file in files})

    maker = Maker(folder / "mkdocs.yml", "http://127.0.0.1/", lambda *_: None, on_first=on_first)
    made = maker.make()
    assert made.folder is not None
    assert "index.html" in first
    assert {file: (made.folder / file).read_bytes() for file in first} == first
    # What it is called in English was not known yet.
    assert "Staying" in (made.folder / "02-w/index.html").read_text()
    assert "02-w/index.html" not in first
    maker.close()


TEXTS = {
    "docs/nl/02-w.md": "# W\n\nW[^n].\n\n/// begrip | Blijven\n    id: stay\n\nW.\n///\n\n[^n]: N.\n",
    "docs/en/02-w.md": "# W\n\nW.\n\n/// term | Staying\n    id: stay\n\nW.\n///\n",
    "docs/nl/03-x.md": "---\nslug: x\n---\n\n# X\n\nWe blijven.\n",
    "docs/en/03-x.md": "---\nslug: x\n---\n\n# X\n\nWe like staying.\n",
    "docs/nl/04-lijst.md": "# Lijst\n\n<!-- leidraad glossary -->\n",
    "docs/en/04-lijst.md": "# List\n\n<!-- leidraad glossary -->\n",
    "docs/_partials/nl/deel.md": "Deel.\n",
}


class Author:
    """Someone who saves files while a live view looks."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.shown: dict[str, bytes] = {}
        self.maker = Maker(folder / "mkdocs.yml", "http://127.0.0.1/", lambda *_: None, on_first=self._first)

    def _first(self, site: Path, files: Collection[str]) -> None:
        self.shown |= {file: (site / file).read_bytes() for file in files}

    def save(self, *texts: tuple[str, str]) -> dict[str, bytes]:
        """Save files, and return the pages that are shown before a build begins."""
        paths = [self.folder / name for name, _ in texts]
        for path, (_, text) in zip(paths, texts, strict=True):
            path.write_text(text)
        self.shown = {}
        self.maker.make_again(paths)
        return dict(self.shown)


@pytest.fixture
def author(project: Draw) -> Iterator[Author]:
    author = Author(project(TEXTS))
    assert author.maker.make().folder
    yield author
    author.maker.close()


@pytest.mark.parametrize(
    ("name", "page", "old", "new"),
    [
        ("nl/02-w", "02-w", "W[^n].", "Wel[^n] *en*[^n] wee.\n\n## Kop"),
        ("en/02-w", "en/02-w", "W.\n\n///", "![W](../w.svg)\n\n///"),
        ("nl/03-x", "x", "# X\n", "# X en Y\n\n/// citaat | Y\nWie blijft, blijft.\n///\n"),
        ("en/03-x", "en/x", "We like", "We all like"),
    ],
)
def test_a_text_that_was_saved_is_shown_at_once_as_a_build_shows_it(
    author: Author, name: str, page: str, old: str, new: str
):
    file = f"docs/{name}.md"
    shown = author.save((file, TEXTS[file].replace(old, new)))
    assert [*shown] == [f"{page}/index.html"]
    made = author.maker.make()
    assert made.folder is not None
    built = (made.folder / page / "index.html").read_text()
    assert shown[f"{page}/index.html"].decode() == built
    # And so is the next one.
    again = author.save((file, TEXTS[file].replace(old, f"{new} en meer")))
    assert "en meer" in again[f"{page}/index.html"].decode()
    assert "en meer" not in built


def test_texts_that_were_saved_at_once_are_shown_at_once(author: Author):
    shown = author.save(
        *((name, text.replace("W.", "Wee.")) for name, text in TEXTS.items() if "02-w" in name)
    )
    assert [*shown] == ["en/02-w/index.html", "02-w/index.html"]
    assert all(b"Wee." in page for page in shown.values())


def test_a_term_that_is_explained_is_so_at_once(author: Author):
    (html,) = author.save(("docs/nl/03-x.md", "---\nslug: x\n---\n\n# X\n\nWie kan blijven?\n")).values()
    assert re.search(
        r'Wie kan <a class="leidraad-term" href="[^"]+#term:blijven">blijven</a>\?', html.decode()
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "texts",
    [
        [("docs/nl/03-x.md", "---\nslug: y\n---\n\n# X\n")],
        [("docs/nl/03-x.md", "---\nslug: [\n---\n\n# X\n")],
        [("docs/nl/02-w.md", "# W\n\n{!nl/niet.md!}\n")],
        [("docs/nl/02-w.md", "# W\n\n{!../../mkdocs.yml!}\n")],
        [("docs/nl/04-lijst.md", "# Lijst\n\nMeer.\n\n<!-- leidraad glossary -->\n")],
        [("docs/nl/04-lijst.md", "# Lijst\n\nGeen.\n")],
        [("docs/nl/02-w.md", "# W\n\n<!-- leidraad bibliography -->\n")],
        [(f"docs/{each}.md", "# X\n") for each in ("nl/02-w", "en/02-w", "nl/index", "en/index")],
        [("docs/nl/02-w.md", "# W\n"), ("references.bib", "")],
        [("docs/nl/05-z.md", "# Z\n")],
        [("docs/_partials/nl/deel.md", "Ander deel.\n")],
        [("mkdocs.yml", "site_name: [")],
    ],
)
def test_what_takes_a_build_waits_for_it(author: Author, texts: list[tuple[str, str]]):
    assert author.save(*texts) == {}


def test_what_authors_may_not_do_is_not_shown_before_a_build_either(project: Draw):
    folder = project(TEXTS)
    told = (folder / "mkdocs.yml").read_text()
    (folder / "mkdocs.yml").write_text(told.replace("leidraad: {}", "leidraad: {authors: untrusted}"))
    author = Author(folder)
    assert author.maker.make().folder
    for text in ("<script>alert(1)</script>", "[x](javascript:alert(1))", '<p onclick="x()">x</p>'):
        assert author.save(("docs/nl/02-w.md", f"# W\n\n{text}\n")) == {}
        assert author.maker.make().folder is None
        assert author.save(("docs/nl/02-w.md", "# W\n\nGoed.\n")) == {}
        assert author.maker.make().folder
    assert author.save(("docs/nl/02-w.md", "# W\n\nBeter.\n"))
    author.maker.close()


def test_a_file_that_is_gone_by_then_is_how_an_editor_saves(author: Author):
    path = author.folder / "docs/nl/02-w.md"
    author.shown = {}
    path.write_text("# W\n\nNieuw.\n")
    author.maker.make_again([path.with_name("4913"), path])
    assert [*author.shown] == ["02-w/index.html"]
    path.with_name("03-x.md").unlink()
    author.maker.make_again([path.with_name("03-x.md")])
    assert [*author.shown] == ["02-w/index.html"]


def test_text_is_shown_while_a_build_is_at_work_and_stays_until_one_has_it(project: Draw):
    folder = project(TEXTS)
    path, told, shown = folder / "docs/nl/03-x.md", [], []

    def news(seen: int) -> tuple[int, Collection[Path]]:
        # The author saves when the build has read all pages, and then no more.
        if seen == 10:
            path.write_text(TEXTS["docs/nl/03-x.md"].replace("blijven", "gaan"))
            told.append(1)
            return seen + 1, [path]
        return seen + bool(shown), ()

    def on_first(site: Path, files: Collection[str]) -> None:
        if "x/index.html" in files:
            shown.append("gaan" if "We gaan." in (site / "x/index.html").read_text() else "blijven")

    def on_written(site: Path, _: object) -> None:
        shown.append("gaan" if "We gaan." in (site / "x/index.html").read_text() else "blijven")

    maker = Maker(folder / "mkdocs.yml", "http://127.0.0.1/", on_written, news=news, on_first=on_first)
    assert maker.make().folder
    assert maker.make().folder
    # It is shown again above whatever the build shows, which has what stood there before.
    assert shown == ["blijven", "gaan", "gaan", "blijven", "gaan"]
    assert maker.make().folder
    assert shown[5:] == ["gaan"]
    assert len(told) == 1
    maker.close()


def test_a_partial_that_was_saved_before_is_looked_at_by_a_build_first(author: Author):
    page = ("docs/nl/02-w.md", "# W\n\n{!nl/deel.md!}\n")
    assert author.save(page)
    assert author.maker.make().folder
    assert author.save(("docs/_partials/nl/deel.md", "---\nx: y\n---\n\nDeel.\n"), page) == {}
    # Saved in turn, while a build is at work.
    assert author.save(page) == {}
    assert author.maker.make().folder is None


@pytest.mark.parametrize(
    "told", ["extra: {homepage: https://en.example/}", "theme: {palette: {scheme: slate}}"]
)
def test_what_one_language_has_for_itself_is_not_shown_in_another(project: Draw, told: str):
    folder = project(TEXTS)
    config = (folder / "mkdocs.yml").read_text()
    assert "locale: en" in config
    at = config.index("locale: en")
    indent = " " * (at - config.rindex("\n", 0, at) - 1)
    (folder / "mkdocs.yml").write_text(config.replace("locale: en", f"locale: en\n{indent}{told}", 1))
    author = Author(folder)
    assert author.maker.make().folder
    for _ in range(2):
        shown = author.save(*((name, TEXTS[name]) for name in ("docs/en/02-w.md", "docs/nl/02-w.md")))
        made = author.maker.make()
        assert made.folder is not None
        assert len(shown) == 2
        for name, page in shown.items():
            assert page == (made.folder / name).read_bytes()
    author.maker.close()


def test_a_page_that_fails_before_a_build_is_not_told_of_that_build(
    project: Draw, monkeypatch: pytest.MonkeyPatch
):
    folder, shown, asked = project({}), [], []
    config, path = folder / "mkdocs.yml", folder / "docs/nl/index.md"
    config.write_text("strict: true\n" + config.read_text())

    def fail(*_: object) -> None:
        asked.append(1)
        logging.getLogger("mkdocs.commands.build").error("Error reading page")
        raise ValueError

    monkeypatch.setattr("leidraad.live.making.make_again", fail)
    maker = Maker(
        config, "http://127.0.0.1/", lambda *_: shown.append(1), news=lambda seen: (seen, [path] * len(shown))
    )
    assert maker.make().folder
    again = maker.make()
    assert asked
    assert (again.folder is None, again.said) == (False, [])
    maker.close()


def test_why_nothing_was_built_is_told_before_what_else_is_said(project: Draw):
    hook = "def on_env(env, **_):\n    raise ValueError('mis')\n"
    config = project({"hook.py": hook, **TEXTS}) / "mkdocs.yml"
    maker = Maker(config, "http://127.0.0.1/", lambda *_: None)
    assert "not included in the" in " ".join(maker.make().said)
    config.write_text(config.read_text("utf-8") + "hooks: [hook.py]\n", "utf-8")
    failed = maker.make()
    assert (failed.folder, failed.said[0]) == (None, "ValueError: mis")
    assert "not included in the" in failed.said[1]
    maker.close()


def test_a_hook_that_cannot_begin_ends_no_view(project: Draw):
    folder = project({"hook.py": "def on_startup(**_):\n    raise ValueError('mis')\n"})
    config, text = folder / "mkdocs.yml", (folder / "mkdocs.yml").read_text("utf-8")
    maker = Maker(config, "http://127.0.0.1/", lambda *_: None)
    config.write_text(f"{text}hooks: [hook.py]\n", "utf-8")
    assert maker.make().said == ["ValueError: mis"]
    config.write_text(text, "utf-8")
    assert maker.make().folder
    maker.close()


def test_the_last_good_site_stays_and_so_does_its_search(project: Draw):
    folder, shown, due = project(TEXTS), [], []
    maker = Maker(
        folder / "mkdocs.yml", "http://127.0.0.1/", lambda site, _: shown.append(site), lambda: bool(due)
    )
    assert maker.make().folder
    for number in range(5):
        (folder / "docs/nl/02-w.md").write_text(f"# W\n\n{{!nl/niet{number}.md!}}\n")
        assert maker.make().folder is None
    assert (shown[-1] / "index.html").exists()
    due.append(1)
    for number in range(5):
        (folder / "docs/nl/02-w.md").write_text(f"# W\n\nW {number}.\n")
        assert maker.make().is_overtaken
    assert (shown[0] / search.FOLDER / search.ENTRY).exists()
    assert [site.exists() for site in shown] == [True, False, False, True, True, True]
    maker.close()


def test_other_languages_are_there_again_when_a_page_has_been_made(author: Author, tmp_path: Path):
    table = tmp_path / "de.toml"
    locales.use({"de": table})
    assert author.save(("docs/nl/02-w.md", "# W\n\nNieuw.\n"))
    assert "de" in locales.available()
    locales.use({})


def test_what_changed_is_told_when_no_more_is_changing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    watch = Watch()
    watch.over([tmp_path])
    (tmp_path / "a.md").write_text("a")
    assert watch.wait() == {tmp_path / "a.md"}
    seen, paths = watch.news(0)
    assert not paths
    monkeypatch.setattr("time.monotonic", lambda: 1e9)
    watch.on_any_event(FileModifiedEvent(str(tmp_path / "b.md")))
    assert watch.news(seen) == (seen, frozenset())
    monkeypatch.setattr("time.monotonic", lambda: 1e9 + 1)
    new, paths = watch.news(seen)
    assert (new, paths) == (seen + 1, {tmp_path / "b.md"})
    assert watch.news(new) == (new, frozenset())
    assert watch.is_due()
    monkeypatch.undo()
    watch.close()


def test_a_save_is_not_missed_while_more_begins_to_be_watched(tmp_path: Path):
    first, *others = (tmp_path / name for name in "abcdef")
    for path in (first, *others):
        path.mkdir()
    watch = Watch()
    try:
        watch.over([first])
        for count in range(1, len(others) + 1):
            (first / "les.md").write_text(str(count))
            watch.over([first, *others[:count]])
            waiting = threading.Thread(target=watch.wait, daemon=True)
            waiting.start()
            waiting.join(timeout=20)
            assert not waiting.is_alive()
    finally:
        watch.close()


def is_told(watch: Watch, path: Path) -> bool:
    """Tell whether a change of a path, or of a folder that it is in, is noticed soon."""
    told: list[Path] = []
    waiting = threading.Thread(target=lambda: told.extend(watch.wait()), daemon=True)
    waiting.start()
    waiting.join(timeout=20)
    return any(path.is_relative_to(each) for each in told)


def test_a_folder_that_comes_or_goes_is_noticed_and_what_is_saved_in_it_later(tmp_path: Path):
    docs, locks = tmp_path / "docs", tmp_path / "a/b/locks"
    (docs / "nl").mkdir(parents=True)
    page, lock = docs / "nl/les.md", locks / "les.lock"
    page.write_text("a")
    watch = Watch()
    try:
        watch.over([docs, locks])
        (docs / "nl").rename(tmp_path / "elders")
        assert is_told(watch, page)
        (tmp_path / "elders").rename(docs / "nl")
        assert is_told(watch, page)
        shutil.rmtree(docs)
        assert is_told(watch, page)
        (docs / "nl").mkdir(parents=True)
        assert is_told(watch, page)
        for text in ("b", "c"):
            page.write_text(text)
            assert is_told(watch, page)
        docs.rename(tmp_path / "oud")
        (tmp_path / "nieuw/nl").mkdir(parents=True)
        (tmp_path / "nieuw").rename(docs)
        assert is_told(watch, page)
        page.write_text("d")
        assert is_told(watch, page)
        # Of a folder that was not there, not even those that it is in.
        locks.mkdir(parents=True)
        assert is_told(watch, lock)
        for text in ("b", "c"):
            lock.write_text(text)
            assert is_told(watch, lock)
    finally:
        watch.close()


def test_what_a_build_keeps_is_no_save(tmp_path: Path):
    watch = Watch()
    watch.over([tmp_path])
    watch.on_any_event(FileModifiedEvent(str(tmp_path / ".leidraad/pages.db")))
    assert not watch.is_due()
    watch.close()


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """Draw a handbook with all that one can be made from, much of it not where a new one has it."""
    folder = tmp_path / "handbook"
    handbook.create(folder)
    add_german(folder)
    brands.draw("oever", folder / "merk")
    (folder / "docs/_partials").rename(folder / "delen")
    for name, text in {
        "docs/nl/02-w.md": "# W\n\n{!nl/over-de-casussen.md!}\n",
        "docs/nl/03-x.md": "# X\n\n<!-- leidraad changes -->\n",
        "translations/en/02-w.lock": "",
        "merk/overrides/partials/copyright.html": "",
        "eigen/main.html": '{% extends "base.html" %}',
        "kort.csl": CSL,
        "werken.bib": (folder / "references.bib").read_text("utf-8"),
        "editions.yml": '- {edition: "1", date: 2026-11-26, changes: [{nl: W, en: W, de: W}]}\n',
        "courses.yml": "dag: {title: {nl: Dag, en: Day, de: Tag}, chapters: [02-w.md, 03-x.md]}\n",
        "mkdocs.yml": "INHERIT: gedeeld/een.yml\nsite_name: Boek\n",
        "gedeeld/een.yml": "INHERIT: ../twee.yml\ndocs_dir: docs\n",
        "twee.yml": (folder / "mkdocs.yml")
        .read_text("utf-8")
        .replace("docs/_partials", "delen")
        .replace("theme:\n", "theme:\n  custom_dir: eigen\n")
        .replace(
            "{locales: {de: de.toml}}",
            "{locales: {de: de.toml}, style: kort.csl, bibliography: werken.bib, course: dag, brand: merk}",
        ),
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def test_whatever_a_build_reads_is_watched(whole: Path):
    opened: set[str] = set()
    is_done = False

    def note(event: str, arguments: tuple[object, ...]) -> None:
        # It stays for as long as Python runs.
        if not is_done and event == "open" and isinstance(arguments[0], str | bytes | Path):
            opened.add(os.fsdecode(arguments[0]))

    sys.addaudithook(note)
    maker = Maker(whole / "mkdocs.yml", "http://127.0.0.1/", lambda *_: None)
    made = maker.make()
    is_done = True
    maker.close()
    assert made.folder, made.said
    there = {path for path in whole.rglob("*") if path.is_file() and ".leidraad" not in path.parts}
    read = there & {Path(name) for name in opened}
    assert [path for path in read if not any(path.is_relative_to(each) for each in made.watch)] == []
    # These a new handbook has, and this one has others.
    assert {path.name for path in there - read} == {"references.bib", ".gitignore"}
    # A first build that fails is made again as well.
    assert {*made.watch} == {*made_from(site.load(whole / "mkdocs.yml"))}


def test_a_table_of_words_that_was_saved_shows(whole: Path):
    maker = Maker(whole / "mkdocs.yml", "http://127.0.0.1/", lambda *_: None)

    def shown() -> str:
        made = maker.make()
        assert made.folder, made.said
        return (made.folder / "de/02-w/index.html").read_text("utf-8")

    old, new = "noch nicht ins Deutsche übersetzt", "noch nicht deutsch"
    assert old in shown()
    table = whole / "de.toml"
    table.write_text(table.read_text("utf-8").replace(old, new), "utf-8")
    assert new in shown()
    maker.close()
