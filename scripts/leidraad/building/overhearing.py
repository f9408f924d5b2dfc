"""What MkDocs, its plugins and Python-Markdown say to people while they work."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

_SPEAKERS = ("mkdocs", "MARKDOWN")


class _Ear(logging.Handler):
    """Keeps what it hears."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.heard: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(record)


@contextmanager
def unheard() -> Iterator[None]:
    """Let nobody hear what is said meanwhile, nor count it, as MkDocs does in a strict build."""
    loggers = [logging.getLogger(name) for name in _SPEAKERS]
    before = [(logger.handlers, logger.propagate) for logger in loggers]
    for logger in loggers:
        logger.handlers, logger.propagate = [logging.NullHandler()], False
    try:
        yield
    finally:
        for logger, (handlers, propagate) in zip(loggers, before, strict=True):
            logger.handlers, logger.propagate = handlers, propagate


@contextmanager
def overhearing(level: int) -> Iterator[list[logging.LogRecord]]:
    """Yield a list of what is said meanwhile.

    Args:
        level: the least that is heard, as `logging` counts.
    """
    ear = _Ear(level)
    loggers = [logging.getLogger(name) for name in _SPEAKERS]
    for logger in loggers:
        logger.addHandler(ear)
    try:
        yield ear.heard
    finally:
        for logger in loggers:
            logger.removeHandler(ear)
