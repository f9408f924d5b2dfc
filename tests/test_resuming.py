"""A build that takes over what the last one left makes the same bytes as one from nothing, or gives up."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import edits
import three
from leidraad import site
from leidraad.building import inputs, left, resuming, running
from leidraad.building.edition import Edition
from leidraad.building.work import Work
from leidraad.checks import Finding
from leidraad.checks.rules import RULES
from leidraad.errors import LeidraadError
from leidraad.packages import staging
from leidraad.storage import caching
from support import files

pytestmark = pytest.mark.slow

LEFT = f"{caching.FOLDER}/left"


class Done(NamedTuple):
    """What a build did: whether it took over the rest, how many pages it printed, and what it found."""

    took_over: bool
    printed: int
    findings: list[Finding]


def build(folder: Path, target: Path) -> Done:
    """Build a handbook as `leidraad build` does."""
    load = partial(site.load, folder / "mkdocs.yml", site_dir=str(target))
    taken: list[bool] = []
    resume = resuming.resume

    def told(*given: Any) -> bool:
        taken.append(resume(*given))
        return taken[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resuming, "resume", told)
        ours = running.plugin(running.build_again(load(), load))
    return Done(taken == [True], ours.work.outputs.count, ours.summary.findings)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Draw a handbook in which hardly anything is an error, and build it."""
    folder = tmp_path_factory.mktemp("resuming") / "handbook"
    three.draw(folder)
    mild = ", ".join(f"{code}: warning" for code in RULES if code.startswith(("LR1", "LR2", "LR3", "LR6")))
    edits.swap(folder / "mkdocs.yml", "  leidraad: {", f"  leidraad: {{checks: {{severity: {{{mild}}}}}, ")
    build(folder, folder.parent / "site")
    return folder


@pytest.fixture
def book(drawn: Path, tmp_path: Path) -> Path:
    """Return a copy of the handbook, with what its build left; its site is `site` beside it."""
    shutil.copytree(drawn.parent, tmp_path, dirs_exist_ok=True)
    # Elsewhere, another world is.
    build(tmp_path / "handbook", tmp_path / "site")
    return tmp_path / "handbook"


def same(book: Path, done: object = "") -> bool:
    """Compare what a build makes that takes over what was left with one from nothing; tell whether it did."""
    quick, slow = book.parent / "site", book.parent / "slow"
    found = build(book, quick)
    known, aside = book / caching.FOLDER, book / ".aside"
    known.rename(aside)
    anew = build(book, slow)
    shutil.rmtree(known)
    aside.rename(known)
    there, wanted = files(quick), files(slow)
    assert there.keys() == wanted.keys(), done
    assert [name for name in there if there[name] != wanted[name]] == [], done
    assert list(map(str, found.findings)) == list(map(str, anew.findings)), done
    return found.took_over


def change_word(folder: Path, rng: random.Random) -> None:
    path = folder / "docs" / rng.choice(three.LANGS) / "01-eerste-hoofdstuk.md"
    edits.swap(path, " met een noot", f" {rng.randrange(99)} met een noot")


def change_quote(folder: Path, rng: random.Random) -> None:
    path = rng.choice([path for path in edits.pages(folder) if path.parent.name in three.LANGS])
    edits.swap(path, "Tekst ", f"Tekst {rng.randrange(99)} ")


def change_heading(folder: Path, rng: random.Random) -> None:
    path = rng.choice([path for path in edits.pages(folder) if path.parent.name in three.LANGS])
    edits.swap(path, "## Kop", f"## Kop {rng.randrange(99)}")


def change_note(folder: Path, rng: random.Random) -> None:
    path = rng.choice([path for path in edits.pages(folder) if path.parent.name in three.LANGS])
    edits.swap(path, "(1902), p. 2", f"(1902), p. {rng.randrange(3, 99)}")


def link_to_heading(folder: Path, rng: random.Random) -> None:
    lang = rng.choice(["nl", "en"])
    with (folder / "docs" / lang / "03-twee.md").open("a", encoding="utf-8") as file:
        file.write(f"\n[Daar](01-eerste-hoofdstuk.md#{rng.choice(['safe', 'weg', 'kop'])})\n")


def show_icon(folder: Path, rng: random.Random) -> None:
    with rng.choice(edits.pages(folder)).open("a", encoding="utf-8") as file:
        file.write(f'\n<p class="nieuw-{rng.randrange(99)} md-button">x</p>\n')


