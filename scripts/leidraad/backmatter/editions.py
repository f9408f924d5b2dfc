"""The editions of the book, from `editions.yml`: which one this is, and a page of what changed in each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

import yaml
from markupsafe import Markup
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from leidraad.errors import LeidraadError
from leidraad.files import read_text
from leidraad.hints import did_you_mean
from leidraad.locales import Locale

NAME = "editions.yml"
_KEYS = ("edition", "date", "changes")


@dataclass(frozen=True, slots=True)
class Change:
    """What changed: the chapter's path in the folder of its language, or "", and what each language says."""

    chapter: str
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition: what it is called, its day, and what changed since the one before."""

    name: str
    day: date
    changes: Sequence[Change]

    def called(self, locale: Locale) -> str:
        """Return what readers of a language call it."""
        return locale.say("index", "edition", name=self.name)


def read(path: Path, langs: Sequence[str], chapters: Callable[[], Collection[str]]) -> list[Edition]:
    """Return the editions that a file lists, the newest first; none where there is no file.

    Args:
        path: the file; its name is what errors call it.
        langs: the languages that each change has to be told in.
        chapters: returns those that changes may be in; is asked where there is a file.

    Raises:
        LeidraadError: it cannot be read, or holds something else; the message names the line.
    """
    if not path.is_file():
        return []
    try:
        root = yaml.compose(read_text(path), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise LeidraadError(
            f"{NAME}:{mark.line + 1 if mark else 1}: is no valid YAML; mend what stands there."
        ) from None
    if root is None:
        return []
    there = chapters()
    editions = [
        _edition(node, langs, there) for node in _items(root, "a list of editions, each `- edition: …`")
    ]
    for newer, older in pairwise(editions):
        if newer.day < older.day:
            raise LeidraadError(
                f"{NAME}: edition ‘{newer.name}’ is older than ‘{older.name}’ below it; put the newest first."
            )
    return sorted(editions, key=lambda each: each.day, reverse=True)


def _edition(node: Node, langs: Sequence[str], there: Collection[str]) -> Edition:
    fields = _fields(node, _KEYS)
    for key in ("edition", "date"):
        if key not in fields:
            raise _error(node, f"this edition has no `{key}:`; add it")
    told = _items(fields["changes"], "a list") if "changes" in fields else []
    changes = [_change(each, langs, there) for each in told]
    day = _text(fields["date"])
    try:
        return Edition(_text(fields["edition"]), date.fromisoformat(day), changes)
    except ValueError:
        raise _error(fields["date"], f"‘{day}’ is no date; write it as 2026-11-30") from None


def _change(node: Node, langs: Sequence[str], there: Collection[str]) -> Change:
    given = _fields(node, ("chapter", *langs))
    fields = {name: _text(value) for name, value in given.items()}
    if fields.get("chapter", "") not in {"", *there}:
        hint = did_you_mean(fields["chapter"], there, " Write its name in the folder of its language.")
        raise _error(given["chapter"], f"there is no chapter ‘{fields['chapter']}’", hint)
    for lang in langs:
        if lang not in fields:
            raise _error(node, f"this change is not told in ‘{lang}’; add `{lang}:`")
    return Change(fields.get("chapter", ""), {lang: fields[lang] for lang in langs})


def _fields(node: Node, known: Sequence[str]) -> dict[str, Node]:
    if not isinstance(node, MappingNode):
        raise _error(node, f"here {', '.join(f'`{key}:`' for key in known)} are looked for; write these")
    fields: dict[str, Node] = {}
    for key, value in node.value:
        name = _text(key)
        if name not in known:
            hint = did_you_mean(name, known, f" Use one of: {', '.join(known)}.")
            raise _error(key, f"‘{name}’ is no key here", hint)
        if name in fields:
            raise _error(key, f"‘{name}’ stands here twice; remove one")
        fields[name] = value
    return fields


def _items(node: Node, wanted: str) -> list[Node]:
    if not isinstance(node, SequenceNode):
        raise _error(node, f"here stands no list; write {wanted}")
    return list(node.value)


def _text(node: Node) -> str:
    if not isinstance(node, ScalarNode) or not node.value.strip():
        raise _error(node, "here a text is looked for; write one on a line")
    return " ".join(node.value.split())


def _error(node: Node, what: str, hint: str = "") -> LeidraadError:
    return LeidraadError(f"{NAME}:{node.start_mark.line + 1}: {what}.{hint}")


def listed(editions: Sequence[Edition], locale: Locale, links: Mapping[str, Markup]) -> str:
    """Return what changed in each edition as HTML.

    Args:
        editions: the newest first.
        locale: the language.
        links: a link to each chapter, by the path of its file.
    """
    if not editions:
        return Markup("<p>{}</p>").format(locale.say("index", "empty"))
    return Markup("\n").join(_section(edition, locale, links) for edition in editions)


def _section(edition: Edition, locale: Locale, links: Mapping[str, Markup]) -> Markup:
    items = Markup("\n").join(
        Markup("<li>{}{}</li>").format(_place(links.get(each.chapter)), each.words[locale.code])
        for each in edition.changes
    )
    day = Markup('<time datetime="{}">{}</time>').format(
        edition.day.isoformat(), locale.spell_date(edition.day)
    )
    head = Markup('<h2 id="{}">{}</h2>\n<p class="leidraad-index__facts">{}</p>').format(
        f"edition:{edition.name.replace(' ', '-')}", edition.called(locale), day
    )
    return head + (Markup("\n<ul>\n{}\n</ul>").format(items) if items else Markup(""))


def _place(link: Markup | None) -> Markup:
    return Markup("{}: ").format(link) if link else Markup("")
