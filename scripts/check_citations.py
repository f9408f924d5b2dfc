"""Check notes and citations: `leidraad check` for the rules LR1xx, under the name of its script."""

import sys

try:
    from leidraad.cli.checking import check
except ModuleNotFoundError as missing:
    sys.stderr.write(f"{missing}; run `make site`, then: .venv/bin/python scripts/check_citations.py\n")
    sys.exit(2)

check(prog_name="check_citations.py", default_map={"select": ["LR1"]})
