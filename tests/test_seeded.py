"""The checker on chapters with planted defects, and on well-kept ones full of traps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import seeded
from leidraad import checks, site
from leidraad.checks import Finding
from support import ROOT, Draw, check


def cite(folder: Path, works: str = seeded.BIB) -> None:
    """Add works, those of the corpus, to those of the handbook."""
    path = folder / "references.bib"
    path.write_text(path.read_text("utf-8") + works, "utf-8")


Found = Callable[[dict[str, str]], dict[str, list[Finding]]]


@pytest.fixture
def found(project: Draw) -> Found:
    """Return a function that checks chapters of a handbook by name."""

    def check_text(chapters: dict[str, str]) -> dict[str, list[Finding]]:
        folder = project({f"docs/nl/{name}.md": text for name, text in chapters.items()})
        cite(folder)
        findings: dict[str, list[Finding]] = {name: [] for name in chapters}
        for finding in check(site.load(folder / "mkdocs.yml")):
            name = Path(finding.path).stem
            if name in findings and finding.path.startswith("docs/nl/"):
                findings[name].append(finding)
        return findings

    return check_text


def judged(cases: Sequence[seeded.Case], found: Found) -> list[object]:
    """Return what the checker gets wrong on chapters with one planted defect or none each."""
    corpus = {f"{number + 10:03}-geval": case for number, case in enumerate(cases)}
    findings = found({name: case.text for name, case in corpus.items()})
    wrong: list[object] = []
    for name, case in corpus.items():
        told = [(f.code, f.line, f.column) for f in findings[name] if f.code != "LR143"]
        if told != ([(case.code, case.line, case.column)] if case.code else []):
            wrong.append((case.name, case.line, case.column, told))
    return wrong


def test_every_planted_defect_is_found_in_its_place_and_nothing_else(found: Found):
    assert judged(list(seeded.cases()), found) == []


def test_every_defect_of_a_quotation_is_found_and_nothing_else(found: Found):
    assert judged(list(seeded.quotations()), found) == []


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_byte_order_mark_front_matter_and_line_ends_move_no_finding(end: str, project: Draw):
    front = "---\ntitle: Proef\n---\n\n"
    cases = [case for case in seeded.cases() if case.code and "in table" in case.name]
    files = {f"docs/nl/{number}.md": front + case.text for number, case in enumerate(cases, start=10)}
    folder = project({})
    cite(folder)
    for name, text in files.items():
        (folder / name).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", end).encode())
    told = [
        (f.path, f.code, f.line, f.column) for f in check(site.load(folder / "mkdocs.yml")) if f.path in files
    ]
    wanted = [(name, case.code, case.line + 4, case.column) for name, case in zip(files, cases, strict=True)]
    assert told == wanted
    assert len(told) > 10


def test_a_defect_in_a_partial_is_found_there_and_only_there(project: Draw):
    sentences = {code: s for code, s in seeded.SENTENCES.items() if code in ("LR140", "LR141")}
    notes = ("Zin.[^a]", "Zin.[^ a]", "[^a]: Bron.")
    files = {
        f"docs/_partials/nl/{number}-{code}.md": f"Eerst dit.\n\n{shape.format(said)}"
        for code, said in [("LR141", sentences["LR141"]), *(("LR405", note) for note in notes)]
        for number, shape in enumerate(seeded.CONTEXTS.values())
        if not said.startswith("[^a]:") or shape == "{0}\n"
    }
    includes = "".join(f"{{!nl/{Path(name).name}!}}\n\n" for name in files)
    folder = project(files | {"docs/nl/02-a.md": f"# Titel\n\n{includes}"})
    found = check(site.load(folder / "mkdocs.yml"))
    wanted = {(name, Path(name).stem[-5:]) for name in files}
    assert {(f.path, f.code) for f in found} == wanted
    assert all(f.line >= 3 for f in found)


@pytest.mark.parametrize("context", seeded.CONTEXTS)
def test_a_note_that_is_in_one_language_only_is_found_in_every_context(context: str, project: Draw):
    text = f"# T\n\nA.[^goed]\n\n{seeded.CONTEXTS[context].format('B.[^b]')}\n{seeded.GOOD}\n[^b]: Bron.\n"
    english = "# T\n\nA.[^goed]\n\n[^goed]: [@bowlby1988, p. 11]\n"
    folder = project({"docs/nl/02-a.md": text, "docs/en/02-a.md": english})
    cite(folder)
    told = check(site.load(folder / "mkdocs.yml"))
    line = text.count("\n")
    assert [
        (f.code, f.line, f.column) for f in told if f.path == "docs/nl/02-a.md" and f.code[:3] == "LR1"
    ] == [("LR114", line, 1)]
    assert [f.code for f in told if f.path == "references.bib"] == ["LR130"]


def test_well_kept_documents_show_nothing(project: Draw):
    files = {}
    for path in sorted((ROOT / "tests/cases/well-kept").glob("*.md")):
        files[f"docs/{path.name[:2]}/{path.name[3:]}"] = path.read_text("utf-8")
    assert len(files) == 20
    folder = project(files)
    works = (ROOT / "tests/cases/well-kept/references.bib").read_text("utf-8")
    cite(folder, works)
    found = check(site.load(folder / "mkdocs.yml"))
    # Of each document there is one language only; some have the same name.
    assert [str(finding) for finding in found if not finding.code.startswith("LR3")] == []


def test_a_note_in_a_heading_is_found(found: Found):
    text = "# Titel[^a]\n\n## Kop[^a] {#kop}\n\nKop twee[^a]\n---\n\n[^a]: Bron.\n"
    told = found({"02-a": text})["02-a"]
    assert [(f.line, f.column, f.code) for f in told] == [(1, 8, "LR109"), (3, 7, "LR109"), (5, 9, "LR109")]


def test_what_raw_html_shows_as_a_note_is_found(found: Found):
    text = "# Titel\n\nGoed.[^a]\n\n<div>\nZin.[^a] <!-- [^b] --> <code>[^c]</code>\n</div>\n\n[^a]: Bron.\n"
    assert [(f.line, f.code) for f in found({"02-a": text})["02-a"]] == [(6, "LR108")]


def test_the_same_quotation_with_other_words_is_found_where_it_stands_second(found: Found):
    said = "Wie zich veilig weet, durft te verkennen en komt ook weer thuis."
    note = "\n[^a]: [@bowlby1989, p. 11]\n"
    texts = {
        "02-een": said,
        "03-zelfde": said.replace("veilig weet,", "veilig weet"),
        "04-deel": "Wie zich veilig weet, durft te verkennen.",
        "05-gat": "Wie zich veilig weet, […] komt ook weer thuis.",
        "06-anders": said.replace("durft", "waagt"),
    }
    told = found({n: f"/// citaat | John Bowlby[^a]\n{t}\n///\n{note}" for n, t in texts.items()})
    assert {name: [(f.line, f.code) for f in findings] for name, findings in told.items() if findings} == {
        "06-anders": [(1, "LR143")]
    }
    assert "docs/nl/02-een.md:1" in told["06-anders"][0].message


def test_notes_that_differ_between_the_languages_are_found(project: Draw):
    nl = "# T\n\nA.[^a] B.[^b] C.[^c] D.[^d] E.[^e]\n\n[^a]: Bron.\n\n[^b]: [@bowlby1989, p. 3]\n\n"
    nl += "[^c]: [@ainsworth1978, p. 3]\n\n[^d]: [@ainsworth1978]\n\n[^e]: Bron.\n"
    en = "# T\n\nB.[^b] C.[^c] D.[^d] E.[^e] F.[^f]\n\n[^b]: [@bowlby1988, p. 4]\n\n"
    en += "[^c]: [@ainsworth1978, p. 4]\n\n[^d]: [@bowlby1988]\n\n[^e]: A source.\n\n[^f]: A source.\n"
    folder = project({"docs/nl/02-a.md": nl, "docs/en/02-a.md": en})
    cite(folder)
    told = check(site.load(folder / "mkdocs.yml"))
    assert [(f.path, f.line, f.code) for f in told] == [
        ("docs/en/02-a.md", 7, "LR114"),  # another page of the same edition
        ("docs/en/02-a.md", 9, "LR114"),  # another work
        ("docs/en/02-a.md", 13, "LR114"),  # no note there
        ("docs/nl/02-a.md", 5, "LR114"),  # none in the translation
    ]


def test_an_edition_in_another_language_is_the_same_work_and_its_pages_are_its_own(project: Draw):
    text = "# T\n\nA.[^a]\n\n[^a]: [@bowlby{0}, p. {1}]\n"
    files = {"docs/nl/02-a.md": text.format(1989, 31), "docs/en/02-a.md": text.format(1988, 27)}
    folder = project(files)
    cite(folder)
    told = check(site.load(folder / "mkdocs.yml"))
    assert [(f.path, f.line, f.code) for f in told] == [("references.bib", 26, "LR130")]


def test_an_entry_that_a_cited_one_takes_fields_from_is_not_one_too_many(project: Draw):
    text = "# T\n\nA.[^a]\n\n[^a]: [@deel, p. 3]\n"
    folder = project({"docs/nl/02-a.md": text, "docs/en/02-a.md": text})
    rest = "date = {1999}, publisher = {P}, location = {L}}\n"
    works = (
        "@incollection{deel, crossref = {bundel}, author = {Aal, Ada}, title = {Deel}, pages = {3--9}}\n"
        f"@collection{{bundel, editor = {{Bel, Bo}}, title = {{Bundel}}, {rest}"
        f"@collection{{los, editor = {{Cas, Co}}, title = {{Los}}, {rest}"
    )
    cite(folder, works)
    told = [f for f in check(site.load(folder / "mkdocs.yml")) if f.path == "references.bib"]
    assert [(f.code, f.message.split()[0]) for f in told] == [("LR130", "@los")]


def test_a_page_that_has_not_changed_is_not_read_again(project: Draw, monkeypatch: pytest.MonkeyPatch):
    folder = project({"docs/nl/02-a.md": "# T\n\nZin.[^x]\n", "docs/nl/03-b.md": "# T\n\nZin.[^y]\n"})
    config = site.load(folder / "mkdocs.yml")
    first = check(config)
    read: list[str] = []
    original = checks.examine

    def counted(page: checks.Page, *, is_fit: bool) -> checks.Examined:
        read.append(page.name)
        return original(page, is_fit=is_fit)

    monkeypatch.setattr(checks, "examine", counted)
    assert (check(config), read) == (first, [])
    (folder / "docs/nl/03-b.md").write_text("# T\n\nZin.[^z]\n", "utf-8")
    assert [f.message[:12] for f in check(config)] == ["Note [^x] is", "Note [^z] is"]
    assert read == ["docs/nl/03-b.md"]
    (folder / ".leidraad/checks.json").write_text('{"docs/nl/02-a.md": [1, 2', "utf-8")
    assert len(check(config)) == 2
    assert (folder / ".leidraad/.gitignore").read_text("utf-8") == "*\n"


def test_a_key_in_a_note_that_cites_nothing_is_found(found: Found):
    said = [
        "[@bowlby1989;]",
        "[@bowlby1989 & @ainsworth1978]",
        "Zie @bowlby1989.",
        "`@bowlby1989`, post@bowlby1989.nl of @mention.",
    ]
    text = " ".join(f"Zin.[^n{n}]" for n in range(4)) + "\n"
    text += "".join(f"\n[^n{n}]: {note}\n" for n, note in enumerate(said))
    told = found({"02-a": text})["02-a"]
    assert [(f.line, f.code) for f in told] == [(3, "LR108"), (5, "LR108"), (5, "LR108"), (7, "LR108")]
