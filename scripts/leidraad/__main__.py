"""Run `python -m leidraad`."""

from __future__ import annotations

from leidraad.cli import main

main(prog_name="leidraad")
