"""The check and its fixes: what a fix mends is found no more."""

from __future__ import annotations

import pytest

from leidraad import site
from leidraad.checking import mending
from support import Draw, check

_NOTES = "\n[^a]: Een bron.\n\n[^b]: Een andere.\n\n[^c]: Nog een.\n"
_BEFORE = (
    "tijd[^a].",
    "tijd[^a], dus",
    "tijd[^a]’.",
    "*tijd*[^a].",
    "tijd[^a]…",
    "tijd)[^a].",
    "tijd[^a][^b]!",
)


@pytest.mark.parametrize("code", ["LR142", "LR148"])
def test_what_a_fix_mends_is_found_no_more(code: str, project: Draw):
    texts = [f"# Titel\n\n{said} En[^b] zo[^c] ook.\n{_NOTES}" for said in _BEFORE]
    if code == "LR148":
        orders = ("cab", "cba", "bca", "acb")
        texts = [f"# Titel\n\n{' '.join(f'Zin.[^{n}]' for n in order)}\n{_NOTES}" for order in orders]
    folder = project({f"docs/nl/{number}.md": text for number, text in enumerate(texts, start=10)})
    config = site.load(folder / "mkdocs.yml")
    assert {f.path for f in check(config) if f.code == code} == {
        f"docs/nl/{number}.md" for number in range(10, 10 + len(texts))
    }
    mending.write(config, mending.mend(config, [code]))
    assert check(config) == []
