"""Leidraad: from the raw text of a leadership book to a bilingual handbook site."""

from __future__ import annotations

__version__ = "0.1.0"
