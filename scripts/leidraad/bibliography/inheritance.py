"""What an entry takes from the one that its `crossref` names, and which entries are one work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

# https://ctan.org/pkg/biblatex, appendix B: a book's title is the booktitle of what is in it.
_OWN_FIELDS = (
    "ids crossref xref xdata entryset entrysubtype execute label options presort related relatedoptions "
    "relatedstring relatedtype shorthand shorthandintro sortkey shorttitle sorttitle indextitle"
)
_NOT_INHERITED = frozenset(_OWN_FIELDS.split())
_PARTS = "inbook bookinbook suppbook incollection suppcollection inreference inproceedings conference"
_IN_BOOK = frozenset(_PARTS.split())
_WHOLES = frozenset(["book", "collection", "reference", "proceedings"])
_MULTIVOLUME = frozenset(["mvbook", "mvcollection", "mvreference", "mvproceedings"])
_TITLES = ("title", "subtitle", "titleaddon")
_OF_BOOK = dict(zip(_TITLES, ("booktitle", "booksubtitle", "booktitleaddon"), strict=True))
_OF_SET = dict(zip(_TITLES, ("maintitle", "mainsubtitle", "maintitleaddon"), strict=True))
_OF_PERIODICAL = {"title": "journaltitle", "subtitle": "journalsubtitle"}

_RELATIONS = (
    "translationof translationas translationfrom reprintof reprintas reprintfrom origpubin origpubas "
    "multivolume"
)
EDITIONS = frozenset(_RELATIONS.split())


def taken(kind: str, own: Iterable[str], parent_kind: str, parent: Iterable[str]) -> dict[str, str]:
    """Return which field an entry takes from which of its parent's.

    Args:
        kind: the entry's type.
        own: its own fields, which stay.
        parent_kind: the type of the entry that its `crossref` names.
        parent: that one's fields.
    """
    if parent_kind in _MULTIVOLUME:
        titles = _OF_SET
    elif parent_kind == "periodical":
        titles = _OF_PERIODICAL
    elif kind in _IN_BOOK and parent_kind in _WHOLES:
        titles = _OF_BOOK
    else:
        titles = {}
    mine = set(own)
    date = {"date", "year", "month"}
    found = {}
    for name in parent:
        target = titles.get(name, name)
        if target in mine or name in _NOT_INHERITED or (name in date and mine & {"date", "year"}):
            continue
        # The book's author is not who wrote what is in it, unless it is one and the same person's book.
        if name == "author" and kind in _IN_BOOK - {"inbook", "bookinbook", "suppbook"}:
            continue
        found[target] = name
        if name == "author" and kind == "inbook" and "bookauthor" not in mine:
            found["bookauthor"] = name
    return found


def works(ties: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return for each key the first one, in the order given, that it is tied to.

    Args:
        ties: every key, with those that it names.
    """
    root = {key: key for key in ties}
    place = {key: at for at, key in enumerate(ties)}

    def find(key: str) -> str:
        while root[key] != key:
            root[key] = root[root[key]]
            key = root[key]
        return key

    for key, others in ties.items():
        for other in others:
            if other in root:
                first, second = sorted((find(key), find(other)), key=place.__getitem__)
                root[second] = first
    return {key: find(key) for key in ties}
