"""The handbook of this repository, built once for all packages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from leidraad import site
from leidraad.packages import staging
from leidraad.packages.staging import Staged
from support import ROOT


@pytest.fixture(scope="session")
def staged_handbook() -> Iterator[Staged]:
    """Build the handbook of this repository once, as packages are made of it."""
    with staging.staged(
        lambda folder: site.load(ROOT / "mkdocs.yml", site_dir=folder, strict=True, use_directory_urls=False)
    ) as made:
        yield made
