"""Front matter: what MkDocs cannot read of it, and would show to the reader as text."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from leidraad.checks.finding import Finding
from leidraad.drafts import DRAFT, says_draft
from leidraad.errors import printable
from leidraad.hints import did_you_mean

# As MkDocs takes it, in its utils/meta.py.
_FRONT = re.compile(r"---[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)
_OPEN = re.compile(r"---[ \t]*\n\s*[\w-]+[ \t]*:")
_REMEDY = "write a line `name: value` for each thing between two lines of ---"


def check_front(name: str, text: str) -> Iterator[Finding]:
    """Yield what is wrong with the front matter of a page, if it has one.

    Args:
        name: what people call the file.
        text: the whole file.
    """
    found = _FRONT.match(text)
    if not found:
        if _OPEN.match(text):
            yield _finding(name, 1, "is not closed; put a line of --- below it.")
        return
    try:
        data = yaml.safe_load(found[1])
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = min(mark.line, found[1].count("\n") - 1) + 2 if mark else 1
        yield _finding(
            name, line, f"cannot be read ({printable(str(error.problem))}); mend it here or above."
        )
    except (yaml.YAMLError, ValueError, LookupError, TypeError, RecursionError):
        yield _finding(name, 1, f"cannot be read; {_REMEDY}.")
    else:
        if not isinstance(data, dict):
            yield _finding(name, 1, f"has no names and values; {_REMEDY}, or remove it.")
        elif hint := _misspelt(data.get("status")):
            line = text[: found.end()].split("\nstatus", 1)[0].count("\n") + 2
            yield _finding(name, line, f"has no status ‘{printable(str(data['status']))}’.{hint}")


def _misspelt(status: object) -> str:
    """Return a guess where a status is nearly that of a draft, which would be published."""
    is_other = isinstance(status, str) and not says_draft(status)
    return did_you_mean(str(status).casefold(), [DRAFT], "") if is_other else ""


def _finding(name: str, line: int, what: str) -> Finding:
    return Finding(name, line, 1, "LR409", f"The front matter {what}")
