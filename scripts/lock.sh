#!/bin/sh
# Resolve the locked requirements, with hashes and without any index address. Needs uv.
set -eu
cd "$(dirname "$0")/.."
compile() {
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-header "$@"
}
compile pyproject.toml requirements/build.in -o requirements/site.txt
compile pyproject.toml requirements/build.in requirements/test.in -c requirements/site.txt -o requirements/test.txt
compile requirements/zensical.in requirements/build.in -c requirements/site.txt -o requirements/zensical.txt
compile requirements/peers.in -c requirements/site.txt -o requirements/peers.txt
