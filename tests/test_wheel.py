"""The wheel, as somebody gets it who has no checkout: it makes and builds a handbook of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from support import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)],
        check=True,
        capture_output=True,
    )
    (path,) = out.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def leidraad(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the `leidraad` of a fresh environment that holds the wheel.

    The wheel's dependencies are those of this environment, so that nothing is fetched.
    """
    home = tmp_path_factory.mktemp("venv")
    subprocess.run([sys.executable, "-m", "venv", str(home)], check=True, capture_output=True)
    python = home / "bin" / "python"
    install = [str(python), "-m", "pip", "install", "--no-deps", "--no-index", "--quiet", str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    (packages,) = home.glob("lib/python*/site-packages")
    mine = next(path for path in sys.path if path.endswith("site-packages"))
    # At the end of the path: the wheel's own files go first, and no editable install is run.
    (packages / "dependencies.pth").write_text(f"import sys; sys.path.append({mine!r})\n", encoding="utf-8")
    return home / "bin" / "leidraad"


def run(leidraad: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(
        [str(leidraad), *arguments], cwd=cwd, capture_output=True, text=True, env=environment
    )


def test_the_wheel_carries_all_that_is_needed_and_nothing_else(wheel: Path):
    names = zipfile.ZipFile(wheel).namelist()
    for needed in (
        "locales/nl.toml",
        "overrides/base.html",
        "starter/mkdocs.yml",
        "starter/docs/nl/index.md",
        "backmatter/schema.json",
        "brand/schema.json",
        "courses/schema.json",
        "preflight/schema.json",
        "lexicons/nl/nl.dic",
        "lexicons/nl/nl.aff",
        "lexicons/nl/LICENSE",
        "lexicons/en/en_GB.dic",
        "lexicons/en/LICENSE.en_GB",
        "lexicons/en/LICENSE.en_US",
    ):
        assert f"leidraad/{needed}" in names
    assert not [name for name in names if not name.startswith(("leidraad/", "leidraad-"))]
    assert not [name for name in names if "__pycache__" in name]
    assert [name for name in names if name.endswith(".dist-info/licenses/THIRD-PARTY.md")]


def test_a_new_handbook_builds(leidraad: Path, tmp_path: Path):
    made = run(leidraad, "init", "boek", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    assert {path.name for path in (tmp_path / "boek").iterdir()} == {
        ".gitignore",
        "docs",
        "mkdocs.yml",
        "references.bib",
    }
    done = run(leidraad, "build", cwd=tmp_path / "boek")
    assert done.returncode == 0, done.stderr
    assert "2 chapters (nl, en), 2 notes, 0 findings." in done.stdout
    page = (tmp_path / "boek/site/en/first-chapter/index.html").read_text(encoding="utf-8")
    assert re.search(r"assets/stylesheets/leidraad\.\w{8}\.min\.css", page)
    assert "callout--epigraph" in page
    assert (tmp_path / "boek/site/assets/search/index.json").is_file()
    assert run(leidraad, "check", cwd=tmp_path / "boek").stdout == "No findings.\n"


def test_a_customers_main_html_keeps_what_is_ours(leidraad: Path, tmp_path: Path):
    run(leidraad, "init", "boek", cwd=tmp_path)
    folder = tmp_path / "boek"
    (folder / "overrides").mkdir()
    (folder / "overrides/main.html").write_text(
        '{% extends "base.html" %}{% block footer %}<p>Van de klant</p>{{ super() }}{% endblock %}', "utf-8"
    )
    config = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    changed = config.replace("  name: material\n", "  name: material\n  custom_dir: overrides\n")
    (folder / "mkdocs.yml").write_text(changed, encoding="utf-8")
    done = run(leidraad, "build", cwd=folder)
    assert done.returncode == 0, done.stderr
    page = (folder / "site/index.html").read_text(encoding="utf-8")
    assert "Van de klant" in page
    assert re.search(r"assets/stylesheets/leidraad\.\w{8}\.min\.css", page)
    assert "data-searched" in page
