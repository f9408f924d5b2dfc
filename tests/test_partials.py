"""Partials in two languages: compared, kept up to date and sent to translators as chapters are."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from leidraad import site
from leidraad.cli import main
from support import Draw, check

NL = "Deze verhalen zijn bedacht.\n\nWie zich herkent, vergist zich.\n"
EN = "These stories are made up.\n\nWhoever recognises a colleague is mistaken.\n"
CHANGED = NL.replace("bedacht", "helemaal bedacht")
PARTIAL = "_partials/verhalen.md"


def chapter(lang: str, front: str = "") -> str:
    title = {"nl": "Rouw", "en": "Grief"}[lang]
    return f"{front}# {title} {{#grief}}\n\n{{!{lang}/verhalen.md!}}\n"


FILES = {
    "docs/nl/01-rouw.md": chapter("nl"),
    "docs/en/01-rouw.md": chapter("en"),
    "docs/_partials/nl/verhalen.md": NL,
    "docs/_partials/en/verhalen.md": EN,
}


@pytest.fixture
def draw(project: Draw, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Return a function that draws a handbook whose only chapter includes a partial, and goes there."""

    def drawn(files: dict[str, str | None] | None = None) -> Path:
        given = {"docs/nl/index.md": "# Begin {#start}\n", "docs/en/index.md": "# Start {#start}\n"}
        kept = {name: text for name, text in (given | FILES | (files or {})).items() if text is not None}
        folder = project(kept)
        monkeypatch.chdir(folder)
        return folder

    return drawn


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def states(lang: str = "en") -> dict[str, str]:
    (one,) = (
        each
        for each in json.loads(run("status", "--format", "json").output)
        if (each["chapter"], each["language"]) == (PARTIAL, lang)
    )
    return {block["id"]: block["state"] for block in one["blocks"]}


def test_what_differs_is_told_with_both_places(draw: Callable[..., Path]):
    draw({"docs/_partials/en/verhalen.md": f"{EN}\nAnd there are 40 of them.\n"})
    found = [str(finding) for finding in check(site.load())]
    assert [line.split(" ")[:2] for line in found if "verhalen" in line] == [
        ["docs/_partials/en/verhalen.md:5:1:", "LR303"]
    ]


def test_a_change_makes_the_translation_stale_until_it_is_accepted(draw: Callable[..., Path]):
    folder = draw()
    assert set(states().values()) == {"unconfirmed"}
    assert run("accept", "docs/_partials/en/verhalen.md").output == (
        "docs/_partials/en/verhalen.md: 2 blocks accepted.\n"
    )
    assert (folder / "translations/en/_partials/verhalen.lock").is_file()
    assert states() == {}
    (folder / "docs/_partials/nl/verhalen.md").write_text(CHANGED, "utf-8")
    assert states() == {"1": "stale"}
    assert ["docs/_partials/en/verhalen.md:1:1", "LR314"] in [
        re.split(": | ", str(finding))[:2] for finding in check(site.load())
    ]
    assert run("accept", "--minor", PARTIAL).exit_code == 0
    assert states() == {}


def test_a_page_says_that_what_it_includes_is_behind(draw: Callable[..., Path]):
    folder = draw()
    run("accept", "docs/en/01-rouw.md", "docs/_partials/en/verhalen.md")
    (folder / "docs/_partials/nl/verhalen.md").write_text(CHANGED, "utf-8")
    assert run("build", "--no-strict").exit_code == 0
    page = (folder / "site/en/01-rouw/index.html").read_text("utf-8")
    marked = re.findall(r'<p data-block="grief\.1"( data-stale="")?>([^<]*)', page)
    assert [(bool(stale), text[:5]) for stale, text in marked] == [(True, "These"), (True, "Whoev")]
    assert "data-stale" not in (folder / "site/01-rouw/index.html").read_text("utf-8")