def write_two(folder: Path, rng: random.Random) -> None:
    for lang in ("nl", "en"):
        with (folder / "docs" / lang / "01-eerste-hoofdstuk.md").open("a", encoding="utf-8") as file:
            file.write(f"\nNog {rng.randrange(99)}.\n")


def change_start(folder: Path, rng: random.Random) -> None:
    with (folder / "docs" / rng.choice(three.LANGS) / "index.md").open("a", encoding="utf-8") as file:
        file.write(f"\nWelkom, nummer {rng.randrange(99)}.\n")


def forget_notes(folder: Path, rng: random.Random) -> None:
    path = folder / "docs" / rng.choice(three.LANGS) / "01-eerste-hoofdstuk.md"
    text = path.read_text("utf-8")
    path.write_text(text.replace("[^b]", "", 1) if "[^b]" in text.split("[^b]:")[0] else text + "\nx\n")


def leave_alone(folder: Path, rng: random.Random) -> None:
    pass


TEXTS: list[edits.Edit] = [
    edits.change_text, edits.cite, edits.link, edits.define, edits.change_title,
    change_word, change_quote, change_heading, change_note, link_to_heading, show_icon, write_two,
    change_start, forget_notes, leave_alone,
]  # fmt: skip


def after_edits(book: Path, seed: int, count: int) -> int:
    """Compare builds after each of some edits, one upon another; return how many took over what was left."""
    rng = random.Random(seed)
    done, taken = [], 0
    for _ in range(count):
        edit = rng.choice(TEXTS)
        edit(book, rng)
        done.append(edit.__name__)
        taken += same(book, done)
    return taken


@pytest.mark.parametrize("seed", range(4))
def test_after_any_change_of_text_a_build_makes_what_one_from_nothing_makes(book: Path, seed: int):
    assert after_edits(book, seed, 10) > 1


def show_all(folder: Path) -> None:
    """Add a page that shows all others, and one that explains their terms."""
    names = "not_in_nav: |\n  only-english.md\n  boek.md\n  woorden.md\n"
    edits.swap(folder / "mkdocs.yml", "not_in_nav: only-english.md\n", names)
    for lang in three.LANGS:
        docs = folder / "docs" / lang
        (docs / "boek.md").write_text(f"# Boek {lang}\n\nVooraf.\n\n<!-- leidraad book -->\n", "utf-8")
        (docs / "woorden.md").write_text(f"# Woorden {lang}\n\n<!-- leidraad glossary -->\n", "utf-8")
    for _ in three.LANGS:
        edits.define(folder, random.Random(1))


@pytest.mark.parametrize("seed", range(2))
def test_a_page_that_shows_all_others_is_made_of_those_that_have_changed(book: Path, seed: int):
    show_all(book)
    build(book, book.parent / "site")
    assert after_edits(book, seed, 8) > 1
    edits.swap(book / "docs/nl/boek.md", "Vooraf", "Eerst")
    assert not same(book)


@pytest.mark.parametrize("part", range(4))
def test_after_any_edit_too(book: Path, part: int, tmp_path_factory: pytest.TempPathFactory):
    before = tmp_path_factory.mktemp("before") / "all"
    shutil.copytree(book.parent, before)
    for edit in edits.EDITS[part::4]:
        shutil.rmtree(book.parent)
        shutil.copytree(before, book.parent, symlinks=True)
        # The first one may change what everything hangs on, and the second one nothing else.
        edit(book, random.Random(1))
        build(book, book.parent / "site")
        edit(book, random.Random(2))
        change_word(book, random.Random(3))
        same(book, edit.__name__)
        change_word(book, random.Random(4))
        same(book, edit.__name__)


def test_only_what_has_changed_is_made(book: Path):
    assert build(book, book.parent / "site")[:2] == (True, 0)
    change_word(book, random.Random(1))
    done = build(book, book.parent / "site")
    assert done.took_over
    assert 1 <= done.printed <= len(three.LANGS)


GIVING_UP: dict[str, edits.Edit] = {
    "title": edits.change_title,
    "address": edits.change_slug,
    "works": edits.change_works,
    "partial": edits.change_partial,
    "navigation": edits.turn_navigation,
    "name": edits.change_name,
    "template": edits.change_template,
    "style": edits.change_style,
    "brand": edits.change_brand,
    "translation": edits.translate,
    "draft": edits.draft,
    "edition": edits.publish,
    "lists": edits.ask_for_lists,
    "classes": show_icon,
}


