"""Chapters with one planted defect each: every rule on notes in every context where a note can stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

BIB = """@book{bowlby1988,
  author = {Bowlby, John},
  title = {A Secure Base},
  date = {1988},
  langid = {english}
}

@book{bowlby1989,
  author = {Bowlby, John},
  title = {Een veilige basis},
  date = {1989},
  langid = {dutch},
  related = {bowlby1988},
  relatedtype = {translationof}
}

@book{ainsworth1978,
  author = {Ainsworth, Mary D. S. and Wall, Sally},
  title = {Patterns of Attachment},
  date = {1978}
}
"""

CONTEXTS = {
    "paragraph": "{0}\n",
    "list": "- eerste punt\n- {0}\n",
    "nested list": "1. eerste\n\n    - {0}\n",
    "table": "| a | b |\n|---|---|\n| x | {0} |\n",
    "quotation": "> {0}\n",
    "callout": "/// kern\n{0}\n///\n",
    "callout title": "/// kern | {0}\nTekst.\n///\n",
    "nested callout": "//// oefening\n/// kern\n{0}\n///\n////\n",
    "definition list": "Woord\n:   {0}\n",
}
"""Where a sentence may stand; `{0}` is its place."""

HIDDEN = {
    "fenced code": "```\n{0}\n```\n",
    "indented code": "Tekst.\n\n    {0}\n",
    "code span": "Zo: `` {0} ``.\n",
    "comment": "<!-- {0} -->\n",
    "comment in a sentence": "Zin <!-- {0} --> verder.\n",
}
"""Where nothing is a note and no sentence is read."""

SENTENCES = {
    "LR101": "Rouw vraagt tijd.[^onbekend]",
    "LR108": "Rouw vraagt tijd.[^ bron]",
    "LR111": "Rouw vraagt tijd [@bowlby1989, p. 3].",
    "LR140": "Bowlby (1969) schreef erover.",
    "LR141": "Rouw vraagt tijd.3 Dat weten we.",
    "LR142": "Rouw vraagt tijd[^goed].",
}
"""A sentence with one defect for each rule that looks at sentences."""

NOTES = {
    "LR104": "",
    "LR105": "Bron nog op te geven.",
    "LR110": "[@bowlby1998, p. 11]",
    "LR124": "[@bowlby1989, p. 34-12]",
    "LR145": "[@bowlby1988, p. 11]",
    "LR146": "Zie [de site](https://example.org/rouw).",
    "LR147": "Zie https://example.org/rouw (geraadpleegd op 1 maart 2024).",
}
"""What a note says that breaks a rule."""

GOOD = "[^goed]: [@bowlby1989, p. 11]\n"


HEADINGS = {
    "heading": "## {0}\n",
    "heading with attributes": "## {0} {{#kop}}\n",
    "closed heading": "### {0} ###\n",
    "underlined heading": "{0}\n---\n",
    "heading in a callout": "/// kern\n## {0}\n\nTekst.\n///\n",
    "heading in a list": "- punt\n\n    ## {0}\n",
    "heading in a quotation": "> ## {0}\n>\n> Tekst.\n",
}
"""Where a heading may stand, in which no note may be cited."""

_AT = {
    "LR101": "[^onbekend]",
    "LR108": "[^ bron]",
    "LR109": "[^goed]",
    "LR110": "[@",
    "LR111": "[@",
    "LR124": "[@",
    "LR140": "1969",
    "LR141": "3 Dat",
    "LR142": "[^goed]",
    "LR145": "[@",
    "LR147": "https",
}
"""What in a sentence or note the finding points at; else it is the beginning."""


@dataclass(frozen=True, slots=True)
class Case:
    """A chapter, the code that it breaks (None for none) and the line and column where."""

    name: str
    text: str
    code: str | None
    line: int
    column: int = 0


def _case(name: str, text: str, code: str, start: int, said: str) -> Case:
    """Return a case whose defect is in what is said at `start`."""
    at = start + (said.index(_AT[code]) if code in _AT else 0)
    return Case(name, text, code, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def cases() -> Iterator[Case]:
    """Yield every chapter of the corpus."""
    for code, sentence in SENTENCES.items():
        for name, shape in CONTEXTS.items():
            text = f"# Titel\n\nNabijheid telt.[^goed]\n\n{shape.format(sentence)}\n{GOOD}"
            yield _case(f"{code} in {name}", text, code, text.index(sentence), sentence)
        for name, shape in HIDDEN.items():
            text = f"# Titel\n\nNabijheid telt.[^goed]\n\n{shape.format(sentence)}\n{GOOD}"
            yield Case(f"{code} in {name}", text, None, 0)
    for code, said in NOTES.items():
        for name, shape in CONTEXTS.items():
            text = f"# Titel\n\n{shape.format('Nabijheid telt.[^goed] Rouw vraagt tijd.[^a]')}\n{GOOD}\n"
            note = f"[^a]: {said}".rstrip()
            yield _case(f"{code}, cited in {name}", f"{text}{note}\n", code, len(text), note)
        for name, shape in HIDDEN.items():
            note = f"[^a]: {said}".rstrip()
            text = f"# Titel\n\nNabijheid telt.[^goed]\n\n{shape.format(note)}\n{GOOD}"
            yield Case(f"{code}, defined in {name}", text, None, 0)
    for name, shape in CONTEXTS.items():
        one, two = shape.format("Een.[^goed] Twee.[^a]"), shape.format("Een.[^a] Twee.[^goed]")
        more = "[^a]: [@ainsworth1978, p. 3]\n"
        for code, text, at in (
            ("LR102", f"{shape.format('Een.[^goed]')}\n{GOOD}\n{more}", more),
            ("LR103", f"{one}\n{GOOD}\n{more}\n[^a]: Nogmaals.\n", "[^a]: Nogmaals."),
            ("LR107", f"{one}\n{GOOD}\n{more}\n{shape.format('Drie.[^A]')}\n[^A]: Een bron.\n", "[^A]: Een"),
            ("LR148", f"{two}\n{GOOD}\n{more}", GOOD),
        ):
            whole = f"# Titel\n\n{text}"
            yield _case(f"{code}, cited in {name}", whole, code, whole.index(at), at)
    for name, shape in HEADINGS.items():
        said = "Kop twee[^goed]"
        text = f"# Titel\n\nNabijheid telt.[^goed]\n\n{shape.format(said)}\n{GOOD}"
        yield _case(f"LR109 in {name}", text, "LR109", text.index(said), said)


QUOTATIONS = {
    "text": "{0}\n",
    "callout": "//// oefening\n{0}\n////\n",
    "list": "- Punt.\n\n{1}\n",
    "two deep": "///// oefening\n//// kern\n{0}\n////\n/////\n",
}
"""Where a quotation may stand: as it is, or set in by four spaces."""

_SAID = "Wie zich veilig weet durft te verkennen en komt ook weer thuis"
_QUOTES = {
    "LR106": (f"/// citaat | John Bowlby\n{_SAID}.\n///", ""),
    "LR112": (f"/// citaat | John Bowlby[^a]\n{_SAID}.\n///", "[@bowlby1989]"),
    "LR113": (f"/// citaat | Anna Freud[^a]\n{_SAID}.\n///", "[@bowlby1989, p. 11]"),
    "LR144": (
        f"/// citaat | John Bowlby[^a]\n{'Steeds maar weer opnieuw. ' * 50}\n///",
        "[@bowlby1989, p. 11]",
    ),
}
RIGHT = (
    (f"/// citaat | John Bowlby[^a]\n{_SAID}.\n///", "[@bowlby1989, p. 11]"),
    (f"/// citaat | JOHN BOWLBY, *Een veilige basis*[^a]\n{_SAID}.\n///", "[@bowlby1989, hfst. 2]"),
    (f"/// citaat | Anna Freud[^a]\n{_SAID}.\n///", "Geciteerd in [@bowlby1989, p. 11]."),
    (f"/// citaat | Anna Freud[^a]\n{_SAID}.\n///", "Brief aan een vriendin, 1940."),
    (f"/// motto | John Bowlby[^a]\n{_SAID}.\n///", "[@bowlby1989]"),
    (f"/// citaat | John Bowlby[^a]\n{_SAID}.\n///", "[@bowlby1989, lezing XII]"),
    (f"/// citaat | Uit: Een veilige basis[^a]\n{_SAID}.\n///", "[@bowlby1989, p. 11]"),
    (f"/// citaat | Mary Ainsworth[^a]\n{_SAID}.\n///", "[@ainsworth1978, blz. iv–vi]"),
    (f"/// citaat | Sally Wall[^a]\n{_SAID}.\n///", "[zie @ainsworth1978, in het bijzonder p. 3]"),
)
"""Quotations with nothing wrong, and what their notes say."""


def quotations() -> Iterator[Case]:
    """Yield every chapter with a quotation."""
    planted = [(code, *made) for code, made in _QUOTES.items()]
    for code, quote, said in [*planted, *((None, *right) for right in RIGHT)]:
        for name, shape in QUOTATIONS.items():
            indented = quote.replace("\n", "\n    ")
            text = f"# Titel\n\n{shape.format(quote, f'    {indented}')}\n"
            start = text.index("/// citaat" if "/// citaat" in text else "/// motto")
            text += f"[^a]: {said}\n" if said else ""
            name = f"{code}: {quote[:30]}… in {name}"
            yield _case(name, text, code, start, quote) if code else Case(name, text, None, 0)
