"""The real site: built strictly in both languages, by both commands, and what must never be in it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest

from leidraad import docs, parsers, reader, site, writer
from support import ROOT, Draw, files, run

pytestmark = pytest.mark.slow

PAGES = [
    "index.html",
    "hechting-en-veerkracht/index.html",
    "vier-hechtingsstijlen/index.html",
    "en/index.html",
    "en/attachment-and-resilience/index.html",
    "en/four-attachment-styles/index.html",
]


def pages(built: Path) -> Iterator[tuple[str, str]]:
    for name in PAGES:
        yield name, (built / name).read_text(encoding="utf-8")


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgSign=false"]
    environment = {**os.environ, "GIT_COMMITTER_DATE": "2026-03-04T23:30:00-0500"}
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True, env=environment)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Path]:
    """Return a folder on another disk, where there is one: it lists files in another order."""
    shared = Path("/dev/shm")
    with TemporaryDirectory(dir=shared if os.access(shared, os.W_OK) else tmp_path) as folder:
        yield Path(folder)


class Way(NamedTuple):
    """A way to build the same commit."""

    command: list[str]
    site_dir: str
    umask: int
    locale: str
    zone: str
    seed: str

    def environment(self) -> dict[str, str]:
        # Python would take UTF-8 where the locale has none; and all days are `seed` days after the first one.
        plain = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "NO_MKDOCS_2_WARNING": "1"}
        day = {"SOURCE_DATE_EPOCH": str(86_400 * int(self.seed))}
        return plain | day | {"LC_ALL": self.locale, "TZ": self.zone, "PYTHONHASHSEED": self.seed}


def test_a_commit_gives_the_same_site_at_any_time_and_place(tmp_path: Path, elsewhere: Path):
    first, second = tmp_path / "één boek", elsewhere / "b"
    shutil.copytree(ROOT / "docs", first / "docs")
    for name in ("mkdocs.yml", "references.bib"):
        shutil.copy(ROOT / name, first)
    git(first, "init", "-q")
    git(first, "add", ".")
    git(first, "commit", "-q", "-m", "All")
    git(first, "config", "core.abbrev", "20")
    git(tmp_path, "clone", "-q", first.name, str(second))
    for path in second.rglob("*.md"):
        os.utime(path, (86_400, 86_400))
    ways = {
        first: Way(["mkdocs", "build", "-q", "--strict"], "site", 0o022, "C.UTF-8", "Pacific/Auckland", "1"),
        second: Way(["leidraad", "build", "-d", "a/b"], "a/b", 0o077, "C", "America/Adak", "2"),
    }
    made = []
    for folder, way in ways.items():
        done = subprocess.run(
            [str(Path(sys.executable).parent / way.command[0]), *way.command[1:]],
            cwd=folder,
            capture_output=True,
            encoding="utf-8",
            umask=way.umask,
            env=os.environ | way.environment(),
        )
        assert done.returncode == 0, done.stderr
        site_dir = folder / way.site_dir
        paths = {path.relative_to(site_dir): path for path in site_dir.rglob("*")}
        made.append({name: (path.stat().st_mode, content(path)) for name, path in paths.items()})
    assert "20 chapters (nl, en)" in done.stdout
    assert "0 findings" in done.stdout
    assert made[0].keys() == made[1].keys()
    assert [name for name in made[0] if made[0][name] != made[1][name]] == []
    # Days are those of the commit, where it was made.
    assert "2026-03-04</lastmod>" in (first / "site/sitemap.xml").read_text(encoding="utf-8")


def content(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def test_every_page_is_there_and_in_its_language(built: Path):
    for name, page in pages(built):
        lang = "en" if name.startswith("en/") else "nl"
        assert f'<html lang="{lang}"' in page
        assert page.count("<h1") == 1
    assert not list(built.rglob("*.md"))
    assert not (built / "_partials").exists()


def test_no_source_shows_through(built: Path):
    for name, page in pages(built):
        text = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL)
        visible = re.sub(r"<[^>]*>", "", text)
        for raw in ("///", "[^", "{!", "{{", "{#", "LR5"):
            assert raw not in visible, f"{raw} on {name}"
        assert not [c for c in page if "\ue000" <= c <= "\uf8ff"]


def test_trainer_notes_are_nowhere_in_the_participants_site(built: Path):
    config = site.load(ROOT / "mkdocs.yml")
    secrets = set()
    for source in docs.sources(config):
        chapter = reader.read(source.path.read_text(encoding="utf-8"), parsers.of_site(config, source.lang))
        for block in chapter.walk():
            if getattr(block, "kind", "") == "trainer":
                alone = type(chapter)(chapter.lang, block.body)
                secrets |= {s for s in re.split(r"(?<=[.?!:])\s+", writer.write(alone)) if len(s) > 20}
    assert secrets
    everything = b"\n".join(files(built).values()).decode("utf-8", errors="replace")
    assert [secret for secret in secrets if secret in everything] == []


def test_no_page_asks_a_third_party(built: Path):
    for name, content in files(built).items():
        if name.endswith((".html", ".css")):
            text = content.decode("utf-8")
            asked = re.findall(r"""(?:src|srcset)=["'](https?:[^"']+)|url\(["']?(https?:[^)"']+)""", text)
            links = re.findall(r"""<link[^>]+rel=["']?(?:stylesheet|preload|preconnect|icon)[^>]*>""", text)
            assert asked == [], name
            assert not [link for link in links if "http" in link], name


