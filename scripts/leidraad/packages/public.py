"""What a page says of its public address, which a package leaves out: it is read where it is."""

from __future__ import annotations

import re

from leidraad import patterns

_SAID = patterns.lazy(
    r'<(?:link rel="(?:canonical|alternate )"|meta (?:property="og:|name="twitter:))[^<>]*>\s*'
    r'|<script type="application/ld\+json">.*?</script>\s*',
    re.DOTALL,
)


def left_out(html: str) -> str:
    """Return a page that says nothing of its public address."""
    return _SAID.sub("", html)
