"""`leidraad serve`: the handbook as its author writes it, built again after each save."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from urllib.parse import urlsplit

from leidraad import site
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
        on_made: called after each build.

    Raises:
        LeidraadError: mkdocs.yml cannot be used at all, or nobody can listen there.
    """
    config = site.load(config_file)
    host, _, port = (address or "{}:{}".format(*config.dev_addr)).rpartition(":")
    path = urlsplit(config.site_url or "/").path.strip("/")
    server = Server(host, int(port), f"/{path}/" if path else "/")
    maker = Maker(config_file, server.address, server.show)
    watch = Watch()
    watch.over([config_file, Path(config.docs_dir)])
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        on_begin(server.address)
        while True:
            made = maker.make()
            findings = [asdict(finding) | {"severity": finding.severity} for finding in made.findings]
            state = {"failed": made.said if made.folder is None else [], "findings": findings}
            server.tell(state, is_whole=made.folder is not None)
            on_made(made)
            if made.watch:
                watch.over(made.watch)
            watch.wait()
    finally:
        watch.close()
        server.shutdown()
        server.server_close()
        maker.close()
