"""A site with scormhost: `python fastapi_host.py FOLDER PORT`, in .venv-hosts. It says where it listens."""

from __future__ import annotations

import sys
from pathlib import Path

import uvicorn
from scormhost import create_scorm_app


class Server(uvicorn.Server):
    """A server that says where it listens when it does."""

    async def startup(self, sockets: object = None) -> None:
        await super().startup(sockets)  # type: ignore[arg-type]
        print(f"http://127.0.0.1:{self.config.port}", flush=True)  # noqa: T201


app = create_scorm_app(data_dir=Path(sys.argv[1]), secret_key="only on this machine, and in tests alone")
Server(uvicorn.Config(app, port=int(sys.argv[2]), log_level="error")).run()
