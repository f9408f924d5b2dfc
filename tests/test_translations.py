"""Two languages of one chapter: every kind of difference in every kind of block, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import parallel
import scoring
from leidraad import checking, reader, site
from leidraad.dialect.patience import bounded
from leidraad.translations.comparing import matches
from leidraad.translations.differences import differences
from leidraad.translations.making import Maker
from leidraad.translations.outline import beside, outline
from leidraad.translations.part import Part
from leidraad.translations.places import placed
from leidraad.translations.rhythm import distance, rhythm
from leidraad.translations.tongues import other_tongue
from support import Draw, markdown, put_in_navigation, within

NL = """# Rouw {#grief}

Rouw vraagt tijd.[^a] In 1988 schreef iemand dat al.

/// casus | Naam
    id: name
    themes: [repair, grief]
    sector: zorg

Een verhaal van een middag.

Nog een alinea, met [het begin](index.md#start).
///

## Blijven {#staying}

Wie blijft, hoeft niets te zeggen. Dat duurt 12 minuten.

- kijken
- luisteren
- wachten

| Wat | Wanneer |
|---|---|
| Soep | 18.30 |
| Koffie | later |

> Wie zwijgt, spreekt ook.

![Een vuur](../assets/fire.svg)

```
code = 1
```

### Dieper {#deeper}

De laatste alinea van het stuk, na alles wat eraan voorafging.

[^a]: Een bron.
"""

EN = """# Grief {#grief}

Grief takes time.[^a] Somebody wrote so in 1988.

/// case | Name
    id: name
    themes: [repair, grief]
    sector: health care

A story of one afternoon.

Another paragraph, with [the start](index.md#start).
///

## Staying {#staying}

Whoever stays need not say a thing. That takes 12 minutes.

- looking
- listening
- waiting

| What | When |
|---|---|
| Soup | 18.30 |
| Coffee | later |

> Silence speaks as well.

![A fire](../assets/fire.svg)

```
code = 1
```

### Deeper {#deeper}

The last paragraph of the piece, after all that came before it.

[^a]: A source.
"""


def parts(text: str, lang: str) -> list[Part]:
    chapter = reader.read(text, markdown(lang, trainer=True))
    return placed(outline(chapter), chapter, text)


def told(en: str, nl: str = NL) -> list[tuple[str, int]]:
    """Return the code of each difference and the line of the translation, or minus that of the source."""
    found = differences(parts(nl, "nl"), parts(en, "en"), "nl.md", "en.md", langs=("nl", "en"))
    return [(d.code, d.target.line if d.target else -d.source.line if d.source else 0) for d in found]


def line(text: str, start: str) -> int:
    return text[: text.index(start)].count("\n") + 1


@pytest.mark.parametrize(("old", "new"), [("18.30", "18:30"), ("12 minutes", "twelve minutes")])
def test_a_number_may_be_written_as_its_language_writes_it(old: str, new: str):
    assert told(EN.replace(old, new)) == []


@pytest.mark.parametrize("item", ["looking *long* and well", "looking - and waiting", "since 1988. And on"])
def test_an_item_is_one_item_whatever_its_text_holds(item: str):
    (part,) = parts(f"- {item}\n- listening\n", "en")
    assert part.shape == "2 items"


def test_two_languages_that_say_the_same_in_their_own_way_differ_in_nothing():
    assert told(EN) == []


@pytest.mark.parametrize(("here", "is_told"), [("#staying .wide", False), (".wide #leaving", True)])
def test_the_id_of_a_heading_is_compared_also_among_other_attributes(here: str, is_told: bool):
    nl, en = (
        text.replace("{#staying}", f"{{{said}}}") for text, said in ((NL, "#staying .wide"), (EN, here))
    )
    assert told(en, nl) == [("LR304", line(EN, "## Staying"))] * is_told


def test_an_item_that_begins_with_a_year_is_one_also_where_places_are_looked_up():
    text = "# T\n\n1988. a\n1989. b[^n]\n\n- 1988. a\n\n[^n]: Bron:\n\n    1990. c\n    1991. d\n"
    plain, traced = (
        reader.read(text, markdown("nl", trainer=True, trace=is_traced)) for is_traced in (False, True)
    )
    for of in (outline, lambda chapter: beside(chapter, None)):
        assert [part.shape for part in of(traced)] == [part.shape for part in of(plain)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("## Staying {#staying}", "### Staying {#staying}", "LR304"),
        ("## Staying {#staying}", "## Staying {#stay}", "LR304"),
        ("## Staying {#staying}", "## Staying", "LR304"),
        ("/// case | Name", "/// reflection | Name", "LR305"),
        ("themes: [repair, grief]", "themes: [grief]", "LR305"),
        ("id: name", "id: other", "LR305"),
        ("- waiting\n", "", "LR306"),
        ("- waiting\n", "- waiting\n- praying\n", "LR306"),
        ("code = 1", "code = 2", "LR306"),
        ("| Coffee | later |\n", "", "LR307"),
        ("index.md#start", "index.md", "LR310"),
        ("[the start](index.md#start)", "the start", "LR310"),
        ("../assets/fire.svg", "../assets/ice.svg", "LR309"),
        ("![A fire]", "![]", "LR309"),
        ("fire.svg)", 'fire.svg "Warmth")', "LR309"),
        ("![A fire]", "![A fire with 12 logs]", "LR311"),
        ("1988", "1989", "LR311"),
        ("12 minutes", "some minutes", "LR311"),
        ("18.30", "18.45", "LR311"),
        ("12 minutes", "thirteen minutes", "LR311"),
    ],
)
def test_what_differs_is_found_where_it_is(old: str, new: str, expected: str):
    changed = EN.replace(old, new)
    assert changed != EN
    found = told(changed)
    assert " ".join(code for code, _ in found) == expected
    # The block that it stands in begins where it did.
    at = max(part.line for part in parts(EN, "en") if part.line <= line(EN, old))
    assert {place for _, place in found} == {at}


@pytest.mark.parametrize(
    ("nl", "en", "is_told"),
    [
        ("125 mensen", "12.5 people", True),
        ("1.250 mensen", "1,250 people", False),
        ("In 1987 100 mensen", "In 1987, 100 people", False),
        ("14.00 uur", "14 hours", False),
        ("Lodewijk XIV", "Louis XV", True),
        ("Lodewijk XIV", "Louis XIV", False),
        ("deel III", "part three", False),
        ("Zij was 7 jaar", "She was 8 years old", True),
        ("7 mensen en drie kinderen", "Seven people and 3 children", False),
        ("twaalf maanden", "eleven months", True),
        ("veertien dagen", "a fortnight", False),
        ("om half elf", "at half past ten", False),
    ],
)
def test_a_number_is_compared_however_it_is_written(nl: str, en: str, is_told: bool):
    source, target = NL.replace("12 minuten", nl), EN.replace("12 minutes", en)
    assert [code for code, _ in told(target, source)] == ["LR311"] * is_told


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- a\n    - b\n- c\n", "- a\n- b\n- c\n"),
        ("- a\n    - b\n        - c\n", "- a\n    - b\n    - c\n"),
        ("1. a\n2. b\n", "- a\n- b\n"),
        ("- a\n\n    More.\n\n- b\n", "- a\n- b\n"),
        ("- [ ] a\n- [x] b\n", "- [x] a\n- [ ] b\n"),
        ("A\n:   One.\n:   Two.\n", "A\n:   One.\n"),
        ("A\n:   One.\n\nB\n:   Two.\n", "A\nB\n:   Two.\n"),
        ("> One.\n>\n> Two.\n", "> One.\n"),
    ],
)
def test_what_a_list_or_quotation_lost_is_found(old: str, new: str):
    for one, other in ((old, new), (new, old)):
        assert told(f"# T {{#t}}\n\n{one}", f"# T {{#t}}\n\n{other}") == [("LR306", 3)]
    assert told(f"# T {{#t}}\n\n{old}", f"# T {{#t}}\n\n{old}") == []


@pytest.mark.parametrize("option", ["    sector: health care\n", "    themes: [repair, grief]\n"])
def test_an_option_of_one_language_only_is_found(option: str):
    assert told(EN.replace(option, "")) == [("LR305", line(EN, "/// case"))]


@pytest.mark.parametrize(
    ("nl", "en", "is_told"),
    [
        ("[a](https://example.org/?a=1)", "[a](https://example.org/?a=2)", True),
        ("[a](https://example.org/)", "a", True),
        ("[a](https://example.nl/rouw)", "[a](https://example.com/grief)", False),
        ("[a](https://nl.example.org/Rouw)", "[a](https://en.example.org/Grief)", False),
        ("<https://example.org/a>", "<https://example.org/b>", True),
        ('<a href="bronnen.md">a</a>', '<a href="index.md">a</a>', True),
        ("[a][een]", "[a][twee]", True),
        ("[Een][]", "[one](index.md)", False),
        ("[a][geen]", "[a]", False),
        ("[a](../en/a.md)", "[a](../nl/a.md)", False),
        ("[a](../../en/b/a.md)", "[a](../../nl/b/a.md)", False),
        ("[a](../../en/b/a.md)", "[a](../../nl/b/c.md)", True),
    ],
)
def test_a_link_is_compared_however_it_is_written(nl: str, en: str, is_told: bool):
    ends = "[een]: index.md\n[twee]: bronnen.md\n"
    source, target = (f"# T {{#t}}\n\nA {text} b.\n\n{ends}" for text in (nl, en))
    assert told(target, source) == [("LR310", 3)] * is_told


BLOCKS = [
    "Somebody wrote", "A story of", "Another paragraph", "## Staying", "Whoever stays", "- looking", "| What",
    "> Silence", "![A fire]", "```\ncode", "### Deeper", "The last paragraph",
]  # fmt: skip


ANSWERS = (
    ("Zwijgen.", "Keeping silent."),
    (
        "Erbij blijven zitten tot de ander weer iets wil zeggen.",
        "Staying and sitting there until the other wants to say something again.",
    ),
    ("Alles regelen.", "Arranging everything."),
)


@pytest.mark.parametrize(
    ("order", "is_told"), [((0, 1, 2), False), ((1, 0, 2), True), ((0, 2, 1), True), ((2, 1, 0), False)]
)
def test_an_answer_that_changed_places_with_the_right_one_is_told(
    order: tuple[int, ...], is_told: bool, project: Draw
):
    nl, en = (
        "".join(f"- [{' x '[n]}] {answer}\n" for n, answer in enumerate(given))
        for given in ([nl for nl, _ in ANSWERS], [ANSWERS[n][1] for n in order])
    )
    folder = project(
        {
            "docs/nl/02-a.md": f"# Rouw\n\n/// toets | Wat helpt?\n{nl}///\n",
            "docs/en/02-a.md": f"# Grief\n\n/// check | What helps?\n{en}///\n",
        }
    )
    put_in_navigation(folder, "02-a.md")
    for _ in ("cold", "from the cache"):
        found = [(f.code, f.path, f.line) for f in checking.check(site.load(folder / "mkdocs.yml"))]
        assert found == [("LR317", "docs/en/02-a.md", 4)] * is_told


@pytest.mark.parametrize("start", BLOCKS)
def test_a_block_that_is_missing_is_told_at_its_source_and_no_other(start: str):
    blocks = EN.split("\n\n")
    (place,) = [n for n, block in enumerate(blocks) if start in block]
    source = NL.split("\n\n")[place]
    kept = [block if n != place else "///" if block.endswith("///") else "" for n, block in enumerate(blocks)]
    found = told("\n\n".join(kept))
    assert [at for _, at in found] == [-line(NL, source)]


@pytest.mark.parametrize("start", BLOCKS)
def test_a_block_too_many_is_told_where_it_stands_and_no_other(start: str):
    extra = "A wholly new thought that nobody had in the other language, and that goes on for a while."
    blocks = EN.split("\n\n")
    (place,) = [n for n, block in enumerate(blocks) if start in block]
    changed = "\n\n".join([*blocks[:place], extra, *blocks[place:]])
    assert told(changed) == [("LR303", line(changed, extra))]


def test_a_whole_callout_that_is_missing_is_told_with_what_it_holds():
    begin, end = EN.index("/// case"), EN.index("## Staying")
    found = told(EN[:begin] + EN[end:])
    assert [code for code, _ in found] == ["LR305"]


KINDS = st.sampled_from(["paragraph", "list", "heading", "callout"])
PARTS = st.lists(
    st.builds(
        lambda kind, text, number: Part(kind, 0, "", "", "", (), (), (), (number,), rhythm(text), text, text),
        KINDS,
        st.text("ab ", max_size=30),
        st.sampled_from(["12", "1988"]),
    ),
    max_size=12,
)


def long(*paragraphs: tuple[int, ...]) -> str:
    """Return a chapter with paragraphs of sentences that have so many characters."""
    text = "\n\n".join(" ".join(f"A{'a' * (length - 2)}." for length in each) for each in paragraphs)
    return f"# A {{#a}}\n\n{text}\n"


@pytest.mark.parametrize(
    "lengths", [(20, 40, 60, 90), (20, 40, 90, 20), (20, 90, 60, 60), (20, 150, 90, 90), (40, 20, 90, 60)]
)
def test_paragraphs_that_are_freely_translated_are_taken_as_they_stand(lengths: tuple[int, ...]):
    nl, en = (long(*((length,) for length in some)) for some in (lengths[:2], lengths[2:]))
    assert told(en, nl) == []


def test_paragraphs_that_changed_places_are_told_once():
    one = "In de winter van dat jaar stond het huis leeg, en niemand kwam het verwarmen."
    other = "Wie had dat gedacht? Zij niet. Haar broer ook niet, die er zo lang had gewoond."
    there = "In the winter of that year the house stood empty, and nobody came to heat it."
    also = "Who would have thought it? Not she. Nor her brother, who had lived there so long."
    nl, en = f"# A {{#a}}\n\n{one}\n\n{other}\n", f"# A {{#a}}\n\n{also}\n\n{there}\n"
    assert [code for code, _ in told(en, nl)] in (["LR316"], ["LR317"])


def test_sentences_that_are_one_in_the_other_language_are_found_wherever_they_stand():
    # The fourth and fifth of the one are the fourth of the other; the first ones are of other lengths.
    one, other = (108, 29, -13, 10, 110, 129, 49), (127, 31, -9, 101, 130, 46)
    assert distance(one, other, 1.0) < 2.2
    assert distance(other, one, 1.0) < 2.2
    assert distance(one, (), 1.0) == distance((), one, 1.0) == 7
    assert distance((), (), 1.0) == 0


def test_a_sentence_that_became_a_paragraph_is_told_as_parted():
    assert told(long((14, 58, 58, 58, 58)), long((20,), (60, 60, 60, 60))) == [("LR318", 3)]


def test_code_is_the_same_wherever_it_stands_also_where_places_are_looked_up():
    code = "```\nregel = 1884\n```\n"
    kept = {"nl": "/// kern | K\nZin.\n\n- Een.\n///\n", "en": "/// key | K\nOne.\n\n- An item.\n///\n"}
    texts = {"nl": f"# A {{#a}}\n\n{kept['nl']}\n{code}", "en": f"# A {{#a}}\n\n{code}\n{kept['en']}"}
    with tempfile.TemporaryDirectory() as folder:
        found = scoring.Judge(Path(folder)).told(texts)
    assert {finding.code for finding in found} <= {"LR316", "LR317"}
    assert len(found) == 1


@settings(max_examples=200, deadline=None)
@given(PARTS, PARTS)
def test_an_alignment_holds_every_part_once_and_in_order(one: list[Part], other: list[Part]):
    found = matches(one, other)
    assert sorted(at for match in found for at in match.source) == [*range(len(one))]
    assert [at for match in found for at in match.target] == [*range(len(other))]
    assert all(one[a].kind == other[b].kind for match in found for a in match.source for b in match.target)


LEFT = "Whoever leads other people needs somebody to lean on, too, and seldom says so in the office."


@pytest.mark.parametrize(
    ("text", "tongues"),
    [
        (f"{LEFT}\n", ["en"]),
        (f"- Punt een.\n- {LEFT}\n", ["en"]),
        (f"/// kern\n{LEFT}\n///\n", ["", "en"]),
        (f"/// citaat | Wie\n{LEFT}\n///\n", ["", ""]),
        (f"/// begrip | Leaning\n{LEFT}\n///\n", ["", ""]),
        (f"```\n{LEFT}\n```\n", [""]),
        ("Whoever leads needs somebody.\n", [""]),
        (
            "Het boek *Care to Dare: Unleashing Astonishing Potential* gaat daarover, zei hij.\n",
            [""],
        ),
        (
            "Anna, Bram, Çelik, Douwe, Eefje, Fatma, Gerrit, Hatice, Ingrid, Joost, Klaas en Mo.\n",
            [""],
        ),
    ],
)
def test_a_block_that_was_left_in_the_other_language_is_known(text: str, tongues: list[str]):
    assert [part.tongue for part in parts(text, "nl")] == tongues


@pytest.mark.parametrize(
    ("text", "lang", "tongue"),
    [
        (LEFT, "nl", "en"),
        (LEFT, "de", "en"),
        (f"{LEFT} Zie de *safe haven* van Fatma Çelik.", "nl", "en"),
        (
            "Wie leidt, oefent in coping, feedback en een growth mindset, en het team volgt.",
            "nl",
            "",
        ),
        (f"Zij schreef mij daarna nog: ‘{LEFT}’", "nl", ""),
        (f"In haar boek *{LEFT}* gaat het daarover.", "nl", ""),
        ("Wer andere führt, braucht selbst jemanden, an den er sich anlehnen kann, auch im Büro.", "de", ""),
        ("Wer andere führt, braucht selbst jemanden, an den er sich anlehnen kann, auch im Büro.", "nl", ""),
    ],
)
def test_a_text_is_known_by_its_own_words_and_not_by_what_it_cites(text: str, lang: str, tongue: str):
    assert other_tongue(text, lang) == tongue


def test_each_sentence_of_the_handbook_is_in_its_own_language_and_would_be_known_in_the_other():
    long = [pair for pair in parallel.sentences() if min(len(said.split()) for said in pair) >= 14]
    own = [other_tongue(said, lang) for pair in long for said, lang in zip(pair, ("nl", "en"), strict=True)]
    left = [other_tongue(said, lang) for pair in long for said, lang in zip(pair, ("en", "nl"), strict=True)]
    assert not any(own)
    assert left.count("") <= len(left) / 50


@pytest.mark.parametrize(
    ("nl", "en", "is_told"),
    [
        ("`x = 1`", "`x = 2`", True),
        ("`a()`", "a", True),
        ("`check --fix`", "`check --mend`", True),
        ("`a.md` en `b/c.md`", "`a.md` and `b`", True),
        ("`docs/nl/begin.md`", "`docs/en/start.md`", False),
        ("`/// casus | Een naam`", "`/// case | Name`", False),
        ("`a` en `b()`", "`b()` and `a`", False),
        ("`mkdocs build`", "`mkdocs serve`", True),
        ("`docs/nl/wat-helpt.md`", "`docs/en/what-really-helps.md`", False),
        ("`veilige_basis = 2`", "`secure_base = 2`", False),
    ],
)
def test_code_within_a_text_is_the_same_but_for_its_words(nl: str, en: str, is_told: bool):
    found = [code for code, _ in told(f"# T {{#t}}\n\nSee {en} so.\n", f"# T {{#t}}\n\nZie {nl} zo.\n")]
    assert ("LR323" in found) == is_told == bool(found)


PICTURE = '# T {{#t}}\n\n![{}](../assets/fire.svg "{}")\n'


@pytest.mark.parametrize(
    ("nl", "en", "code"),
    [
        (("Een vuur", "Twaalf blokken"), ("A fire", "12 logs"), ""),
        (("Een vuur in 1988", "Warmte"), ("A fire in 1988", "Warmth"), ""),
        (("Een vuur", "Twaalf blokken"), ("A fire", "Thirteen logs"), "LR311"),
        (("Een vuur in 1988", "Warmte"), ("A fire in 1989", "Warmth"), "LR311"),
        (("Een vuur", ""), ("A fire", "Warmth"), "LR309"),
        (("Een vuur", "Warmte"), ("", "Warmth"), "LR309"),
    ],
)
def test_the_words_with_a_picture_are_compared(nl: tuple[str, str], en: tuple[str, str], code: str):
    assert [found for found, _ in told(PICTURE.format(*en), PICTURE.format(*nl))] == ([code] if code else [])


@pytest.mark.parametrize(
    ("note", "is_told"),
    [
        (f"{LEFT}", True),
        (f"{LEFT} [@bowlby1988, p. 27]", True),
        (f"Zie haar boek: *{LEFT}*", False),
        (f"Bakker, A. (2012). {LEFT} London: Tavistock.", False),
        (f"A. Bakker, {LEFT.rstrip('.')}, London, 2012.", False),
        ("See elsewhere.", False),
    ],
)
def test_a_note_that_was_left_in_the_other_language_is_told(note: str, is_told: bool, project: Draw):
    files = {f"docs/{lang}/02-a.md": f"# T {{#t}}\n\nA.[^a]\n\n[^a]: {note}\n" for lang in ("nl", "en")}
    found = checking.check(site.load(project(files) / "mkdocs.yml"))
    assert [(f.path, f.line) for f in found if f.code == "LR312"] == [("docs/nl/02-a.md", 5)] * is_told


@pytest.mark.parametrize(
    ("nl", "en", "expected"),
    [
        ("Brief van 1940.", "Letter of 1941.", "LR311"),
        ("Zie [daar](index.md).", "See [there](bronnen.md).", "LR310"),
        ("Een.\n\n    Nog een alinea.", "One.", "LR306"),
        ("Brief van 14 mei 1940.", "Letter of 14 May 1940.", ""),
        ("[@bowlby1989, p. 31]", "[@bowlby1988, p. 27]", ""),
    ],
)
def test_what_a_note_says_is_compared(nl: str, en: str, expected: str, project: Draw):
    files = {
        f"docs/{lang}/02-a.md": f"# T {{#t}}\n\nA.[^z] B.[^a]\n\n[^z]: Z.\n\n[^a]: {said}\n"
        for lang, said in (("nl", nl), ("en", en))
    }
    found = checking.check(site.load(project(files) / "mkdocs.yml"))
    told = [(f.path, f.line, f.code) for f in found if f.code.startswith("LR3") and "02-a.md:" in str(f)]
    assert told == ([("docs/en/02-a.md", 7, expected)] if expected else [])


@pytest.mark.parametrize(
    ("nl", "en", "at"),
    [
        ("- Wat je dan doet\n- Kijken\n", "- Wat je dan doet\n- Looking\n", 3),
        ("| Wat |\n|---|\n| Wat je dan doet |\n", "| What |\n|---|\n| Wat je dan doet |\n", 3),
        ("## Wat je dan doet {#do}\n", "## Wat je dan doet {#do}\n", 3),
        ("/// kern | Wat je dan doet\nEen.\n///\n", "/// key | Wat je dan doet\nOne.\n///\n", 3),
        ("![Wat je dan doet](a.svg)\n", "![Wat je dan doet](a.svg)\n", 3),
        ("A.[^a]\n\n[^a]: Zie ook wat je dan doet.\n", "A.[^a]\n\n[^a]: Zie ook wat je dan doet.\n", 5),
        ("Wat je dan doet.\n", "Wat je dan doet.\n", 3),
        ("## Wat helpt {#do}\n", "## Wat helpt {#do}\n", 3),
        ("- Een ogenblik\n- Kijken\n", "- Een ogenblik\n- Looking\n", 3),
        ("| Wie |\n|---|\n| De ander |\n", "| Who |\n|---|\n| De ander |\n", 3),
        ("- van Dijk\n- De Vries\n", "- van Dijk\n- De Vries\n", 0),
        ("- en route\n- et al.\n- in spe\n- Riet\n", "- en route\n- et al.\n- in spe\n- Riet\n", 0),
        ("- mbo en hbo\n- per se\n- Den Haag\n", "- mbo and hbo\n- per se\n- Den Haag\n", 0),
        ("Doe wat je dan doet.\n", "Do what you do.\n", 0),
        ("- Vincent van Gogh\n", "- Vincent van Gogh\n", 0),
        ("- Jan van der Does de Willebois\n", "- Jan van der Does de Willebois\n", 0),
        ("- Ministerie van Sociale Zaken\n", "- Ministerie van Sociale Zaken\n", 0),
        ("- *Wat je dan doet*\n- ‘Wat je dan doet’\n", "- *Wat je dan doet*\n- ‘Wat je dan doet’\n", 0),
        ("- evidence based working\n", "- evidence based working\n", 0),
        ("- train the trainer\n", "- train the trainer\n", 0),
        ("- wat je doet\n- what you do\n", "- wat je doet\n- what you do\n", 0),
        ("/// citaat | Wat je dan doet\nEen.\n///\n", "/// quote | Wat je dan doet\nOne.\n///\n", 0),
        ("> Wat je dan doet.\n", "> Wat je dan doet.\n", 0),
    ],
)  # fmt: skip
def test_a_short_text_that_nobody_translated_is_told(nl: str, en: str, at: int, project: Draw):
    files = {f"docs/{lang}/02-a.md": f"# T {{#t}}\n\n{text}" for lang, text in (("nl", nl), ("en", en))}
    found = checking.check(site.load(project(files) / "mkdocs.yml"))
    told = [(f.path, f.line) for f in found if f.code == "LR312"]
    assert told == ([("docs/en/02-a.md", at)] if at else [])


@pytest.mark.parametrize(
    ("nl", "en"),
    [
        ("| a | b |\n|---|---|\n| c | |\n", "| a | b |\n|:--|--:|\n| c |\n"),
        ("a | b\n---|---\nc | d\n", "| a | b |\n|---|---|\n| c | d |\n"),
        ("<p>\nSoep <b>x</b>\n</p>\n", "<p>\nSoup <strong>x</strong><br>\n</p>\n"),
        ("Mail [ons](mailto:a@example.nl).\n", "Mail [us](mailto:b@example.com).\n"),
        ("- Een\n- Twee\n", "* One\n* Two\n"),
        ("/// begrip | Coping\n    forms: coping\n\nA.\n///\n", "/// term | Coping\nA.\n///\n"),
    ],
)
def test_what_each_language_may_write_in_its_own_way_is_no_difference(nl: str, en: str):
    assert told(f"# T {{#t}}\n\n{en}", f"# T {{#t}}\n\n{nl}") == []


def test_the_languages_of_a_handbook_are_compared(project: Draw):
    folder = project(
        {
            "docs/nl/02-a.md": NL.replace("1988", "1989"),
            "docs/en/02-a.md": EN,
            "docs/nl/03-b.md": "# Alleen hier\n",
            "docs/en/04-c.md": "# Only here\n",
            "docs/nl/05-d.md": "---\nslug: zelfde\n---\n\n# D {#d}\n\n[Begin][b].\n\n[b]: index.md\n",
            "docs/en/05-d.md": (
                "---\nslug: zelfde\n---\n\n# D {#d}\n\n[Start][b].\n\n## Extra {#extra}\n\n[b]: index.md\n"
            ),
        }
    )
    put_in_navigation(folder, "02-a.md", "03-b.md", "04-c.md", "05-d.md")
    config = site.load(folder / "mkdocs.yml")
    found = [(f.path, f.line, f.code, f.severity) for f in checking.check(config)]
    assert found == [
        ("docs/en/02-a.md", 3, "LR311", "warning"),
        ("docs/en/03-b.md", 1, "LR301", "info"),
        ("docs/en/04-c.md", 1, "LR302", "warning"),
        ("docs/en/05-d.md", 1, "LR313", "error"),
        ("docs/en/05-d.md", 9, "LR304", "error"),
    ]
    # The cache knows it, too.
    assert [(f.path, f.line, f.code, f.severity) for f in checking.check(config)] == found


@pytest.mark.slow
@pytest.mark.parametrize("names", [scoring.OWN[:1], scoring.OWN[1:], ()])
def test_differences_of_every_kind_are_told_once_and_no_other(names: tuple[str, ...]):
    # `make bench` tries them all, in more chapters.
    total = scoring.score((1,) if not names else (), names, combined=3, share=0.25)
    assert (total.missed, total.false, total.twice) == ([], [], [])
    assert total.seeded > 30


SHORT = {
    "nl": ["Ga door.", "Wees er.", "Vraag het.", "Laat los.", "Kijk om.", "Adem uit.", "Begin weer."],
    "en": ["Go on.", "Be there.", "Ask for it.", "Let it go.", "Look back.", "Breathe out.", "Start anew."],
}


@pytest.mark.parametrize("at", range(7))
def test_of_short_neighbours_the_one_is_told_that_is_gone_where_the_others_were_accepted(at: int):
    nl, en = (parts("\n\n".join(SHORT[lang]), lang) for lang in SHORT)
    accepted = [(one.fingerprint, other.fingerprint) for one, other in zip(nl, en, strict=True)]
    found = [*differences(nl, en[:at] + en[at + 1 :], "nl.md", "en.md", accepted)]
    assert [(d.code, d.source and d.source.text, d.target) for d in found] == [
        ("LR303", SHORT["nl"][at], None)
    ]
    # One that was moved is not one that is gone.
    moved = [*differences(nl, [*en[at:], *en[:at]], "nl.md", "en.md", accepted)]
    assert {d.code for d in moved} <= {"LR317"}
    # A new one beside them is no translation of any.
    more = parts("\n\n".join([*SHORT["en"][:at], "Sit still.", *SHORT["en"][at:]]), "en")
    found = [*differences(nl, more, "nl.md", "en.md", accepted)]
    assert [(d.code, d.source, d.target and d.target.text) for d in found] == [("LR303", None, "Sit still.")]


def test_a_huge_chapter_is_compared_in_time_that_is_bounded():
    # Without headings to go by, and with a paragraph too many somewhere.
    text = "\n\n".join(f"Alinea {'lang ' * (n % 7)}nummer {n + 10}." for n in range(1200))
    source = parts(text, "nl")
    target = source[:500] + source[501:]
    with within(5):
        found = list(differences(source, target, "nl.md", "en.md"))
    assert [d.code for d in found] == ["LR303"]
    # A scaffold of it: nothing in it is like its source.
    begun = parts("\n\n".join(["…"] * len(source)), "nl")
    with within(20):
        assert len(matches(source, begun)) == len(source)


@pytest.mark.slow
def test_a_build_compares_them_too(project: Draw):
    nl, en = NL.replace("#start", ""), EN.replace("#start", "").replace("- waiting\n", "")
    folder = project({"docs/nl/index.md": nl, "docs/en/index.md": en})
    (folder / "docs/assets").mkdir()
    (folder / "docs/assets/fire.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    done = subprocess.run(
        [Path(sys.executable).parent / "mkdocs", "build", "--strict"],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert (
        "docs/en/index.md:19:1: LR306 List differs: 2 items here, 3 items in docs/nl/index.md:19"
        in done.stderr
    )


@pytest.mark.parametrize("line", ["``", "<a src ", "<img src=x ", "src=x ", "![", "![x[", "[x[y] ", "\n \n"])
def test_a_hostile_text_takes_no_quadratic_time(line: str):
    with bounded():
        part = Maker("nl", {}).part("list", line * 40_000, name="x")
    assert part.kind == "list"
