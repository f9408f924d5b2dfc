"""`leidraad serve`: the handbook as its author writes it, built again after each save."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from leidraad import site
from leidraad.building.inputs import made_from
from leidraad.live.making import Made, Maker
from leidraad.live.server import Server
from leidraad.live.watching import Watch

__all__ = ["Made", "serve"]


def serve(
    config_file: Path,
    address: str | None,
    *,
    on_begin: Callable[[str], None],
    on_made: Callable[[Made], None],
) -> None:
    """Show a handbook, and build it again after each save, until it is interrupted.

    Args:
        config_file: mkdocs.yml.
        address: host and port to listen on; by default what mkdocs.yml says.
        on_begin: called with the address of the home page.
        on_made: called after each build that no other save has overtaken.

    Raises:
        LeidraadError: mkdocs.yml cannot be used at all, or nobody can listen there.
    """
    config = site.load(config_file)
    host, _, port = (address or "{}:{}".format(*config.dev_addr)).rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    path = urlsplit(config.site_url or "/").path.strip("/")
    server = Server(host, int(port), f"/{path}/" if path else "/")
    watch = Watch()
    maker = Maker(config_file, server.address, server.show, watch.is_due, watch.news, server.show_first)
    watch.over(made_from(config))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        on_begin(server.address)
        while True:
            made = maker.make()
            if not made.is_overtaken:
                server.tell(_state(made), is_whole=made.folder is not None)
                on_made(made)
            if made.watch:
                watch.over(made.watch)
            maker.make_again(watch.wait())
    finally:
        watch.close()
        server.shutdown()
        server.server_close()
        maker.close()


def _state(made: Made) -> dict[str, Any]:
    """Return what a page is told of a build."""
    findings = [asdict(finding) | {"severity": finding.severity} for finding in made.findings]
    return {"failed": list(made.said) if made.folder is None else [], "findings": findings}
