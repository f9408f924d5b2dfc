"""A document's archive, unpacked within bounds before any other program sees it."""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from leidraad import patterns
from leidraad.errors import LeidraadError

_MEBI = 2**20
_MOST_ON_DISK = 256 * _MEBI
_MOST_MEMBERS = 10_000
_MOST_IN_PART = 64 * _MEBI
_MOST_IN_ALL = 128 * _MEBI
_MOST_IN_PICTURE = 32 * _MEBI
# Text shrinks ten to thirty times; what shrinks two hundred times was made to burst.
_MOST_RATIO, _RATIO_FROM = 200, 4 * _MEBI
_TEXT = patterns.lazy(r"(?:.*\.(?:xml|rels|opf|ncx|x?html?)|mimetype)", re.IGNORECASE)
_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, ValueError, OSError
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Package:
    """A document that is an archive: its format (docx, odt or epub) and its parts that hold text."""

    path: Path
    format: str
    parts: Mapping[str, bytes]
    names: frozenset[str]

    def packed(self, parts: Mapping[str, bytes]) -> bytes:
        """Return an archive of `parts`, with nothing in place of pictures and fonts."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
            for name in sorted(self.names, key=lambda name: (name != "mimetype", name)):
                archive.writestr(zipfile.ZipInfo(name), parts.get(name, b""))
        return out.getvalue()

    def picture(self, name: str) -> bytes | None:
        """Return a member that is no text, or None where there is none or it is too large."""
        try:
            with zipfile.ZipFile(self.path) as archive:
                info = archive.getinfo(name)
                if info.file_size > _MOST_IN_PICTURE:
                    return None
                with archive.open(info) as member:
                    return member.read(_MOST_IN_PICTURE + 1)
        except (*_DAMAGED, KeyError, RuntimeError):
            return None


def is_package(start: bytes) -> bool:
    """Tell by its first bytes whether a file is an archive, or what Word kept its documents in before."""
    return start.startswith((b"PK", _CONTAINER))


def unpack(path: Path) -> Package:
    """Return the parts of a document.

    Raises:
        LeidraadError: it cannot be read, is protected, is no document or would burst.
    """
    if path.stat().st_size > _MOST_ON_DISK:
        raise LeidraadError(f"{path}: is larger than 256 MB; take the pictures out and import it again.")
    with path.open("rb") as file:
        start = file.read(len(_CONTAINER))
        if start == _CONTAINER:
            _refuse_container(path, file.read())
    if not start.startswith(b"PK"):
        raise LeidraadError(f"{path}: is no document; save it as .docx, .odt or .epub and try again.")
    try:
        with zipfile.ZipFile(path) as archive:
            parts = _parts(archive, path)
            names = frozenset(name for name in archive.namelist() if not name.endswith("/"))
    except RuntimeError:
        raise _protected(path) from None
    except _DAMAGED:
        raise LeidraadError(f"{path}: is damaged or cut short; fetch or save it again.") from None
    return Package(path, _format(path, parts), parts, names)


def _parts(archive: zipfile.ZipFile, path: Path) -> dict[str, bytes]:
    """Return the members that hold text, each as large as it really is and none too large."""
    infos = [info for info in archive.infolist() if _TEXT.fullmatch(info.filename)]
    bomb = LeidraadError(f"{path}: unpacks to more than a book can be; it is not imported.")
    if len(archive.infolist()) > _MOST_MEMBERS or sum(info.file_size for info in infos) > _MOST_IN_ALL:
        raise bomb
    parts: dict[str, bytes] = {}
    total = 0
    for info in infos:
        swells = info.file_size > _RATIO_FROM and info.file_size > _MOST_RATIO * info.compress_size
        if info.file_size > _MOST_IN_PART or swells:
            raise bomb
        # What the directory says may be a lie, so no more is read than may be there.
        with archive.open(info) as member:
            data = member.read(_MOST_IN_PART + 1)
        total += len(data)
        if len(data) > _MOST_IN_PART or total > _MOST_IN_ALL:
            raise bomb
        parts[info.filename] = data
    return parts


def _format(path: Path, parts: Mapping[str, bytes]) -> str:
    """Return what kind of document the parts are, by what they say of themselves."""
    kind = parts.get("mimetype", b"").strip()
    if b"wordprocessingml" in parts.get("[Content_Types].xml", b""):
        return "docx"
    if kind.startswith(b"application/vnd.oasis.opendocument.text"):
        if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
            raise _protected(path)
        return "odt"
    if kind == b"application/epub+zip" or "META-INF/container.xml" in parts:
        # Publishers scramble fonts as well; only a scrambled chapter is one that cannot be read.
        if re.search(rb"""URI\s*=\s*["'][^"']*\.x?html?["']""", parts.get("META-INF/encryption.xml", b"")):
            raise LeidraadError(f"{path}: is locked by its shop; ask the publisher for a copy that is not.")
        return "epub"
    raise LeidraadError(
        f"{path}: holds no text document; unpack it, or save the text as .docx, .odt or .epub."
    )


def _refuse_container(path: Path, rest: bytes) -> None:
    if _ENCRYPTED in rest:
        raise _protected(path)
    raise LeidraadError(f"{path}: is a Word file of the old kind; open it in Word and save it as .docx.")


def _protected(path: Path) -> LeidraadError:
    return LeidraadError(f"{path}: is protected with a password; save it without one and import that.")
