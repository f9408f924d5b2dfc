"""What the parts of a page are, in the words that reading systems know: callouts, glossary, bibliography.

The words are those of https://www.w3.org/TR/epub-ssv-11/ and https://www.w3.org/TR/dpub-aria-1.1/.
"""

from __future__ import annotations

from leidraad.packages.epub.markup import TYPE, E, Element, kinds, replace, x

_CALLOUTS = {
    "case": {"type": "case-study", "role": "doc-example"},
    "exercise": {"type": "practice"},
    "reflection": {"type": "practice"},
    "check": {"type": "general-problem"},
}
# More than a telephone is wide enough for.
_MOST_COLUMNS = 4
_WORKS, _TERMS = "leidraad-works", "leidraad-terms"


def name(root: Element) -> None:
    """Say of each part of a page, in place, what it is."""
    for element in [*root.iter(x("section"), x("figure"))]:
        kind = element.get("class", "").removeprefix("callout callout--")
        if kind == "epigraph":
            # A figure with a caption may be nothing but a figure.
            frame = E.div(kinds({"class": "epigraph", "type": "epigraph", "role": "doc-epigraph"}))
            replace(element, frame)
            frame.append(element)
        elif element.tag == x("section") and element.get("role") == "group":
            # Some take every section with a name for a landmark, and two callouts may have the same.
            element.tag = x("div")
        for attribute, value in kinds(_CALLOUTS.get(kind, {})).items():
            element.set(attribute, value)
    for answers in root.iter(x("ol")):
        if answers.get("class") == "callout__answers":
            answers.getparent().set(TYPE, "multiple-choice-problem")
    for listed in root.iter(x("dl")):
        if listed.get("class") == _TERMS:
            for each in listed:
                each.set(TYPE, "glossterm" if each.tag == x("dt") else "glossdef")
    for listed in root.iter(x("ul")):
        if listed.get("class") == _WORKS:
            for each in listed:
                each.set(TYPE, "biblioentry")
    for table in root.iter(x("table")):
        _head(table)
        if max(map(len, table.iter(x("tr"))), default=0) > _MOST_COLUMNS:
            table.set("class", f"{table.get('class', '')} wide".strip())


def _head(table: Element) -> None:
    """Say of each cell above a column that it is its head, but for those that say nothing."""
    for cell in table.iterfind(f"{x('thead')}/{x('tr')}/{x('th')}"):
        if "".join(cell.itertext()).strip() or len(cell):
            cell.set("scope", "col")
        else:
            cell.tag = x("td")


def role(root: Element, number: int) -> dict[str, str]:
    """Return what a page is, as the attributes of its section.

    Args:
        root: the page.
        number: which chapter it is, or 0.
    """
    if number:
        return kinds({"type": "chapter", "role": "doc-chapter"})
    shown = {each.get("class") for each in root.iter(x("dl"), x("ul"))}
    if _TERMS in shown:
        return kinds({"type": "glossary", "role": "doc-glossary"})
    if _WORKS in shown:
        return kinds({"type": "bibliography", "role": "doc-bibliography"})
    return {}
