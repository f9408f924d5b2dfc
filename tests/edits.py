"""What authors do to a handbook between two builds; it is the one of `three`."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import three
from leidraad import site
from leidraad.translating import accepting

Edit = Callable[[Path, random.Random], None]


def pages(folder: Path) -> list[Path]:
    return sorted(path for lang in three.LANGS for path in (folder / "docs" / lang).rglob("0*.md"))


def swap(path: Path, old: str, new: str) -> None:
    """Change a text that must be there."""
    text = path.read_text("utf-8")
    assert old in text, (path, old)
    path.write_text(text.replace(old, new, 1), "utf-8")


def change_text(folder: Path, rng: random.Random) -> None:
    with rng.choice(pages(folder)).open("a", encoding="utf-8") as file:
        file.write(f"\nEen zin erbij, nummer {rng.randrange(99)}.\n")


def change_title(folder: Path, rng: random.Random) -> None:
    path = rng.choice(pages(folder))
    swap(path, "\n# ", f"\n# Nieuw {rng.randrange(99)} ")


def change_slug(folder: Path, rng: random.Random) -> None:
    # To the first chapter every home page leads.
    path = folder / "docs" / rng.choice(three.LANGS) / "01-eerste-hoofdstuk.md"
    swap(path, "slug: ", f"slug: a{rng.randrange(9999)}")


def cite(folder: Path, rng: random.Random) -> None:
    with rng.choice(pages(folder)).open("a", encoding="utf-8") as file:
        number = rng.randrange(10_000)
        file.write(f"\nDat is bekend.[^k{number}]\n\n[^k{number}]: [@donne1624, p. {number % 90}]\n")


def change_works(folder: Path, rng: random.Random) -> None:
    works = folder / "references.bib"
    with works.open("a", encoding="utf-8") as file:
        file.write(
            f"\n@book{{extra{rng.randrange(10_000)}, author = {{Vos, A.}}, title = {{X}}, date = {{1951}}}}\n"
        )
    swap(works, "title    = {", f"title    = {{Over {rng.randrange(99)} ")


def change_partial(folder: Path, rng: random.Random) -> None:
    lang = rng.choice(["nl", "en"])
    with (folder / "docs/_partials" / lang / "over-de-casussen.md").open("a", encoding="utf-8") as file:
        file.write(f"\nMeer {rng.randrange(99)}.\n")


def change_work_cited_in_partial(folder: Path, rng: random.Random) -> None:
    cited = "\nSo it is said.[^deel]\n\n[^deel]: [@donne1624, p. 3]\n"
    partial = folder / "docs/_partials/en/over-de-casussen.md"
    if cited not in partial.read_text("utf-8"):
        include(folder, random.Random(0))
        partial.write_text(partial.read_text("utf-8") + cited, "utf-8")
    change_works(folder, rng)


def include(folder: Path, rng: random.Random) -> None:
    lang = rng.choice(["nl", "en"])
    with (folder / "docs" / lang / "01-eerste-hoofdstuk.md").open("a", encoding="utf-8") as file:
        file.write(f"\n{{!{lang}/over-de-casussen.md!}}\n")


def link(folder: Path, rng: random.Random) -> None:
    page = rng.choice([path for path in pages(folder) if path.parent.name in three.LANGS])
    with page.open("a", encoding="utf-8") as file:
        file.write("\n[Verder](03-twee.md)\n")


def turn_navigation(folder: Path, rng: random.Random) -> None:
    one, other = "  - 02-alleen.md\n  - 03-twee.md\n", "  - 03-twee.md\n  - 02-alleen.md\n"
    is_turned = other in (folder / "mkdocs.yml").read_text("utf-8")
    swap(folder / "mkdocs.yml", *((other, one) if is_turned else (one, other)))


def change_name(folder: Path, rng: random.Random) -> None:
    swap(folder / "mkdocs.yml", "site_name: ", f"site_name: Boek {rng.randrange(99)} ")


def change_depth(folder: Path, rng: random.Random) -> None:
    text = (folder / "mkdocs.yml").read_text("utf-8")
    old, new = (
        ("toc_depth: 3", "toc_depth: 2") if "toc_depth: 3" in text else ("toc_depth: 2", "toc_depth: 3")
    )
    swap(folder / "mkdocs.yml", old, new)


def change_template(folder: Path, rng: random.Random, said: str = "Hoi") -> None:
    (folder / "eigen").mkdir(exist_ok=True)
    told = f'{{% extends "base.html" %}}{{% block announce %}}{said} {rng.randrange(99)}{{% endblock %}}'
    (folder / "eigen/main.html").write_text(told, "utf-8")
    config = folder / "mkdocs.yml"
    if "custom_dir" not in config.read_text("utf-8"):
        swap(config, "theme:\n", "theme:\n  custom_dir: eigen\n")


def show_other_pages(folder: Path, rng: random.Random) -> None:
    listed = "{% for file in pages %}{{ file.page.content | length }}{% endfor %}"
    change_template(folder, rng, listed)


def show_next_pages(folder: Path, rng: random.Random) -> None:
    shown = "{% if page and page.next_page %}{{ page.next_page.content | length }}{% endif %}"
    change_template(folder, random.Random(1), shown)
    change_text(folder, rng)


def change_template_behind_a_link(folder: Path, rng: random.Random) -> None:
    change_template(folder, random.Random(1), "{% include 'delen/merk.html' %}")
    (folder / "gedeeld").mkdir(exist_ok=True)
    (folder / "gedeeld/merk.html").write_text(str(rng.randrange(99)), "utf-8")
    if not (folder / "eigen/delen").is_symlink():
        (folder / "eigen/delen").symlink_to("../gedeeld")


def change_icon(folder: Path, rng: random.Random) -> None:
    change_template(folder, rng)
    shown = "{% extends 'base.html' %}{% block announce %}{% include '.icons/merk.svg' %}{% endblock %}"
    (folder / "eigen/main.html").write_text(shown, "utf-8")
    (folder / "eigen/.icons").mkdir(exist_ok=True)
    (folder / "eigen/.icons/merk.svg").write_text(f"<svg><title>{rng.randrange(99)}</title></svg>", "utf-8")


def change_style(folder: Path, rng: random.Random) -> None:
    (folder / "docs/assets").mkdir(exist_ok=True)
    (folder / "docs/assets/eigen.css").write_text(f"p{{margin:{rng.randrange(99)}px}}", "utf-8")


def change_brand(folder: Path, rng: random.Random) -> None:
    config = folder / "mkdocs.yml"
    if "brand:" not in config.read_text("utf-8"):
        swap(config, "  leidraad: {", "  leidraad: {brand: merk, ")
    (folder / "merk/overrides/assets").mkdir(parents=True, exist_ok=True)
    number = rng.randrange(10, 99)
    told = [
        f"site_name: Merk {number}\n",
        f'colours: {{light: {{accent: "#0000{number}"}}}}\n',
        f"footer: Voet {number}\n",
        "logo: logo.svg\n",
        "legal: [{page: privacy.md}]\n",
    ]
    (folder / "merk/brand.yml").write_text("".join(rng.sample(told, 3)), "utf-8")
    (folder / "merk/privacy.md").write_text(f"# Privacy {number % 3}\n\nNummer {number}.\n", "utf-8")
    (folder / "merk/logo.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {number} 9"/>', "utf-8"
    )
    template = f'{{% extends "base.html" %}}{{% block announce %}}Merk {number}{{% endblock %}}'
    (folder / "merk/overrides/main.html").write_text(template, "utf-8")
    (folder / "merk/overrides/assets/merk.txt").write_text(str(number), "utf-8")


def translate(folder: Path, rng: random.Random) -> None:
    shutil.copy(folder / "docs/nl/02-alleen.md", folder / "docs/en/02-alleen.md")


def take_translation_away(folder: Path, rng: random.Random) -> None:
    (folder / "docs/en/02-alleen.md").unlink(missing_ok=True)


def accept(folder: Path, rng: random.Random) -> None:
    accepting.accept(site.load(folder / "mkdocs.yml"), [str(folder / "docs/en/01-eerste-hoofdstuk.md")])


def draft(folder: Path, rng: random.Random) -> None:
    path = folder / "docs/en/03-twee.md"
    old, new = "---\nslug", "---\nstatus: draft\nslug"
    swap(path, *((old, new) if new not in path.read_text("utf-8") else (new, old)))


def define(folder: Path, rng: random.Random) -> None:
    lang = rng.choice(["nl", "en"])
    page = folder / "docs" / lang / rng.choice(["01-eerste-hoofdstuk.md", "03-twee.md"])
    word = {"nl": "begrip", "en": "term"}[lang]
    with page.open("a", encoding="utf-8") as file:
        file.write(f"\nTekst en zin.\n\n/// {word} | Tekst\nWat {rng.randrange(99)} zegt.\n///\n")


def ask_for_lists(folder: Path, rng: random.Random) -> None:
    asked = "".join(f"\n<!-- leidraad {name} -->\n" for name in ("glossary", "cases", "exercises", "book"))
    with (folder / "docs" / rng.choice(["nl", "en"]) / "index.md").open("a", encoding="utf-8") as file:
        file.write(asked)


def publish(folder: Path, rng: random.Random) -> None:
    told = f'- edition: "{rng.randrange(99)}"\n  date: 2026-11-26\n'
    (folder / "editions.yml").write_text(told, "utf-8")


def draw(folder: Path, rng: random.Random) -> None:
    (folder / "docs/assets").mkdir(exist_ok=True)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M{rng.randrange(9)} 0h9"/></svg>'
    )
    (folder / "docs/assets/beeld.svg").write_text(svg, "utf-8")
    with (folder / "docs/nl/01-eerste-hoofdstuk.md").open("a", encoding="utf-8") as file:
        file.write("\n![Een beeld](../assets/beeld.svg)\n")


EDITS: list[Edit] = [
    change_text, change_title, change_slug, cite, change_works, change_partial, include, link,
    turn_navigation, change_name, change_depth, change_template, show_other_pages, show_next_pages,
    change_template_behind_a_link, change_icon, change_style, change_brand, change_work_cited_in_partial,
    translate, take_translation_away, accept, draft,
    define, ask_for_lists, publish, draw,
]  # fmt: skip
