"""What a site holds besides texts, made light: one sheet under a name to be kept, scripts without remarks.

Of the theme, what no page asks for is left out: the maps of its sources, and the search in the browser that
ours takes the place of.
"""

from __future__ import annotations

import hashlib
from typing import Any

import rcssmin
import rjsmin
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from leidraad import patterns, site

STYLES, SCRIPTS = "assets/stylesheets", "assets/javascripts"
# In the order in which they apply.
SHEETS = (
    "colours",
    "leidraad",
    "notes",
    "callouts",
    "frame",
    "search",
    "sources",
    "beside",
    "contents",
    "backmatter",
    "reading",
    "margin",
    "answers",
    "brand",
    "print",
)
_SPACED = ("<pre", "<textarea")
_SPACE = " \t\r\f"
ADDRESS = "leidraad_sheet"
"""Where in `extra` its address stands: templates print it, and pages that are known are told apart by it."""

_MAP = patterns.lazy(r"\n//# sourceMappingURL=\S+\s*\Z")
SEARCHING = (f"{SCRIPTS}/lunr/", f"{SCRIPTS}/workers/")
"""Where Material keeps the search in the browser."""
_SEARCHES = frozenset({"search", "material/search"})


def trim(files: Files, config: MkDocsConfig) -> None:
    """Put what is light in the place of our style sheets and scripts, each as a customer's folder has it.

    Args:
        files: of the site, the theme's among them; changed.
        config: of which `extra` is told the address of the sheet.
    """
    _leave(files, config)
    _join(files, config)
    for path in (site.overrides() / SCRIPTS).glob("*.js"):
        file = files.get_file_from_path(f"{SCRIPTS}/{path.name}")
        if file is not None:
            files.remove(file)
            small: Any = rjsmin.jsmin(file.content_string)
            files.append(File.generated(config, file.src_uri, content=small))


def _leave(files: Files, config: MkDocsConfig) -> None:
    """Leave out what no page asks for; another plugin's search keeps what it needs."""
    needless = () if _SEARCHES & config.plugins.keys() else SEARCHING
    for file in [file for file in files if file.src_uri.startswith(f"{SCRIPTS}/")]:
        if file.src_uri.startswith(needless):
            files.remove(file)
        elif (source := files.get_file_from_path(f"{file.src_uri}.map")) is not None:
            files.remove(source)
            files.remove(file)
            text = _MAP.sub("\n", file.content_string)
            files.append(File.generated(config, file.src_uri, content=text))
    for file in [file for file in files if file.src_uri.startswith(f"{STYLES}/")]:
        if file.src_uri.endswith(".css.map"):
            files.remove(file)


def _join(files: Files, config: MkDocsConfig) -> None:
    parts = []
    for name in SHEETS:
        file = files.get_file_from_path(f"{STYLES}/{name}.css")
        if file is not None:
            files.remove(file)
            text = file.content_string
            parts.append(f"@media print {{\n{text}\n}}" if name == "print" else text)
    sheet: Any = rcssmin.cssmin("\n".join(parts))
    known = hashlib.sha256(sheet.encode()).hexdigest()[:8]
    file = File.generated(config, f"{STYLES}/leidraad.{known}.min.css", content=sheet)
    files.append(file)
    config.extra[ADDRESS] = file.url


def closed_up(html: str) -> str:
    """Return a page without the space that templates leave around what they print: a fourteenth of it.

    What authors wrote stands in the article, and is left as it is; so is what shows its white space.
    """
    before, mark, rest = html.partition("<article")
    article, end, after = rest.rpartition("</article>")
    if not end or any(each in part for each in _SPACED for part in (before, after)):
        return html
    return f"{_without_space(before)}{mark}{article}{end}{_without_space(after)}"


def _without_space(html: str) -> str:
    lines = [line.strip(_SPACE) for line in html.split("\n")]
    # A string of a script may go on for lines.
    if any(line.count("`") % 2 for line in lines if "`" in line):
        return html
    # Between two words that stand on a line each, there is a space.
    ends = (0, len(lines) - 1)
    return "\n".join(line for at, line in enumerate(lines) if line or at in ends)
