"""`leidraad new`: which file it makes of which, what it refuses, and that it overwrites nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from leidraad import parsers, site
from leidraad.cli import main
from leidraad.model import Heading, Note
from leidraad.reader import read
from leidraad.storage.files import read_text
from leidraad.translating import scaffolding
from support import ROOT, Draw

CHAPTER = "---\nslug: rouw\n---\n\n# Rouw {#grief}\n\nWie blijft, zegt niets.[^a]\n\n[^a]: Zie elders.\n"
New = Callable[..., Result]


@pytest.fixture
def new(project: Draw, monkeypatch: pytest.MonkeyPatch) -> New:
    """Return a function that draws a handbook and begins a translation in it."""

    def run(lang: str, chapter: str, files: dict[str, str] | None = None) -> Result:
        monkeypatch.chdir(project({"docs/nl/03-rouw.md": CHAPTER} | (files or {})))
        return CliRunner().invoke(main, ["new", lang, chapter], catch_exceptions=False)

    return run


def error(result: Result) -> str:
    """Return the one line that a command ended with; it has written nothing."""
    assert (result.exit_code, result.stdout) == (2, "")
    assert not Path("docs/en/03-rouw.md").exists()
    assert result.stderr.count("\n") == 1
    return result.stderr.strip()


@pytest.mark.parametrize(
    "chapter", ["03-rouw.md", "03-rouw", "docs/nl/03-rouw.md", "docs/en/03-rouw.md", r"docs\nl\03-rouw.md"]
)
def test_a_chapter_is_known_by_its_name_and_by_its_path(new: New, chapter: str):
    done = new("en", chapter)
    assert done.stdout == (
        "docs/en/03-rouw.md: 3 blocks to translate, each below its words in docs/nl/03-rouw.md.\n"
    )
    assert Path("docs/en/03-rouw.md").read_text(encoding="utf-8") == (
        "---\n# leidraad source: rouw\nslug:\nstatus: draft\n---\n\n"
        "<!-- leidraad source: Rouw -->\n\n# … {#grief}\n\n"
        "<!-- leidraad source: Wie blijft, zegt niets.[^a] -->\n\n…[^a]\n\n"
        "<!-- leidraad source: Zie elders. -->\n\n[^a]: …\n"
    )


def test_a_chapter_may_stand_in_a_folder_and_be_named_from_there(new: New, monkeypatch: pytest.MonkeyPatch):
    assert "en/deel/04-x.md" in new("en", "deel/04-x.md", {"docs/nl/deel/04-x.md": CHAPTER}).stdout
    Path("docs/en/deel/04-x.md").unlink()
    monkeypatch.chdir("docs/nl/deel")
    done = CliRunner().invoke(main, ["new", "en", "04-x.md"], catch_exceptions=False)
    assert done.exit_code == 0


@pytest.mark.parametrize("leads", ["", "---\nsource: en\n---\n\n"])
def test_an_english_chapter_can_lead(new: New, leads: str):
    text = f"{leads}# Hope {{#hope}}\n\n/// case | Name\nSomebody comes.\n///\n"
    new("nl", "05-hope.md", {"docs/en/05-hope.md": text})
    made = Path("docs/nl/05-hope.md").read_text(encoding="utf-8")
    assert "source: en\nstatus: draft\n" in made
    assert "/// casus | …\n" in made
    assert "<!-- leidraad source: Hope -->" in made


def test_what_is_there_is_never_overwritten(new: New):
    for name in ("docs/en/03-rouw.md", "docs/en/index.md"):
        done = new("en", Path(name).name, {name: "Mine.\n"})
        assert (done.exit_code, done.stdout) == (2, "")
        assert done.stderr == f"{name}: is there already; delete it first to begin anew.\n"
        assert Path(name).read_text(encoding="utf-8") == "Mine.\n"
        shutil.rmtree(Path.cwd())


def test_a_link_that_leads_nowhere_is_not_written_through(new: New, tmp_path: Path):
    new("en", "03-rouw.md")
    Path("docs/en/03-rouw.md").unlink()
    Path("docs/en/03-rouw.md").symlink_to(tmp_path / "elsewhere.md")
    done = CliRunner().invoke(main, ["new", "en", "03-rouw.md"], catch_exceptions=False)
    assert "is there already" in done.stderr
    assert not (tmp_path / "elsewhere.md").exists()


@pytest.mark.parametrize(
    ("lang", "chapter", "message"),
    [
        (
            "en",
            "03-rauw.md",
            "03-rauw.md: is no chapter or partial of this handbook. Did you mean 03-rouw.md?",
        ),
        ("eng", "03-rouw.md", "eng: is no language of this handbook. Did you mean en?"),
        ("fr", "03-rouw.md", "fr: is no language of this handbook. Choose one of: nl, en."),
        ("en", "../../etc/passwd", "is no chapter or partial of this handbook."),
        ("en", "", "is no chapter or partial of this handbook."),
        ("en", "x\n\x1b[31m", "is no chapter or partial of this handbook."),
        ("en", "x" * 5000, "is no chapter or partial of this handbook."),
    ],
)
def test_what_is_not_there_is_said_with_what_may_be_meant(new: New, lang: str, chapter: str, message: str):
    assert message in error(new(lang, chapter))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("---\nslug: [x\n---\n\n# X\n", "docs/nl/03-rouw.md:2: The front matter cannot be read"),
        ("# X\n\n{!nl/weg.md!}\n", "docs/nl/03-rouw.md:3: Include ‘nl/weg.md’ names no file"),
        ("# X\n\n<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n", "docs/nl/03-rouw.md:3: a conflict"),
    ],
)
def test_a_source_that_is_not_in_order_is_mended_first(new: New, text: str, message: str):
    assert message in error(new("en", "03-rouw.md", {"docs/nl/03-rouw.md": text}))


def test_a_source_in_another_encoding_is_one_line(new: New):
    new("en", "03-rouw.md")
    Path("docs/en/03-rouw.md").unlink()
    Path("docs/nl/03-rouw.md").write_bytes("één".encode("latin-1"))
    done = CliRunner().invoke(main, ["new", "en", "03-rouw.md"], catch_exceptions=False)
    assert "is not UTF-8" in error(done)


def test_partials_that_the_language_lacks_are_begun_with_it(new: New):
    files = {
        "docs/nl/03-rouw.md": f"{CHAPTER}\n{{!nl/a.md!}}\n\nMidden {{!nl/b.md!}} in.\n\n{{!los.md!}}\n",
        "docs/_partials/nl/a.md": "Let op: dit blijft.\n\n{!nl/c.md!}\n",
        "docs/_partials/nl/b.md": "korte *tekst*",
        "docs/_partials/nl/c.md": "Diep.\n",
        "docs/_partials/en/c.md": "Deep.\n",
        "docs/_partials/los.md": "1988\n",
    }
    done = new("en", "03-rouw.md", files)
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == [
        "docs/en/03-rouw.md", "docs/_partials/en/b.md", "docs/_partials/en/a.md",
    ]  # fmt: skip
    partials = Path("docs/_partials/en")
    assert partials.joinpath("c.md").read_text(encoding="utf-8") == "Deep.\n"
    assert partials.joinpath("a.md").read_text(encoding="utf-8") == (
        "<!-- leidraad source: Let op: dit blijft. -->\n\n…\n\n{!en/c.md!}\n"
    )
    assert "{!en/a.md!}\n" in Path("docs/en/03-rouw.md").read_text(encoding="utf-8")


def test_lines_of_a_partial_that_is_not_there_yet_cannot_be_chosen(new: New):
    files = {
        "docs/nl/03-rouw.md": f"{CHAPTER}\n{{!nl/a.md!lines=2}}\n",
        "docs/_partials/nl/a.md": "Een.\nTwee.\n",
    }
    message = "docs/_partials/en/a.md: is not there, and lines of it are included; translate it first."
    assert error(new("en", "03-rouw.md", files)) == message
    assert not Path("docs/_partials/en/a.md").exists()


@pytest.mark.slow
def test_every_chapter_of_the_handbook_can_be_begun(tmp_path: Path):
    for name in ("docs", "mkdocs.yml", "references.bib"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    config = site.load(tmp_path / "mkdocs.yml")
    for lang, other in (("en", "nl"), ("nl", "en")):
        shutil.rmtree(tmp_path / "docs" / lang)
        for path in sorted((tmp_path / "docs" / other).glob("*.md")):
            scaffolding.begin(config, lang, path.name)
            # A scaffold that was begun wrong would not carry its notes and ids.
            parser = {code: parsers.of_site(config, code) for code in (lang, other)}
            made = read(read_text(tmp_path / "docs" / lang / path.name), parser[lang])
            source = read(read_text(path), parser[other])
            ids = [[b.id for b in c.walk() if isinstance(b, Heading | Note)] for c in (made, source)]
            assert ids[0] == ids[1]
