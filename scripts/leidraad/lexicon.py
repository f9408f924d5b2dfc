"""What the dictionaries that come with Leidraad know, asked only where a text does not tell by itself."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from leidraad import patterns
from leidraad.errors import LeidraadError

if TYPE_CHECKING:
    from hunspell import Hunspell

FOLDER = Path(__file__).parent / "lexicons"

_WORD = patterns.lazy(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
# Longer ones are no words, and a dictionary that takes compounds apart would look for a long time.
_LONGEST = 60
_CACHED = 100_000


@lru_cache(_CACHED)
def knows(word: str, lang: str) -> bool:
    """Tell whether `word` is in a dictionary of `lang`, or one that its rules can form.

    Raises:
        LeidraadError: the dictionary cannot be read.
    """
    if len(word) > _LONGEST or not _WORD.fullmatch(word):
        return False
    return any(_open(lang, name).spell(word) for name in _names(lang))


@cache
def languages(first: str) -> tuple[str, ...]:
    """Return the languages to look in for a text in `first`: none but itself if that has no dictionary."""
    found = dictionaries()
    return (first, *(lang for lang in found if lang != first)) if first in found else (first,)


@cache
def dictionaries() -> tuple[str, ...]:
    """Return the languages that there is a dictionary of."""
    return tuple(sorted(folder.name for folder in FOLDER.iterdir() if _names(folder.name)))


@cache
def _names(lang: str) -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in (FOLDER / lang).glob("*.dic")))


@cache
def _open(lang: str, name: str) -> Hunspell:
    # Few builds ask a dictionary anything.
    from hunspell import Hunspell, HunspellFilePathError

    try:
        return Hunspell(name, hunspell_data_dir=str(FOLDER / lang))
    except HunspellFilePathError:
        path = FOLDER / lang / f"{name}.dic"
        raise LeidraadError(f"{path}: cannot be read; install Leidraad again, in a plain path.") from None
