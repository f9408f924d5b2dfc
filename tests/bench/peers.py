"""Other programs that build the same handbook, each as its own users write it, beside the plain stack.

They are in an environment of their own, .venv-peers, which `sh scripts/setup.sh peers` makes. Hugo has no
theme here, but templates with what the others show: all of the navigation, a table of contents, languages.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import builds
import handbooks
from figures import ROOT, Figure, ratio
from measuring import Cost, FailedError, run, tell

SUBJECT = "peers"
PROGRAMS = ROOT / ".venv-peers" / "bin"
_CALLOUT = re.compile(r"^/// \w+ \| (.*)\n((?:.*\n)*?)///$", re.MULTILINE)
_HEADING = re.compile(r"^(## .*) (\{#\w+\})$", re.MULTILINE)
_TITLE = re.compile(r"\A# (.*)\n")

_HUGO_LAYOUTS = {
    "_default/baseof.html": """<!doctype html><html lang="{{ .Site.Language.Lang }}">
<head><meta charset="utf-8"><title>{{ .Title }}</title></head><body>
<nav>{{ partialCached "nav.html" . .Site.Language.Lang }}</nav>
{{ range .Translations }}
<a href="{{ .RelPermalink }}" hreflang="{{ .Language.Lang }}">{{ .Title }}</a>{{ end }}
<main>{{ block "main" . }}{{ end }}</main></body></html>
""",
    "_default/single.html": """{{ define "main" }}<h1>{{ .Title }}</h1>{{ .TableOfContents }}{{ .Content }}
{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}{{ end }}
""",
    "_default/list.html": """{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}{{ end }}
""",
    "partials/nav.html": """<ul>{{ range .Site.RegularPages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a>
{{ end }}</ul>
""",
    "_default/_markup/render-blockquote.html": """<aside class="{{ .AlertType }}">{{ .Text }}</aside>
""",
}


class Peer(NamedTuple):
    """A program: how its handbook is written, and the commands that build it from nothing."""

    program: str
    write: Callable[[Path, int], None]
    commands: tuple[tuple[str, ...], ...]


def hugo_chapter(text: str, number: int) -> str:
    """Return a chapter as Hugo reads it: title and place in the front matter, alerts for callouts."""
    title = _TITLE.match(text)
    body = _CALLOUT.sub(_alert, _TITLE.sub("", text))
    return f"---\ntitle: {json.dumps(title[1] if title else '')}\nweight: {number + 1}\n---\n{body}"


def _alert(callout: re.Match[str]) -> str:
    lines = ["[!NOTE]", f"**{callout[1].replace('[^', '**[^')}", "", *callout[2].splitlines()]
    return "\n".join(f"> {line}".rstrip() for line in lines)


def sphinx_chapter(text: str) -> str:
    """Return a chapter as MyST reads it: an id before its heading, colons for the fences of a callout."""
    text = _CALLOUT.sub(r":::{admonition} \1\n\2:::", text)
    return _HEADING.sub(r"\2\n\1", text)


def _write_hugo(folder: Path, count: int) -> None:
    languages = {
        lang: {"contentDir": f"content/{lang}", "weight": at}
        for at, lang in enumerate(handbooks.LANGUAGES, 1)
    }
    config = {
        "baseURL": handbooks.SITE,
        "title": "Handbook",
        "publishDir": "site",
        "defaultContentLanguage": handbooks.LANGUAGES[0],
        "disableKinds": ["taxonomy", "term", "RSS"],
        "languages": languages,
    }
    _put(folder / "hugo.json", json.dumps(config))
    for name, layout in _HUGO_LAYOUTS.items():
        _put(folder / "layouts" / name, layout)
    for lang in handbooks.LANGUAGES:
        _put(folder / "content" / lang / "_index.md", "---\ntitle: Start\n---\n")
        for number, name in enumerate(handbooks.names(count)):
            text = hugo_chapter(handbooks.chapter(number, lang), number)
            _put(folder / "content" / lang / name, text)


def _write_sphinx(folder: Path, count: int) -> None:
    settings = (
        'extensions = ["myst_parser"]\nhtml_theme = "furo"\nproject = "Handbook"\n'
        'myst_enable_extensions = ["colon_fence", "attrs_block"]\n'
    )
    for lang in handbooks.LANGUAGES:
        _put(folder / lang / "conf.py", f'{settings}language = "{lang}"\n')
        chapters = "\n".join(handbooks.names(count))
        _put(folder / lang / "index.md", f"# Start\n\n```{{toctree}}\n{chapters}\n```\n")
        for number, name in enumerate(handbooks.names(count)):
            _put(folder / lang / name, sphinx_chapter(handbooks.chapter(number, lang)))


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


PEERS = {
    "Hugo": Peer("hugo", _write_hugo, (("hugo", "--quiet"),)),
    "Zensical": Peer(
        "zensical-i18n",
        lambda folder, count: handbooks.write(folder, count, is_plain=True),
        (("zensical-i18n", "build"),),
    ),
    "Sphinx": Peer(
        "sphinx-build",
        _write_sphinx,
        tuple(("sphinx-build", "--quiet", lang, f"site/{lang}") for lang in handbooks.LANGUAGES),
    ),
}


def build(folder: Path, peer: Peer, count: int) -> Cost:
    """Return what the commands of a program cost together.

    Raises:
        FailedError: one did not succeed, or the site has not each chapter.
    """
    costs = [run(folder, PROGRAMS / command[0], *command[1:]) for command in peer.commands]
    built = [path for path in (folder / "site").rglob("*.html") if "hoofdstuk" in str(path)]
    if len(built) != count * len(handbooks.LANGUAGES):
        raise FailedError(f"{peer.program}: {len(built)} pages of chapters, but {count} in each language.")
    return Cost(sum(cost.cpu for cost in costs), sum(cost.wall for cost in costs), {})


def measure(sizes: Sequence[int], rounds: int) -> Iterator[Figure]:
    """Yield what every program that is installed takes over the plain stack, in alternation with it."""
    there = {name: peer for name, peer in PEERS.items() if (PROGRAMS / peer.program).exists()}
    for name in PEERS.keys() - there.keys():
        tell(f"{name} is not installed, so left out: sh scripts/setup.sh peers")
    for count in sizes if there else ():
        with tempfile.TemporaryDirectory() as home:
            yield from _compared(Path(home), there, count, rounds)


def _compared(home: Path, there: dict[str, Peer], count: int, rounds: int) -> Iterator[Figure]:
    """Yield the figures at one number of chapters; a program that fails is left out, with a word."""
    plain: list[Cost] = []
    taken: dict[str, list[Cost]] = {name: [] for name in there}
    builds.prepare(home / "plain", count, "plain")
    written = {}
    for name, peer in there.items():
        peer.write(home / name, count)
        written[name] = {path.name for path in (home / name).iterdir()}
    for number in range(rounds):
        tell(f"plain stack, N = {count}, round {number + 1}")
        builds.clear(home / "plain")
        plain.append(run(home / "plain", *builds.COMMANDS["plain"]))
        for name in [*taken]:
            tell(f"{name}, N = {count}, round {number + 1}")
            builds.clear(home / name, written[name])
            try:
                taken[name].append(build(home / name, there[name], count))
            except FailedError as error:
                tell(f"{name} is left out: {error}")
                del taken[name]
    for name, costs in taken.items():
        for part, what in (("cpu", "CPU"), ("wall", "wall")):
            pair = ([getattr(cost, part) for cost in some] for some in (costs, plain))
            yield ratio(SUBJECT, f"{name}, cold build, {what}", *pair, None, count)
