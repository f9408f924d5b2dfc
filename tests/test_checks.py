"""The checker: its rules by their own examples, places in the author's file, and the formats."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

import hostile
from leidraad import checking, checks, docs, handbook, site
from leidraad.checks import Finding, keeping, rules
from leidraad.checks.rules import RULES, Rule
from leidraad.translations.part import fingerprints
from support import ROOT, Draw, check

Check = Callable[[str], list[Finding]]

PARTIALS = {
    "docs/_partials/nl/kring.md": "Rond en {!nl/rond.md!}\n",
    "docs/_partials/nl/rond.md": "rond: {!nl/kring.md!}\n",
    "docs/_partials/nl/noot.md": "Een zin.[^a]\n",
}


@pytest.fixture(scope="module")
def handbook_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("examples") / "handbook"
    handbook.create(folder)
    return folder


def codes_of(rule: Rule, example: str, folder: Path) -> set[str]:
    """Return the codes of all findings of a handbook that holds this example of a rule."""
    options = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    is_alone = rule.code == "LR301" and example == rule.bad
    files = {"docs/nl/02-voorbeeld.md": example, "docs/en/02-voorbeeld.md": "" if is_alone else rule.english}
    works = (folder / "references.bib").read_text(encoding="utf-8")
    more = example if rule.place == "references.bib" else rule.bib
    # The chapter that every handbook begins with cites its work, too.
    files |= {"references.bib": more if "{donne1624," in more else works + more}
    if rule.lock:
        files["translations/en/02-voorbeeld.lock"] = rule.lock
    if rule.place == "references.bib":
        del files["docs/nl/02-voorbeeld.md"]
    if rule.place == "nav":
        del files["docs/nl/02-voorbeeld.md"]
        files["mkdocs.yml"] = re.sub(r"(?<=\nnav:\n)(?: .*\n)+", textwrap.indent(example, "  "), options)
    if rule.place == "second nav":
        del files["docs/nl/02-voorbeeld.md"]
        given = f"- locale: en\n        nav:\n{textwrap.indent(example, ' ' * 10)}"
        files["mkdocs.yml"] = options.replace("- locale: en\n", given)
    if rule.place == "mkdocs.yml":
        del files["docs/nl/02-voorbeeld.md"]
        given = "".join(f"    {line}\n" for line in example.splitlines())
        files["mkdocs.yml"] = options.replace("  leidraad: {}\n", f"  leidraad:\n{given}")
    drawn = hostile.example(example) if rule.place == "files" else {}
    if drawn:
        del files["docs/nl/02-voorbeeld.md"]
    hostile.draw(drawn, folder)
    files |= {name: text for name, text in PARTIALS.items() if Path(name).name in example}
    texts = {folder / name: text.encode() for name, text in files.items() if text}
    if "latin1" in example:
        texts[folder / "docs/_partials/nl/latin1.md"] = "één".encode("latin-1")
    if "kring" in example:
        texts[folder / "docs/_partials/nl/rond.md"] = PARTIALS["docs/_partials/nl/rond.md"].encode()
    for path, data in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    try:
        found = {finding.code for finding in checking.check(site.load(folder / "mkdocs.yml"))}
        # The entries of such an example are cited nowhere; few examples are in two languages, or named.
        return found - ({"LR130"} if rule.place != "chapter" else set()) - ({"LR301", "LR424"} - {rule.code})
    finally:
        for path in [*texts, *(folder / str(name) for name in drawn)]:
            path.unlink()
        (folder / "mkdocs.yml").write_text(options, encoding="utf-8")
        (folder / "references.bib").write_text(works, encoding="utf-8")


def test_no_two_rules_have_one_code():
    assert len(RULES) == sum(len(module.RULES) for module in rules.MODULES)


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES.values() if rule.place != "built"], ids=lambda rule: rule.code
)
def test_the_bad_example_of_a_rule_breaks_it_and_no_other_and_the_good_one_breaks_none(
    rule: Rule, handbook_folder: Path
):
    assert codes_of(rule, rule.bad, handbook_folder) == {rule.code}
    assert codes_of(rule, rule.good, handbook_folder) == set()


def test_findings_stand_where_the_author_wrote_them(findings: Check):
    text = """---
slug: x
---

# Titel

Een.[^a] `[^code]` Twee.[^a] Drie.[^bowlby-198]

