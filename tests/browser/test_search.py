"""Search: it finds what the book has, in the page's language, and says so when it has it not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from browsing import CHAPTER, ENGLISH, PHONE, OpenPage, served, wait_until
from leidraad import handbook
from support import add_german

pytestmark = pytest.mark.slow

ANSWER = re.compile(r"gevonden|found|gefunden")
NAVIGATION = "  - 01-eerste-hoofdstuk.md\n"
PAGES = {
    "nl/02-rouw.md": "# Rouw\n\nWie iets verliest, heeft tijd nodig.\n",
    "nl/03-werk.md": "# Werk\n\n" + "Rouw komt mee naar het werk, en rouw vraagt tijd. " * 3 + "\n",
    "nl/04-namen.md": """# Namen

/// casus | De zwaluw van Bénédicte
Bénédicte’s oud-collega belde een coördinator. De zon scheen op het raamkozijn.
///

Kleur `a < b` is geen kleur.[^een]

## Slot {#slot}

Tot zover.[^twee]

[^een]: Over *meerkoeten* aan de gracht.
[^twee]: Over reigers.
""",
    "nl/05-post.md": """# Post

Mevrouw Yıldız kreeg een kaart van Søren uit de Weißstraat.
""",
    "nl/06-foto.md": """# Album

De foto hangt in de gang. Er zijn nog meer foto’s, die van Femi's broer, O’Brien, zijn.
Van autos heeft hij er geen.
""",
    "nl/07-avond.md": """# Klok

Om elf uur ’s avonds belden de oma's van zus.
""",
    "en/07-avond.md": """# Clock

You’re late, we're early, and the resilience in the reply was real.
""",
    "nl/08-vouw.md": """# Vouw

## Ver {#ver}

"""
    + "Een zin die lang genoeg is voor een regel op een telefoon.\n\n" * 30
    + """/// kern
Een winterkoning.
///

Daarna een boomkruiper.

<details><summary>Meer</summary><p>Een ijsvogel.</p></details>
""",
    "en/02-rouw.md": "# Grief\n\nWhoever loses something needs time; the raam stays Dutch.\n",
    "de/02-rouw.md": "# Trauer\n\nWer trauert, braucht Zeit. Die Häuser am Fluss waren voller Bindungen.\n",
    "en/03-werk.md": "# Work\n\nGrief comes along to work.\n",
}


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve, at the root of a server, a handbook in three languages, of which some chapters lack two."""
    folder = tmp_path_factory.mktemp("other")
    handbook.create(folder / "book")
    add_german(folder / "book")
    for name, text in PAGES.items():
        (folder / "book/docs" / name).write_text(text, encoding="utf-8")
    config = folder / "book/mkdocs.yml"
    names = "".join(f"  - {name.removeprefix('nl/')}\n" for name in PAGES if name.startswith("nl/"))
    text = config.read_text(encoding="utf-8").replace(NAVIGATION, NAVIGATION + names)
    config.write_text(re.sub(r"(?m)^site_url: .*$", "site_url: https://example.org/", text), encoding="utf-8")
    (folder / "site").mkdir()
    with served(folder / "book", folder / "site", "") as url:
        yield url


def status(page: Page) -> Locator:
    return page.locator("dialog.leidraad-search [role=status]")


def search(page: Page, words: str) -> list[str]:
    """Return the addresses that a search finds, from the site's own."""
    if not page.locator("dialog.leidraad-search").is_visible():
        page.keyboard.press("/")
    box = page.locator("dialog.leidraad-search input[type=search]")
    expect(box).to_be_focused()
    box.fill("")
    expect(status(page)).to_be_empty()
    box.fill(words)
    expect(status(page)).to_have_text(ANSWER)
    links = page.locator("dialog.leidraad-search a").evaluate_all("links => links.map(link => link.href)")
    script = page.locator("script[src$='assets/javascripts/search.js']").first
    base = script.evaluate("script => new URL('../..', script.src).href")
    return [link.removeprefix(base) for link in links]


def said(page: Page) -> str:
    return status(page).inner_text()


