"""Make a chapter of a manuscript: `leidraad import` under the name of its script."""

from leidraad.cli import import_

import_(prog_name="import_manuscript.py")
