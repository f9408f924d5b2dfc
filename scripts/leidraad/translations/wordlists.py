"""Lists of words in a locale, as text: `half -30, kwart over 15`."""

from __future__ import annotations

import re
from collections.abc import Collection

LOOSE = "~"
"""Stands before a number that another language may well say otherwise: half, a hundred, a dozen."""

_NEVER = "(?!)"


def list_of(text: str) -> list[str]:
    """Return what a list with commas holds."""
    return [each.strip() for each in text.split(",") if each.strip()]


def halved(pair: str) -> tuple[str, str]:
    """Return words and the value behind them."""
    words, _, value = pair.rpartition(" ")
    return words, value


def any_of(words: Collection[str]) -> str:
    """Return a pattern for one of some words, the longest that fits."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or _NEVER


def before(words: Collection[str]) -> str:
    """Return a pattern that looks ahead at the letter that they begin with, which takes half the time."""
    letters = sorted({re.escape(word[0]) for word in words})
    return f"(?=[{''.join(letters)}])" if letters else _NEVER