DUTCH = {
    "hechtingsstijlen": "vier-hechtingsstijlen/#term:1",  # a plural finds the singular
    "stekelvarken": "vier-hechtingsstijlen/",  # and the other way round
    "Bowlby": "hechting-en-veerkracht/#what-attachment-is",
    "stekelv": "vier-hechtingsstijlen/",  # the beginning of a word
    "kopje-onder": "vier-hechtingsstijlen/#dismissing",
    "kopje onder": "vier-hechtingsstijlen/#dismissing",
    "Angstig": "vier-hechtingsstijlen/#fearful",  # a part of a word with a hyphen
    "Priya zondagavonden": "vier-hechtingsstijlen/",  # two words
    '"zeg wat je ziet"': "hechting-en-veerkracht/#near-without-taking-over",
    "‘haven en basis’": "hechting-en-veerkracht/#haven-and-base",
    "kwartier van maandag": "vier-hechtingsstijlen/#exercise:1",  # the title of a callout
    "betuttelen": "hechting-en-veerkracht/#haven-and-base",
    "Edmondson": "bronnen/#work-edmondson1999",
}
ENGLISH_WORDS = {
    "attachments": "en/attachment-and-resilience/#what-attachment-is",
    "avoiding": "en/four-attachment-styles/#anxiety-and-avoidance",
    "bowlby": "en/attachment-and-resilience/#what-attachment-is",
    "cheeky": "en/attachment-and-resilience/#haven-and-base",
    "“haven and base”": "en/attachment-and-resilience/#haven-and-base",
    "Kroonenberg": "en/four-attachment-styles/#fn:van-ijzendoorn-kroonenberg-1988",
    "reassurances": "en/four-attachment-styles/#anxiety-and-avoidance",  # in a cell of a table too
}


@pytest.mark.parametrize(("path", "asked"), [(CHAPTER, DUTCH), (ENGLISH, ENGLISH_WORDS)], ids=["nl", "en"])
def test_what_the_book_has_is_found_in_the_pages_language(
    open_page: OpenPage, path: str, asked: dict[str, str]
):
    page = open_page(path)
    for words, address in asked.items():
        found = search(page, words)
        assert address in found, words
        assert re.match(r"\d", said(page)), words
        assert all(name.startswith("en/") == path.startswith("en/") for name in found)


def test_letters_with_and_without_marks_are_the_same(open_page: OpenPage, other: str):
    page = open_page("", base=other)
    for words in ("benedicte", "Bénédicte", "Benedicte's", "coordinator", "oud collega", "zwaluwen"):
        assert search(page, words) == ["04-namen/", "04-namen/#case:1"], words
        assert said(page) == "1 pagina gevonden"


def test_letters_that_a_keyboard_lacks_are_found_by_those_that_it_has(open_page: OpenPage, other: str):
    page = open_page("", base=other)
    for pair, shown in {
        "Yildiz Yıldız": "Yıldız",
        "Soren SØREN": "Søren",
        "Weissstraat Weißstraat": "Weißstraat",
    }.items():
        for word in pair.split():
            assert search(page, word) == ["05-post/"], word
            expect(page.locator("dialog.leidraad-search mark")).to_have_text(shown)


def test_a_word_is_found_with_and_without_what_an_apostrophe_adds(open_page: OpenPage, other: str):
    page = open_page("", base=other)
    marks = page.locator("dialog.leidraad-search mark")
    for asked, shown in {
        "foto's": ["foto", "foto’s"],
        "foto’s": ["foto", "foto’s"],
        "foto": ["foto", "foto’s"],
        "fotos": ["foto’s"],
        "auto's": ["autos"],
        "Femi": ["Femi's"],
        "Femi’s": ["Femi's"],
        "Brien": ["O’Brien"],
        "O'Bri": ["O’Brien"],
        "O'Brien": ["O’Brien"],
        '"meer foto\'s"': ["meer", "foto’s"],
        "oma's": ["oma's"],
        "'s avonds": ["s", "avonds"],
    }.items():
        assert len(search(page, asked)) == 1, asked
        assert said(page) == "1 pagina gevonden"
        expect(marks).to_have_text(shown)
    page = open_page("en/", base=other)
    marks = page.locator("dialog.leidraad-search mark")
    for asked, shown in {"you're": {"You’re", "You", "you"}, "we’re": {"we're", "We", "we"}}.items():
        assert "en/07-avond/" in search(page, asked), asked
        assert {*marks.all_inner_texts()} <= shown


