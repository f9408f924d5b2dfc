"""Each page, once, in the narrowest window: all of it fits, and axe finds nothing on it.

What is the same on all pages is looked at in wide windows too, on one page of each template.
"""

from __future__ import annotations

import pytest

from gates import axe
from gates.fitting import faults
from gates.sites import told

pytestmark = pytest.mark.slow


def test_every_page_fits_a_window_of_320_pixels_and_has_no_violation(reader, sites):
    visit = reader(width=320, height=640)
    # What axe says of these, in every state, is for the test of templates.
    templates = sites.named().values()
    found: list[tuple[str, str]] = []
    for url in sites.every():
        page = visit(url)
        found += [(url, each) for each in faults(page)]
        if url not in templates:
            found += [(url, each) for each in axe.violations(page)]
    assert found == [], told(found)
