"""Paragraphs that tell a case, put together as one block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from leidraad.manuscript import cases, stories
from leidraad.manuscript.labels import CASE_TITLE, Label
from leidraad.manuscript.lines import item
from leidraad.manuscript.shapes import Shapes

_LABELLED, _LABELLED_ON = 5.0, 0.5
_IN_CASE = 0.5
_SET_OFF, _MOST_SET_OFF = 2.0, 60


def gather(labels: Sequence[Label], shapes: Shapes) -> list[Label]:
    """Return `labels` with the paragraphs that tell a case put together as one."""
    known = stories.names([chunk.text for chunk in shapes.chunks])
    places = {id(chunk): at for at, chunk in enumerate(shapes.chunks)}
    prose = [index for index, part in enumerate(labels) if part.kind == "paragraph"]
    evidence: list[float] = []
    befores: list[str] = []
    words: list[int] = []
    is_labelled = False
    for index, after in zip_longest(prose, prose[1:]):
        before = labels[index - 1].kind if index else ""
        text = labels[after].chunks[0].text if after is not None else ""
        odds = shapes.apartness(places[id(labels[index].chunks[0])])
        odds += stories.story(labels[index].chunks[0].text, text, known)
        is_on = is_labelled and before == "paragraph"
        is_labelled = before == CASE_TITLE or is_on
        evidence.append(odds + _LABELLED * (before == CASE_TITLE) + _LABELLED_ON * is_on)
        befores.append(before)
        words.append(labels[index].chunks[0].text.count(" ") + 1)
    chances = dict(zip(prose, cases.posterior(evidence, befores, words), strict=True))
    done: list[Label] = []
    for index, part in enumerate(labels):
        chance = chances.get(index, 0.0)
        apart = shapes.apartness(places[id(part.chunks[0])]) if index in chances else 0.0
        if chance < _IN_CASE:
            text = part.chunks[0].text
            if apart >= _SET_OFF and text.count(" ") < _MOST_SET_OFF and not item(text):
                reason = "a few lines that are set off, and tell no story"
                part = replace(part, kind="quote", confidence=0.6, reason=reason, alternatives=("paragraph",))
            elif index in chances:
                part = replace(part, confidence=min(part.confidence, 1 - chance), alternatives=("case",))
            done.append(part)
            continue
        last = done[-1] if done else None
        if (
            last
            and last.kind == "case"
            and chances.get(index - 1, 0.0) >= _IN_CASE
            and not shapes.leads(part.chunks[0])
        ):
            done[-1] = replace(
                last, chunks=last.chunks + part.chunks, confidence=min(last.confidence, chance)
            )
        elif last and (
            last.kind == CASE_TITLE
            or (last.kind == "heading" and shapes.is_set_off(places[id(last.chunks[0])]))
        ):
            reason = (
                "labelled as a case" if last.kind == CASE_TITLE else "set off from the text with its title"
            )
            done[-1] = Label("case", part.chunks, min(0.95, chance), reason, ("heading",), last.chunks[0])
        else:
            done.append(
                Label(
                    "case", part.chunks, chance, "set off from the text, or told as a story", ("paragraph",)
                )
            )
    return _with_quotes([replace(part, kind="heading") if part.kind == CASE_TITLE else part for part in done])


def _with_quotes(labels: Sequence[Label]) -> list[Label]:
    """Return `labels` with a quotation whole whose first paragraphs look like a case by themselves."""
    done: list[Label] = []
    for part in labels:
        before = done[-1] if done else None
        if part.kind == "quote" and before and before.kind == "case" and before.head is None:
            # What comes after a case is about it, so a quotation never stands right under one.
            reason = f"a name under {len(before.chunks) + 1} paragraphs that are set off"
            chunks = before.chunks + part.chunks
            done[-1] = replace(
                part, chunks=chunks, confidence=before.confidence, reason=reason, alternatives=("case",)
            )
        else:
            done.append(part)
    return done
