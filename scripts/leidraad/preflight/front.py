"""What is wrong with front matter: what cannot be read, and what the published schema does not allow."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from leidraad.checks.finding import Finding
from leidraad.dialect import fronts
from leidraad.dialect.fronts import Front, Key
from leidraad.drafts import DRAFT, says_draft
from leidraad.errors import printable
from leidraad.hints import did_you_mean
from leidraad.storage import schemas
from leidraad.storage.schemas import kind

# What is wrong with these is told where addresses are checked.
_ELSEWHERE = frozenset({"slug", "redirect_from"})


# What Material looks for in the theme, and MkDocs ends with a traceback without: its path, and what it is.
_THEME = {
    "icon": (".icons/{}.svg", "which the theme has not"),
    "template": ("{}", "which is no template of a page"),
}


def check_front(name: str, text: str, has: Callable[[str], bool] = lambda _: True) -> Iterator[Finding]:
    r"""Yield what is wrong with the front matter of a page, if it has one.

    Args:
        name: what people call the file.
        text: the whole file, with `\n` line ends.
        has: tells whether the theme has an icon or a template for a page, by its path there.
    """
    front = fronts.of(text)
    if front.problem:
        line, column, told = front.problem
        yield Finding(name, line, column, "LR409", f"The front matter {told}")
        return
    for key, code, message in _judge(front, has):
        yield Finding(name, key.line, key.column, code, message)


def schema() -> dict[str, Any]:
    """Return the published schema (JSON Schema, draft 2020-12)."""
    return schemas.schema(__package__)


def _judge(front: Front, has: Callable[[str], bool]) -> Iterator[tuple[Key, str, str]]:
    """Yield what the schema does not allow, with the name that it is about and the code of a rule."""
    known = schema()["properties"]
    for key in front.keys:
        told = printable(key.name)[:60]
        if key.name not in front.data or not (key.name in known or key.name.startswith("x-")):
            remedy = " Remove it, or begin it with x- where a template of yours reads it."
            guess = did_you_mean(key.name[:60], known, remedy)
            yield key, "LR416", f"Front matter has no name ‘{told}’.{guess}"
            continue
        if key.name.startswith("x-") or key.name in _ELSEWHERE:
            continue
        value = front.data[key.name]
        if key.name == "status" and (hint := _misspelt(value)):
            yield key, "LR409", f"The front matter has no status ‘{printable(str(value))}’.{hint}"
        elif not _is_plain(key.name, value) and (why := _wrong(key.name, value)):
            yield key, "LR415", f"‘{told}’ {why}. {known[key.name]['description']}"
        elif (sought := _THEME.get(key.name)) and not has(sought[0].format(value)):
            yield key, "LR415", f"‘{told}’ is {kind(value)}, {sought[1]}. Mend or remove it."


def _is_plain(name: str, value: object) -> bool:
    """Tell whether a value is what its property asks for, where a look is enough to know.

    The library that validates takes longer to load than most handbooks to check.
    """
    wanted: Mapping[str, Any] = schema()["properties"][name]
    return (
        wanted.get("type") in ("string", ["string", "null"])
        and not {*wanted} - {"type", "description", "minLength", "maxLength", "pattern", "examples"}
        and isinstance(value, str)
        and wanted.get("minLength", 0) <= len(value) <= wanted.get("maxLength", len(value))
        and bool(re.search(wanted.get("pattern", ""), value))
    )


@cache
def _validator(name: str) -> Any:
    """Return what validates a property; a day is what YAML makes of one."""
    from jsonschema import Draft202012Validator, FormatChecker, validators

    wanted = dict(schema()["properties"][name])
    checker = Draft202012Validator.TYPE_CHECKER
    formats = FormatChecker(["date"])
    if wanted.get("format") == "date":
        checker = checker.redefine("string", lambda _, value: _is_day(value))
        formats = FormatChecker([])
    kind: Any = validators.extend(Draft202012Validator, type_checker=checker)  # type: ignore[no-untyped-call]
    return kind(wanted, format_checker=formats)


def _wrong(name: str, value: object) -> str:
    """Return how a value is not what the schema asks for, and nothing where it is."""
    from jsonschema.exceptions import best_match

    error = best_match(_validator(name).iter_errors(value))
    if error is None:
        return ""
    if error.validator == "maxLength":
        return f"has {len(error.instance)} characters, and {error.validator_value} is the most"
    return f"{'holds' if error.absolute_path else 'is'} {kind(error.instance)}"


def _is_day(value: object) -> bool:
    if isinstance(value, str):
        try:
            return bool(date.fromisoformat(value)) and bool(re.fullmatch(r"\d{4}-\d\d-\d\d", value))
        except ValueError:
            return False
    return isinstance(value, date) and not isinstance(value, datetime)


def _misspelt(status: object) -> str:
    """Return a guess where a status is nearly that of a draft, which would be published."""
    is_other = isinstance(status, str) and not says_draft(status)
    return did_you_mean(str(status).casefold(), [DRAFT], "") if is_other else ""
