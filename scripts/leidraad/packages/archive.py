"""Zip archives with the same bytes for the same files, whenever and wherever they are made."""

from __future__ import annotations

import zipfile
from collections.abc import Collection, Mapping
from pathlib import Path

from leidraad.errors import LeidraadError

# The first that the format can tell.
_WHEN = (1980, 1, 1, 0, 0, 0)
# Without it, web servers of some platforms may not read what they unpack.
_RIGHTS = 0o100644 << 16
_UNIX = 3
# Compressed as they are.
_PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp")
_DENSE = (*_PICTURES, ".woff2", ".bin")


def write(path: Path, files: Mapping[str, bytes | Path], first: Collection[str] = ()) -> None:
    """Write an archive as a whole, or not at all.

    Args:
        path: where.
        files: what it holds, by the names there, or the files that hold it.
        first: those that come before all others, in this order, as they are.

    Raises:
        LeidraadError: it cannot be written.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        _write(part, files, first)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        remedy = "check the folder, your rights and the free space"
        raise LeidraadError(f"{path.name}: cannot be written ({error.strerror}); {remedy}.") from None


def _write(path: Path, files: Mapping[str, bytes | Path], first: Collection[str]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in [*first, *sorted(files.keys() - set(first))]:
            held = files[name]
            data = held if isinstance(held, bytes) else held.read_bytes()
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.external_attr = _RIGHTS
            entry.create_system = _UNIX
            is_dense = name in first or name.lower().endswith(_DENSE)
            entry.compress_type = zipfile.ZIP_STORED if is_dense else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
