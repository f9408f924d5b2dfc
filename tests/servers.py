"""Real servers with the configuration that a build writes, each a process of its own on this machine."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NGINX = """
master_process off;
pid {home}/pid;
error_log {home}/errors;
events {{}}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {home}/body;
    proxy_temp_path {home}/proxy;
    fastcgi_temp_path {home}/fastcgi;
    uwsgi_temp_path {home}/uwsgi;
    scgi_temp_path {home}/scgi;
    server {{
        listen 127.0.0.1:{port};
        root {root};
        include {configuration};
    }}
}}
"""


def find(name: str) -> str | None:
    """Return the path of a server, which Debian puts where only root looks, or None."""
    return shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")


def program(name: str) -> str:
    """Return the path of a server that is there."""
    found = find(name)
    assert found, f"{name} is missing: sh scripts/setup.sh test"
    return found


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@contextmanager
def nginx(root: Path, configuration: Path) -> Iterator[str]:
    """Serve `root` with nginx, which includes `configuration`, and yield the origin."""
    with tempfile.TemporaryDirectory() as home:
        port, settings = free_port(), Path(home) / "nginx.conf"
        settings.write_text(
            _NGINX.format(home=home, port=port, root=root, configuration=configuration), encoding="utf-8"
        )
        command = [program("nginx"), "-p", home, "-c", str(settings), "-e", f"{home}/errors"]
        # It leaves to the background when it listens.
        subprocess.run(command, check=True)
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            subprocess.run([*command, "-s", "stop"], check=True)


_CADDY = """
{{
	admin off
	auto_https off
}}
http://127.0.0.1:{port} {{
	root * {root}
	import {configuration}
	file_server
}}
"""


@contextmanager
def caddy(root: Path, configuration: Path) -> Iterator[str]:
    """Serve `root` with Caddy, which imports `configuration`, and yield the origin."""
    with tempfile.TemporaryDirectory() as home:
        port, settings = free_port(), Path(home) / "Caddyfile"
        settings.write_text(
            _CADDY.format(port=port, root=root, configuration=configuration), encoding="utf-8"
        )
        given = ["--adapter", "caddyfile", "--config", str(settings)]
        environment = {**os.environ, "HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home}
        subprocess.run(
            [program("caddy"), "validate", *given], check=True, env=environment, capture_output=True
        )
        server = subprocess.Popen(
            [program("caddy"), "run", *given], env=environment, stderr=subprocess.PIPE, text=True
        )
        assert server.stderr is not None
        try:
            # It says so when it listens.
            assert any("serving initial configuration" in line for line in server.stderr)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.communicate()
