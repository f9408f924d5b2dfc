"""What Leidraad is installed with, and under which licence: `python licences.py` writes it to THIRD-PARTY.md.

A licence is told in the words of the package itself, but for names that mean the same one.
"""

from __future__ import annotations

import json
from importlib.metadata import files, metadata
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
LIST = ROOT / "THIRD-PARTY.md"
INSTALLED = ROOT / "requirements" / "site.txt"
NODE = ROOT / "requirements" / "node" / "package-lock.json"
_SAME = {
    "MIT License": "MIT",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "PSFL": "PSF-2.0",
}
_BEGINNINGS = {"Permission is hereby granted, free of charge, to any person obtaining a": "MIT"}
_BEGIN, _END = "| package | licence |\n|---|---|\n", "\n\n"
_PROGRAMS = "| licence | packages for Node |\n|---|---|\n"


def requirements(path: Path) -> list[tuple[Requirement, list[str]]]:
    """Return each requirement of a lock file, with the hashes that its files may have."""
    lines = path.read_text(encoding="utf-8").replace("\\\n", "").splitlines()
    found = []
    for line in lines:
        told = line.partition("#")[0]
        if told.strip():
            requirement, *hashes = told.split(" --hash=")
            found.append((Requirement(requirement), [each.strip() for each in hashes]))
    return found


def stated(name: str) -> str:
    """Return what an installed package says of its licence."""
    about = metadata(name)
    whole = str(about.get("License") or "").strip()
    is_short = 0 < len(whole) < 60 and "\n" not in whole and whole != "UNKNOWN"
    classified = [each for each in about.get_all("Classifier") or () if each.startswith("License ::")]
    names = "; ".join(each.rpartition(" :: ")[2] for each in classified)
    told = str(about.get("License-Expression") or (whole if is_short else names) or _written(name))
    return _SAME.get(told, told)


def _written(name: str) -> str:
    """Return what the licence that comes with a package is called, of those that begin as no other does."""
    texts = (path.read_text() for path in files(name) or () if path.name.startswith("LICENSE"))
    return next((_BEGINNINGS[start] for text in texts for start in _BEGINNINGS if start in text), "")


def installed() -> dict[str, str]:
    """Return the licence of each package that the lock file names."""
    found = (requirement for requirement, _ in requirements(INSTALLED))
    # Some are for PyPy; what only an older Python needs counts for every one.
    oldest = {"python_version": "3.11", "python_full_version": "3.11.0"}
    names = {each.name for each in found if each.marker is None or each.marker.evaluate(oldest)}
    return {name: stated(name) for name in sorted(names)}


def programs() -> dict[str, str]:
    """Return the packages for Node that the tests run, by the licence that each states."""
    found: dict[str, list[str]] = {}
    for path, package in json.loads(NODE.read_text(encoding="utf-8"))["packages"].items():
        if path:
            name = package.get("name") or path.rpartition("node_modules/")[2]
            found.setdefault(package["license"], []).append(name)
    return {licence: ", ".join(sorted(set(found[licence]))) for licence in sorted(found)}


def listed(begin: str = _BEGIN) -> dict[str, str]:
    """Return the rows of a table of the list, of the packages that are installed or of others."""
    table = LIST.read_text(encoding="utf-8").partition(begin)[2].partition(_END)[0]
    rows = (line.strip("| ").split(" | ") for line in table.splitlines())
    return dict(rows)


def listed_programs() -> dict[str, str]:
    """Return the packages for Node that are in the list, by their licence."""
    return listed(_PROGRAMS)


def write() -> None:
    """Write the tables anew, and leave what is around them."""
    text = LIST.read_text(encoding="utf-8")
    for begin, table in ((_BEGIN, installed()), (_PROGRAMS, programs())):
        head, begin, rest = text.partition(begin)
        rows = "\n".join(f"| {first} | {second} |" for first, second in table.items())
        text = f"{head}{begin}{rows}{_END}{rest.partition(_END)[2]}"
    LIST.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
