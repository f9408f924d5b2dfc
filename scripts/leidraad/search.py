"""The search index: Pagefind, run once over the finished site."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from pagefind.service import get_executable

from leidraad.errors import LeidraadError

ROOT = "[data-pagefind-body]"
# What no reader looks for.
LEFT_OUT = ".headerlink, .footnote-ref, .footnote-backref, .callout--trainer"
UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")


def index(site_dir: Path) -> None:
    """Write the index of every page with `data-pagefind-body`, one a language, into `site_dir`/pagefind.

    Raises:
        LeidraadError: Pagefind is missing, or failed.
    """
    program = get_executable()
    if program is None:
        raise LeidraadError("The program pagefind is missing; install Leidraad again.")
    done = subprocess.run(
        # What is around the text is not even looked at, which takes half of the time.
        [str(program), "--site", str(site_dir), "--root-selector", ROOT, "--exclude-selectors", LEFT_OUT],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        reason = (done.stderr or done.stdout).strip().splitlines()
        raise LeidraadError(
            f"{site_dir}: the search index could not be made ({reason[-1] if reason else 'no reason given'})."
        )
    entry = site_dir / "pagefind" / "pagefind-entry.json"
    # Pagefind writes its keys in no fixed order; the same input must give the same bytes.
    entry.write_text(json.dumps(json.loads(entry.read_text("utf-8")), sort_keys=True), "utf-8")
    for name in UNUSED:
        for path in (site_dir / "pagefind").glob(f"{name}.*"):
            path.unlink()
