"""Check the languages against each other: `leidraad check` for the rules LR3xx, as a script."""

import sys

try:
    from leidraad.cli.checking import check
except ModuleNotFoundError as missing:
    sys.stderr.write(f"{missing}; run `make site`, then: .venv/bin/python scripts/check_translations.py\n")
    sys.exit(2)

check(prog_name="check_translations.py", default_map={"select": ["LR3"]})
