"""A site built aside and put in place by two renames: readers meet the old one or the new one, never both.

Beside the site's folder is one hidden folder while a build is at work. It is locked, so that one build works
at a time, and holds the site that grows in it and, for the instant between the renames, the old one. A build
that fails or is killed leaves the old site as it is; the next one clears away what is left of it, and puts
the old site back if it was killed in that instant.

Where only some files were built, these are put into the old site instead, each by one rename. A build that is
killed meanwhile is finished by the next one.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import stat
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from leidraad.errors import LeidraadError, printable, spell
from leidraad.storage import caching, disk
from leidraad.storage.files import below

_OLD, _READY, _TOLD = "old", "ready", "ready.json"
# One of these is at the top of every site.
_PAGES = frozenset({"index.html", "404.html"})
_FOLDER_MODE, _FILE_MODE = 0o755, 0o644


class Edition:
    """A site that is being built, in place of the one in a folder or of none.

    Attributes:
        target: the site's folder, with symbolic links followed.
        folder: where to build.
    """

    def __init__(self, site_dir: Path, docs_dir: Path, sources: Iterable[Path] = ()) -> None:
        """Begin, and recover what a killed build left.

        Args:
            site_dir: where the site is to be.
            docs_dir: the pages, of which no site may take the place, nor stand among them.
            sources: what else is like them.

        Raises:
            LeidraadError: no site can be built there, or another build is at work there.
        """
        self.target = Path(os.path.realpath(site_dir))
        self._home = self.target.with_name(f".{self.target.name}.leidraad")
        self.folder = self._home / f"new-{secrets.token_hex(4)}"
        self._is_open = False
        self._refuse(docs_dir, sources)
        try:
            self.target.parent.mkdir(parents=True, exist_ok=True)
            self._lock = self._enter()
        except OSError as error:
            raise self._unwritable(error) from None
        self._is_open = True
        try:
            # Where the site is no longer what it was, all of it is built now.
            with suppress(OSError):
                self._go_on()
            with disk.one_line(self.target):
                self._settle()
                self.folder.mkdir()
        except BaseException:
            self.discard()
            raise

    def publish(self) -> None:
        """Put the site in place of the old one; hidden files at the top of that stay, as MkDocs keeps them.

        Raises:
            LeidraadError: it cannot be done; the old site is as it was.
        """
        try:
            with disk.one_line(self.target):
                _set_modes(self.folder)
                if self.target.is_dir():
                    # What its owner lets others do there goes on.
                    os.chmod(self.folder, self.target.stat().st_mode & 0o7777)
            try:
                self._swap()
            except OSError as error:
                raise self._unwritable(error) from None
            with disk.one_line(self.target):
                self._settle()
        finally:
            self.discard()

    def put_in(self, gone: Collection[str]) -> None:
        """Put what was built into the site, and remove other files from it.

        Args:
            gone: the paths of these; of what was built, each file takes the place of one of its name.

        Raises:
            OSError: it cannot be done; some files may be in place.
        """
        try:
            _set_modes(self.folder)
            made = {file: _digest(f"{self.folder}/{file}") for file in below(self.folder)}
            told = {"site": str(self.target), "made": made, "gone": sorted(gone)}
            caching.write(self._home / _TOLD, told)
            # From here on, the next build would go on with it.
            os.rename(self.folder, self._home / _READY)
            self._move(made, gone)
            self._settle()
        finally:
            self.discard()

    def failure(self, error: OSError) -> LeidraadError | None:
        """Return what to tell of an error that ended the build, or None where it is not about the site."""
        path = error.filename2 or error.filename
        is_full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        if is_full or (path and self.folder in Path(os.fsdecode(path)).parents):
            return disk.unwritable(self.target, error)
        return None

    def discard(self) -> None:
        """Remove what was built and not put in place, and let others build; do nothing the second time."""
        if self._is_open:
            self._is_open = False
            shutil.rmtree(self.folder, ignore_errors=True)
            with suppress(OSError):
                self._home.rmdir()
            disk.unlock(self._lock)

    def _refuse(self, docs_dir: Path, sources: Iterable[Path]) -> None:
        """Raise for a folder that no site can be swapped into, or that holds what is of no site."""
        docs, *others = (Path(os.path.realpath(path)) for path in (docs_dir, *sources))
        around = {docs, *(path for path in others if not docs.is_relative_to(path))}
        held = (path for path in (docs, *others) if path.is_relative_to(self.target) and path.exists())
        if any(held) or any(map(self.target.is_relative_to, around)):
            raise LeidraadError(f"{spell(self.target)}: holds your sources; name another site_dir.")
        if self.target.exists() and not self.target.is_dir():
            raise LeidraadError(f"{spell(self.target)}: is no folder; move it away.")
        if os.path.ismount(self.target):
            raise self._mounted()
        shown = [name for name in _listed(self.target) if not name.startswith(".")]
        if shown and _PAGES.isdisjoint(shown):
            raise LeidraadError(
                f"{spell(self.target)}: is no site, and a build would remove all that it holds, as "
                f"{printable(shown[0])}; name another folder, or empty this one."
            )
        if self._home.is_symlink():
            raise LeidraadError(f"{spell(self._home)}: is a symbolic link; remove it.")

    def _mounted(self) -> LeidraadError:
        inside = spell(self.target / "site")
        return LeidraadError(
            f"{spell(self.target)}: is a disk or layer of its own, where no folder can be swapped; "
            f"empty and remove it, or build into a folder in it, such as {inside}."
        )

    def _unwritable(self, error: OSError) -> LeidraadError:
        if error.errno in (errno.EXDEV, errno.EBUSY):
            return self._mounted()
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            return LeidraadError(
                f"{spell(self.target)}: is built beside itself, and {spell(self.target.parent)} cannot be "
                f"written ({error.strerror}); build into a folder of one that you may write."
            )
        return disk.unwritable(self.target, error)

    def _enter(self) -> int:
        """Make the hidden folder and lock it; whoever had it before may just be removing it."""
        while True:
            self._home.mkdir(exist_ok=True)
            handle = disk.lock(self._home, self.target)
            with suppress(FileNotFoundError):
                if handle < 0 or os.path.samestat(os.fstat(handle), os.stat(self._home)):
                    return handle
            disk.unlock(handle)

    def _swap(self) -> None:
        """Rename the old site away and the new one into its place."""
        old = self._home / _OLD
        is_there = self.target.is_dir()
        if is_there:
            os.rename(self.target, old)
        try:
            os.rename(self.folder, self.target)
        except OSError:
            if is_there:
                os.rename(old, self.target)
            raise

    def _go_on(self) -> None:
        """Put in place what a killed build had ready.

        Raises:
            OSError: it cannot be done.
        """
        # What is here may have come with the handbook from anyone; what is sealed has not.
        told, ready = caching.read(self._home / _TOLD), self._home / _READY
        if told and told["site"] == str(self.target) and ready.is_dir():
            made = [file for file, digest in told["made"].items() if _digest(f"{ready}/{file}") == digest]
            self._move(made, told["gone"])

    def _move(self, made: Iterable[str], gone: Iterable[str]) -> None:
        """Put files that are ready into the site, and remove those that are to go.

        Raises:
            OSError: it cannot be done.
        """
        # What others lead to is there before them, and goes after them.
        for file in sorted(filter(self._has, made), key=lambda file: os.path.exists(f"{self.target}/{file}")):
            os.replace(f"{self._home}/{_READY}/{file}", f"{self.target}/{file}")
        for file in {*below(self.target)}.intersection(gone):
            os.unlink(f"{self.target}/{file}")

    def _has(self, file: str) -> bool:
        """Tell whether the folder that a file goes into is one of the site, and no link out of it."""
        folder = os.path.dirname(f"{self.target}/{file}")
        return os.path.realpath(folder) == folder

    def _settle(self) -> None:
        """Leave nothing in the hidden folder but what is being built now.

        An old site goes back where no new one is; else its hidden files go there, and then it goes.
        """
        old = self._home / _OLD
        if old.is_dir() and not old.is_symlink():
            if os.path.lexists(self.target):
                _keep_hidden(old, self.target)
                # Half of it must never be taken for a site.
                os.rename(old, self._home / f"gone-{secrets.token_hex(4)}")
            else:
                os.rename(old, self.target)
        for path in self._home.iterdir():
            if path.is_dir() and not path.is_symlink():
                if path != self.folder:
                    shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink()


def _listed(folder: Path) -> list[str]:
    with suppress(OSError):
        return sorted(os.listdir(folder))
    return []


def _digest(path: str) -> str:
    """Return what tells the bytes of a file from any others; nothing for what is no file."""
    with suppress(OSError):
        if stat.S_ISREG(os.lstat(path).st_mode):
            return caching.fingerprint([Path(path).read_bytes()])
    return ""


def _keep_hidden(old: Path, new: Path) -> None:
    """Move the hidden files at the top of the old site into the new one, such as `.git`."""
    for path in old.iterdir():
        if path.name.startswith("."):
            _keep(path, new / path.name)


def _keep(path: Path, there: Path) -> None:
    """Move a file or folder; where one is there already, only what that lacks."""
    if not os.path.lexists(there):
        os.rename(path, there)
    elif all(each.is_dir() and not each.is_symlink() for each in (path, there)):
        for child in path.iterdir():
            _keep(child, there / child.name)


def _set_modes(folder: Path) -> None:
    """Let everyone read the site, whatever the umask of the process that built it."""
    for parent, _, names in os.walk(folder):
        os.chmod(parent, _FOLDER_MODE)
        for name in names:
            os.chmod(os.path.join(parent, name), _FILE_MODE)
