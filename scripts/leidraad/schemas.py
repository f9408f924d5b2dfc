"""The JSON Schemas that we publish, which editors of files use as our checks do."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def schema(package: str) -> dict[str, Any]:
    """Return the schema that stands in a package as `schema.json` (JSON Schema, draft 2020-12)."""
    loaded: dict[str, Any] = json.loads(files(package).joinpath("schema.json").read_bytes())
    return loaded
