"""What the checks make of one page."""

from __future__ import annotations

from typing import NamedTuple

from leidraad.checks.digest import Digest
from leidraad.checks.finding import Finding


class Examined(NamedTuple):
    """The findings of one page by itself, and what the checks across pages need of it."""

    findings: tuple[Finding, ...]
    digest: Digest
    shown: tuple[tuple[str, int, int], ...] = ()
    """The lines that its conversion read, as (path, first, last); none where it could not be converted."""
