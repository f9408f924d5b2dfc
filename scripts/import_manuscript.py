"""Make a chapter of a manuscript: `leidraad import` under the name of its script."""

import sys

try:
    from leidraad.cli.importing import import_
except ModuleNotFoundError as missing:
    sys.stderr.write(f"{missing}; run `make site`, then: .venv/bin/python scripts/import_manuscript.py\n")
    sys.exit(2)

import_(prog_name="import_manuscript.py")
