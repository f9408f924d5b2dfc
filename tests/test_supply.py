"""What Leidraad is made of: every file that is installed is known by its hash, every licence fits its own."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import licences
from support import ROOT

FITS = {
    *("MIT", "MIT-0", "MIT-CMU"),
    *("BSD-2-Clause", "BSD-3-Clause", "BSD License"),
    *("Apache-2.0", "Apache-2.0 OR BSD-2-Clause", "Apache-2.0 OR BSD-3-Clause"),
    *("PSF-2.0", "MPL-2.0"),
}
FOR_TESTS = {"0BSD", "BlueOak-1.0.0", "CC-BY-3.0", "CC0-1.0", "ISC", "(MIT OR CC0-1.0)", "Python-2.0"}
# THIRD-PARTY.md says of each why it may be used.
EXPLAINED = {
    "chunspell": "MIT + MPL 1.1/GPL 2.0/LGPL 2.1",
    "font-source-serif-pro": "SIL OFL 1.1",
    "markdown-include": "GNU General Public License v3 (GPLv3)",
    "python-stdnum": "LGPL",
}


@pytest.mark.parametrize("path", sorted((ROOT / "requirements").glob("*.txt")), ids=lambda path: path.name)
def test_a_lock_file_names_versions_and_hashes_and_no_address(path: Path):
    found = licences.requirements(path)
    assert len(found) > 10
    for requirement, hashes in found:
        assert re.fullmatch(r"==[\w.]+", str(requirement.specifier)), requirement
        assert hashes, requirement
        assert all(re.fullmatch("sha256:[0-9a-f]{64}", each) for each in hashes), requirement
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"://|^\s*-|\s--(?!hash=)", re.sub(r"(?m)^\s+--hash=.*$", "", text), re.MULTILINE)


def test_the_lock_file_for_node_names_versions_and_hashes_and_no_address():
    text = licences.NODE.read_text(encoding="utf-8")
    assert "://" not in text
    wanted = json.loads(licences.NODE.with_name("package.json").read_text("utf-8"))["dependencies"]
    root, *packages = json.loads(text)["packages"].items()
    assert root == ("", {"dependencies": wanted})
    assert len(packages) > 100
    for path, package in packages:
        assert package["integrity"].startswith("sha512-"), path
        assert package["version"] == wanted.get(path.removeprefix("node_modules/"), package["version"]), path


def test_the_list_of_licences_is_what_the_installed_packages_say():
    assert licences.listed() == licences.installed(), "run `make licences`, and look at what is new"
    assert licences.listed_programs() == licences.programs(), "run `make licences`, and look at what is new"


def test_every_licence_fits_ours():
    others = {name: licence for name, licence in licences.listed().items() if licence not in FITS}
    assert others == EXPLAINED
    assert set(licences.listed_programs()) <= FITS | FOR_TESTS
    text = licences.LIST.read_text(encoding="utf-8")
    assert [name for name in others if f"- **{name}**" not in text] == []


def imported(tree: ast.AST) -> Iterator[str]:
    """Yield the modules that code imports, also by a function and a name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in ("import_module", "__import__"):
                yield from (each.value for each in node.args if isinstance(each, ast.Constant))


def test_no_code_of_ours_imports_markdown_include():
    files = [*(ROOT / "scripts").rglob("*.py")]
    assert len(files) > 100
    for path in files:
        modules = set(imported(ast.parse(path.read_bytes())))
        assert not [name for name in modules if name.startswith("markdown_include")], path


@pytest.mark.parametrize(
    "folder", sorted(path for path in (ROOT / "scripts/leidraad/lexicons").iterdir() if path.is_dir())
)
def test_every_dictionary_comes_with_its_licence(folder: Path):
    assert [path for path in folder.iterdir() if path.name.startswith("LICENSE")]
    assert f"`scripts/leidraad/lexicons/{folder.name}`" in licences.LIST.read_text(encoding="utf-8")