def test_words_with_one_stem_find_each_other_however_short_it_is(open_page: OpenPage):
    for path, pairs in {CHAPTER: ["naam namen", "taak taken"], ENGLISH: ["try tries", "use using"]}.items():
        page = open_page(path)
        for pair in pairs:
            one, other = [{link.partition("#")[0] for link in all_found(page, word)} for word in pair.split()]
            assert one == other, pair


def all_found(page: Page, words: str) -> list[str]:
    """Return all addresses that a search finds, of the site's own."""
    search(page, words)
    links = page.locator("dialog.leidraad-search ol > li > a")
    more = page.get_by_role("button", name=re.compile("Meer resultaten|More results"))
    while more.is_visible():
        count = links.count()
        more.click()
        expect(links.nth(count)).to_be_focused()
    page.locator("dialog.leidraad-search input[type=search]").focus()
    return links.evaluate_all("links => links.map(link => link.href)")


def test_a_phrase_stands_in_quotation_marks_of_any_kind(open_page: OpenPage):
    page = open_page(CHAPTER)
    for words in ['"{}"', "'{}'", "“{}”", "„{}”", "„{}“", "‚{}‘", "‘{}’", "«{}»", "»{}«", "‹{}›", "「{}」"]:
        assert search(page, words.format("basis veilige")), words
        assert "in de buurt" in said(page), words


def test_the_page_that_bears_the_name_comes_first(open_page: OpenPage, other: str):
    page = open_page("", base=other)
    assert [name for name in search(page, "rouw") if "#" not in name] == ["02-rouw/", "03-werk/"]
    page = open_page(CHAPTER)
    assert search(page, '"vier hechtingsstijlen"')[0] == "vier-hechtingsstijlen/"
    assert search(page, "hechting en veerkracht")[0] == "hechting-en-veerkracht/"


def test_a_hit_in_a_note_leads_to_the_note(open_page: OpenPage, other: str):
    page = open_page("", base=other)
    assert search(page, "meerkoet") == ["04-namen/", "04-namen/#fn:een"]
    part = page.locator("dialog.leidraad-search ul a")
    expect(part).to_have_text("Noot 1Over meerkoeten aan de gracht.")
    expect(part.locator("mark")).to_have_text("meerkoeten")
    part.click()
    expect(page.locator("[id='fn:een']")).to_be_in_viewport()
    expect(page.locator("dialog.leidraad-search")).to_be_hidden()


def follow(page: Page, link: str, words: str) -> None:
    """Go to what a search found, and see words of the text there, in the window and below its header."""
    page.locator(f"dialog.leidraad-search a[href$='{link}']").click()
    expect(page).to_have_url(re.compile(re.escape(link) + "$"))
    expect(page.locator("dialog.leidraad-search")).to_be_hidden()
    wait_until(page, "document.readyState === 'complete'")
    text = page.locator(".leidraad-text").get_by_text(words).last
    expect(text).to_be_in_viewport()
    header = page.locator(".md-header").bounding_box()
    assert text.bounding_box()["y"] >= header["height"] - 1


def test_a_hit_in_a_callout_leads_to_it(open_page: OpenPage):
    page = open_page(CHAPTER, **PHONE)
    for words, link, text in [
        ("begrafenis", "afscheid-verlies-en-rouw/#check:2", "Iemand lacht een week na de begrafenis"),
        ("schoolplein", "je-eigen-geschiedenis/#reflection:1", "Wie stond er bij jou op het schoolplein?"),
        ("Adeyemi", "afscheid-verlies-en-rouw/#the-name-on-the-roster", "vertelt zijn chef Marcus Adeyemi"),
    ]:
        assert link in search(page, words)
        follow(page, link, text)


