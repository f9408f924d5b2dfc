"""What XML cannot hold, for all who write it."""

from __future__ import annotations

from leidraad import patterns

# https://www.w3.org/TR/xml/#charsets
UNFIT = patterns.lazy("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
