"""The page that a learning environment launches: nothing to see but the pages of the course, in a frame."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import Any

import rjsmin

from leidraad.packages.scorm.contents import Contents, Unit

SCRIPT = "assets/javascripts/scorm.js"
"""What runs in the frame page."""
PAGE_SCRIPT = "assets/javascripts/course.js"
"""What runs in each page within it."""

_PARTS = ("host", "memory", "areas", "line", "course")
_WORDS = ("unrecorded", "left_one", "left_many", "kept", "session")
_STYLE = """
:root { color-scheme: light dark }
html, body { height: 100%; margin: 0 }
body { display: flex; flex-direction: column; background: Canvas; color: CanvasText }
iframe { flex: 1; min-height: 0; border: 0; width: 100% }
#line { margin: 0; padding: .25rem .75rem; font: .8125rem/1.5 system-ui, sans-serif; \
border-top: 1px solid GrayText }
#line button { font: inherit; color: inherit; background: none; border: 0; padding: .25rem .5rem; \
text-decoration: underline; cursor: pointer }
"""


def page(course: Contents, unit: Unit, icon: str) -> bytes:
    """Return the frame page of a unit.

    Args:
        course: what it is of.
        unit: what is launched.
        icon: the element that names the icon of the site.
    """
    first = course.locales[0].code
    told = {
        "name": course.name if unit.file == "index_scorm.html" else f"{course.name} {unit.start}",
        "completion": unit.completion,
        "passing": course.passing_score,
        "start": unit.start,
        "chapters": unit.chapters,
        "checks": {
            lang: {path: names for path, names in checks.items() if path in unit.chapters and names}
            for lang, checks in course.checks.items()
        },
        "pages": course.pages,
        "words": {locale.code: _words(course, locale.code) for locale in course.locales},
    }
    # Within an element of a page, no text may look like the end of it.
    data = json.dumps(told, ensure_ascii=False).replace("<", "\\u003c")
    start = course.pages[first].get(unit.start) or next(iter(course.pages[first].values()))
    title = escape(course.titles[first])
    return (
        f'<!doctype html>\n<html lang="{first}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>{title}</title>\n{icon}\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f'<noscript><a href="{escape(start)}">{title}</a></noscript>\n'
        '<p id="line" role="status" hidden><span id="said"></span> '
        '<button id="close" type="button"></button></p>\n'
        f'<script type="application/json" id="course">{data}</script>\n'
        f'<script src="{SCRIPT}"></script>\n</body>\n</html>\n'
    ).encode()


def _words(course: Contents, lang: str) -> dict[str, str]:
    locale = next(each for each in course.locales if each.code == lang)
    said: dict[str, Any] = {name: locale.tables["scorm"][name] for name in _WORDS}
    return {"title": course.titles[lang], **said, "close": locale.say("site", "search_close")}


def script() -> bytes:
    """Return the script of the frame page, which is a classic one: no host can keep it from running."""
    text = "\n".join(_text(name) for name in _PARTS)
    return _small(f'(() => {{\n"use strict"\n{text}\n}})()\n')


def page_script() -> bytes:
    """Return the script of the pages within."""
    return _small(_text("page"))


def _text(name: str) -> str:
    return Path(__file__).with_name(f"{name}.js").read_text("utf-8")


def _small(text: str) -> bytes:
    small: Any = rjsmin.jsmin(text)
    return str(small).encode()
