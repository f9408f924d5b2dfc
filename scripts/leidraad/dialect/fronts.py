"""Front matter read as MkDocs reads it, once, and only where that is safe.

MkDocs shows what it cannot read to the reader as text, takes a first line such as `Opgelet: …` away as if it
were front matter, and reads names twice, references that multiply and numbers without end. All of that is a
problem here, and whoever asks gets no values then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

import yaml
from mkdocs.utils import meta

from leidraad import patterns
from leidraad.errors import printable

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # pragma: no cover
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

# As MkDocs takes it, in its utils/meta.py.
_FRONT = meta.YAML_RE
_OPEN = patterns.lazy(r"---[ \t]*\n\s*[\"']?[\w-]+[\"']?[ \t]*:(?:[ \t\n]|$)")
# As other site generators have it, between lines of +++ or braces.
_FOREIGN = patterns.lazy(
    r"(?:\+{3}[ \t]*\n\s*[\w\"'-]+[ \t]*=[^\0]*?\n\+{3}"
    r"|\{[ \t]*\n\s*\"[\w-]+\"[ \t]*:[^\0]*?\n\})[ \t]*(?:\n|$)"
)
_LATE = patterns.lazy(r"\s+---[ \t]*\n\s*[\"']?[\w-]+[\"']?[ \t]*:[ \t\n][^\0]*?\n(?:\.{3}|-{3})[ \t]*\n")
REMEDY = "write a line `name: value` for each thing between two lines of ---"
"""What ends a message about what holds no names and values."""
_MOST_CHARACTERS = 20_000
_DEEPEST = 8
_LARGEST = 10**15


class Problem(NamedTuple):
    """Why front matter cannot be used: line and column in the file, and the end of a sentence about it."""

    line: int
    column: int
    told: str


class Key(NamedTuple):
    """A name and where it stands in the file."""

    name: str
    line: int
    column: int


class _Textual(Loader):
    """Reads a day as the text that it is in JSON, and for editors."""


_Textual.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in known if tag != "tag:yaml.org,2002:timestamp"]
    for sign, known in Loader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True, slots=True)
class Front:
    """What a page says of itself, or a whole file holds.

    Attributes:
        data: the values by name, or those of a list; none where there is a problem.
        keys: the names as they are written, or the numbers of what a list holds, in order.
        problem: why it cannot be used.
    """

    data: Any = field(default_factory=dict)
    keys: tuple[Key, ...] = ()
    problem: Problem | None = None


def split(text: str) -> tuple[str, Mapping[Any, Any]]:
    r"""Return the body of a file and the values of its front matter, none where it has none that can be used.

    Args:
        text: the whole file, with `\n` line ends.
    """
    found = _FRONT.match(text)
    if not found:
        return text.lstrip("\n"), {}
    return text[found.end() :].lstrip("\n"), read(found[1]).data


def data(text: str) -> Mapping[Any, Any]:
    """Return the values of the front matter of a file, none where it has none that can be used."""
    found = _FRONT.match(text)
    return read(found[1]).data if found else {}


def is_there(text: str) -> bool:
    """Tell whether a text begins with what looks like front matter."""
    found = _FRONT.match(text)
    return bool(_OPEN.match(text) or (found and read(found[1]).keys))


def of(text: str) -> Front:
    r"""Return the front matter of a file, and what is wrong where there seems to be some.

    Args:
        text: the whole file, with `\n` line ends.
    """
    if found := _FRONT.match(text):
        return read(found[1])
    if _OPEN.match(text):
        return Front(problem=Problem(1, 1, "is not closed; put a line of --- below it."))
    if _FOREIGN.match(text):
        kind = "TOML" if text.startswith("+") else "JSON"
        return Front(problem=Problem(1, 1, f"is {kind}, which readers would see as text; {REMEDY}."))
    if text[:1].isspace() and _LATE.match(text):
        line = text[: len(text) - len(text.lstrip())].count("\n") + 1
        return Front(problem=Problem(line, 1, "is not at the top; begin the file with its line of ---."))
    if meta.META_RE.match(text.split("\n", 1)[0]):
        told = "is what MkDocs takes this first line for, and shows it to nobody; put an empty line above it."
        return Front(problem=Problem(1, 1, told))
    return Front()


def read(source: str) -> Front:
    """Return what stands between the lines of ---."""
    if len(source) > _MOST_CHARACTERS:
        return _refused(-1, 0, f"has more than {_MOST_CHARACTERS:,} characters; put the text below it.")
    return _read(source)


@lru_cache(maxsize=4096)
def _read(source: str) -> Front:
    front = load(source, Loader)
    if front.problem or isinstance(front.data, dict):
        return front
    return _refused(-1, 0, f"has no names and values; {REMEDY}, or remove it.")


def load(source: str, loader: Any = _Textual) -> Front:
    """Return what a whole file holds, be it names and values, a list or a text.

    Args:
        source: the file, which counts as what stands below a line of ---.
        loader: makes values of it.
    """
    try:
        keys = tuple(_scan(source))
        values = yaml.load(source, loader)
        _bound(values, keys)
        return Front(values, keys)
    except _Refusal as refusal:
        return Front(problem=refusal.problem)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = min(mark.line, source.count("\n") - 1) if mark else -1
        return _refused(line, 0, f"cannot be read ({printable(str(error.problem))}); mend it here or above.")
    except yaml.reader.ReaderError as error:
        before = source[: error.position if isinstance(error.position, int) else 0]
        return _refused(before.count("\n"), 0, "holds a character that no text has; delete it here.")
    except (yaml.YAMLError, ValueError, LookupError, TypeError, OverflowError, RecursionError):
        return _unreadable(source, loader)


class _Refusal(Exception):
    """Ends the reading where it meets what is not to be read."""

    def __init__(self, line: int, column: int, told: str) -> None:
        super().__init__(told)
        self.problem = Problem(line + 2, column + 1, told)


def _refused(line: int, column: int, told: str) -> Front:
    return Front(problem=Problem(line + 2, column + 1, told))


def _scan(source: str) -> Iterator[Key]:
    """Yield the names at the top, or the numbers of items, by YAML's events, before anything is made of them.

    Raises:
        _Refusal: there is what multiplies, nests, or stands twice.
    """
    # For each open list or mapping: the names that it has, None in a list, and whether the next thing is one.
    open_: list[list[Any]] = []
    items = 0
    for event in yaml.parse(source, Loader):
        place = (event.start_mark.line, event.start_mark.column) if event.start_mark else (0, 0)
        if isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            open_.pop()
            continue
        if not isinstance(event, yaml.NodeEvent):
            continue
        if event.anchor is not None:
            raise _Refusal(*place, "has an anchor or alias (& or *); write it out, or put it in quotes.")
        if tag := getattr(event, "tag", None):
            raise _Refusal(*place, f"has a tag ({printable(str(tag))[:60]}); leave it out.")
        if len(open_) == 1 and open_[0][0] is None:
            items += 1
            yield Key(str(items), place[0] + 2, place[1] + 1)
        is_name = False
        if open_ and open_[-1][0] is not None:
            is_name = open_[-1][1] = not open_[-1][1]
        if is_name:
            if not isinstance(event, yaml.ScalarEvent):
                raise _Refusal(*place, "has a list or a mapping for a name; write one word before the colon.")
            if event.value == "<<":
                raise _Refusal(*place, "merges a mapping (<<) into another; write the values out.")
            if event.value in open_[-1][0]:
                told = f"has ‘{printable(event.value)[:60]}’ twice, and only the last counts; keep one."
                raise _Refusal(*place, told)
            open_[-1][0].add(event.value)
            if len(open_) == 1:
                yield Key(event.value, place[0] + 2, place[1] + 1)
        elif not isinstance(event, yaml.ScalarEvent):
            open_.append([set() if isinstance(event, yaml.MappingStartEvent) else None, False])
            if len(open_) > _DEEPEST:
                raise _Refusal(*place, f"nests deeper than {_DEEPEST} levels; write it flat.")


def _bound(values: Any, keys: tuple[Key, ...]) -> None:
    """Refuse numbers that are none, or so large that no sense of them is meant."""
    inside = values.values() if isinstance(values, dict) else values if isinstance(values, list) else ()
    for key, value in zip(keys, inside, strict=False):
        for number in _numbers(value):
            if not -_LARGEST <= number <= _LARGEST:
                told = f"has a number beyond all bounds in ‘{printable(key.name)[:60]}’; mend it."
                raise _Refusal(key.line - 2, key.column - 1, told)


def _numbers(value: object) -> Iterator[float]:
    if isinstance(value, (int, float)):
        yield value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _numbers(name)
            yield from _numbers(item)
    elif isinstance(value, (list, set)):
        for item in value:
            yield from _numbers(item)


def _unreadable(source: str, loader: Any) -> Front:
    """Tell at which name reading ends where YAML itself does not say."""
    try:
        keys = list(_scan(source))
    except (_Refusal, yaml.YAMLError, ValueError):
        return _refused(-1, 0, f"cannot be read; {REMEDY}.")
    lines = source.split("\n")
    for index, key in enumerate(keys):
        end = keys[index + 1].line - 2 if index + 1 < len(keys) else None
        part = "\n".join(lines[key.line - 2 : end]) + "\n"
        try:
            yaml.load(part, loader)
        except (yaml.YAMLError, ValueError, LookupError, TypeError, OverflowError, RecursionError) as error:
            why = printable(str(error).partition(";")[0])[:80]
            told = f"cannot be read (‘{printable(key.name)[:60]}’: {why}); mend it, or put it in quotes."
            return _refused(key.line - 2, key.column - 1, told)
    return _refused(-1, 0, f"cannot be read; {REMEDY}.")
