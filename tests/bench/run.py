"""Measure Leidraad as ratios against something that runs beside it: machines differ, ratios hardly.

python tests/bench/run.py [N]     N chapters in each of two languages (100)
"""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import imports
import share
import translations
import yaml
from lxml import etree
from markdown import Markdown

from leidraad import built

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))
BIN = Path(sys.executable).parent
WORKS = 300


def chapter(number: int, lang: str) -> str:
    """Return a chapter of about 1,600 words with 6 notes and 3 callouts."""
    rng = random.Random(f"{number}{lang}")
    words = (ROOT / "docs" / lang / "01-hechting-en-veerkracht.md").read_text("utf-8").split("## ")[1].split()
    plain = [word for word in words if word.isalpha()]

    def text(count: int) -> str:
        return " ".join(rng.choices(plain, k=count)).capitalize() + "."

    kinds = {"nl": ("citaat", "casus", "kern"), "en": ("quote", "case", "key")}[lang]
    parts = [f"# {text(3)[:-1]}"]
    for section in range(6):
        parts += [f"## {text(3)[:-1]} {{#s{section}}}", f"{text(120)}[^n{section}]", text(125)]
        if section < 3:
            parts.append(f"/// {kinds[section]} | {text(3)}[^n{section}]\n{text(40)}\n///")
    # The first note is that of the quotation, whose speaker wrote none of the works.
    parts.append(f"[^n0]: {text(8)}")
    # Both languages cite the same works.
    rng = random.Random(number)
    for section in range(1, 6):
        parts.append(f"[^n{section}]: [@work{rng.randrange(WORKS)}, p. {rng.randrange(1, 400)}]")
    return "\n\n".join(parts) + "\n"


def bibliography() -> str:
    """Return the works that the chapters cite."""
    rng = random.Random("works")
    names = ["Adams", "Bakker", "Castro", "Dekker", "Evans", "Fischer", "Garcia", "Hendriks"]
    return "\n".join(
        f"@book{{work{number},\n  author = {{{rng.choice(names)}, {chr(65 + number % 26)}.}},\n"
        f"  title = {{Werk nummer {number}}},\n  date = {{{1950 + number % 70}}}\n}}\n"
        for number in range(WORKS)
    )


def handbook(folder: Path, count: int, *, plain: bool) -> None:
    """Write a handbook of `count` chapters; a plain one has Material's search and none of our parts."""
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    names = [f"{number:04}-hoofdstuk.md" for number in range(count)]
    config["nav"] = ["index.md", *names]
    if plain:
        del config["plugins"]["leidraad"], config["markdown_extensions"]["leidraad_callouts"]
        config["plugins"] = {"search": {}, **config["plugins"]}
        quotes = {name: {} for name in ("pymdownx.blocks.html", "pymdownx.blocks.admonition")}
        config["markdown_extensions"].update(quotes)
    for lang in ("nl", "en"):
        (folder / "docs" / lang).mkdir(parents=True)
        (folder / "docs" / lang / "index.md").write_text("# Start\n", "utf-8")
        for number, name in enumerate(names):
            text = chapter(number, lang)
            if plain:
                for word in ("citaat", "casus", "kern", "quote", "case", "key"):
                    text = text.replace(f"/// {word} |", "/// admonition |")
            (folder / "docs" / lang / name).write_text(text, "utf-8")
    (folder / "docs" / "_partials").mkdir()
    (folder / "references.bib").write_text(bibliography(), "utf-8")
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config, sort_keys=False, allow_unicode=True), "utf-8")