@pytest.mark.parametrize(("leading", "lang"), [("", "en"), ("---\nsource: en\n---\n\n", "nl")])
def test_its_source_is_that_of_the_chapters_that_show_it(draw: Callable[..., Path], leading: str, lang: str):
    folder = draw({"docs/en/01-rouw.md": chapter("en", leading)})
    path = folder / f"docs/_partials/{'nl' if lang == 'en' else 'en'}/verhalen.md"
    run("accept", PARTIAL)
    path.write_text(path.read_text("utf-8").replace("e", "ee", 1), "utf-8")
    assert states(lang) == {"1": "stale"}


def test_a_link_that_follows_a_chapter_makes_nothing_stale(draw: Callable[..., Path]):
    link = "Zie [hier](01-rouw.md#grief).\n"
    folder = draw({f"docs/_partials/{lang}/verhalen.md": link for lang in ("nl", "en")})
    run("accept", PARTIAL)
    assert run("move", "01-rouw", "02-rouw").exit_code == 0
    for lang in ("nl", "en"):
        assert "(02-rouw.md#grief)" in (folder / f"docs/_partials/{lang}/verhalen.md").read_text("utf-8")
    assert states() == {}


def test_one_that_is_missing_is_told_once_by_the_include_that_names_it(draw: Callable[..., Path]):
    folder = draw({"docs/_partials/en/verhalen.md": None})
    assert [finding.code for finding in check(site.load()) if "verhalen" in str(finding)] == ["LR401"]
    (folder / "docs/en/01-rouw.md").unlink()
    assert set(states().values()) == {"missing"}


def test_it_is_begun_by_its_own_name(draw: Callable[..., Path]):
    folder = draw({"docs/en/01-rouw.md": None, "docs/_partials/en/verhalen.md": None})
    done = run("new", "en", "docs/_partials/nl/verhalen.md")
    assert done.output.startswith("docs/_partials/en/verhalen.md: 2 blocks to translate")
    assert not (folder / "docs/_partials/en/verhalen.md").read_text("utf-8").startswith("---")
    again = run("new", "en", PARTIAL)
    assert (again.exit_code, "is there already" in again.stderr) == (2, True)


def test_one_of_every_language_has_nothing_to_translate(draw: Callable[..., Path]):
    draw({"docs/_partials/adres.md": "info@example.org\n"})
    done = run("new", "en", "docs/_partials/adres.md")
    assert (done.exit_code, done.stderr) == (
        2,
        "docs/_partials/adres.md: is of every language; there is nothing to translate.\n",
    )
    assert "adres" not in run("status", "--format", "json").output


@pytest.mark.parametrize("form", ["xliff", "po"])
def test_it_goes_to_translators_and_comes_back(draw: Callable[..., Path], form: str):
    folder = draw({"docs/en/01-rouw.md": None, "docs/_partials/en/verhalen.md": None})
    assert "_partials" in run("exchange", "export", f"--{form}", "en").output
    (sent,) = (folder / "exchange/en/_partials").glob("verhalen.*")
    text = sent.read_text("utf-8")
    for source, target in zip(NL.strip().split("\n\n"), EN.strip().split("\n\n"), strict=True):
        open_, close = ('msgid "', '"\nmsgstr "') if form == "po" else ("<source>", "</source>")
        said = f"{open_}{source}{close}"
        assert text.count(said) == 1
        text = text.replace(said, said + (target if form == "po" else f"<target>{target}</target>"))
    sent.write_text(text.replace(EN.strip().split("\n\n")[1], ""), "utf-8")
    refused = run("exchange", "import", f"--{form}", "en", str(sent))
    assert refused.exit_code == 2
    assert "1 block left to translate, and a partial is no draft; do them all." in refused.output
    assert not (folder / "docs/_partials/en/verhalen.md").exists()
    sent.write_text(text, "utf-8")
    done = run("exchange", "import", f"--{form}", "en", str(sent))
    assert done.exit_code == 0, done.output
    assert (folder / "docs/_partials/en/verhalen.md").read_text("utf-8") == EN
    assert states() == {}
