"""The process that reads a PDF: its bytes come in, its pages go out, a line of JSON each."""

from __future__ import annotations

import contextlib
import json
import sys

from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

from leidraad.manuscript.pdf.glyphs import TooMuch, pages
from leidraad.manuscript.pdf.reading import MEMORY, message
from leidraad.manuscript.pdf.setting import rows


def main() -> None:
    """Read a PDF from the standard input; say in one line what is wrong with it, if something is."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        # Windows has no such bounds; there the time alone is bounded.
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        for page in pages(sys.stdin.buffer.read()):
            _say(message(page, rows(page)))
        _say({"done": True})
    except (PDFPasswordIncorrect, PDFEncryptionError):
        _say({"problem": "password"})
    except TooMuch as much:
        _say({"problem": "much", "detail": str(much)})
    except MemoryError:
        _say({"problem": "memory"})
    except Exception:
        # A parser that meets a broken file raises anything: the file is to blame, whatever it is.
        _say({"problem": "broken"})


def _say(said: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
