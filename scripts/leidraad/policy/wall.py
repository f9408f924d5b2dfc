"""The second wall: a page without anything that is not allowed, whatever was overlooked before."""

from __future__ import annotations

import nh3

from leidraad.policy.allowed import ATTRIBUTES, ELEMENTS, SPOKEN, offence
from leidraad.policy.elsewhere import SCHEMES

_CLEANER = nh3.Cleaner(
    tags=set(ELEMENTS),
    attributes={element: set(names) for element, names in ATTRIBUTES.items()},
    generic_attribute_prefixes={SPOKEN},
    attribute_filter=lambda element, name, value: None if offence(element, name, value) else value,
    url_schemes=set(SCHEMES),
    link_rel=None,
)


def sanitise(html: str) -> str:
    """Return a page without comments, and without elements, attributes and addresses that are not allowed.

    Every element ends within it, or it would take along what is around the page, or let the page out.
    """
    return _CLEANER.clean(html)
