"""How well seeded differences between two languages are told: each found, and nothing told beside them."""

from __future__ import annotations

import random
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import altered
from leidraad import checks, locales
from leidraad.checks import Digest, Finding, Page, across
from leidraad.checks.translations import check_translations
from leidraad.dialect.including import Partials, expand
from parallel import LANGUAGES, PARTIALS, Items, Pair, flat, generated, own, render
from support import markdown

OWN = ("01-hechting-en-veerkracht.md", "02-vier-hechtingsstijlen.md")


Rendered = dict[str, tuple[str, dict[int, tuple[int, int]]]]


@dataclass(slots=True)
class Score:
    """What was seeded, and what of it was found, told twice, or told though it is not there."""

    seeded: int = 0
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)


class Judge:
    """The checks, as a handbook runs them on the two languages of one chapter."""

    def __init__(self, folder: Path, more: Sequence[str] = ()) -> None:
        """Know partials, which are put into a folder, and more extensions of Markdown."""
        for name, text in PARTIALS.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8")
        self.partials = Partials(folder, "docs/_partials")
        self.parsers = {
            lang: markdown(
                lang,
                more=more,
                trainer=True,
                trace=True,
                expand=lambda lines: expand(lines, self.partials)[0],
            )
            for lang in LANGUAGES
        }
        self.digest = cache(self._digest)

    def _digest(self, text: str, lang: str) -> Digest:
        page = Page(
            f"docs/{lang}/a.md",
            "a.md",
            text,
            locales.load(lang),
            lambda _: self.parsers[lang].reset(),
            self.partials,
        )
        return checks.trace(page).digest

    def told(self, texts: dict[str, str]) -> list[Finding]:
        """Return what is told of the differences between the languages of a chapter."""
        digests = [self.digest(texts[lang], lang) for lang in LANGUAGES]
        found = across.check_across(digests, None, LANGUAGES, "")
        found += check_translations(digests, LANGUAGES, lambda lang, chapter: ())
        return sorted({f for f in found if f.code.startswith("LR3") or f.code == "LR114"})


def judge(
    judging: Judge, pair: Pair, changes: Sequence[altered.Altered], lang: str, name: str, score: Score
) -> None:
    """Add to a score how differences in one language are told, the last of which has them all."""
    items = {**pair, lang: changes[-1].items}
    rendered = {code: render(items[code], code) for code in LANGUAGES}
    told = judging.told({code: rendered[code][0] for code in LANGUAGES})
    right: set[Finding] = set()
    for change in changes:
        score.seeded += 1
        found = [f for f in told if f.code in change.codes and _is_at(f, rendered, change.places)]
        if not found:
            score.missed.append(f"{name}: {[str(f) for f in told]}")
        if len([f for f in found if f.code != "LR114"]) > 1:
            score.twice.append(f"{name}: {[str(f) for f in found]}")
        right |= {*found}
    # A note that only a missing block refers to is missing, too.
    right |= {f for f in told if f.code == "LR114" and _is_of_one_language(f, rendered)}
    score.false += [f"{name}: {f}" for f in told if f not in right]


def _is_at(finding: Finding, rendered: Rendered, uids: frozenset[int]) -> bool:
    """Tell whether a finding points at a block, by its own place or by the other one that it names."""
    named = re.findall(r"docs/(\w+)/a\.md:(\d+)", f"{finding.path}:{finding.line} {finding.message}")
    return any(
        rendered[lang][1][uid][0] == int(line)
        for lang, line in named
        for uid in uids
        if uid in rendered[lang][1]
    )


def _is_of_one_language(finding: Finding, rendered: Rendered) -> bool:
    note = re.search(r"\[\^[^]]*\]", finding.message)
    return (
        note is not None
        and len({note[0] in text.replace(f"{note[0]}:", "") for text, _ in rendered.values()}) == 2
    )


def chapters(seeds: Sequence[int], names: Sequence[str]) -> Iterator[tuple[str, Pair]]:
    """Yield chapters of the handbook, and generated ones."""
    for name in names:
        yield name, own(name)
    for seed in seeds:
        yield f"seed {seed}", generated(seed)


def score(seeds: Sequence[int], names: Sequence[str] = OWN, *, combined: int = 6, share: float = 1) -> Score:
    """Return how well differences are told, one at a time and some at once.

    Args:
        seeds: each makes a chapter, and chooses places in it and in the handbook's own.
        names: which of the handbook's own chapters to take.
        combined: how often some differences are made at once.
        share: how many of the others to try.
    """
    total = Score()
    with tempfile.TemporaryDirectory() as folder:
        judging = Judge(Path(folder))
        for name, pair in chapters(seeds, names):
            told = judging.told({lang: render(pair[lang], lang)[0] for lang in LANGUAGES})
            total.false += [f"{name}, unchanged: {finding}" for finding in told]
            for seed in (seeds or (1,)) if name in OWN else (int(name.split()[1]),):
                for change, kind, lang, made in altered.alterations(pair, seed):
                    if random.Random(f"{seed} {change} {kind}").random() > share:
                        continue
                    judge(judging, pair, [made], lang, f"{name}, {change}, {kind}, {lang}, {seed}", total)
                for number in range(combined):
                    rng = random.Random(f"{seed} {number}")
                    lang, names, several = _several(pair, rng)
                    if several:
                        judge(
                            judging, pair, several, lang, f"{name}, {names}, {lang}, {seed} {number}", total
                        )
    return total


def _several(pair: Pair, rng: random.Random) -> tuple[str, str, list[altered.Altered]]:
    """Return two to five differences in one language, blocks apart from each other."""
    lang = rng.choice(LANGUAGES)
    items: Items = pair[lang]
    order = {item.uid: at for at, item in enumerate(flat(items))}
    made: list[altered.Altered] = []
    names, taken = [], set[int]()
    for _ in range(rng.randint(2, 5) * 4):
        name, change = rng.choice([*altered.CHANGES.items()])
        item = rng.choice([*flat(items)])
        near = {at for at in taken if abs(at - order.get(item.uid, at)) < 4}
        if item.uid not in order or near:
            continue
        one = change(rng, items, item, lang, pair)
        if one is None or one.items == items or any(order.get(uid, -9) in taken for uid in one.places):
            continue
        items = one.items
        made.append(one)
        names.append(name)
        taken |= {order[uid] for uid in (*one.places, item.uid) if uid in order}
    return lang, " + ".join(names), made
