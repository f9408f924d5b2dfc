"""Waiting for a save."""

from __future__ import annotations

import os
import threading
import time
import warnings
from collections.abc import Iterable
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import ObservedWatch
from watchdog.observers.polling import PollingObserver

from leidraad.storage import caching

# A save is often several steps, and `git switch` changes many files.
_CALM = 0.05
# How long a wait for a save cannot be interrupted: Windows knows no other way.
_TURN = 0.5
# Of a folder that comes or goes as a whole, the system tells no file.
_FOLDERS = (DirCreatedEvent, DirMovedEvent, DirDeletedEvent)
# Of what only looks at files the system tells nothing then: a build looks at thousands.
_CHANGES = (FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent, FileClosedEvent, *_FOLDERS)


class Watch(FileSystemEventHandler):
    """Notices changes of files, below folders or alone."""

    def __init__(self) -> None:
        """Begin with nothing to watch."""
        self._changed = threading.Event()
        self._paths: dict[Path, int] = {}
        self._number = 0
        self._noted = 0.0
        self._noting = threading.Lock()
        self._watched: frozenset[Path] = frozenset()
        self._scheduled: dict[tuple[str, bool], ObservedWatch] = {}
        self._shifted: set[Path] = set()
        # Watchdog says so of a folder that went elsewhere and came back, and watches it all the same.
        warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)
        self._observer = Observer()
        self._observer.start()

    def over(self, paths: Iterable[Path]) -> None:
        """Watch these files and folders from now on, and the folders where they may appear."""
        wanted = frozenset(path.absolute() for path in paths)
        if wanted != self._watched:
            self._watched = wanted
            self._begin()

    def _begin(self) -> None:
        try:
            self._schedule()
        except OSError:
            # The system watches no more folders, or none on this disk.
            self._observer.stop()
            self._observer = PollingObserver(timeout=_TURN)
            self._observer.start()
            self._scheduled.clear()
            self._schedule()
            # What was saved meanwhile nobody saw.
            self._note(self._watched)

    def is_due(self) -> bool:
        """Tell whether something has changed since the last wait."""
        return self._changed.is_set()

    def news(self, seen: int) -> tuple[int, frozenset[Path]]:
        """Return what has changed, with a number that is larger after each change.

        Args:
            seen: the number that is known; nothing is told again, nor what a wait has told, nor anything
                while more is changing.
        """
        if self._number == seen or time.monotonic() < self._noted + _CALM:
            return seen, frozenset()
        with self._noting:
            return self._number, frozenset(path for path, number in self._paths.items() if number > seen)

    def wait(self) -> frozenset[Path]:
        """Return what has changed since the last wait, when something has and nothing more is changing."""
        while not self._changed.wait(_TURN):
            pass
        while self._changed.is_set():
            self._changed.clear()
            self._changed.wait(_CALM)
        with self._noting:
            paths, self._paths = self._paths, {}
            shifted, self._shifted = self._shifted, set()
        if shifted:
            self._let_go(shifted)
            self._begin()
        return frozenset(paths)

    def close(self) -> None:
        """Watch no more."""
        self._observer.stop()
        self._observer.join()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Take note of a change; what only looks at files is none."""
        paths = [Path(os.fsdecode(path)) for path in (event.src_path, event.dest_path) if path]
        is_folder = isinstance(event, _FOLDERS)
        watched = [path for path in paths if self._is_watched(path) or (is_folder and self._holds(path))]
        if isinstance(event, _CHANGES) and watched:
            self._note(watched, watched if is_folder else ())

    def _note(self, paths: Iterable[Path], shifted: Iterable[Path] = ()) -> None:
        with self._noting:
            self._shifted.update(shifted)
            self._number += 1
            self._paths |= dict.fromkeys(paths, self._number)
            self._noted = time.monotonic()
        self._changed.set()

    def _is_watched(self, path: Path) -> bool:
        # Editors keep what is not saved yet in files of their own.
        if path.name.startswith(".") or path.name.endswith(("~", ".swp", ".tmp")):
            return False
        return caching.FOLDER not in path.parts and any(path.is_relative_to(each) for each in self._watched)

    def _holds(self, folder: Path) -> bool:
        return any(each.is_relative_to(folder) for each in self._watched)

    def _let_go(self, shifted: Iterable[Path]) -> None:
        """Watch no more what was in folders that came or went: by the same names there are others now."""
        for (folder, is_deep), watch in [*self._scheduled.items()]:
            if any(Path(folder).is_relative_to(path) for path in shifted):
                del self._scheduled[folder, is_deep]
                self._observer.unschedule(watch)

    def _schedule(self) -> None:
        """Let folders be watched that are not yet; of those that are, a save meanwhile would be missed."""
        folders = {path for path in self._watched if path.is_dir()}
        tops = {
            folder
            for folder in folders
            if not any(folder != other and folder.is_relative_to(other) for other in folders)
        }
        parents = {next(folder for folder in path.parents if folder.is_dir()) for path in self._watched}
        wanted = {(str(folder), True) for folder in tops}
        wanted |= {(str(path), False) for path in parents if not any(map(path.is_relative_to, folders))}
        for place in sorted(wanted - self._scheduled.keys()):
            folder, is_deep = place
            self._scheduled[place] = self._observer.schedule(
                self, folder, recursive=is_deep, event_filter=[*_CHANGES]
            )
