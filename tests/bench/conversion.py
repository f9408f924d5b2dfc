"""What our conversion of a page takes beside that of the same parser without reader and checks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import handbooks
from figures import Figure, ratio
from markdown import Markdown
from measuring import cpu_of, tell

SUBJECT = "conversion"
_CHAPTERS = 10


def measure(rounds: int) -> Iterator[Figure]:
    """Yield the CPU time of our conversion over that of the plain parser."""
    from support import markdown

    tell("conversion of pages")
    texts = [handbooks.chapter(number, "nl") for number in range(_CHAPTERS)]
    plain = [handbooks.plain(text) for text in texts]
    extensions = ["toc", "attr_list", "def_list", "tables", "fenced_code", "footnotes"]
    bare, ours = Markdown(extensions=[*extensions, "pymdownx.blocks.admonition"]), markdown("nl")

    def convert(parser: Markdown, pages: Sequence[str]) -> None:
        for page in pages:
            parser.reset()
            parser.convert(page)

    taken = [
        (cpu_of(lambda: convert(ours, texts)), cpu_of(lambda: convert(bare, plain))) for _ in range(rounds)
    ]
    yield ratio(SUBJECT, "CPU, ours / plain parser", *zip(*taken, strict=True))