def test_the_chapters_languages_point_at_each_other(built: Path):
    page = (built / "hechting-en-veerkracht/index.html").read_text(encoding="utf-8")
    assert re.search(
        r'<a[^>]+href="[^"]*en/attachment-and-resilience/"[^>]*hreflang="?en', page
    ) or re.search(r'<a[^>]+hreflang="?en"?[^>]+href="[^"]*en/attachment-and-resilience/"', page)
    assert 'rel="alternate"' in page


def test_a_page_says_what_it_is_to_readers_and_to_machines(built: Path):
    page = (built / "en/attachment-and-resilience/index.html").read_text(encoding="utf-8")
    assert "<title>Attachment and resilience – Leading from a secure base</title>" in page
    assert re.search(r'<meta name="description" content="[^"]{40,155}"', page)
    assert '<meta property="og:title" content="Attachment and resilience">' in page
    assert '<link rel="canonical" href="https://example.org/leidraad/en/attachment-and-resilience/">' in page
    assert 'href="https://git.example.org/leidraad/edit/main/docs/en/01-hechting-en-veerkracht.md"' in page
    for words in ("Improve this page", "Last changed on", "version "):
        assert words in page
    assert "Verbeter deze pagina" not in page


def test_the_404_page_speaks_both_languages(built: Path):
    page = (built / "404.html").read_text(encoding="utf-8")
    assert "Deze pagina bestaat niet" in page
    assert "This page does not exist" in page
    assert '<html lang="nl"' in page


def test_each_language_has_its_own_search_index(built: Path):
    names = [path.name for path in (built / "assets/search/parts").iterdir()]
    assert [name for name in names if name.startswith("nl.")]
    assert [name for name in names if name.startswith("en.")]
    assert not (built / "search").exists()