def spent(folder: Path, *command: str) -> tuple[float, float]:
    """Return CPU and wall seconds of a command that succeeds."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(
        [str(BIN / command[0]), *command[1:]], cwd=folder, check=True, capture_output=True, env=environment
    )
    after, end = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, end - start


def build(folder: Path) -> tuple[float, float, float]:
    """Return CPU seconds, wall seconds and megabytes of site of one cold `mkdocs build`."""
    cpu, wall = spent(folder, "mkdocs", "build", "--strict")
    size = sum(path.stat().st_size for path in (folder / "site").rglob("*") if path.is_file())
    return cpu, wall, size / 1e6


def cpu_of(function: Callable[[], object], times: int = 5) -> float:
    """Return the least CPU time of some runs."""

    def once() -> float:
        start = time.process_time()
        function()
        return time.process_time() - start

    return min(once() for _ in range(times))


def conversion() -> float:
    """Return the CPU time of our conversion over that of the same parser without reader and checks."""
    from support import markdown

    texts = [chapter(number, "nl") for number in range(10)]
    extensions = ["toc", "attr_list", "def_list", "tables", "fenced_code", "footnotes"]
    bare = Markdown(extensions=[*extensions, "pymdownx.blocks.admonition"])
    plain = [
        text.replace("/// citaat", "/// admonition")
        .replace("/// casus", "/// admonition")
        .replace("/// kern", "/// admonition")
        for text in texts
    ]
    ours = markdown("nl")

    def convert(parser: Markdown, pages: list[str]) -> None:
        for page in pages:
            parser.reset()
            parser.convert(page)

    return cpu_of(lambda: convert(ours, texts)) / cpu_of(lambda: convert(bare, plain))


def _share(folder: Path) -> dict[str, float]:
    """Return the CPU seconds of a cold build by what was done."""
    shutil.rmtree(folder / ".leidraad", ignore_errors=True)
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests/bench/share.py")],
        cwd=folder, check=True, capture_output=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    spent_by: dict[str, float] = json.loads(done.stdout)
    return spent_by


def _least(runs: Iterable[dict[str, float]]) -> dict[str, float]:
    """Return the least time of each thing over some runs: other programs only add to it."""
    found = list(runs)
    return {what: min(run[what] for run in found) for what in found[0]}


def between_languages(count: int = 200) -> None:
    """Print what the work between the languages adds to the plain stack's build, in CPU time."""
    with tempfile.TemporaryDirectory() as name:
        taken = {}
        for kind in ("plain", "ours"):
            folder = Path(name) / kind
            handbook(folder, count, plain=kind == "plain")
            if kind == "ours":
                chapters = [f"docs/en/{path.name}" for path in sorted((folder / "docs/en").glob("0*.md"))]
                spent(folder, "leidraad", "accept", *chapters)
            taken[kind] = _least(_share(folder) for _ in range(3))
    whole = taken["plain"][share.WHOLE]
    guarded = {what: taken["ours"].pop(what) for what in share.GUARDING}
    for what, time_ in guarded.items():
        print(f"pre-flight, N = {count}, {what}, CPU / plain build: {time_ / whole:.3f}")
    print(
        f"pre-flight, N = {count}, all, CPU / plain build: {sum(guarded.values()) / whole:.3f} (goal: 0.050)"
    )
    parts = {what: time for what, time in taken["ours"].items() if what != share.WHOLE}
    replaced = taken["plain"][share.THEIRS]
    for what, time_ in parts.items():
        print(f"between languages, N = {count}, {what}, CPU / plain build: {time_ / whole:.3f}")
    print(f"between languages, N = {count}, {share.THEIRS}, which goes: {replaced / whole:.3f}")
    added = (sum(parts.values()) - replaced) / whole
    print(f"between languages, N = {count}, all that is added, CPU / plain build: {added:.3f} (goal: 0.150)")


def built_site(count: int = 100, copies: int = 20) -> None:
    """Print what looking at a site of about 4,000 pages takes, over parsing its pages with lxml."""
    with tempfile.TemporaryDirectory() as name:
        handbook(Path(name) / "ours", count, plain=False)
        build(Path(name) / "ours")
        whole = Path(name) / "whole"
        for copy in range(copies):
            shutil.copytree(Path(name) / "ours/site", whole / str(copy))
        pages = sorted(whole.rglob("*.html"))
        places = built.Places({}, str, whole)
        looked = cpu_of(lambda: built.look(whole, None, places), 2)
        parser = etree.HTMLParser(encoding="utf-8")

        def parse() -> None:
            for page in pages:
                etree.fromstring(page.read_bytes(), parser)

        ratio = looked / cpu_of(parse, 2)
        print(
            f"built site, {len(pages)} pages, {looked:.1f} s CPU, over lxml's parse: {ratio:.2f} (goal: 1.5)"
        )


def main() -> None:
    """Print every figure."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    print(f"conversion, CPU, ours / plain parser: {conversion():.2f}")
    with tempfile.TemporaryDirectory() as name:
        figures = {}
        for kind in ("plain", "ours"):
            handbook(Path(name) / kind, count, plain=kind == "plain")
            figures[kind] = build(Path(name) / kind)
        for index, what in enumerate(("CPU", "wall", "size")):
            ratio = figures["ours"][index] / figures["plain"][index]
            print(f"cold build, N = {count}, {what}, ours / plain stack: {ratio:.2f}")
        shutil.rmtree(Path(name) / "ours" / ".leidraad")
        for what, goal in (("cold", 1 / 3), ("warm", 1 / 50)):
            cpu, _ = spent(Path(name) / "ours", "leidraad", "check", "--fail-on", "error")
            ratio = cpu / figures["plain"][0]
            print(
                f"check, {what}, N = {count}, CPU / plain build: {ratio:.3f} (goal at N = 2000: {goal:.3f})"
            )
    built_site()
    between_languages()
    translations.measure()
    imports.measure("", [], is_verbose=False)


if __name__ == "__main__":
    main()
