"""Hypothesis strategies for chapters: every kind of block, with text that means itself."""

from __future__ import annotations

from hypothesis import strategies as st

from leidraad.dialect.kinds import GROUPS, KINDS
from leidraad.model import (
    Block,
    Callout,
    Chapter,
    Comment,
    Heading,
    Include,
    Note,
    Paragraph,
    Verbatim,
)

PARTIALS = {"nl/kort.md": "Een *kort* invoegsel.\n", "nl/lang.md": "Eerst.\n\n- a\n- b\n\n## Kop\n\nDan.\n"}

LETTERS = "abcdefghijklmnopqrstuvwxyzäéïöüßñ"
words = st.text(alphabet=LETTERS, min_size=1, max_size=9)
pieces = st.one_of(
    words,
    words.map(str.capitalize),
    words.map(lambda w: f"*{w}*"),
    words.map(lambda w: f"**{w}**"),
    words.map(lambda w: f"‘{w}’,"),
    words.map(lambda w: f"{w}.[^{w}]"),
    words.map(lambda w: f"[{w}](01-{w}.md)"),
    words.map(lambda w: f"`{w}`"),
    st.sampled_from(
        ["–", "…", "1851", "3,5", "/", "&", "(en)", "a|b", "<br>", r"\*", "http://x.nl/y", ":", "[^"]
    ),
)
starts = words | words.map(lambda word: f"{word}:")
lines = st.builds(lambda first, rest: " ".join([first, *rest]), starts, st.lists(pieces, max_size=8))
paragraph_texts = st.lists(lines, min_size=1, max_size=3).map("\n".join)
identifiers = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True)

headings = st.builds(
    Heading, st.integers(1, 6), lines.filter(lambda t: not t.endswith("#")), st.none() | identifiers
)
paragraphs = st.builds(Paragraph, paragraph_texts)
comments = st.builds(Comment, lines.filter(lambda t: "--" not in t))
includes = st.builds(Include, st.sampled_from(sorted(PARTIALS)), st.none() | st.just("1"))
notes = st.builds(Note, identifiers, st.lists(paragraph_texts, min_size=1, max_size=2).map("\n\n".join))

bullets = st.lists(lines, min_size=1, max_size=4).map(lambda items: "\n".join(f"- {i}" for i in items))
loose = st.lists(lines, min_size=1, max_size=3).map(lambda items: "\n\n".join(f"1. {i}" for i in items))
nested = st.tuples(lines, lines).map(lambda t: f"- {t[0]}\n\n    {t[1]}\n\n    - dieper")
cells = words
tables = st.lists(st.tuples(cells, cells), min_size=1, max_size=3).map(
    lambda rows: "\n".join(["| a | b |", "|---|---|", *(f"| {x} | {y} |" for x, y in rows)])
)
code = lines.map(lambda t: f"```text\n{t}\n\n/// kern\n[^x]\n```")
verbatims = st.one_of(
    (bullets | loose | nested).map(lambda s: Verbatim("list", s)),
    tables.map(lambda s: Verbatim("table", s)),
    lines.map(lambda t: Verbatim("quotation", f"> {t}\n>\n> slot")),
    code.map(lambda s: Verbatim("code", s)),
    lines.map(lambda t: Verbatim("html", f'<div class="x">\n{t}\n</div>')),
    st.just(Verbatim("rule", "* * *")),
    words.map(lambda w: Verbatim("definition", f"[{w}-x]: http://example.org/{w}")),
    st.tuples(words, lines).map(lambda t: Verbatim("dl", f"{t[0]}\n:   {t[1]}")),
)

OPTIONS = {
    "case": st.fixed_dictionaries(
        {},
        optional={
            "id": identifiers,
            "themes": st.lists(identifiers, min_size=1, max_size=3).map(tuple),
            "sector": words.filter(lambda w: w not in ("n", "y", "no", "on", "null", "nan")),
        },
    ),
    "reflection": st.fixed_dictionaries({}, optional={"id": identifiers}),
    "exercise": st.fixed_dictionaries(
        {}, optional={"minutes": st.integers(1, 600), "group": st.sampled_from(GROUPS)}
    ),
}


def callouts(body: st.SearchStrategy[tuple[Block, ...]]) -> st.SearchStrategy[Callout]:
    """Return a strategy for callouts of every kind around `body`."""

    def of_kind(kind: str) -> st.SearchStrategy[Callout]:
        argument = lines.filter(lambda t: not t.endswith("[^"))
        return st.builds(
            Callout,
            st.just(kind),
            argument if KINDS[kind].NEEDS_ARGUMENT else st.none() | argument,
            OPTIONS.get(kind, st.just({})),
            body,
        )

    return st.sampled_from(sorted(KINDS)).flatmap(of_kind)


def _apart(blocks: list[Block]) -> tuple[Block, ...]:
    """Drop what Markdown itself would merge into the block before it."""
    kept: list[Block] = []
    for block in blocks:
        last = kept[-1] if kept else None
        merges = isinstance(block, Verbatim) and isinstance(last, Verbatim) and block.kind == last.kind
        if not merges:
            kept.append(block)
    return tuple(kept)


def _sequences(block: st.SearchStrategy[Block]) -> st.SearchStrategy[tuple[Block, ...]]:
    return st.lists(block, max_size=5).map(_apart)


# pymdownx.blocks hands the text of a callout on one paragraph at a time: a note in it has only one.
inside: st.SearchStrategy[Block] = st.one_of(
    paragraphs, headings, verbatims, comments, includes, st.builds(Note, identifiers, paragraph_texts)
)
plain: st.SearchStrategy[Block] = st.one_of(inside, notes)
nested_callouts = callouts(_sequences(st.one_of(inside, callouts(_sequences(inside)))))
chapters = st.builds(
    Chapter,
    st.just("nl"),
    _sequences(st.one_of(plain, nested_callouts)),
    st.fixed_dictionaries(
        {}, optional={"slug": identifiers, "description": lines, "status": st.none() | words}
    ),
)
