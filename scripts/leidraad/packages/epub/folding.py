"""What a site folds away, unfolded: in a book nothing opens, and what is not on a page cannot be read.

The answers to the questions of a chapter stand together behind its text, as in a book on paper, so that who
reads a question does not see them. A chapter leads from each to the other.
"""

from __future__ import annotations

from leidraad.locales import Locale
from leidraad.packages.epub.markup import E, Element, kinds, replace, said, x

_BLOCKS = frozenset(map(x, ("h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "ul", "ol")))


def unfold(root: Element, locale: Locale) -> None:
    """Unfold a page in place.

    Args:
        root: the page.
        locale: the language of the book.
    """
    for folded in [*root.iter(x("details"))]:
        if folded.get("class") != "callout__answer":
            _open(folded)
    answers = [each for each in root.iter(x("details")) if each.get("class") == "callout__answer"]
    if answers:
        heading = E.h2(locale.say("epub", "answers"))
        section = E.section(kinds({"class": "answers", "type": "answers"}), heading)
        for folded in answers:
            section.append(_move(folded))
        _before_notes(root, section)
    for tabs in _having(root, "tabbed-set"):
        _line_up(tabs)


def _open(folded: Element) -> None:
    """Turn what can be folded into a part with a title."""
    folded.tag = x("div")
    folded.attrib.pop("open", None)
    folded.set("class", f"{folded.get('class', '')} fold".strip())
    for summary in folded.findall(x("summary")):
        summary.tag = x("div" if any(child.tag in _BLOCKS for child in summary) else "p")
        summary.set("class", "fold__title")


def _move(folded: Element) -> Element:
    """Put a link in the place of an answer, and return it as it stands among the answers."""
    check = folded.getparent()
    name = check.get("id")
    title = next((each for each in check if each.get("class") == "callout__title"), check)
    named = next((each for each in title if each.get("class") == "callout__name"), title)
    summary = folded.find(x("summary"))
    folded.remove(summary)
    question, label = said(named), said(summary)
    answer = E.div(kinds({"class": "answer", "id": f"{name}:answer", "type": "answer"}))
    answer.append(E.p({"class": "answer__question"}, E.a(question, href=f"#{name}")))
    answer.extend(folded)
    link = E.a({"href": f"#{name}:answer", "aria-label": f"{label}: {question}"}, label)
    replace(folded, E.p({"class": "callout__onward"}, link))
    return answer


def _before_notes(root: Element, section: Element) -> None:
    notes = next((each for each in root if each.get("class") == "footnote"), None)
    if notes is None:
        root.append(section)
    else:
        notes.addprevious(section)


def _line_up(tabs: Element) -> None:
    """Put each of the texts of which a site shows one at a time under its label."""
    labels, blocks = (next(iter(_having(tabs, f"tabbed-{name}")), None) for name in ("labels", "content"))
    if labels is None or blocks is None or len(labels) != len(blocks):
        return
    for label, block in zip([*labels], blocks, strict=True):
        title = E.p({"class": "fold__title"}, label)
        label.tail = None
        block.insert(0, title)
    tabs.remove(labels)


def _having(root: Element, name: str) -> list[Element]:
    return [each for each in root.iter(x("div")) if name in each.get("class", "").split()]
