"""Make course packages: `leidraad pack` under the name of its script."""

import sys

try:
    from leidraad.cli.packing import pack
except ModuleNotFoundError as missing:
    sys.stderr.write(f"{missing}; run `make site`, then: .venv/bin/python scripts/build_packages.py\n")
    sys.exit(2)

pack(prog_name="build_packages.py")