def test_what_no_page_asks_for_is_left_out(built: Path, project: Draw):
    def searching(folder: Path) -> list[str]:
        return [name for name in files(folder) if re.search(r"/(?:lunr|workers)/", name)]

    assert not [name for name in files(built) if name.endswith(".map")]
    (bundle,) = (built / "assets/javascripts").glob("bundle.*.js")
    assert b"sourceMappingURL" not in bundle.read_bytes()
    assert searching(built) == []
    folder = project({"docs/nl/01-een.md": "# Een\n\nTekst.\n"})
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("plugins:\n", "plugins:\n  search: {}\n", 1), "utf-8")
    done = run("leidraad", "build", "--no-strict", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert searching(folder / "site") != []


def test_every_link_inside_the_site_has_its_target(built: Path):
    config = site.load(ROOT / "mkdocs.yml")
    base = config.site_url
    anchors = {
        path: set(re.findall(r'\bid="?([^"\s>]+)', path.read_text(encoding="utf-8")))
        for path in built.rglob("*.html")
    }
    broken = []
    for path in anchors:
        for link in re.findall(r'<a\b[^>]*\bhref="([^"]*)"', path.read_text(encoding="utf-8")):
            if link.startswith(base):
                target = built / link.removeprefix(base)
            elif link.startswith("/leidraad/"):
                target = built / link.removeprefix("/leidraad/")
            elif re.match(r"[a-z]+:", link):
                continue
            else:
                target = path.parent / link if link.partition("#")[0] else Path(f"{path}{link}")
            name, _, anchor = str(target).partition("#")
            file = Path(name).resolve()
            file = file / "index.html" if file.is_dir() else file
            if file not in anchors or (anchor and anchor not in anchors[file]):
                broken.append((str(path.relative_to(built)), link))
    assert broken == []


BROKEN = {
    "note": ("docs/nl/01-eerste-hoofdstuk.md", "# T\n\nX.[^weg]\n", "01-eerste-hoofdstuk.md:3:3: LR101"),
    "callout": (
        "docs/en/01-eerste-hoofdstuk.md",
        "# T\n\n/// citat\nX\n///\n",
        "01-eerste-hoofdstuk.md:3:1: LR201",
    ),
    "include": ("docs/nl/index.md", "# T\n\n{!../../mkdocs.yml!}\n", "docs/nl/index.md:3:1: LR402"),
    "partial": ("docs/_partials/nl/over-de-casussen.md", "Zin.[^a]\n", "over-de-casussen.md:1:5: LR405"),
    "courses": ("courses.yml", "half:\n  title: Half\n", "courses.yml:1:1: LR425 half: It lacks ‘chapters’."),
}


@pytest.mark.parametrize(("name", "text", "expected"), BROKEN.values(), ids=BROKEN)
def test_a_plain_strict_build_fails_on_a_finding(name: str, text: str, expected: str, project: Draw):
    folder = project({name: text})
    done = run("mkdocs", "build", "--strict", cwd=folder)
    assert done.returncode == 1
    assert expected in done.stderr
    assert "Traceback" not in done.stderr
    assert run("leidraad", "build", cwd=folder).returncode == 1


def test_a_build_that_is_not_strict_shows_the_page_with_its_words(project: Draw):
    folder = project({"docs/nl/index.md": "# T\n\n/// citat | Wie\nWoorden.\n///\n"})
    done = run("leidraad", "build", "--no-strict", cwd=folder)
    assert done.returncode == 0
    assert "LR201" in done.stderr
    page = (folder / "site/index.html").read_text(encoding="utf-8")
    assert "Woorden." in page
    assert "/// " not in page


def test_an_empty_page_and_a_missing_translation_build(project: Draw):
    folder = project(
        {"docs/nl/leeg.md": "", "docs/nl/02-alleen-nl.md": "# Alleen\n\n/// kern\nTekst.\n///\n"}
    )
    config = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    nav = "  - 01-eerste-hoofdstuk.md\n"
    (folder / "mkdocs.yml").write_text(config.replace(nav, nav + "  - 02-alleen-nl.md\n  - leeg.md\n"))
    done = run("leidraad", "build", cwd=folder)
    assert done.returncode == 0, done.stderr
    page = (folder / "site/en/02-alleen-nl/index.html").read_text(encoding="utf-8")
    assert "This page has not been translated into English yet." in page
    assert '<div class="leidraad-text" lang="nl"' in page
    assert ">Kern<" in page


def changed(folder: Path, old: str, new: str) -> Path:
    path = folder / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return folder


def test_a_customers_own_partial_goes_before_ours(project: Draw):
    folder = project({"overrides/partials/copyright.html": "<p>Van de klant</p>"})
    changed(folder, "  name: material\n", "  name: material\n  custom_dir: overrides\n")
    assert run("leidraad", "build", cwd=folder).returncode == 0
    assert "Van de klant" in (folder / "site/index.html").read_text(encoding="utf-8")


def test_partials_are_not_published_whatever_the_configuration_says(project: Draw):
    folder = changed(project({}), "exclude_docs: |\n  _partials/\n", "")
    assert run("mkdocs", "build", cwd=folder).returncode == 0
    assert not (folder / "site/_partials").exists()


def test_two_pages_never_share_an_address(project: Draw):
    text = "---\nslug: eerste-hoofdstuk\n---\n\n# Tweede\n"
    done = run("mkdocs", "build", cwd=project({"docs/nl/02-tweede.md": text}))
    assert done.returncode == 1
    assert "docs/nl/02-tweede.md:2:1: LR407 Address ‘eerste-hoofdstuk’ is taken by" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_list_of_editions_that_cannot_be_read_stops_the_build_in_a_line_for_each_fault(project: Draw):
    folder = project({"editions.yml": "- edition: '2'\n  date: ooit\n- edition: '1'\n"})
    done = run("leidraad", "build", "--no-strict", cwd=folder)
    assert done.returncode == 2
    assert [line.partition(": It")[0] for line in done.stderr.splitlines()] == [
        "editions.yml:2:3: 1.date",
        "editions.yml:3:3: 2",
    ]
    assert not (folder / "site").exists()


def test_a_chapter_that_is_not_utf8_stops_the_build_in_one_line(project: Draw):
    folder = project({})
    (folder / "docs/nl/01-eerste-hoofdstuk.md").write_bytes(b"# \xe9\xe9n\n")
    done = run("mkdocs", "build", cwd=folder)
    assert done.returncode == 1
    assert "Is not UTF-8" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_plugins_order_is_checked(project: Draw):
    folder = project({})
    text = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    start, rest = text.split("plugins:\n")
    i18n, after = rest.split("  leidraad: {}\n")
    (folder / "mkdocs.yml").write_text(f"{start}plugins:\n  leidraad: {{}}\n{i18n}{after}", encoding="utf-8")
    done = run("mkdocs", "build", cwd=folder)
    assert done.returncode == 1
    assert "list the plugin ‘i18n’, and ‘leidraad’ after it" in done.stderr
    assert "Traceback" not in done.stderr
