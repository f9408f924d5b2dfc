"""The folder tree as a newcomer reads it: the map in CONTRIBUTING.md, and what imports what."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

from support import ROOT

PACKAGE = ROOT / "scripts" / "leidraad"
UNNAMED = {"__init__.py", "__main__.py", "__pycache__"}


def drawn() -> str:
    """Return the part of the map that is about the package."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    found = re.search(r"^scripts/leidraad/ .*?(?=^tests/ )", text, re.DOTALL | re.MULTILINE)
    assert found
    return found[0]


def test_the_map_names_only_what_is_there():
    there = {path.name for path in PACKAGE.rglob("*")}
    named = set(re.findall(r"[a-z_]+\.(?:py|js|json|toml)\b", drawn()))
    assert len(named) > 200
    assert named <= there


def test_the_map_names_all_that_stands_at_the_top():
    top = {path.name + "/" * path.is_dir() for path in PACKAGE.iterdir() if path.name not in UNNAMED}
    assert [name for name in sorted(top) if name not in drawn()] == []


def test_no_module_needs_one_that_needs_it():
    modules = {_dotted(path): path for path in PACKAGE.rglob("*.py")}
    needs = {name: set(_needed(name, path, modules)) for name, path in modules.items()}
    assert sum(map(len, needs.values())) > 1000
    # It raises an error that names the circle.
    TopologicalSorter(needs).prepare()


def _dotted(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _needed(name: str, path: Path, modules: dict[str, Path]) -> Iterator[str]:
    """Yield the modules that one imports when it is imported, with the packages around them."""
    for statement in ast.parse(path.read_text("utf-8")).body:
        if isinstance(statement, ast.ImportFrom) and statement.module:
            for alias in statement.names:
                whole = f"{statement.module}.{alias.name}"
                wanted = whole if whole in modules else statement.module
                while wanted in modules:
                    # A module is there only after its own packages have begun.
                    if not f"{name}.".startswith(f"{wanted}."):
                        yield wanted
                    wanted = wanted.rpartition(".")[0]
