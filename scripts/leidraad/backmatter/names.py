"""What a page may ask for by a comment, `<!-- leidraad glossary -->`."""

from __future__ import annotations

from leidraad import patterns

BOUND = ("glossary", "cases", "quotes", "exercises", "changes", "book")
"""What the back matter is made of."""
NAMES = ("bibliography", *BOUND)
"""All that can be asked for: that, and the works that are cited."""
MARKER = patterns.lazy(rf"<!--\s*leidraad ({'|'.join(BOUND)})\s*-->")
"""Where a page asks for a part of the back matter."""
ASKING = patterns.lazy(r"<!--\s*leidraad ")
"""Where a page asks for anything, or would."""
