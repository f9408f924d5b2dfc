"""Ready configuration for servers: the headers that a careful host sends, for nginx, Caddy and `_headers`.

`_headers`, which Netlify, Cloudflare Pages and others read, must be in the site. What is for nginx and Caddy
must not be published, and is put into a folder beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from leidraad import patterns
from leidraad.errors import LeidraadError
from leidraad.storage.files import write_all

SUFFIX = "-serving"
HEADERS = "_headers"
MISSING = "404.html"
# Material's files carry a hash of what is in them; the parts of a search index too.
_SEARCH = "assets/search/parts/"
_LASTING = patterns.lazy(rf"assets/.*\.[0-9a-f]{{8}}\.min\.(?:css|js)|{_SEARCH}.*")
_LASTING_PATTERN = rf"(assets/.*\.[0-9a-f]{{8}}\.min\.(css|js)|{_SEARCH}.*)$"
_FOREVER = "public, max-age=31536000, immutable"
_ASK_FIRST = "no-cache"
_SAFE = patterns.lazy(r"[\w./~@:+,-]*")
_TEXTS = "text/css text/javascript application/javascript application/json application/xml image/svg+xml"
_MADE = "Made by `leidraad build`, and made anew by the next: change mkdocs.yml, not this file."


class Serving(NamedTuple):
    """What a server must know of a site.

    Attributes:
        path: where the site is on its server, with a slash at both ends.
        policy: the value of its Content-Security-Policy.
        missing: the folders below it that have a page for missing addresses of their own, as `en/`.
        lasting: the files, by their paths, that never change under their names.
    """

    path: str
    policy: str
    missing: Sequence[str]
    lasting: Sequence[str]

    def headers(self, *, lasting: bool | None = None) -> dict[str, str]:
        """Return the headers of an answer; how long it may be kept only where that is asked."""
        kept = {} if lasting is None else {"Cache-Control": _FOREVER if lasting else _ASK_FIRST}
        return {
            "Content-Security-Policy": self.policy,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        } | kept


def of(files: Set[str], site_url: str | None, policy: str) -> Serving:
    """Return what a server must know of a finished site.

    Args:
        files: the path of every file in it.
        site_url: the address that it is known by.
        policy: the value of its Content-Security-Policy.

    Raises:
        LeidraadError: the path of the site's address cannot stand in a server's configuration.
    """
    path = "/".join(["", *unquote(urlsplit(site_url or "").path).split("/"), ""])
    path = re.sub("//+", "/", path)
    if not _SAFE.fullmatch(path):
        raise LeidraadError(
            f"mkdocs.yml: no server takes the path of site_url, {path}; use letters and hyphens."
        )
    paths = sorted(files)
    folders = [
        file.removesuffix(MISSING) for file in paths if file.count("/") == 1 and file.endswith(f"/{MISSING}")
    ]
    return Serving(path, policy, folders, [file for file in paths if _LASTING.fullmatch(file)])


def put_in(site_dir: Path, serving: Serving) -> None:
    """Write `_headers` into a site.

    Raises:
        LeidraadError: it cannot be written.
    """
    write_all({site_dir / HEADERS: headers(serving)})


def put_beside(site_dir: Path, serving: Serving) -> None:
    """Write what is for nginx and Caddy into a folder beside a site.

    Raises:
        LeidraadError: a file cannot be written.
    """
    beside = site_dir.with_name(site_dir.name + SUFFIX)
    write_all({beside / "nginx.conf": nginx(serving), beside / "Caddyfile": caddy(serving)})


def headers(serving: Serving) -> str:
    """Return `_headers` for a site at the top of its host, as the hosts that read it have it."""
    lines = [f"# {_MADE}", "/*", *(f"  {name}: {value}" for name, value in serving.headers().items())]
    # These hosts let all else be asked for anew by themselves, and join what two rules say of one file.
    search = [f"/{_SEARCH}*"] if _has(serving, _SEARCH) else []
    named = [f"/{file}" for file in serving.lasting if file.endswith((".css", ".js"))]
    for pattern in [*named, *search]:
        lines += [pattern, f"  Cache-Control: {_FOREVER}"]
    return "\n".join(lines) + "\n"


def nginx(serving: Serving) -> str:
    """Return a configuration to include in a `server` of nginx, whose `root` the site's path is below."""
    at = serving.path

    def added(indent: str, *, lasting: bool) -> list[str]:
        # A location that adds a header adds none of those around it.
        told = serving.headers(lasting=lasting).items()
        return [f'{indent}add_header {name} "{value}" always;' for name, value in told]

    lines = [
        f"# {_MADE}",
        f"# Include it in the `server` of nginx; the site is in the folder {at} of its `root`.",
        f"location {at} {{",
        "    index index.html;",
        "    charset utf-8;",
        "    gzip on;",
        "    gzip_vary on;",
        "    gzip_comp_level 6;",
        f"    gzip_types {_TEXTS};",
        "    # Where brotli is built in: brotli on; brotli_types as above.",
        *added("    ", lasting=False),
        f"    error_page 404 {at}{MISSING};",
        *(
            f"    location {at}{folder} {{ error_page 404 {at}{folder}{MISSING}; }}"
            for folder in serving.missing
        ),
        f"    location = {at}{HEADERS} {{ return 404; }}",
        f'    location ~ "^{re.escape(at)}{_LASTING_PATTERN}" {{',
        *added("        ", lasting=True),
        "    }",
        "}",
    ]
    return "\n".join(lines) + "\n"


def caddy(serving: Serving) -> str:
    """Return a configuration to import in a site of Caddy, whose `root` the site's path is below."""
    at = serving.path
    told = [f'\t{name} "{value}"' for name, value in serving.headers().items()]
    pattern = f"^{re.escape(at)}{_LASTING_PATTERN}"
    folders = [*serving.missing, ""]
    lines = [
        f"# {_MADE}",
        "# Import it in a site of Caddy that has `root` and `file_server`;",
        f"# the site is in the folder {at} of the root.",
        "encode gzip",
        f"@handbook path {at}*",
        "header @handbook {",
        *told,
        "}",
        f"@lasting path_regexp {pattern}",
        f'header @lasting Cache-Control "{_FOREVER}"',
        "@changing {",
        f"\tpath {at}*",
        f"\tnot path_regexp {pattern}",
        "}",
        f'header @changing Cache-Control "{_ASK_FIRST}"',
        f"error {at}{HEADERS} 404",
        "handle_errors {",
    ]
    for number, folder in enumerate(folders):
        lines += [
            f"\t@missing{number} {{",
            f"\t\tpath {at}{folder}*",
            *(f"\t\tnot path {at}{other}*" for other in folders if other and not folder),
            "\t\texpression {http.error.status_code} == 404",
            "\t}",
            f"\trewrite @missing{number} {at}{folder}{MISSING}",
        ]
    return "\n".join([*lines, "\tfile_server", "}"]) + "\n"


def _has(serving: Serving, folder: str) -> bool:
    return any(file.startswith(folder) for file in serving.lasting)
