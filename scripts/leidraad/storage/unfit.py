"""What XML cannot hold, for all who write it."""

from __future__ import annotations

import re

# https://www.w3.org/TR/xml/#charsets
UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
