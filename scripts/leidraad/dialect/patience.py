"""Work on one page within bounds: so many seconds of it, and as deep as Python goes.

Python-Markdown and its extensions look again and again for ends that never come, each in a way of its own.
What a page costs is known only by paying for it, so work is broken off where it costs more than any chapter.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from leidraad.errors import RefusedError

# A chapter of 20,000 words takes a sixth of it. What the processor does for others does not count.
_SECONDS = 3.0
# Python drops what is raised in some places, such as while it clears up: then it is said again.
_AGAIN = 0.2


class _Late(BaseException):
    """Breaks work off; nobody in between is to take it for an error of theirs."""


@contextmanager
def bounded() -> Iterator[None]:
    """Break off what takes too long or goes too deep; within itself, only the outer one looks at the clock.

    Where there is no such clock, as on Windows and outside the main thread, only the depth counts.

    Raises:
        RefusedError: it was broken off. What it worked with is not to be used again.
    """
    is_outer = _start()
    try:
        try:
            yield
        except RecursionError:
            raise RefusedError("This nests deeper than can be read; nest less.", "LR412") from None
        finally:
            if is_outer:
                _stop()
    except _Late:
        if not is_outer:
            raise
        # It may have struck when the clock was about to be stopped.
        _stop()
        message = "This takes far longer to read than a chapter; split it, or repeat and nest less."
        raise RefusedError(message, "LR412") from None


def _start() -> bool:
    """Start the clock, unless it runs or there is none; return whether it was started."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        return False
    if signal.getitimer(signal.ITIMER_VIRTUAL)[0]:
        return False
    signal.signal(signal.SIGVTALRM, _break_off)
    signal.setitimer(signal.ITIMER_VIRTUAL, _SECONDS, _AGAIN)
    return True


def _stop() -> None:
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _break_off(*_: object) -> None:
    raise _Late
