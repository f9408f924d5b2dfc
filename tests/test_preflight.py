"""Pre-flight: a corpus of hostile and broken input, each with its finding, in bounded time; and its parts."""

from __future__ import annotations

import io
import os
import re
import resource
import shutil
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from mkdocs.commands import build as mkdocs_build
from mkdocs.exceptions import Abort
from mkdocs.structure.files import get_files
from mkdocs.utils import meta
from PIL import Image

import hostile
from hostile import Case, Drawn, Link, Special
from hostiles import CASES, endless
from hostiles.pictures import KINDS, SVG, picture
from leidraad import checking, handbook, preflight, site
from leidraad.dialect import fronts
from leidraad.dialect.including import Partials, expand
from leidraad.dialect.origins import lines_of
from leidraad.preflight import pictures
from leidraad.preflight.front import _is_plain, _wrong, check_front, schema
from leidraad.preflight.pictures import check_picture
from leidraad.preflight.svg import check_svg
from support import Draw, run, within

# Of the starter: a chapter in one language only, and what a text so short has not.
_ASIDE = ("LR301", "LR302", "LR424")

# One file that may have any name as well.
_ANY_NAME = re.compile(r"docs/nl/02-(?:proef|x)\.md|docs/assets/(?:boom|x)\.[a-z]+")

DrawCase = Callable[[Case], Path]

SOON = 10.0
"""Seconds of the processor, where a page that is not broken off would take minutes.

Three times the bound of one: what was made by then is cleared away as well, and a busy machine takes longer.
"""


@pytest.fixture(scope="module")
def draw_case(tmp_path_factory: pytest.TempPathFactory) -> DrawCase:
    """Return what draws a case, always in the same folder, so that what is known of the starter stays so."""
    home = tmp_path_factory.mktemp("hostile")
    handbook.create(home / "starter")

    def draw(case: Case) -> Path:
        folder = home / "handbook"
        folder.mkdir(exist_ok=True)
        for path in folder.iterdir():
            if path.is_symlink() or path.is_file():
                path.unlink()
            elif path.name != ".leidraad":
                shutil.rmtree(path)
        shutil.copytree(home / "starter", folder, dirs_exist_ok=True)
        config = folder / "mkdocs.yml"
        config.write_text(hostile.configured(case.options, config.read_text("utf-8")), "utf-8")
        hostile.draw(case.files, folder)
        return folder

    return draw


def told(folder: Path) -> list[str]:
    """Return what a check finds, as a case says it."""
    found = checking.check(site.load(folder / "mkdocs.yml"))
    assert all(str(finding).isprintable() for finding in found)
    return [f"{f.path}:{f.line} {f.code}" for f in found if f.code not in _ASIDE]


