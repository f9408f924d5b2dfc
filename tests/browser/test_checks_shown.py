"""Self-checks and reflections of every make, in a handbook whose authors are not trusted."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from browsing import served
from leidraad import handbook

pytestmark = pytest.mark.slow

ASKED = """- Wie bleef er?
- Wie ging er?
"""
CHAPTER = f"""# Blijven {{#staying}}

/// toets | Wat is *waar*?
- [ ] Dit niet[^a].
- [x] Dit wel.
///

Tussen de toetsen door.

/// toets
Welke twee kloppen?

- [x] De eerste.

- [ ] De tweede.

- [x] De derde.

Want zo is het.
///

/// toets | Wie weet het?
- [ ] Niemand.
- [ ] Geen mens.
///

## Vragen {{#questions}}

/// reflectie | Wie
{ASKED}///

/// reflectie | Waarom
    id: why

Neem de tijd.

Waarom bleef je?
///

[^a]: Een noot.
"""
ENGLISH = {
    "# Blijven": "# Staying", "toets": "check", "reflectie": "reflection",
    "Wat is *waar*?": "What is *true*?",
    "Tussen de toetsen door.": "Between the checks.", "Welke twee kloppen?": "Which two are right?",
    "Wie weet het?": "Who knows?", "## Vragen": "## Questions", "Wie bleef er?": "Who stayed?",
    "Wie ging er?": "Who went?", "Waarom bleef je?": "Why did you stay?", "Neem de tijd.": "Take your time.",
}  # fmt: skip


def write(folder: Path, chapter: str) -> None:
    """Write the chapter in both languages."""
    (folder / "docs/nl/02-blijven.md").write_text(chapter, "utf-8")
    for word, other in ENGLISH.items():
        chapter = chapter.replace(word, other)
    (folder / "docs/en/02-blijven.md").write_text(chapter, "utf-8")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path, str]]:
    """Serve the handbook; return its folder, where it is built, and its address."""
    folder = tmp_path_factory.mktemp("checks") / "handbook"
    handbook.create(folder)
    config = (
        (folder / "mkdocs.yml").read_text("utf-8").replace("leidraad: {}", "leidraad: {authors: untrusted}")
    )
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    write(folder, CHAPTER)
    root = tmp_path_factory.mktemp("served-checks")
    with served(folder, root, "handboek/", "--no-strict") as url:
        yield folder, root / "handboek", url


@pytest.fixture
def read(open_page: Callable[..., Page], made: tuple[Path, Path, str]) -> Callable[..., Page]:
    """Return a function that opens a page of that handbook."""
    return partial(open_page, base=made[2])


def check(page: Page, number: int) -> Locator:
    return page.locator(".callout--check").nth(number)


def test_a_self_check_of_the_other_language_is_no_second_one(open_page):
    page = open_page("hechting-en-veerkracht/")
    page.locator("[data-leidraad=beside]").click()
    expect(page.locator(".leidraad-beside .callout--check")).not_to_have_count(0)
    page.reload()
    page.locator(".leidraad-beside .callout--check").first.scroll_into_view_if_needed()
    expect(page.locator(".callout--check fieldset").first).to_be_visible()
    expect(page.locator(".leidraad-beside .callout--check input")).to_have_count(0)


def test_one_answer_is_chosen_and_judged_with_the_keyboard(read):
    page = read("02-blijven/")
    one = check(page, 0)
    expect(one.get_by_role("group", name="Toets jezelf Wat is waar?", exact=True)).to_be_visible()
    button, status = one.get_by_role("button", name="Nakijken"), one.get_by_role("status")
    button.press("Enter")
    expect(status).to_have_text("Kies eerst een antwoord.")
    expect(one.get_by_text("Goed: B")).to_be_hidden()
    one.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")  # the note in the answer
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(status).to_have_text("Dat klopt niet.")
    expect(one.get_by_text("Goed: B")).to_be_visible()
    assert one.locator("li").all_inner_texts() == ["Dit niet1.\nniet goed", "Dit wel.\ngoed"]
    page.keyboard.press("Enter")
    expect(one.get_by_role("radio").first).to_be_focused()
    expect(one.get_by_text("Goed: B")).to_be_hidden()
    page.keyboard.press("ArrowDown")
    one.get_by_role("button", name="Nakijken").press("Enter")
    expect(status).to_have_text("Goed.")


def test_several_right_answers_are_all_wanted_and_no_other(read):
    page = read("en/02-blijven/", width=360)
    one = check(page, 1)
    expect(one.get_by_role("group", name="Which two are right?")).to_be_visible()
    expect(one.get_by_text("More than one answer may be right.")).to_be_visible()
    for chosen, verdict in {
        (1,): "That is not right.",
        (0, 1): "Not quite yet.",
        (0, 2): "That is right.",
    }.items():
        for number in chosen:
            one.get_by_role("checkbox").nth(number).check()
        one.get_by_role("button", name="Check").click()
        expect(one.get_by_role("status")).to_have_text(verdict)
        one.get_by_role("button", name="Try again").click()
    assert one.get_by_role("checkbox", checked=True).count() == 0
    assert all(label.bounding_box()["height"] >= 24 for label in one.locator("label").all())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_what_has_no_right_answer_is_left_as_it_is_and_so_is_all_without_scripts(read):
    page = read("02-blijven/")
    for number, count in enumerate((2, 3, 0)):
        expect(check(page, number).locator("input")).to_have_count(count)
    plain = read("02-blijven/", java_script_enabled=False)
    expect(plain.locator(".leidraad-text :is(input, textarea, button)")).to_have_count(0)
    expect(check(plain, 0).get_by_text("Goed: B")).to_be_hidden()
    check(plain, 0).get_by_text("Antwoord").click()
    expect(check(plain, 0).get_by_text("Goed: B")).to_be_visible()


def test_right_and_wrong_are_told_without_colours_and_not_on_paper(read):
    page = read("02-blijven/", forced_colors="active")
    one = check(page, 0)
    one.get_by_role("radio").first.check()
    one.get_by_role("button").click()
    expect(one.get_by_text("niet goed", exact=True)).to_be_visible()
    page.emulate_media(media="print")
    expect(one.get_by_role("button")).to_be_hidden()
    expect(one.get_by_text("niet goed", exact=True)).to_be_hidden()
    expect(one.get_by_text("Dit wel.")).to_be_visible()


def fields(page: Page) -> Locator:
    return page.locator(".callout--reflection textarea")


def shows(page: Page, *wanted: str) -> None:
    """See that the fields, which come after the page, hold these answers."""
    expect(fields(page)).to_have_count(len(wanted))
    for n, text in enumerate(wanted):
        expect(fields(page).nth(n)).to_have_value(text)


def test_answers_stay_with_their_questions_when_the_chapter_changes(read, made):
    folder, target, url = made
    page = read("02-blijven/")
    for n, text in enumerate(("Zij bleef.", "Hij ging.", "Daarom.")):
        expect(fields(page).nth(n)).to_have_accessible_name(
            ["Wie bleef er?", "Wie ging er?", "Waarom bleef je?"][n]
        )
        fields(page).nth(n).fill(text)
    changed = CHAPTER.replace(ASKED, f"Een nieuwe alinea.\n\n- Wie kwam er?\n{ASKED}")
    changed = changed.replace("## Vragen", "Nog een alinea.\n\n## Vragen")
    changed = changed.replace("/// reflectie | Wie\n", "Iets.\n\n/// reflectie | Wie\n")
    changed = changed.replace("Waarom bleef je?", "Waarom ben je gebleven?")
    write(folder, changed)
    with served(folder, target.parent / "again", "handboek/", "--no-strict"):
        shutil.rmtree(target)
        shutil.copytree(target.parent / "again/handboek", target)
    page.goto(url + "en/02-blijven/")
    # In English nobody answered yet, and the places are not the same: nothing is put where it may not belong.
    shows(page, "", "", "", "Daarom.")
    page.goto(url + "02-blijven/")
    shows(page, "", "Zij bleef.", "Hij ging.", "Daarom.")
    page.goto(url + "en/02-blijven/")
    shows(page, "", "Zij bleef.", "Hij ging.", "Daarom.")
    page.reload()
    shows(page, "", "Zij bleef.", "Hij ging.", "Daarom.")


def test_side_by_side_shows_the_questions_of_the_other_language_without_fields(read):
    page = read("02-blijven/")
    page.get_by_role("button", name="Naast elkaar lezen").click()
    beside = page.locator(".leidraad-beside")
    expect(beside.first).to_be_visible()
    assert beside.locator("textarea, input").count() == 0
    assert re.search("Blijven", page.locator("h1").first.inner_text())
