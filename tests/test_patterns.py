"""Every pattern that the package has when it is imported: not compiled yet, and alike in each Python."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import leidraad
from leidraad.patterns import Lazy, lazy

_SIGNS = ([_constants.LITERAL], [_constants.NOT_LITERAL], [_constants.IN], [_constants.ANY])

# What MkDocs and Python-Markdown compile themselves.
_OF_HOSTS = {"_FRONT", "HTML_PLACEHOLDER_RE", "RE_LOCALE"}


def within(value: object) -> Iterator[re.Pattern[Any] | Lazy[Any]]:
    """Yield the patterns that a value is or holds."""
    if isinstance(value, re.Pattern | Lazy):
        yield value
    elif isinstance(value, Mapping):
        yield from (pattern for each in value.values() for pattern in within(each))
    elif isinstance(value, list | tuple | set | frozenset):
        yield from (pattern for each in value for pattern in within(each))


def patterns() -> dict[str, re.Pattern[Any] | Lazy[Any]]:
    """Return all of them, by module and name."""
    names = [each.name for each in pkgutil.walk_packages(leidraad.__path__, "leidraad.")]
    modules = [importlib.import_module(name) for name in names if not name.endswith("__main__")]
    return {
        f"{module.__name__}.{name}": pattern
        for module in modules
        for name, value in vars(module).items()
        for pattern in within(value)
    }


def possessive_groups(parsed: Any) -> Iterator[Any]:
    """Yield what a pattern repeats possessively, if that is more than one sign."""
    for op, of in parsed:
        if op is _constants.POSSESSIVE_REPEAT and [each for each, _ in of[2]] not in _SIGNS:
            yield of[2]
        for part in of if isinstance(of, list | tuple) else [of]:
            for each in part if isinstance(part, list) else [part]:
                if isinstance(each, _parser.SubPattern):
                    yield from possessive_groups(each)


@pytest.mark.parametrize(
    "written", ["a(?:b(?:cd)*+)?", "(?!(?:a|bc)++)", "(?>x(?:[a-z]b)?+)", "(?:a{2}){1,3}+"]
)
def test_a_possessive_group_is_seen_wherever_it_is(written: str):
    assert [*possessive_groups(_parser.parse(written))]


@pytest.mark.parametrize("written", ["a*+(?:b?+|[c-e]++)*", "(?>(?:a|bc)*)", "(?:.)*+(?:[^a])++"])
def test_a_sign_may_be_possessive(written: str):
    assert not [*possessive_groups(_parser.parse(written))]


def test_no_group_is_possessive():
    """Hold to what Python 3.11.2, that of Debian 12, does right: https://github.com/python/cpython/issues/106052."""
    found = patterns()
    assert len(found) > 200
    assert not [
        name for name, each in found.items() if [*possessive_groups(_parser.parse(each.pattern, each.flags))]
    ]


def test_no_pattern_is_compiled_before_it_is_used():
    mine = {name: each for name, each in patterns().items() if name.rpartition(".")[2] not in _OF_HOSTS}
    assert not [name for name, each in mine.items() if isinstance(each, re.Pattern)]


def test_a_lazy_pattern_is_like_a_compiled_one():
    text = "Een twee, DRIE."
    mine, theirs = lazy(r"(?P<word>[a-z]+)", re.IGNORECASE), re.compile(r"(?P<word>[a-z]+)", re.IGNORECASE)
    for name in dir(theirs):
        made = getattr(theirs, name)
        if not callable(made) and not name.startswith("_"):
            assert getattr(mine, name) == made
    assert mine.findall(text) == theirs.findall(text) == ["Een", "twee", "DRIE"]
    assert mine.sub("x", text) == theirs.sub("x", text)
    assert [found.span("word") for found in mine.finditer(text)] == [(0, 3), (4, 8), (10, 14)]
    assert lazy(rb"\d+").search(b"a 12")
    with pytest.raises(re.error):
        lazy("(").search("")
