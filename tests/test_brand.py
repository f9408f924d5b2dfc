"""A brand is read whole or refused with every fault at once: file, line, key and remedy."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import brands
from leidraad import site
from leidraad.brand import colours, fonts, reading, schema, schemes
from leidraad.brand.brand import SHEET, Brand
from leidraad.brand.colours import Colour, contrast, parse
from leidraad.brand.schemes import DARK, LIGHT, PAIRS, complete, failures
from leidraad.building import inputs
from leidraad.errors import LeidraadError
from leidraad.live import making
from support import ROOT, Draw, run

LANGS = ("nl", "en")

any_colour = st.builds(Colour, *[st.integers(0, 255)] * 3)
any_given = st.dictionaries(st.sampled_from([*schemes.LIGHT]), any_colour)


def load(folder: Path) -> Brand:
    return reading.load(folder, LANGS, in_folders=True)


def told(folder: Path, text: str | bytes, files: dict[str, str | bytes] | None = None) -> list[str]:
    """Return what is said of a brand, without the path of its folder."""
    folder.mkdir(exist_ok=True)
    for name, data in {"brand.yml": text, **(files or {})}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    with pytest.raises(LeidraadError) as error:
        load(folder)
    return str(error.value).replace(f"{folder}/", "").split("\n")


# Colours


@pytest.mark.parametrize(
    ("one", "other", "known"),
    [("#000", "#fff", 21.0), ("#777777", "#ffffff", 4.48), ("#0000ff", "#ffffff", 8.59), ("#fff", "#fff", 1)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, known: float):
    a, b = parse(one), parse(other)
    assert a
    assert b
    assert contrast(a, b) == contrast(b, a) == pytest.approx(known, abs=0.005)


def test_our_own_colours_are_those_of_the_style_sheet_and_can_be_read():
    css = (ROOT / "overrides/assets/stylesheets/colours.css").read_text("utf-8")
    for place, scheme in ((r":root", LIGHT), (r'\[data-md-color-scheme="slate"\]', DARK)):
        (block,) = re.findall(rf"^{place} \{{(.*?)\}}", css, re.DOTALL | re.MULTILINE)
        said = dict(re.findall(r"--(?:md-|leidraad-)([\w-]+): (#[0-9a-f]{6});", block))
        assert said["primary-fg-color"] == str(scheme["accent"])
        assert {name: said[name] for name in scheme if name != "accent"} == {
            name: str(colour) for name, colour in scheme.items() if name != "accent"
        }
        assert [*failures({}, scheme)] == []
        assert complete({}, scheme) == scheme
    shares = set(re.findall(r"color-mix\(in srgb, var\(--md-primary-fg-color\) (\d+)%, transparent\)", css))
    assert {round(pair.under * 100) for pair in PAIRS if pair.under} == set(map(int, shares))


@settings(deadline=None, max_examples=60)
@given(any_given, any_colour | st.none())
def test_what_is_not_refused_can_be_read_and_what_is_has_a_way_out(
    given_: dict[str, Colour], accent: Colour | None
):
    for ours in (LIGHT, DARK):
        made = complete(given_, ours, accent)
        assert made.keys() == schemes.LIGHT.keys()
        assert given_.items() <= made.items()
        found = [*failures(given_, ours, accent)]
        assert bool(found) == any(pair.contrast(made) < pair.least for pair in PAIRS)
        for failure in found:
            assert failure.name in given_
            if failure.better:
                mended = {**given_, failure.name: failure.better}
                assert failure.name not in [each.name for each in failures(mended, ours, accent)]


@settings(deadline=None, max_examples=60)
@given(any_colour)
def test_one_accent_alone_has_a_remedy_that_keeps_its_hue(accent: Colour):
    for ours in (LIGHT, DARK):
        for failure in failures({"accent": accent}, ours):
            assert failure.better
            assert [*failures({"accent": failure.better}, ours)] == []
            order = [sorted(range(3), key=lambda part, of=of: of[part]) for of in (accent, failure.better)]
            if len(set(accent)) == len(set(failure.better)) == 3:
                assert order[0] == order[1]
        # A dark page has it without being told.
        assert not any(
            pair.contrast(made) < pair.least for pair in PAIRS for made in [complete({}, DARK, accent)]
        )


def test_the_nearest_is_not_farther_than_needed():
    white = Colour(255, 255, 255)
    found = colours.nearest(Colour(0x99, 0x99, 0x99), lambda colour: contrast(colour, white) >= 4.5)
    assert str(found) == "#767676"


# What is written


FAULTS = {
    "logo: weg.svg": ("1:1: logo: There is no file weg.svg; put it there, or mend the name."),
    "logo: {light: ../a.svg}": (
        "1:8: logo.light: ‘../a.svg’ leads out of the brand’s folder; put a picture in there and name"
        " it from there."
    ),
    "favicon: /etc/passwd": (
        "1:1: favicon: ‘/etc/passwd’ leads out of the brand’s folder; put a picture in there and name"
        " it from there."
    ),
    "favicon: brand.yml": (
        "1:1: favicon: ‘brand.yml’ is no name of a picture; it ends in .ico or .png or .svg."
    ),
    "logo: link.svg": ("1:1: logo: link.svg: This link leaves brand/; put a copy of what it leads to here."),
    "logo: script.svg": (
        "1:1: logo: script.svg: In its line 1: <script> can run or load something; remove it."
    ),
    "logo: fake.png": (
        "1:1: logo: fake.png: This is no picture, whatever its name says; save it as PNG again."
    ),
    "logo: huge.svg": (
        "1:1: logo: huge.svg has more than 1 MB, which every reader would wait for; save it smaller."
    ),
    "# Onze kleuren.\ncolours:\n  light:\n    accent: groen": (
        '4:5: colours.light.accent: It is ‘groen’. Write it as six digits after #, in quotes: "#0a5c63".'
    ),
    "colours: {light: {accent: #0a5c63\n}}": (
        "1:19: colours.light.accent: It is empty (# begins a comment where there are no quotes)."
        ' Write it as six digits after #, in quotes: "#0a5c63".'
    ),
    'colours: {light: {accent: "#ff9900"}}': (
        "1:19: colours.light.accent: The contrast of #ff9900 (accent) on #fbf8f2 (paper) is 2.02, and"
        ' text needs 4.5 (WCAG 2.2 AA). The nearest with which all can be read is "#844f00".'
    ),
    'colours: {dark: {edge: "#222"}}': (
        "1:18: colours.dark.edge: The contrast of #222222 (edge) on #1e1b17 (paper) is 1.08, and the "
        'edge of a box needs 3.0 (WCAG 2.2 AA). The nearest with which all can be read is "#6e6e6e".'
    ),
    "kleuren: {}": (
        "1:1: kleuren: There is no such key. There are site_name, site_description, logo, favicon, "
        "colours, fonts, contact, licence, footer, feedback, legal."
    ),
    "license: ©": ("1:1: license: There is no such key. Did you mean ‘licence’?"),
    "site_name: {nl: Boek}": (
        "1:1: site_name: It lacks the language ‘en’; add it, or write one text for all."
    ),
    "site_name: {nl: Boek, en: Book, no: Bok}": (
        "1:33: site_name.no: YAML takes this key for something other than a word; put it in quotes."
    ),
    "footer: 2026": (
        "1:1: footer: It is the number 2026. Write what else stands at the foot of each page, one for"
        " each language: {nl: …, en: …}."
    ),
    "fonts: {text: fake.woff2}": (
        "1:9: fonts.text: fake.woff2: This is no WOFF2 font, whatever its name says; make one of the "
        ".ttf or .otf file."
    ),
    "fonts: {text: cut.woff2}": (
        "1:9: fonts.text: cut.woff2: This font is damaged or cut short; save it again."
    ),
    "fonts: {text: letter.ttf}": ("1:9: fonts.text: ‘letter.ttf’ is no name of a font; it ends in .woff2."),
    "fonts: {tekst: x.woff2}": ("1:9: fonts.tekst: There is no such key. Did you mean ‘text’?"),
    "contact: {email: leren.at.acme}": (
        "1:11: contact.email: It is ‘leren.at.acme’. Write an e-mail address, such as leren@acme.example."
    ),
    "contact: {phone: 0201234567}": (
        "1:11: contact.phone: It is the number 33896823. Write the number in quotes, with the code of"
        ' the country: "+31 20 123 45 67".'
    ),
    "contact: {website: 'javascript:alert(1)'}": (
        "1:11: contact.website: It is ‘javascript:alert(1)’. Write a whole address that begins with https://."
    ),
    "feedback: javascript:alert(1)": (
        "1:1: feedback: ‘javascript:alert(1)’ is no address; write a whole one that begins with "
        "https://, or an e-mail address."
    ),
    "legal: [{title: Prijzen}]": (
        "1:9: legal.1: It has title. Write page: with a Markdown file for each language, or title: "
        "and url: for a link."
    ),
    "legal: [{page: kop.md}]": (
        "1:10: legal.1.page: kop.md: It has no title; begin it with a line such as `# Privacy`."
    ),
    "legal: [{page: {nl: een.md, en: een.md}}, {page: {nl: ook.md, en: een.md}}]": (
        "1:51: legal.2.page.nl: Its title, ‘Een’, gives it the address of een.md; give it another title."
    ),
    "legal: [{page: en.md}]": (
        "1:10: legal.1.page: Its title, ‘En’, gives it the address of the site’s own; give it another title."
    ),
    "legal: [{page: roept.md}]": (
        "1:10: legal.1.page: roept.md: <script> may not stand on a legal page; say it in Markdown, or "
        "leave it out."
    ),
    "legal: [{page: diep.md}]": (
        "1:10: legal.1.page: diep.md: It has more lists within lists from its line 1 on than can be "
        "read; remove them."
    ),
    "- geen namen": (
        "1:1: It is a list. Write a line `name: value` for each thing; each description says what to write."
    ),
    "footer: [": (
        "1:1: The file cannot be read (did not find expected node content); mend it here or above."
    ),
    "a: &a [*a, *a]": ("1:4: The file has an anchor or alias (& or *); write it out, or put it in quotes."),
    "footer: " + "[" * 9000: ("1:16: The file nests deeper than 8 levels; write it flat."),
    "# " + "x" * 30_000: ("1:1: The file has more than 20 kB, the most that is read; write less."),
}
FILES: dict[str, str | bytes] = {
    "script.svg": '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "fake.png": "<html>",
    "huge.svg": f"<svg>{' ' * 1_000_001}</svg>",
    "fake.woff2": "<!doctype html>",
    "cut.woff2": b"wOF2" + bytes(60),
    "letter.ttf": b"\0\1\0\0",
    "kop.md": "Tekst zonder kop.\n",
    "een.md": "# Een\n",
    "ook.md": "# Een\n",
    "en.md": "# En\n",
    "roept.md": "# Privacy\n\n<script>alert(1)</script>\n",
    "diep.md": " " * 120 + "- diep\n" + "".join(f"{' ' * 4 * n}- x\n" for n in range(40)),
}


@pytest.mark.parametrize("text", FAULTS, ids=lambda text: text[:40])
def test_a_fault_is_one_line_with_its_key_and_remedy(tmp_path: Path, text: str):
    folder = tmp_path / "brand"
    folder.mkdir()
    (tmp_path / "secret.svg").write_text("<svg/>")
    (folder / "link.svg").symlink_to("../secret.svg")
    assert told(folder, text, FILES) == [f"brand.yml:{FAULTS[text]}"]


def test_all_faults_are_told_at_once_in_their_order(tmp_path: Path):
    text = "footer: 3\nlogo: {donker: x}\ncolours: {light: {accent: rood, papier: blauw}}\n"
    found = told(tmp_path / "brand", text)
    assert [line.split(": ")[1] for line in found] == [
        "footer", "logo", "logo.donker", "colours.light.accent", "colours.light.papier",
    ]  # fmt: skip
    found = told(tmp_path / "brand", "".join(f"k{number}: 1\n" for number in range(500)))
    assert len(found) == 21
    assert found[-1] == "brand.yml: … and 480 more like these."


def test_a_link_in_its_overrides_brings_nothing_from_elsewhere(tmp_path: Path):
    folder = tmp_path / "brand"
    (folder / "overrides/assets").mkdir(parents=True)
    (folder / "overrides/assets/a.txt").symlink_to("../../brand.yml")
    (line,) = told(folder, "site_name: Boek\n")
    assert line.startswith("brand.yml:1:1: overrides: overrides/assets/a.txt: This link leaves overrides/")
    shutil.rmtree(folder / "overrides")
    (folder / "overrides").symlink_to(".")
    assert told(folder, "")[0] == "brand.yml:1:1: overrides: This is a link; put the folder itself here."


words = st.sampled_from(["nl", "en", "accent", "light", "page", "#fff", "~", "1", "no", "x.svg", "‮", "\0"])
names = st.sampled_from([*schema()["properties"], "x"])
leaves = words | st.sampled_from([None, 3, 0.5, True, [], {}, ["x"]])
values = leaves | st.dictionaries(words, leaves | st.dictionaries(words, leaves, max_size=2), max_size=3)


@settings(deadline=None, max_examples=60)
@given(
    st.dictionaries(names, values, max_size=4).map(lambda told: yaml.dump(told).encode())
    | st.binary(max_size=60)
)
def test_whatever_stands_in_it_it_is_a_brand_or_lines_for_a_person(data: bytes):
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "brand.yml").write_bytes(data)
        try:
            load(Path(folder))
        except LeidraadError as error:
            for line in str(error).split("\n"):
                assert line.startswith(f"{folder}/brand.yml:")
                assert line.isprintable()


@pytest.mark.parametrize("name", brands.NAMES)
def test_the_brands_of_the_tests_are_as_the_published_schema_says(name: str, tmp_path: Path):
    from jsonschema import Draft202012Validator

    Draft202012Validator.check_schema(schema())
    folder = brands.draw(name, tmp_path / name)
    Draft202012Validator(schema()).validate(yaml.safe_load((folder / "brand.yml").read_text("utf-8")))
    assert load(folder).files[SHEET].startswith(b"@" if name != "gewoon" else b"@media screen")


def test_the_example_in_the_readme_is_a_brand(tmp_path: Path):
    text = (ROOT / "README.md").read_text("utf-8")
    (example,) = re.findall(r"```yaml\n(# brand\.yml.*?)```", text, re.DOTALL)
    drawn = brands.draw("oever", tmp_path / "oever")
    given_ = yaml.safe_load(example)
    assert given_.keys() == schema()["properties"].keys()
    letters = [*given_["fonts"]["text"].values(), given_["fonts"]["headings"]]
    folder = tmp_path / "acme"
    (folder / "fonts").mkdir(parents=True)
    (folder / "brand.yml").write_text(example, "utf-8")
    for name in (*given_["logo"].values(), given_["favicon"]):
        shutil.copy(drawn / "logo.svg", folder / name)
    for name in (name for name in letters if name != "serif"):
        shutil.copy(drawn / "fonts/text.woff2", folder / name)
    for lang in LANGS:
        (folder / given_["legal"][0]["page"][lang]).write_text("# Privacy\n")
    assert load(folder).legal[0].title == {"nl": "Privacy", "en": "Privacy"}


# Files


def font(*tables: tuple[int, ...]) -> bytes:
    """Return the head and the directory of a font."""
    body = b"".join(bytes(table) for table in tables)
    return b"wOF2" + bytes(4) + (48 + len(body)).to_bytes(4) + len(tables).to_bytes(2) + bytes(34) + body


def test_a_font_tells_whether_it_holds_all_weights(tmp_path: Path):
    # Table and length; a glyf table has a length more, unless it is version 3; own tables have a name.
    known = [(0, 0x85, 0x10), (10, 0x81, 0x10, 0x20), (63, *b"XXXX", 9), (10 | 3 << 6, 7)]
    assert fonts.check_woff2(font(*known)) == ""
    assert not fonts.is_variable(font(*known))
    assert fonts.is_variable(font(*known, (47, 5)))
    assert fonts.check_woff2(font(*known, (0, 0x80))) == "This font is damaged; save it again."
    folder = brands.draw("kermis", tmp_path / "kermis")
    for path in (folder / "fonts").iterdir():
        data = path.read_bytes()
        assert fonts.check_woff2(data) == ""
        assert not fonts.is_variable(data)
        assert fonts.check_woff2(data[:-1]) != ""


# Which brand


@pytest.fixture
def handbook(project: Draw) -> Path:
    """Draw a handbook with a brand beside its docs."""
    folder = project({})
    brands.draw("gewoon", folder / "merken/gewoon")
    return folder


def set_brand(folder: Path, name: str) -> None:
    path = folder / "mkdocs.yml"
    path.write_text(path.read_text("utf-8").replace("leidraad: {}", f"leidraad: {{brand: {name}}}"), "utf-8")


@pytest.mark.slow
def test_the_variable_goes_before_mkdocs_yml(handbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    set_brand(handbook, "merken/weg")
    done = run("leidraad", "check", cwd=handbook)
    assert (done.returncode, done.stdout) == (2, "")
    assert (
        done.stderr
        == "mkdocs.yml: brand: merken/weg: there is no such folder; name one that holds a brand.yml.\n"
    )
    monkeypatch.setenv("LEIDRAAD_BRAND", "handbook/merken/gewoon")
    assert run("leidraad", "check", "-f", str(handbook / "mkdocs.yml"), cwd=tmp_path).returncode == 0
    # Where it is empty nobody has chosen.
    monkeypatch.setenv("LEIDRAAD_BRAND", "")
    assert run("leidraad", "check", cwd=handbook).returncode == 2


@pytest.mark.parametrize("command", [("leidraad", "check"), ("leidraad", "build"), ("mkdocs", "build")])
def test_a_brand_that_cannot_be_used_ends_every_command(
    handbook: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
):
    monkeypatch.setenv("LEIDRAAD_BRAND", "merken/gewoon")
    path = handbook / "merken/gewoon/brand.yml"
    path.write_text(path.read_text("utf-8").replace('"#8f1d5e"', "groen").replace("logo:", "loog:"), "utf-8")
    done = run(*command, cwd=handbook)
    assert done.returncode == (2 if command[0] == "leidraad" else 1)
    lines = [line for line in done.stderr.splitlines() if "brand.yml" in line]
    assert [line.partition(": ")[2].partition(":")[0] for line in lines] == ["loog", "colours.light.accent"]
    assert "Traceback" not in done.stderr
    assert not (handbook / "site").exists()


@pytest.mark.parametrize(
    ("place", "name"), [("docs/merk", "docs_dir"), ("eigen/merk", "theme.custom_dir"), ("docs", "docs_dir")]
)
def test_a_brand_does_not_stand_where_all_is_published(handbook: Path, place: str, name: str):
    config = handbook / "mkdocs.yml"
    (handbook / "eigen").mkdir()
    config.write_text(config.read_text("utf-8").replace("theme:\n", "theme:\n  custom_dir: eigen\n"), "utf-8")
    shutil.copytree(handbook / "merken/gewoon", handbook / place, dirs_exist_ok=True)
    set_brand(handbook, place)
    done = run("leidraad", "check", cwd=handbook)
    assert done.returncode == 2
    told = f"mkdocs.yml: brand: {place}: this stands in {name}, which is published; move it out of there.\n"
    assert done.stderr == told


def test_a_save_of_the_brand_shows_and_a_bad_one_says_why(handbook: Path, monkeypatch: pytest.MonkeyPatch):
    set_brand(handbook, "merken/gewoon")
    path = handbook / "merken/gewoon/brand.yml"
    assert handbook / "merken/gewoon" in inputs.made_from(site.load(handbook / "mkdocs.yml"))
    maker = making.Maker(handbook / "mkdocs.yml", "http://127.0.0.1:8000/", lambda *_: None)
    try:
        good = path.read_text("utf-8")
        made = maker.make()
        assert made.folder
        assert "Gewoon Leren" in (made.folder / "index.html").read_text("utf-8")
        path.write_text(good.replace("site_name", "site_naam"), "utf-8")
        made = maker.make()
        assert made.folder is None
        assert any("Did you mean ‘site_name’?" in line for line in made.said)
        path.write_text(good.replace("Gewoon", "Anders"), "utf-8")
        made = maker.make()
        assert made.folder
        assert "Anders Leren" in (made.folder / "en/index.html").read_text("utf-8")
    finally:
        maker.close()
