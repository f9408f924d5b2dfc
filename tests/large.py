"""A handbook with more pages than its menus show, in two languages."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from leidraad import handbook

WORDS = {"nl": "Les", "en": "Lesson"}


def draw(
    folder: Path, count: int, *, urls: bool = True, features: str = "", front: Mapping[str, str] = {}
) -> None:
    """Write a handbook of two parts, of which the second holds a third.

    Args:
        folder: where.
        count: its pages in the navigation, besides the home page and two more.
        urls: whether addresses are folders.
        features: of the theme, besides those of the starter.
        front: the front matter of the first chapter, by the language.
    """
    handbook.create(folder)
    names = [f"{number:03}-les.md" for number in range(1, count + 1)]
    half, end = count // 2, count - 4
    config = (folder / "mkdocs.yml").read_text("utf-8")
    nav = [
        "  - index.md\n  - Deel 1:\n",
        *(f"    - {name}\n" for name in names[:half]),
        "  - Deel 2:\n",
        *(f"    - {name}\n" for name in names[half:end]),
        "    - Slot:\n",
        *(f"      - {name}\n" for name in names[end:]),
        "  - 01-eerste-hoofdstuk.md\n",
    ]
    config = config.replace("  - index.md\n  - 01-eerste-hoofdstuk.md\n", "".join(nav))
    translated = "        nav_translations: {Deel 1: Part 1, Deel 2: Part 2, Slot: Close}\n"
    name = "        site_name: My handbook\n"
    config = config.replace(name, name + translated)
    config = config.replace("    - toc.follow\n", f"    - toc.follow\n{features}")
    if not urls:
        config = config.replace("docs_dir: docs\n", "docs_dir: docs\nuse_directory_urls: false\n")
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    for lang, lesson in WORDS.items():
        for number, name in enumerate(names, 1):
            text = f"# {lesson} {number}\n\n## A {{#a}}\n\n{number}.\n"
            (folder / "docs" / lang / name).write_text(text, "utf-8")
    for lang, lines in front.items():
        path = folder / f"docs/{lang}/001-les.md"
        path.write_text(f"---\n{lines}---\n\n{path.read_text('utf-8')}", "utf-8")
