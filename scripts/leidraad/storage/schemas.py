"""The JSON Schemas that we publish, which editors of files use as our checks do, and what is told by them."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from leidraad.errors import printable


@cache
def schema(package: str) -> dict[str, Any]:
    """Return the schema that stands in a package as `schema.json` (JSON Schema, draft 2020-12)."""
    loaded: dict[str, Any] = json.loads(files(package).joinpath("schema.json").read_bytes())
    return loaded


def kind(value: object) -> str:
    """Return what a value is, for a person who wrote it."""
    match value:
        case None:
            return "empty"
        case bool():
            return f"{str(value).lower()}, which YAML reads yes, no, on and off as, too"
        case int() | float():
            return f"the number {value}"
        case date():
            return f"the day {value}"
        case list():
            return "a list"
        case dict():
            return "a mapping"
    shown = printable(str(value))
    return f"‘{shown[:60]}{'…' if len(shown) > 60 else ''}’"
