"""The second wall: a page without anything that is not allowed, whatever was overlooked before."""

from __future__ import annotations

import nh3

from leidraad.policy.allowed import ATTRIBUTES, ELEMENTS, PLAIN, SCHEMES, SPOKEN, offence

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

    One that holds nothing else is returned as it is.
    """
    return html if PLAIN.fullmatch(html) else _CLEANER.clean(html)