def test_a_hit_in_a_folded_answer_leads_to_it_and_opens_it(open_page: OpenPage):
    link, text = "verandering-als-keten/#fold:3", "zocht de bronnen op en vond ze niet overtuigend"
    page = open_page(CHAPTER, **PHONE)
    for start in ("another page", "the page itself", "the same address"):
        if start == "the page itself":
            page.goto(page.url.partition("#")[0])
        assert link in search(page, "Hughes overtuigend")
        found = page.locator(f"dialog.leidraad-search a[href$='{link}']")
        expect(found.locator("strong")).to_contain_text("Zeventig procent van alle veranderingen mislukt")
        expect(found.locator("mark")).to_have_text(["Hughes", "overtuigend"])
        follow(page, link, text)
        expect(page.locator("details[open]")).to_have_count(1)
        page.evaluate("document.querySelector('details[open]').open = false; scrollTo(0, 0)")
    # Whoever comes back stays where they were.
    page.evaluate("scrollTo({ top: 300, behavior: 'instant' })")
    page.reload()
    assert page.evaluate("scrollY") == 300


def test_a_hit_leads_to_the_nearest_place_that_it_is_in(open_page: OpenPage, other: str):
    page = open_page("", base=other, **PHONE)
    results = page.locator("dialog.leidraad-search ul a")
    for words, link, text in [
        ("winterkoning", "08-vouw/#key:1", "VerEen winterkoning."),
        ("boomkruiper", "08-vouw/#ver", "VerDaarna een boomkruiper."),
        ("ijsvogel", "08-vouw/#fold:1", "MeerEen ijsvogel."),
    ]:
        assert search(page, words) == ["08-vouw/", link], words
        expect(results).to_have_text(text)
    follow(page, "08-vouw/#fold:1", "Een ijsvogel.")


def test_a_result_shows_the_words_in_their_sentence(open_page: OpenPage, other: str):
    page = open_page("", base=other)
    search(page, "kleur")
    expect(page.locator("dialog.leidraad-search a").first).to_contain_text("Kleur a < b is geen kleur.")
    page = open_page(CHAPTER)
    search(page, "stekelvarken")
    expect(page.locator("dialog.leidraad-search a").first).to_have_text(
        re.compile(r"^Vier hechtingsstijlenEen troep stekelvarkens kroop op een koude winterdag .*…$")
    )
    expect(page.locator("dialog.leidraad-search mark")).to_have_text("stekelvarkens")
    search(page, "hechtingsstijl")
    expect(page.locator("dialog.leidraad-search strong mark").first).to_have_text("hechtingsstijlen")


def test_a_result_tells_nobody_which_answer_is_right(open_page: OpenPage):
    page = open_page(ENGLISH)
    results = page.locator("dialog.leidraad-search ol")
    for words, shown in {"grieving": "part of it: grieving", "oscillation": "call it oscillation"}.items():
        assert search(page, words)
        expect(results).to_contain_text(shown)
        expect(results).not_to_contain_text("Right: ")


def test_what_the_book_has_not_is_said(open_page: OpenPage):
    page = open_page(CHAPTER)
    for words in ("xyzzy", "жжж", "Schophenhauer", "qqq xyzzy", "???", "$& xyzzy"):
        assert search(page, words) == [], words
        assert said(page) == f"Niets gevonden voor ‘{words}’."
    page = open_page(ENGLISH)
    assert search(page, "Schoppenhower") == []
    assert said(page) == "Nothing found for ‘Schoppenhower’."


def test_what_only_comes_near_is_told_as_such(open_page: OpenPage):
    page = open_page(CHAPTER)
    for words, address in {
        "hechtingxyz": "hechting-en-veerkracht/#what-attachment-is",
        "veilige xyzzy": "vier-hechtingsstijlen/#secure",
        "stekelvarkens Bowlby": "vier-hechtingsstijlen/",  # which no page has both
        "“basis veilige”": "hechting-en-veerkracht/#haven-and-base",
    }.items():
        assert address in search(page, words), words
        assert said(page) == f"Niets gevonden voor ‘{words}’. Dit komt in de buurt:"
    page = open_page(ENGLISH)
    assert search(page, "secure xyzzy")
    assert said(page) == "Nothing found for ‘secure xyzzy’. Close matches:"


def test_results_come_while_one_types_and_go_with_the_words(open_page: OpenPage):
    page = open_page(CHAPTER)
    assert len(search(page, "ste")) > 1
    page.keyboard.type("kelv")
    expect(page.locator("dialog.leidraad-search mark")).to_have_text(["stekelvarkens"])
    page.locator("dialog.leidraad-search input[type=search]").fill("")
    expect(page.locator("dialog.leidraad-search a")).to_have_count(0)
    expect(status(page)).to_be_empty()


