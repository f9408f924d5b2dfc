"""The brand of a training company: its name, look, words and legal pages on the handbook, without a fork."""

from __future__ import annotations

from typing import Any

from leidraad.storage import schemas

FILE = "brand.yml"


def schema() -> dict[str, Any]:
    """Return the published schema of that file."""
    return schemas.schema(__package__)
