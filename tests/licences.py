"""What Leidraad is installed with, and under which licence: `python licences.py` writes it to THIRD-PARTY.md.

A licence is told in the words of the package itself, but for names that mean the same one.
"""

from __future__ import annotations

from importlib.metadata import metadata
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
LIST = ROOT / "THIRD-PARTY.md"
INSTALLED = ROOT / "requirements" / "site.txt"
_SAME = {
    "MIT License": "MIT",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "PSFL": "PSF-2.0",
}
_BEGIN, _END = "| package | licence |\n|---|---|\n", "\n\n"


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
    told = str(about.get("License-Expression") or (whole if is_short else names))
    return _SAME.get(told, told)


def installed() -> dict[str, str]:
    """Return the licence of each package that the lock file names."""
    names = {requirement.name for requirement, _ in requirements(INSTALLED)}
    return {name: stated(name) for name in sorted(names)}


def listed() -> dict[str, str]:
    """Return the licence of each package in the list."""
    table = LIST.read_text(encoding="utf-8").partition(_BEGIN)[2].partition(_END)[0]
    rows = (line.strip("| ").split(" | ") for line in table.splitlines())
    return dict(rows)


def write() -> None:
    """Write the table anew, and leave what is around it."""
    head, begin, rest = LIST.read_text(encoding="utf-8").partition(_BEGIN)
    tail = rest.partition(_END)[2]
    rows = "\n".join(f"| {name} | {licence} |" for name, licence in installed().items())
    LIST.write_text(f"{head}{begin}{rows}{_END}{tail}", encoding="utf-8")


if __name__ == "__main__":
    write()
