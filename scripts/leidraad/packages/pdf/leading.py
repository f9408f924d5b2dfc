"""Where links lead from paper."""

from __future__ import annotations

from typing import Any

from leidraad import patterns
from leidraad.policy.elsewhere import is_outside

ZERO_WIDTH = "\u200b"
_JOINTS = patterns.lazy(r"(?<=[^/:]/)(?=[^/])|(?<=[^/]\.)|(?<=[_?&=-])")


def lead(body: Any) -> None:
    """Let each link lead where it can from paper: to a page of the book, or to an address that is spelt out.

    What led to a page that is not in the book is text.
    """
    ids = {each.get("id") for each in body.iter() if isinstance(each.tag, str) and each.get("id")}
    for link in [*body.iter("a")]:
        address = link.get("href", "")
        if address.startswith("#"):
            if address[1:] not in ids:
                link.drop_tag()
            elif not link.get("class"):
                link.set("class", "to")
        elif is_outside(address):
            shown = address.partition(":")[2].strip("/")
            # Numbers of telephones are said in groups.
            said = "".join(link.text_content().split())
            if said.partition("://")[2].strip("/") != shown and said.strip("/") != shown:
                link.set("class", "outside")
                link.set("data-address", _divided(shown))
            elif not len(link):
                link.text = _divided(link.text or "")
        else:
            link.drop_tag()


def _divided(address: str) -> str:
    """Return an address of which lines can end between its parts."""
    return _JOINTS.sub(ZERO_WIDTH, address)
