"""The checker beside rumdl, which finds undefined, unused, double, misordered and empty notes as well."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import seeded
from leidraad import site
from support import Draw, check
from test_seeded import cite

_TWO = "\n[^a]: Een.\n\n[^b]: Twee.\n"
SNIPPETS = {
    "undefined": "Een.[^a] Drie.[^x]\n\n[^a]: Een.\n",
    "undefined-twice": "Een.[^x]\n\nTwee.[^x]\n",
    "undefined-in-list": "- Een.[^a]\n- Drie.[^x]\n\n[^a]: Een.\n",
    "undefined-in-quotation": "> Een.[^a]\n> Drie.[^x]\n\n[^a]: Een.\n",
    "undefined-in-table": "| a | b |\n|---|---|\n| x[^a] | y[^x] |\n\n[^a]: Een.\n",
    "undefined-in-note": "Een.[^a]\n\n[^a]: Een, als in noot [^x].\n",
    "undefined-in-heading": "## Kop[^x]\n",
    "undefined-in-emphasis": "*Een[^x]* en **twee[^y]**\n",
    "unused": f"Een.[^a]\n{_TWO}",
    "unused-with-paragraphs": "Een.[^a]\n\n[^a]: Een.\n\n[^b]:\n    Twee.\n\n    Drie.\n",
    "unused-first": "[^b]: Twee.\n\nEen.[^a]\n\n[^a]: Een.\n",
    "double": "Een.[^a]\n\n[^a]: Een.\n\n[^a]: Weer een.\n",
    "three-times": "Een.[^a]\n\n[^a]: Een.\n\n[^a]: Weer een.\n\n[^a]: En weer.\n",
    "misordered": f"Een.[^b] Twee.[^a]\n{_TWO}",
    "three-misordered": f"Een.[^c] Twee.[^b] Drie.[^a]\n{_TWO}\n[^c]: Drie.\n",
    "one-too-early": f"Een.[^b] Twee.[^c] Drie.[^a]\n{_TWO}\n[^c]: Drie.\n",
    "undefined-and-misordered": "Een.[^x] Twee.[^a]\n\n[^a]: Een.\n",
    "empty": "Een.[^a] Twee.[^b]\n\n[^a]:\n\n[^b]: Twee.\n",
    "empty-and-unused": "Een.[^a]\n\n[^a]: Een.\n\n[^b]:\n",
    "empty-at-the-end": "Een.[^a]\n\n[^a]:",
    "well": f"Een.[^a] Twee.[^b]\n{_TWO}",
    "two-in-a-row": f"Een.[^a][^b]\n{_TWO}",
    "note-cites-note": "Een.[^a]\n\n[^a]: Zie noot [^b].\n\n[^b]: Twee.\n",
    "definition-goes-on": "Een.[^a]\n\n[^a]:\n    Een.\n",
    "case": "Een.[^Bron]\n\n[^bron]: Een.\n",
    "two-cases": "Een.[^a] Twee.[^A]\n\n[^a]: Een.\n\n[^A]: Twee.\n",
    "callout": "/// kern\nEen.[^x]\n///\n",
    "note-behind-callout": "/// kern | Titel[^a]\nEen.\n///\n\n[^a]: Een.\n",
    "code": "Zo: `[^x]`.\n\n```\n[^y]: Een.\n```\n",
    "comment": "Een <!-- [^x] --> en.\n\n<!--\n[^y]: Een.\n-->\n",
    "escape": "Een \\[^x] en.\n",
}
"""Plain Markdown, and some that two readers do not read alike."""
_SAME = {"MD067": "LR148", "MD068": "LR104"}
_RUMDL = ("check", "--isolated", "--no-cache", "-e", "MD066,MD067,MD068", "--output-format", "json", ".")

Told = dict[str, set[tuple[int, str]]]


def rumdl(folder: Path) -> Told:
    """Return what rumdl tells of the notes in a folder, as our codes."""
    program = shutil.which("rumdl", path=str(Path(sys.executable).parent))
    assert program, "rumdl is among the test requirements"
    ran = subprocess.run([program, *_RUMDL], cwd=folder, capture_output=True, text=True, timeout=60)
    told: Told = defaultdict(set)
    for finding in json.loads(ran.stdout):
        message = finding["message"]
        code = _SAME.get(finding["rule"]) or (
            "LR103" if "Duplicate" in message else "LR102" if "never referenced" in message else "LR101"
        )
        told[Path(finding["file"]).stem].add((finding["line"], code))
    return told


DIFFERENT: dict[str, tuple[set[tuple[int, str]], set[tuple[int, str]]]] = {
    # rumdl tells the first of two places only.
    "undefined-twice": (set(), {(5, "LR101")}),
    # A note that is not defined has no place in the order.
    "undefined-and-misordered": ({(5, "LR148")}, set()),
    # Ids that differ in case are two notes to the parser, and one to rumdl.
    "case": (set(), {(3, "LR101"), (5, "LR102")}),
    "two-cases": ({(7, "LR103")}, {(7, "LR107")}),
    # Neither a comment nor an escape shows a note.
    "comment": ({(3, "LR101")}, set()),
    "escape": ({(3, "LR101")}, set()),
}
"""Where rumdl is wrong: what it alone says, and what we do."""


def test_what_rumdl_finds_is_found_at_the_same_line_and_where_it_is_wrong_is_known(project: Draw):
    cases = [*seeded.cases(), *seeded.quotations()]
    texts = {name: f"# Titel\n\n{text}" for name, text in SNIPPETS.items()}
    texts |= {f"{number:03}": case.text for number, case in enumerate(cases)}
    folder = project({f"docs/nl/{name}.md": text for name, text in texts.items()})
    cite(folder)
    ours: Told = defaultdict(set)
    for finding in check(site.load(folder / "mkdocs.yml")):
        ours[Path(finding.path).stem].add((finding.line, finding.code))
    theirs = rumdl(folder / "docs/nl")
    assert sum(map(len, theirs.values())) >= 100
    different = {name: (theirs[name] - ours[name], ours[name] - theirs[name]) for name in SNIPPETS}
    assert {name: two for name, two in different.items() if any(two)} == DIFFERENT
    for number, case in enumerate(cases):
        only = theirs[f"{number:03}"] - ours[f"{number:03}"]
        if case.code is None:
            allowed = {"LR101"} if "comment in a sentence" in case.name else set()
        else:
            # We say that such a reference is broken, and that such ids differ only in case.
            allowed = {"LR108": {"LR101"}, "LR107": {"LR103"}}.get(case.code, set())
        assert {code for _, code in only} <= allowed, case.name