def test_the_keyboard_alone_goes_through_the_results(open_page: OpenPage):
    page = open_page(ENGLISH, height=400)
    home = page.locator(".md-header .md-logo")
    home.focus()
    page.keyboard.press("Control+k")
    search(page, "secure")
    links = page.locator("dialog.leidraad-search a")
    count = links.count()
    assert count > 5
    for nth in range(count):
        page.keyboard.press("ArrowDown")
        expect(links.nth(nth)).to_be_focused()
    for nth in reversed(range(count)):
        expect(links.nth(nth)).to_be_focused()
        form, link = page.locator("dialog.leidraad-search form").bounding_box(), links.nth(nth).bounding_box()
        assert link["y"] >= form["y"] + form["height"] - 1
        page.keyboard.press("ArrowUp")
    box = page.locator("dialog.leidraad-search input[type=search]")
    expect(box).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("ly")
    expect(box).to_have_value("securely")
    page.keyboard.press("Escape")
    expect(page.locator("dialog.leidraad-search")).to_be_hidden()
    expect(home).to_be_focused()
    search(page, "porcupines")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/en/four-attachment-styles/$"))


def test_what_is_replaced_while_its_results_come_says_nothing_of_them(open_page: OpenPage):
    page = open_page(ENGLISH)
    search(page, "secure")
    page.evaluate("""
      const dialog = document.querySelector("dialog.leidraad-search")
      const [list, status, input] = ["ol", "[role=status]", "input"].map(name => dialog.querySelector(name))
      window.told = []
      new MutationObserver(() => told.push(status.textContent)).observe(status, { childList: true })
      new MutationObserver((_, observer) => {
        observer.disconnect()
        input.value = "zzyzx"
        input.dispatchEvent(new Event("input"))
      }).observe(list, { childList: true })
    """)
    page.locator("dialog.leidraad-search input[type=search]").fill("porcupines")
    expect(status(page)).to_contain_text("zzyzx")
    assert page.evaluate("told") == ["Searching…", "Nothing found for ‘zzyzx’."]


def test_what_is_asked_twice_while_it_is_fetched_is_shown_once(open_page: OpenPage):
    page = open_page(ENGLISH)
    search(page, "zzyzx")
    page.evaluate("""
      const known = fetch
      window.held = []
      window.fetch = (...asked) => /parts/.test(asked[0]) ? known(...asked)
        : new Promise(resolve => held.push(resolve)).then(() => known(...asked))
      const later = setTimeout
      window.paused = 0
      window.setTimeout = (act, time) => later(() => { act(); paused += time === 150 }, time)
      null // for a function would be called
    """)
    page.locator("dialog.leidraad-search input[type=search]").fill("team")
    wait_until(page, "held.length === 8")
    page.locator("dialog.leidraad-search input[type=search]").fill("team ")
    wait_until(page, "paused === 2")
    page.evaluate("held.forEach(go => go())")
    results = page.locator("dialog.leidraad-search ol > li")
    expect(results).to_have_count(8)
    page.evaluate("const more = document.querySelector('.leidraad-search__more'); more.click(); more.click()")
    wait_until(page, "held.length === 16")
    page.evaluate("held.forEach(go => go())")
    expect(results.nth(8).locator("a").first).to_be_focused()
    expect(results).to_have_count(16)


def test_a_page_that_cannot_be_fetched_is_found_by_its_address(open_page: OpenPage):
    page = open_page(CHAPTER)
    page.route("**/hechting-en-veerkracht/", lambda route: route.fulfill(body="Sign in."))
    found = search(page, "hechting")
    assert {"hechting-en-veerkracht/", "begrippen/"} <= {*found}
    assert said(page) == "9 pagina’s gevonden"
    link = page.locator("dialog.leidraad-search a[href$='/hechting-en-veerkracht/']")
    expect(link).to_have_text(re.compile("^http.*/hechting-en-veerkracht/$"))
    page.unroute("**/hechting-en-veerkracht/")
    search(page, "hechting")
    expect(link).to_have_text(re.compile("^Hechting en veerkracht"))


