"""Every pattern that is made when the package is imported matches alike in each Python that it is for."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import leidraad

_SIGNS = ([_constants.LITERAL], [_constants.NOT_LITERAL], [_constants.IN], [_constants.ANY])


def within(value: object) -> Iterator[re.Pattern[Any]]:
    """Yield the patterns that a value is or holds."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Mapping):
        yield from (pattern for each in value.values() for pattern in within(each))
    elif isinstance(value, list | tuple | set | frozenset):
        yield from (pattern for each in value for pattern in within(each))


def patterns() -> dict[str, re.Pattern[Any]]:
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
