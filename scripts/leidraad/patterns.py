"""Regular expressions that are compiled when they are first used.

There are five hundred, and no command uses all of them: to compile those that a build loads and does not use
took it a twentieth of its time where only a page has changed.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, Generic, cast

_NAMES = [name for name in dir(re.Pattern) if not name.startswith("_")]


class Lazy(Generic[AnyStr]):
    """A regular expression that has yet to be compiled; it stands where a compiled one would."""

    def __init__(self, pattern: AnyStr, flags: int) -> None:
        """Take what `re.compile` takes."""
        self.pattern: AnyStr = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self._flags)
        # Found here from now on, without this detour.
        vars(self).update({each: getattr(compiled, each) for each in _NAMES})
        return getattr(compiled, name)


def lazy(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a pattern for a module to have; `re.compile` is for those that are used at once.

    Raises:
        re.error: it is no regular expression; not before it is used.
    """
    return cast("re.Pattern[AnyStr]", Lazy(pattern, flags))