def test_what_cannot_be_fetched_is_told_and_tried_again(open_page: OpenPage):
    page = open_page(CHAPTER)
    assert search(page, "team")
    more = page.get_by_role("button", name="Meer resultaten")
    results = page.locator("dialog.leidraad-search ol > li")
    page.route(re.compile("/$"), lambda route: route.fulfill(body="Sign in."))
    more.click()
    expect(status(page)).to_have_text("De zoekindex kon niet worden geladen.")
    expect(results).to_have_count(8)
    page.locator("dialog.leidraad-search input[type=search]").fill("stekelvarkens")
    expect(results).to_have_count(0)
    expect(status(page)).to_have_text("De zoekindex kon niet worden geladen.")
    expect(more).to_be_hidden()
    page.unroute(re.compile("/$"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/vier-hechtingsstijlen/$"))


@pytest.mark.parametrize("lack", ["DecompressionStream", "Array.prototype.findLastIndex"])
def test_a_browser_that_cannot_search_says_so(open_page: OpenPage, lack: str):
    page = open_page(CHAPTER)
    page.evaluate(f"window.kept = {lack}; delete globalThis.{lack}")
    page.keyboard.press("/")
    page.locator("dialog.leidraad-search input[type=search]").fill("stekelvarkens")
    expect(status(page)).to_have_text("De zoekindex kon niet worden geladen.")
    page.evaluate(f"globalThis.{lack} = kept; null")  # which others need as the page is left


def test_enter_goes_to_what_stands_in_the_box_and_not_to_what_stood_there(open_page: OpenPage):
    page = open_page(ENGLISH)
    search(page, "porcupines")
    page.locator("dialog.leidraad-search input[type=search]").fill("exercises")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/en/exercises/$"))


def test_a_very_long_word_is_looked_for_in_a_moment(open_page: OpenPage):
    page = open_page(CHAPTER)
    assert search(page, "x" * 20_000) == []
    assert search(page, "stekelvarken" + "s" * 8)


def test_a_page_that_stands_in_for_another_is_found_once_and_in_its_language_only(
    open_page: OpenPage, other: str
):
    page = open_page("", base=other)
    assert search(page, "coördinator") == ["04-namen/", "04-namen/#case:1"]
    page = open_page("en/04-namen/", base=other)
    expect(page.locator(".leidraad-fallback")).to_be_visible()
    assert search(page, "coördinator") == []
    assert search(page, "grief")[0] == "en/02-rouw/"


def test_a_third_language_is_searched_by_its_own_rules(open_page: OpenPage, other: str):
    page = open_page("de/", base=other)
    for words in ("Haus", "hauser", "Bindung", "trauern", "Häusern"):
        assert search(page, words) == ["de/02-rouw/"], words
        assert said(page) == "1 Seite gefunden"
    assert search(page, "verliest") == []
    assert said(page) == "Nichts gefunden für „verliest“."
    page.keyboard.press("Escape")
    with page.expect_navigation():
        page.get_by_role("link", name="Nederlands").first.click()
    assert search(page, "Bindung") == []


def test_a_language_without_pages_finds_nothing_rather_than_another(open_page: OpenPage):
    def without_english(route: Route) -> None:
        entry: dict[str, Any] = route.fetch().json()
        del entry["en"]
        route.fulfill(json=entry)

    page = open_page(ENGLISH)
    page.route("**/assets/search/index.json", without_english)
    assert search(page, "hechting") == []


def test_search_works_on_the_page_for_missing_addresses(open_page: OpenPage):
    assert "vier-hechtingsstijlen/" in search(open_page("404.html"), "stekelvarkens")


def test_a_search_on_a_phone_stays_within_the_window(open_page: OpenPage):
    page = open_page(ENGLISH, width=360, height=640)
    page.get_by_role("button", name="Search").click()
    search(page, "attachment")
    box = page.locator("dialog.leidraad-search").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    assert box["y"] + box["height"] <= 640
    assert page.locator("dialog.leidraad-search").evaluate(
        "dialog => dialog.scrollWidth <= dialog.clientWidth"
    )
