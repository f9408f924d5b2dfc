"""Where the addresses on a page lead within the site, for what is put on another page."""

from __future__ import annotations

from urllib.parse import urljoin

from mkdocs.utils import get_relative_url

from leidraad.policy.elsewhere import is_relative

_BASE = "https://leidraad.invalid/"


def target(address: str, start: str) -> tuple[str, str] | None:
    """Return the address in the site that a relative one leads to, and the fragment with its mark, or None.

    Args:
        address: as it is written, with entities resolved.
        start: the address of the page that it stands on.
    """
    if not is_relative(address):
        return None
    whole = urljoin(_BASE + start, address)
    if not whole.startswith(_BASE):
        return None
    path, mark, fragment = whole.removeprefix(_BASE).partition("#")
    return path, mark + fragment


def moved(address: str, start: str, url: str) -> str:
    """Return an address that leads from the page at `url` to where it led from the one at `start`."""
    found = target(address, start)
    return address if found is None else get_relative_url(found[0], url) + found[1]