def test_a_build_for_packages_does_not_stand_in_the_way_of_the_next(book: Path):
    with staging.staged(lambda aside: site.load(book / "mkdocs.yml", site_dir=aside)):
        pass
    change_word(book, random.Random(1))
    build(book, book.parent / "site")
    change_word(book, random.Random(2))
    assert build(book, book.parent / "site").took_over


@pytest.mark.parametrize("what", GIVING_UP)
def test_what_others_may_show_takes_a_whole_build(book: Path, what: str):
    GIVING_UP[what](book, random.Random(1))
    assert not build(book, book.parent / "site").took_over


def cut(book: Path) -> None:
    data = (book / LEFT).read_bytes()
    (book / LEFT).write_bytes(data[: len(data) // 2])


def fill_with_noise(book: Path) -> None:
    (book / LEFT).write_bytes(random.Random(1).randbytes(9_999))


def take_from_others(book: Path) -> None:
    caching.write_bytes(book / LEFT, b"cos\nsystem\n(S'false'\ntR.")


def lose_store(book: Path) -> None:
    (book / caching.FOLDER / "pages.db").unlink()


def change_site(book: Path) -> None:
    (book.parent / "site/index.html").write_text("weg")


def add_to_site(book: Path) -> None:
    (book.parent / "site/erbij.html").write_text("erbij")


def lose_of_site(book: Path) -> None:
    (book.parent / "site/en/index.html").unlink()


@pytest.mark.parametrize(
    "damage",
    [cut, fill_with_noise, take_from_others, lose_store, change_site, add_to_site, lose_of_site],
)
def test_what_is_damaged_or_not_as_it_was_left_is_made_anew(book: Path, damage: Callable[[Path], None]):
    change_word(book, random.Random(1))
    damage(book)
    same(book, damage.__name__)


def test_what_an_owner_keeps_in_a_site_stays(book: Path):
    kept = book.parent / "site/.git/HEAD"
    kept.parent.mkdir()
    kept.write_text("ref: refs/heads/main\n")
    change_word(book, random.Random(1))
    assert build(book, book.parent / "site").took_over
    assert kept.read_text() == "ref: refs/heads/main\n"


def test_a_site_that_is_read_meanwhile_is_whole(book: Path):
    page = book.parent / "site/alleen-hier/index.html"
    before = page.read_bytes()
    with page.open("rb") as file:
        edits.swap(book / "docs/nl/02-alleen.md", "Een zin", "Die zin")
        assert build(book, book.parent / "site").took_over
        assert file.read() == before
    assert b"Die zin" in page.read_bytes()


def test_an_error_is_told_by_a_whole_build(book: Path):
    change_word(book, random.Random(1))
    with (book / "docs/nl/03-twee.md").open("a", encoding="utf-8") as file:
        file.write("\n{!nl/weg.md!}\n")
    with pytest.raises(running.StoppedError):
        build(book, book.parent / "site")
    assert left.find(site.load(book / "mkdocs.yml")) is None


def break_off(book: Path, patch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with patch.context() as broken:
        broken.setattr(Edition, "put_in", stop)
        with pytest.raises(KeyboardInterrupt):
            build(book, book.parent / "site")


def build_elsewhere(book: Path, patch: pytest.MonkeyPatch) -> None:
    config = site.load(book / "mkdocs.yml", site_dir=str(book.parent / "elsewhere"))
    running.build(config)


@pytest.mark.parametrize("meanwhile", [break_off, build_elsewhere])
def test_what_another_build_keeps_is_not_taken_for_that_of_this_site(
    book: Path, monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[[Path, pytest.MonkeyPatch], None]
):
    change_word(book, random.Random(1))
    meanwhile(book, monkeypatch)
    same(book, meanwhile.__name__)


@pytest.mark.parametrize("is_done", [False, True])
def test_what_a_killed_build_left_ready_is_not_taken_for_the_old_site(
    book: Path, monkeypatch: pytest.MonkeyPatch, is_done: bool
):
    path = book / "docs/nl/02-alleen.md"
    before = path.read_text("utf-8")
    edits.swap(path, "Een zin", "Die zin")
    move = Edition._move

    def stop(*given: Any) -> None:
        if is_done:
            move(*given)
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(Edition, "_move", stop)
        with pytest.raises(KeyboardInterrupt):
            build(book, book.parent / "site")
    path.write_text(before, "utf-8")
    change_word(book, random.Random(1))
    assert not same(book)


def test_what_was_saved_meanwhile_and_undone_is_seen(book: Path, monkeypatch: pytest.MonkeyPatch):
    style = book / "docs/assets/eigen.css"
    style.parent.mkdir(exist_ok=True)
    style.write_text("p{margin:1px}")
    begin = Work.begin

    def save(*given: Any) -> None:
        style.write_text("p{margin:2px}")
        begin(*given)

    with monkeypatch.context() as patch:
        patch.setattr(Work, "begin", save)
        build(book, book.parent / "site")
    style.write_text("p{margin:1px}")
    same(book)


def test_files_that_extensions_read_are_of_no_known_world(book: Path):
    (book / "erbij.md").write_text("Dit hoort erbij.\n")
    asked = f"  pymdownx.snippets: {{base_path: [{book}]}}\n"
    edits.swap(book / "mkdocs.yml", "markdown_extensions:\n", f"markdown_extensions:\n{asked}")
    with (book / "docs/nl/index.md").open("a", encoding="utf-8") as file:
        file.write('\n--8<-- "erbij.md"\n')
    build(book, book.parent / "site")
    (book / "erbij.md").write_text("Dit hoort er ook bij.\n")
    same(book)


def test_the_headers_of_an_author_stay(book: Path):
    shutil.copy(book.parent / "site/_headers", book / "docs/_headers")
    build(book, book.parent / "site")
    with (book / "docs/nl/03-twee.md").open("a", encoding="utf-8") as file:
        file.write("\n![Ver](https://example.org/a.png)\n")
    same(book)


def spoil_with_pipe(book: Path) -> None:
    os.mkfifo(book / "docs/nl/.pijp")


def spoil_with_device(book: Path) -> None:
    (book / "docs/nl/.nul").symlink_to("/dev/zero")


def spoil_left(book: Path) -> None:
    (book / LEFT).unlink()
    (book / LEFT).mkdir()


def spoil_left_with_pipe(book: Path) -> None:
    (book / LEFT).unlink()
    os.mkfifo(book / LEFT)


def spoil_site(book: Path) -> None:
    (book.parent / "site/weg").symlink_to("nergens")


@pytest.mark.parametrize(
    "spoil", [spoil_with_pipe, spoil_with_device, spoil_left, spoil_left_with_pipe, spoil_site]
)
def test_what_a_whole_build_passes_over_stops_none(book: Path, spoil: Callable[[Path], None]):
    spoil(book)
    change_word(book, random.Random(1))
    assert build(book, book.parent / "site").printed


def test_a_build_that_could_not_begin_leaves_nothing_unlooked_at(book: Path, monkeypatch: pytest.MonkeyPatch):
    opened: list[Path] = []
    start = Edition.__init__

    def refuse_once(edition: Edition, site_dir: Path, *sources: Any) -> None:
        opened.append(site_dir)
        if len(opened) == 1:
            raise LeidraadError("Another command is at work.")
        start(edition, site_dir, *sources)

    with (book / "docs/nl/03-twee.md").open("a", encoding="utf-8") as file:
        file.write("\n{!nl/weg.md!}\n")
    monkeypatch.setattr(Edition, "__init__", refuse_once)
    with pytest.raises(running.StoppedError):
        build(book, book.parent / "site")


def test_what_is_cited_where_no_reader_sees_it_changes_what_others_print(book: Path):
    """A style that tells works of one author and year apart prints those that are cited, wherever that is."""
    works = "".join(
        f"\n@book{{same{number}, author = {{Vos, {name}}}, title = {{X{number}}}, date = {{1951}}}}\n"
        for number, name in enumerate(("Anna", "Anna", "Bert"), start=1)
    )
    with (book / "references.bib").open("a", encoding="utf-8") as file:
        file.write(works)
    (book / "jaar.csl").write_text(_STYLE, "utf-8")
    edits.swap(book / "mkdocs.yml", "  leidraad: {", "  leidraad: {style: jaar.csl, ")
    with (book / "docs/nl/02-alleen.md").open("a", encoding="utf-8") as file:
        file.write("\nZo.[^q]\n\n[^q]: [@same1, p. 3]\n")
    with (book / "docs/nl/03-twee.md").open("a", encoding="utf-8") as file:
        file.write("\n<!-- [@same2, p. 3] en [@same3, p. 4] -->\n")
    build(book, book.parent / "site")
    edits.swap(book / "docs/nl/03-twee.md", "\n<!-- [@same2, p. 3] en [@same3, p. 4] -->\n", "")
    same(book)


_STYLE = """\
<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0" default-locale="nl-NL">
  <info><title>Jaar</title><id>jaar</id><updated>2026-11-28T00:00:00+00:00</updated></info>
  <citation disambiguate-add-year-suffix="true" disambiguate-add-givenname="true">
    <layout><group delimiter=", "><names variable="author"><name form="short"/></names>
      <group><date variable="issued"><date-part name="year"/></date><text variable="year-suffix"/></group>
      <text variable="locator"/></group></layout>
  </citation>
  <bibliography><layout><names variable="author"/><text variable="title" prefix=" "/></layout></bibliography>
</style>
"""


def link_out(book: Path) -> None:
    (book / "docs/assets/a.txt").unlink()
    (book / "docs/assets/a.txt").symlink_to("../../buiten.txt")


def add_folder(book: Path) -> None:
    (book / "docs/nl/leeg").mkdir()


def change_cache(book: Path) -> None:
    (book / "docs/__pycache__/a.txt").write_text("anders")


@pytest.mark.parametrize("edit", [link_out, add_folder, change_cache])
def test_every_file_and_folder_is_of_the_world(book: Path, edit: Callable[[Path], None]):
    for name in ("docs/assets/a.txt", "docs/__pycache__/a.txt", "buiten.txt"):
        (book / name).parent.mkdir(exist_ok=True)
        (book / name).write_text("hoi")
    build(book, book.parent / "site")
    before = inputs.Inputs.of(site.load(book / "mkdocs.yml")).world
    assert before
    edit(book)
    assert inputs.Inputs.of(site.load(book / "mkdocs.yml")).world != before


def test_notes_are_counted_on_every_page_that_shows_them(book: Path):
    with (book / "docs/nl/02-alleen.md").open("a", encoding="utf-8") as file:
        file.write("\nNog een.[^n]\n\n[^n]: Iets.\n")
    load = partial(site.load, book / "mkdocs.yml", site_dir=str(book.parent / "site"))
    counted = running.plugin(running.build_again(load(), load)).summary
    anew = site.load(book / "mkdocs.yml", site_dir=str(book.parent / "slow"))
    running.build(anew)
    assert (counted.chapters, counted.notes) == (
        running.plugin(anew).summary.chapters,
        running.plugin(anew).summary.notes,
    )


def test_what_the_html_of_a_page_shows_is_told_though_it_is_looked_at_again(book: Path):
    for lang, told in (("nl", "<script>let a=2</script>"), ("en", '<i style="color:red">x</i>')):
        with (book / "docs" / lang / "01-eerste-hoofdstuk.md").open("a", encoding="utf-8") as file:
            file.write(f"\n{told}\n")
    codes = {finding.code for finding in build(book, book.parent / "site").findings}
    assert codes >= {"LR420", "LR421"}


@pytest.mark.parametrize(
    "text",
    [
        "{% macro a(page) %}{% endmacro %}",
        "{% set page = nav.homepage %}",
        "{%- set page %}x{% endset %}",
        "{% for page in nav.pages %}{% endfor %}",
        "{% with page = 1 %}{% endwith %}",
        "{{ page.next_page.present_anchor_ids }}",
        "{{ page.update_date }}",
    ],
)
def test_a_template_that_may_show_another_page_is_of_no_known_world(book: Path, text: str):
    edits.change_template(book, random.Random(1), text)
    assert inputs.Inputs.of(site.load(book / "mkdocs.yml")).world is None


def test_a_template_that_shows_its_own_page_is_known(book: Path):
    shown = "{% set x = page.title %}{% if page == x %}{{ page.content }}{% endif %}"
    edits.change_template(book, random.Random(1), shown)
    assert inputs.Inputs.of(site.load(book / "mkdocs.yml")).world
