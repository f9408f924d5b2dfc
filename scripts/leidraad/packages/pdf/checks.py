"""Self-checks on paper: numbered, and with their answers at the back, where nobody sees them by chance."""

from __future__ import annotations

from typing import Any

from lxml.html import builder

from leidraad.locales import Locale


def turned(section: Any, number: int, locale: Locale) -> Any | None:
    """Move the answers to the self-checks of a chapter out of it; return them, or None where there are none.

    Args:
        section: the chapter; each check in it gets its number and leads to its answer.
        number: that of the chapter, or 0.
        locale: the language.
    """
    answers = builder.DIV({"class": "answers__chapter"})
    for count, check in enumerate(section.find_class("callout--check"), start=1):
        name = f"{number}.{count}" if number else str(count)
        for label in check.find_class("callout__label")[:1]:
            label.text = f"{label.text_content()} {name}"
        for folded in check.find_class("callout__answer"):
            place = f"{check.get('id')}-answer"
            answers.append(_answer(check, folded, name, place, locale))
            turn = builder.A(locale.say("labels", "answer"), href=f"#{place}", **{"class": "to"})
            line = builder.P(turn, {"class": "callout__turn"})
            line.tail = folded.tail
            folded.getparent().replace(folded, line)
    return answers if len(answers) else None


def _answer(check: Any, folded: Any, name: str, place: str, locale: Locale) -> Any:
    asked = "".join(each.text_content() for each in check.find_class("callout__name"))
    asked = asked or locale.say("labels", "check")
    question = builder.A(asked, {"class": "to", "href": f"#{check.get('id')}"})
    number = builder.SPAN(name, {"class": "answer__number"})
    number.tail = " "
    answer = builder.DIV({"class": "answer", "id": place})
    answer.append(builder.P(number, question, {"class": "answer__question"}))
    for child in [*folded]:
        if child.tag != "summary":
            answer.append(child)
    return answer
