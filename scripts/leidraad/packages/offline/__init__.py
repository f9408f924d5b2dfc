"""A site that needs no server: it can be read from a memory stick (`file://`) and by any learning platform.

Browsers run no modules and fetch nothing there. So the scripts become one classic script (`classic`), the
search index one for each language (`searching`), and what no page asks for is
left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from leidraad import patterns
from leidraad.packages import holding, public
from leidraad.packages.offline import classic, searching
from leidraad.storage.files import below

SCRIPT = "assets/javascripts/leidraad.js"
# For a web server that stands at the address of the site.
_SERVED = ("404.html", "sitemap.xml", "sitemap.xml.gz", "_headers")
_MODULE = patterns.lazy(r'<script type="module" src="([^"]*assets/javascripts/)([a-z]+)\.js"></script>\s*')


def convert(folder: Path, languages: Iterable[str]) -> None:
    """Let a site that was built with `use_directory_urls: false` do without a server.

    Args:
        folder: where it is; changed.
        languages: the codes of its languages.
    """
    for name in below(folder):
        if name.rpartition("/")[2] in _SERVED:
            (folder / name).unlink()
    for name in [name for name in below(folder) if name.endswith(".html")]:
        path = folder / name
        path.write_text(_page(path.read_text("utf-8"), name), "utf-8")
    script = classic.bundle(folder / "assets/javascripts")
    (folder / SCRIPT).write_text(script, "utf-8")
    indexes = searching.write(folder, languages)
    pages = [name for name in below(folder) if name.endswith(".html")]
    _clear(folder, holding.held(folder, [*pages, SCRIPT, *indexes]))


def _clear(folder: Path, held: Iterable[str]) -> None:
    """Remove what nobody can come to."""
    for name in set(below(folder)) - set(held):
        (folder / name).unlink()
    for parent in sorted((path for path in folder.rglob("*") if path.is_dir()), reverse=True):
        if not any(parent.iterdir()):
            parent.rmdir()


def _page(html: str, name: str) -> str:
    """Return a page that asks for classic scripts, and says nothing of its public address."""
    html = public.left_out(html)
    up = "../" * name.count("/")
    modules = [found[2] for found in _MODULE.finditer(html)]
    if not modules:
        return html
    html = _MODULE.sub("", html)
    script = f'<script src="{up}{SCRIPT}" data-run="{" ".join(dict.fromkeys(modules))}" defer></script>'
    return html.replace("</body>", f"{script}\n</body>", 1)