| a | b |
|---|---|
| x | y[^tabel] |

```
[^niet]
/// niet
```

/// citaat | Wie
Woord.[^binnen]
///

/// citat
///

<!-- leidraad LR504: de tekst breekt hier af -->

[^a]: A.
[^bowlby-1988]: B.
[^a]: Nog eens A.
"""
    assert [str(f).removeprefix("docs/nl/02-proef.md:") for f in findings(text)] == [
        "7:35: LR101 Note [^bowlby-198] is cited but not defined. Did you mean [^bowlby-1988]?",
        "11:8: LR101 Note [^tabel] is cited but not defined. Define it, or mend its name.",
        "18:1: LR106 This citaat has no note; name its source: `/// citaat | …[^note]`.",
        "19:7: LR101 Note [^binnen] is cited but not defined. Define it, or mend its name.",
        "22:1: LR201 There is no callout ‘citat’. Did you mean ‘citaat’?",
        "25:1: LR504 Import: de tekst breekt hier af",
        "28:1: LR102 Note [^bowlby-1988] is defined but never cited; cite it or remove it.",
        "29:1: LR103 Note [^a] is defined twice; readers see only the last. Keep one.",
    ]


def test_a_note_cited_only_by_a_trainer_note_is_cited(findings: Check):
    assert findings("/// trainersnotitie\nX.[^a]\n///\n\n[^a]: Bron.\n") == []


def test_columns_are_characters_also_behind_a_byte_order_mark_and_accents(findings: Check):
    (finding,) = findings("\ufeffÉén é́n 😀[^x]\r\n")
    assert (finding.line, finding.column) == (1, 10)


def test_what_stands_in_a_partial_is_found_there_once(project: Draw):
    text = "{!nl/kapot.md!}\n\nTekst.\n\n{!nl/kapot.md!}\n"
    folder = project({"docs/_partials/nl/kapot.md": "Zin.\n\n/// citat\nX.\n///\n", "docs/nl/02-a.md": text})
    assert [str(f) for f in check(site.load(folder / "mkdocs.yml"))] == [
        "docs/_partials/nl/kapot.md:3:1: LR201 There is no callout ‘citat’. Did you mean ‘citaat’?"
    ]


def test_a_partial_in_no_languages_folder_is_checked_too(project: Draw):
    folder = project({"docs/_partials/los.md": "Zin.[^a]\n\n/// citaat\nX.\n///\n"})
    assert [f.code for f in check(site.load(folder / "mkdocs.yml"))] == ["LR405", "LR106"]


@pytest.mark.parametrize(
    ("slug", "code"),
    [
        ("rouw", []),
        ("eerste-hoofdstuk", ["LR407"]),
        ("en", ["LR407"]),
        ("assets", ["LR407"]),
        ("index", ["LR407"]),
        ("Ge Tal/../x", ["LR408"]),
        ("2026-01-01", ["LR408"]),
        ("[a]", ["LR408"]),
    ],
)
def test_a_slug_is_an_address_that_nobody_has(project: Draw, slug: str, code: list[str]):
    folder = project({"docs/nl/02-x.md": f"---\nslug: {slug}\n---\n\n# X\n"})
    found = check(site.load(folder / "mkdocs.yml"))
    assert [f"{f.path}:{f.line} {f.code}" for f in found] == [f"docs/nl/02-x.md:2 {c}" for c in code]


def test_flags_are_found_wherever_they_stand_and_each_in_its_place(findings: Check):
    text = """---
description: De regels tellen mee.
---

# T <!-- leidraad LR501: in de titel --> U

`<!-- leidraad LR504: geen vlag -->`

- punt <!-- leidraad LR502: in een lijst -->

Zin[^a] <!-- leidraad LR503: in een zin --> verder.

```
<!-- leidraad LR504: in code -->
```

<!-- leidraad LR501: los -->

/// casus | Naam[^a] <!-- leidraad LR502: in een titel -->
Tekst <!--
leidraad LR503: over twee regels -->
///

Kop <!-- leidraad LR501: in een kop -->
---

> Aangehaald <!-- leidraad LR501: daarin -->

| a |
|---|
| b <!-- leidraad LR502: in een cel --> |

[^a]: Noot <!-- leidraad LR502: in een noot -->.

    Verder <!-- leidraad LR503: in haar tweede alinea -->.
