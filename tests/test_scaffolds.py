"""What is left of a scaffold: open blocks on a published page, and comments that have done their work."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from leidraad import checking, site
from leidraad.checking import mending
from leidraad.checks import fixes, scaffolds
from leidraad.translating import scaffolding
from leidraad.translations import unwritten
from support import Draw, put_in_navigation

NL = """# Rouw {#grief}

Wie blijft, zegt niets … en wacht.[^a]

/// casus | Naam
    sector: zorg

- een
- twee
///

| a | b |
|---|---|
| c | 1 |

[^a]: Zie elders.
"""
OPEN = [
    "…", "# … {#x}", "*…* [^a]", "- …\n- …", "| … | … |\n|---|---|\n| … | 1 |", "> …", "![…](../a.svg)",
    "/// kern | …\nTekst.\n///", "/// kern\n…\n///", "/// casus | Titel\n    sector: …\n\nTekst.\n///",
    "- [x] …\n- [ ] …", "[…](index.md)", "<div>\n…\n</div>",
    '<figure>\n<img src="../a.svg" alt="…">\n</figure>',
]  # fmt: skip
FILLED = [
    "Nog even …", "‘…’ zei ze.", "[…] en dan", "`…`", "…en toen", "```\n…\n```", "1 … 2 appels",
    "| … | b |\n|---|---|\n| c | 1 |", "- [x] ja\n- [ ] …",
]  # fmt: skip


def of(code: str, folder: Path) -> list[tuple[str, int]]:
    config = site.load(folder / "mkdocs.yml")
    return [(f.path, f.line) for f in checking.check(config) if f.code == code]


@pytest.mark.parametrize("block", OPEN)
def test_an_open_block_on_a_published_page_is_found_where_it_is(block: str, project: Draw):
    text = f"Begin.\n\n{block}\n"
    folder = project({"docs/nl/02-a.md": text, "docs/nl/03-b.md": f"---\nstatus: draft\n---\n\n{text}"})
    line = next(n for n, line in enumerate(text.split("\n"), start=1) if "…" in line)
    assert of("LR321", folder) == [("docs/nl/02-a.md", line)]


@pytest.mark.parametrize("block", FILLED)
def test_a_block_with_a_word_is_not_open(block: str, project: Draw):
    assert of("LR321", project({"docs/nl/02-a.md": f"Begin.\n\n{block}\n"})) == []


def test_the_type_of_an_admonition_is_no_word():
    assert unwritten.is_open('??? tip "…"\n\n    …')
    assert not unwritten.is_open('??? tip "Nog"\n\n    …')


def test_an_open_partial_is_told_once_a_published_page_shows_it(project: Draw):
    chapter = "# Rouw\n\n{!nl/open.md!}\n"
    draft = f"---\nstatus: draft\n---\n\n{chapter}"
    folder = project({"docs/_partials/nl/open.md": "Tekst.\n\n…\n", "docs/nl/02-a.md": draft})
    assert of("LR321", folder) == []
    (folder / "docs/nl/03-b.md").write_text(chapter, encoding="utf-8")
    assert of("LR321", folder) == [("docs/_partials/nl/open.md", 3)]


def test_a_title_in_front_matter_is_left_open_and_no_error_before_the_page_is_published(project: Draw):
    front = "---\ntitle: 'Rouw: een begin'\ndescription: >\n  Twee\n  regels.\n---\n\n# Rouw\n"
    folder = project({"docs/nl/02-a.md": front})
    scaffolding.begin(site.load(folder / "mkdocs.yml"), "en", "02-a.md")
    path = folder / "docs/en/02-a.md"
    draft = path.read_text("utf-8")
    assert draft.startswith(
        "---\nslug:\n# leidraad source: Rouw: een begin\ntitle: …\n"
        "# leidraad source: Twee regels.\ndescription:\nstatus: draft\n---\n"
    )
    assert of("LR415", folder) + of("LR321", folder) == []
    path.write_text(draft.replace("status: draft\n", ""), "utf-8")
    assert of("LR321", folder) == [("docs/en/02-a.md", 4), ("docs/en/02-a.md", 11)]


def test_comments_go_once_their_blocks_are_filled_in_and_the_page_is_no_draft(project: Draw):
    folder = project({"docs/nl/02-a.md": f"---\nslug: rouw\n---\n\n{NL}"})
    put_in_navigation(folder, "02-a.md")
    config = site.load(folder / "mkdocs.yml")
    scaffolding.begin(config, "en", "02-a.md")
    path = folder / "docs/en/02-a.md"
    scaffold = path.read_text(encoding="utf-8")
    words = iter(
        [
            "Grief",
            "Whoever stays says nothing … and waits.",
            "Name",
            "care",
            "one",
            "two",
            "A",
            "B",
            "C",
            "See elsewhere.",
        ]
    )
    # As a translator fills it in, outside the comments.
    pieces = re.split(r"(<!--.*?-->)", scaffold, flags=re.DOTALL)
    filled = "".join(p if p.startswith("<!--") else re.sub("…", lambda _: next(words), p) for p in pieces)
    filled = filled.replace("slug:\n", "slug: grief\n")
    path.write_text(filled, encoding="utf-8")
    assert of("LR320", folder) == []
    assert mending.mend(config, ["LR320"]) == []
    path.write_text(filled.replace("status: draft\n", ""), encoding="utf-8")
    assert of("LR320", folder) == [("docs/en/02-a.md", 2)]
    mending.write(config, mending.mend(config, ["LR320"]))
    assert path.read_text(encoding="utf-8") == (
        "---\nslug: grief\n---\n\n# Grief {#grief}\n\nWhoever stays says nothing … and waits.[^a]\n\n"
        "/// case | Name\n    sector: care\n\n- one\n- two\n\n///\n\n"
        "| A | B |\n|---|---|\n| C | 1 |\n\n[^a]: See elsewhere.\n"
    )
    assert [f.code for f in checking.check(config) if "02-a" in f.path] == []


SOURCE = "<!-- leidraad source: Wie blijft. -->"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        (f"{SOURCE}\n\nWhoever stays.\n", "Whoever stays.\n"),
        (f"{SOURCE}\r\n\r\nWhoever stays.\r\n", "Whoever stays.\r\n"),
        (f"{SOURCE}\nWhoever stays.\n", "Whoever stays.\n"),
        (f"{SOURCE}\n\n…\n", None),
        (f"{SOURCE}\n\nWhoever …[^a]\n", None),
        (f"{SOURCE}\n\nOne.\n\n{SOURCE}\n\n…\n", f"One.\n\n{SOURCE}\n\n…\n"),
        (SOURCE.replace("blijft", "blijft … en") + "\n\n…[^a]\n", None),
        (SOURCE.replace("blijft", "blijft … en") + "\n\n/// case | …\n    id: a\n\nTekst.\n///\n", None),
        (SOURCE.replace("blijft", "blijft … en") + "\n\n/// case | A\n    sector: …\n///\n", None),
        (SOURCE.replace("blijft", "blijft … en") + "\n\nWhoever stays … and.\n", "Whoever stays … and.\n"),
        (f"Before. {SOURCE}\n\nAfter.\n", None),
        (f"```\n{SOURCE}\n```\n\nAfter.\n", None),
        (f"---\nstatus: draft\n---\n\n{SOURCE}\n\nAfter.\n", None),
        ("---\n# leidraad source: x\nslug:\n---\n\nAfter.\n", None),
        ("---\n# leidraad source: x\ntitle: …\n---\n\nAfter.\n", None),
        ("---\n# leidraad source: x\nslug: y\n---\n\nAfter.\n", "---\nslug: y\n---\n\nAfter.\n"),
        (f"<!-- leidraad ignore-file LR320: nog even -->\n\n{SOURCE}\n\nAfter.\n", None),
    ],
)
def test_a_comment_goes_only_where_it_is_certain(text: str, after: str | None):
    once = fixes.fix("LR320", text)
    assert once == (text if after is None else after)
    assert fixes.fix("LR320", once) == once


def test_a_text_of_comments_alone_is_read_in_no_time():
    text = "<!-- leidraad source: x -->\n\ny\n\n" * 5_000
    assert sum(1 for _ in scaffolds.leftovers(text)) == 5_000
