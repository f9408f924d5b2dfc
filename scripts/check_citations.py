"""Check notes, callouts and includes: `leidraad check` under the name of its script."""

from leidraad.cli import check

check(prog_name="check_citations.py")