"""
    assert [f"{f.line}:{f.column} {f.code} {f.message}" for f in findings(text)] == [
        "5:5 LR501 Import: in de titel",
        "9:8 LR502 Import: in een lijst",
        "11:9 LR503 Import: in een zin",
        "17:1 LR501 Import: los",
        "19:22 LR502 Import: in een titel",
        "20:7 LR503 Import: over twee regels",
        "24:5 LR501 Import: in een kop",
        "27:14 LR501 Import: daarin",
        "31:5 LR502 Import: in een cel",
        "33:12 LR502 Import: in een noot",
        "35:12 LR503 Import: in haar tweede alinea",
    ]


def test_a_conflict_is_all_that_is_told_of_a_chapter(findings: Check):
    text = "# T\n\n<<<<<<< your edits\nA.[^a]\n||||||| last import\n=======\nB.[^b]\n>>>>>>> new import\n"
    assert [f"{f.line}:{f.column} {f.code} {f.severity}" for f in findings(text)] == ["3:1 LR507 error"]


@pytest.mark.parametrize("mark", ["<<<<<<< your edits", "||||||| last import", ">>>>>>> new import"])
def test_a_mark_that_a_conflict_left_is_told(findings: Check, mark: str):
    assert [f"{f.line} {f.code}" for f in findings(f"# T\n\nA.\n\n{mark}\n\nB.\n")] == ["5 LR507"]


def test_a_note_with_nothing_but_a_comment_is_empty(findings: Check):
    text = "Zin[^a] en.[^b]\n\n[^a]: <!-- later -->\n\n[^b]: Bron nog op te geven. <!-- wie? -->\n"
    assert [f"{f.line} {f.code}" for f in findings(text)] == ["3 LR104", "5 LR105"]


def test_many_undefined_and_defined_notes_take_no_quadratic_time(findings: Check):
    count = 1500
    text = " ".join(f"a[^undefined{n}]" for n in range(count)) + "\n\n"
    text += "\n".join(f"[^defined{n}]: x" for n in range(count)) + "\n"
    assert len(findings(text)) == 2 * count


def test_a_chapter_that_is_not_utf8_is_a_finding(project: Draw):
    folder = project({})
    (folder / "docs/nl/02-latin.md").write_bytes(b"# \xe9\xe9n\n")
    (finding,) = check(site.load(folder / "mkdocs.yml"))
    assert str(finding) == "docs/nl/02-latin.md:1:1: LR404 Is not UTF-8 (byte 3); save it as UTF-8."


def test_each_language_has_its_own_words(project: Draw):
    folder = project({"docs/en/02-x.md": "/// casus\nX.\n///\n"})
    (finding,) = check(site.load(folder / "mkdocs.yml"))
    assert finding.message == "‘casus’ is a word of another language; on this page write ‘case’."


def test_the_handbook_itself_has_no_findings():
    from support import ROOT

    assert check(site.load(ROOT / "mkdocs.yml")) == []


def test_what_is_packed_reads_as_it_was_but_for_texts():
    config = site.load(ROOT / "mkdocs.yml")
    (source,) = [each for each in docs.sources(config) if each.name == "docs/nl/02-vier-hechtingsstijlen.md"]
    page = checking.taking(config)(source, docs.read(config, source.path))
    made = checks.examine(page)
    packed = keeping.packed(made)
    assert any(part.text for part in made.digest.outline)
    for name in ("outline", "beside"):
        parts, kept = getattr(made.digest, name), getattr(packed.digest, name)
        assert [*kept] == [part._replace(text="") for part in parts]
        assert (len(kept), kept[-1].id, kept[:2]) == (len(parts), parts[-1].id, tuple([*kept][:2]))
        assert fingerprints(kept) == fingerprints(parts)
    stored = json.loads(json.dumps(keeping.dump({"x": ("key", packed)})))
    assert stored == json.loads(json.dumps(keeping.dump({"x": ("key", made)})))
    assert [*keeping.load(stored)["x"][1].digest.outline] == [*packed.digest.outline]
    assert keeping.packed(packed) == packed
    again = keeping.unshelved(keeping.shelved(made))
    assert (again.findings, again.shown) == (made.findings, made.shown)
    assert again.digest.facts() == made.digest.facts()
    assert again.digest.cites
    assert [*again.digest.outline] == [*packed.digest.outline]
    assert keeping.unshelved(keeping.shelved(again)).digest.facts() == again.digest.facts()