def most_memory() -> float:
    """Return the most memory that this process ever held, in MB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def test_no_two_cases_have_one_name_and_there_are_enough():
    assert len(set(hostile.names(CASES))) == len(CASES) >= 150


@pytest.mark.parametrize("case", CASES, ids=hostile.names(CASES))
def test_each_is_found_where_it_stands(case: Case, draw_case: DrawCase):
    folder = draw_case(case)
    before, peak = time.process_time(), most_memory()
    found = told(folder)
    assert time.process_time() - before < SOON
    assert most_memory() - peak < 300
    assert set(case.found) <= set(found)
    if case.only:
        assert set(found) == set(case.found)


# Python tells of it where the clock strikes in what Hypothesis has its collector call; then it strikes again.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.slow
@pytest.mark.parametrize("case", endless.CASES, ids=hostile.names(endless.CASES))
def test_each_that_takes_for_ever_is_broken_off(case: Case, draw_case: DrawCase):
    folder = draw_case(case)
    before = time.process_time()
    assert told(folder) == [*case.found]
    assert time.process_time() - before < SOON


@pytest.mark.slow
@pytest.mark.parametrize("name", ["emphasis without end", "callouts of 600 levels"])
@pytest.mark.parametrize("command", [("mkdocs", "build"), ("leidraad", "build")], ids=" ".join)
def test_a_build_breaks_it_off_and_writes_nothing(command: tuple[str, str], name: str, draw_case: DrawCase):
    folder = draw_case(next(case for case in endless.CASES if case.name == name))
    done = run(*command, cwd=folder)
    assert done.returncode == 1
    assert "docs/nl/02-proef.md:1:1: LR412 This " in done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder / "site").exists()


def test_the_page_after_one_that_is_broken_off_is_read_as_ever(draw_case: DrawCase):
    folder = draw_case(next(case for case in endless.CASES if case.name == "callouts of 600 levels"))
    (folder / "docs/nl/03-na.md").write_text("# T\n\nMet een noot.[^weg]\n", "utf-8")
    assert told(folder) == ["docs/nl/02-proef.md:1 LR412", "docs/nl/03-na.md:3 LR101"]


def together(folder: Path) -> list[str]:
    """Draw all cases over a handbook that go together, and return what must be found."""
    found: list[str] = []
    taken: set[Path] = set()
    folders: set[Path] = set()
    for number, case in enumerate(CASES):
        (first, *others) = case.files
        if not others and isinstance(first, str) and _ANY_NAME.fullmatch(first):
            own = f"{Path(first).parent}/{number:03}{Path(first).suffix}"
            there = tuple(each.replace(first, own) for each in case.found)
            case = replace(case, files={own: case.files[first]}, found=there)
        paths = {folder / os.fsdecode(name) for name in case.files}
        whole = any(isinstance(what, Link) for what in case.files.values()) and "docs/assets" not in str(
            paths
        )
        above = {parent for path in paths for parent in path.parents}
        if not (case.options or whole or paths & (taken | folders) or above & taken):
            hostile.draw(case.files, folder)
            taken |= paths
            folders |= above
            found += [each for each in case.found if re.search(" LR4[01]", each)]
    return found


@pytest.mark.slow
@pytest.mark.parametrize("command", [("mkdocs", "build"), ("leidraad", "build")], ids=" ".join)
def test_a_build_tells_all_of_them_and_writes_nothing(command: tuple[str, str], project: Draw):
    folder = project({})
    expected = together(folder)
    assert len(expected) > 250
    done = run(*command, cwd=folder)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr + done.stdout
    found = re.sub(r":\d+: LR", " LR", done.stderr)
    assert [each for each in expected if f"{each} " not in found] == []
    assert not (folder / "site").exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    ["docs that is a link to the root", "a link to the folder above", "a partial that includes itself twice"],
)
def test_a_plain_build_of_what_never_ends_ends(name: str, draw_case: DrawCase):
    case = next(case for case in CASES if case.name == name)
    folder = draw_case(case)
    done = run("mkdocs", "build", cwd=folder)
    assert done.returncode == 1
    assert all(each.split(" ")[1] in done.stderr for each in case.found)
    assert "Traceback" not in done.stderr
    assert not (folder / "site").exists()


@pytest.mark.slow
def test_a_server_goes_on_once_the_finding_is_mended(project: Draw, tmp_path: Path):
    folder = project({"docs/nl/02-x.md": "# T\n\n{!/etc/hostname!}\n"})

    def build(command: str = "serve") -> None:
        config = site.load(folder / "mkdocs.yml", site_dir=str(tmp_path / "site"))
        config.plugins.on_startup(command=command, dirty=False)
        mkdocs_build.build(config, serve_url="http://127.0.0.1:8000/")

    for _ in range(2):
        with pytest.raises(Abort):
            build()
        assert not (tmp_path / "site").exists()
    (folder / "docs/nl/02-x.md").write_text("# Titel\n\nZin.\n", encoding="utf-8")
    build()
    assert "Titel" in (tmp_path / "site/02-x/index.html").read_text(encoding="utf-8")


NAMES = [
    "a",
    "b",
    "B",
    "nl",
    "en",
    "hr",
    "_partials",
    "assets",
    "index.md",
    "README.md",
    "x.md",
    "x.op.md",
    "x.MD",
]
NAMES += [
    "é",
    "e\u0301",
    "con",
    "a?.pdf",
    "\udcff",
    "a\nb.md",
    "x.png",
    "x.svg",
    "x.html",
    ".git",
    ".x.md",
    "x" * 200,
]
CONTENTS: list[Drawn] = [
    "",
    "# T\n",
    "{!nl/x.md!}\n",
    "{!../../mkdocs.yml!}\n",
    "---\nslug: [\n---\n",
    b"\xff\xfe\0",
]
CONTENTS += ["---\nstatus: draft\n---\n# T\n", "<svg/>", "<svg onload='x'/>", Special("pipe"), Link("x.md")]
CONTENTS += [
    Link(".."),
    Link("/etc"),
    Link("/etc/passwd"),
    Link("weg"),
    Link("../x.md"),
    Link("{folder}/docs"),
]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    files=st.dictionaries(
        st.lists(st.sampled_from(NAMES), min_size=1, max_size=4).map("/".join),
        st.sampled_from(CONTENTS),
        min_size=1,
        max_size=6,
    )
)
@example(files={"_partials/nl": ""})
def test_no_tree_of_files_breaks_a_check_or_comes_through_with_a_file_from_outside(
    files: dict[str | bytes, Drawn], draw_case: DrawCase
):
    folder = draw_case(Case("", {}, ()))
    for name, what in files.items():
        # What stands below a file or a link cannot be drawn.
        with suppress(OSError):
            hostile.draw({os.fsencode(f"docs/{name}"): what}, folder)
    config = site.load(folder / "mkdocs.yml")
    found = checking.check(config)
    assert all(str(finding).isprintable() for finding in found)
    assert preflight.check_roots(config) or {*preflight.survey(config).findings} <= {*found}
    if not any(finding.code.startswith("LR4") for finding in found):
        home = os.path.realpath(config.docs_dir)
        for file in get_files(config).documentation_pages():
            assert os.path.realpath(str(file.abs_src_path)).startswith(home + os.sep)


YAML = [
    "title",
    "slug",
    "status",
    ": ",
    ":",
    "- ",
    "\n",
    "  ",
    "[",
    "]",
    "{",
    "}",
    "&a ",
    "*a",
    "!!str ",
    "? ",
    "|\n",
    ">",
]
YAML += [
    "'",
    '"',
    "x-a",
    "2026-02-30",
    "2026-01-31",
    "draft",
    "1",
    "1e9",
    "0x",
    "<<",
    "~",
    "#",
    "%",
    "@",
    "\t",
    "\x07",
]
YAML += [
    "...\n",
    "---\n",
    ", ",
    "é",
    "\ud800",
    "\u2028",
    "yes",
    ".inf",
    "9" * 20,
    "review_by",
    "tags",
    "hide",
]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(YAML), max_size=12).map("".join) | st.text(max_size=30))
def test_front_matter_that_comes_through_is_what_mkdocs_reads(inside: str):
    text = f"---\n{inside}\n---\n\n# T\n".replace("\r\n", "\n").replace("\r", "\n")
    found = list(check_front("x.md", text))
    assert all(str(finding).isprintable() for finding in found)
    if not any(finding.code == "LR409" for finding in found):
        assert fronts.split(text) == meta.get_data(text)
        assert len(repr(fronts.data(text))) < 5 * len(text) + 100


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(["{!", "!}", " " * 200, "a", "!lines=", "1-9 " * 50, "\t" * 99, "!", "}"]),
        max_size=40,
    )
)
def test_no_line_of_an_include_takes_for_ever(parts: list[str]):
    with within(2):
        expand(lines_of("".join(parts)), Partials(Path("/nonexistent")))


@settings(max_examples=150, deadline=None)
@given(data=st.data(), kind=st.sampled_from(sorted(KINDS)))
def test_no_picture_breaks_its_check(data: st.DataObject, kind: str):
    made = bytearray(PICTURES[kind])
    for at in data.draw(st.lists(st.integers(0, len(made) - 1), max_size=8)):
        made[at] = data.draw(st.integers(0, 255))
    check_picture(f".{kind}", bytes(made)[: data.draw(st.integers(0, len(made)))])


PICTURES = {end: picture(kind) for end, kind in KINDS.items()}
SVGS = [
    "<svg>",
    "</svg>",
    "<a ",
    "href=",
    '"',
    "'",
    ">",
    "/>",
    "<style>",
    "</style>",
    "url(",
    "\\",
    "\\75",
    "<!--",
    "&#x",
    ";",
]
SVGS += ["<?xml", "?>", "<!DOCTYPE", "[", "]", "data:", "\0", "<![CDATA[", "]]>", "xmlns:x=", "é", " on"]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(SVGS), max_size=15).map("".join))
def test_no_svg_breaks_its_check(text: str):
    for data in (text.encode(), SVG.format(text).encode(), text.encode("utf-16")):
        found = check_svg(data)
        assert found is None or (found[0] >= 1 and found[1] >= 1 and found[2].isprintable())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [(1, 1), (40, 30), (257, 3), (3, 300)])
def test_a_picture_has_the_size_that_others_read(kind: str, size: tuple[int, int]):
    if kind == "ico":
        size = min(size[0], 256), min(size[1], 256)
    made = picture(KINDS[kind], size)
    (known,) = [each for each in pictures.FORMATS if f".{kind}" in each.suffixes]
    with Image.open(io.BytesIO(made)) as image:
        assert known.measure(made) == image.size


def test_the_schema_is_one_and_says_what_to_write():
    Draft202012Validator.check_schema(schema())
    for name, wanted in schema()["properties"].items():
        assert re.fullmatch(r"Write .*\.", wanted["description"]), name


@pytest.mark.parametrize(
    "value", ["a", "", "x" * 300, "draft", "A b", "é", "material/heart", 3, None, True, ["a"]]
)
def test_a_look_at_a_value_says_what_the_validator_says(value: object):
    for name, wanted in schema()["properties"].items():
        if wanted.get("format") != "date":
            is_valid = Draft202012Validator(wanted).is_valid(value)
            assert not _is_plain(name, value) or is_valid
            assert bool(_wrong(name, value)) != is_valid
