"""No page has a violation of WCAG 2.2 A and AA, nor of what axe counts as best practice."""

from __future__ import annotations

import pytest

from gates import axe, opening
from gates.sites import told

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("width", [360, 1280])
def test_no_template_has_a_violation_in_any_colours_whatever_is_open(reader, sites, width: int):
    # What opens is looked at when it is open, and need not be waited for.
    visit = reader(width=width, reduced_motion="reduce")
    found: list[tuple[str, ...]] = []
    seen: set[str] = set()
    for name, url in sites.named().items():
        page = visit(url)
        found += [(name, each) for each in axe.violations_in_both_schemes(page)]
        # The menu of a large handbook is another one.
        for state in opening.states(page, url, set() if name == "menus" else seen):
            found += [(name, state, each) for each in axe.violations_in_both_schemes(page)]
    assert found == [], told(found)
    assert len(seen) > 5, seen
