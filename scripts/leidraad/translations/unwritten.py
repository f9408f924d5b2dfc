"""What of a chapter has still to be written: blocks that have no word but `…`."""

from __future__ import annotations

from collections.abc import Iterable

from leidraad import patterns
from leidraad.dialect import tags
from leidraad.dialect.kinds import WORDED
from leidraad.model import Block, Callout, Heading, Note, Paragraph, Verbatim
from leidraad.translations.skeleton import LEAD, OPEN, TOLD, words

_LETTER = patterns.lazy(r"[^\W\d_]")
_TAG = patterns.lazy(r"<[^>]*>")
# A page of another edition that is still to be looked up.
_UNPAGED = patterns.lazy(rf"\[[^\[\]]*@[^\[\]]*{OPEN}[^\[\]]*\]")
# Words in these are the same in every language.
WORDLESS = ("code", "definition", "rule")


def is_open(text: str) -> bool:
    """Tell whether a text has no word but `…`, or cites a page that is still to be looked up."""
    if OPEN not in text:
        return False
    # The mark of a right answer, or the type of an admonition, says nothing.
    text = "\n".join(LEAD.sub(r"\g<rest>", line, count=1) for line in tags.MARK.sub("", text).split("\n"))
    said = " ".join(words(_TAG.sub(lambda tag: " ".join(told[2] for told in TOLD.findall(tag[0])), text)))
    return bool(_UNPAGED.search(text)) or (OPEN in said and not _LETTER.search(said))


def is_unwritten(block: Block) -> bool:
    """Tell whether something that a block itself says has still to be written."""
    return any(map(is_open, texts(block)))


def count(blocks: Iterable[Block]) -> tuple[int, int]:
    """Return how many blocks have still to be written, and how many say something."""
    saying = [block for block in blocks if any(map(_LETTER.search, texts(block))) or is_unwritten(block)]
    return sum(map(is_unwritten, saying)), len(saying)


def texts(block: Block) -> tuple[str, ...]:
    """Return what a block itself says in the words of its language, as its author wrote it."""
    match block:
        case Heading(_, text) | Paragraph(text) | Note(_, text):
            return (text,)
        case Callout(_, argument, options):
            return (argument or "", *(str(options[name]) for name in WORDED if name in options))
        case Verbatim(kind, source) if kind not in WORDLESS:
            return (source,)
        case _:
            return ()
