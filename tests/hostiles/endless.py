"""Pages of less than a megabyte that Python-Markdown would read for minutes, or deeper than Python goes.

What they cost shows only once they are converted.
"""

from __future__ import annotations

from hostile import NL, Case


def endless(name: str, text: str) -> Case:
    return Case(name, {NL: f"# T\n\n{text}\n"}, (f"{NL}:1 LR412",))


CASES = (
    endless("code spans without end", "`a " * 300_000),
    endless("emphasis without end", "***a* " * 150_000),
    endless("nothing but backslashes", "\\" * 900_000),
    endless("quotations of 200 levels", (">" * 200 + " a\n\n") * 4000),
    endless("a note that is cited for ever", "[^a] " * 150_000 + "\n\n[^a]: Een.\n"),
    endless("notes in notes", "".join(f"[^n{n}]: b[^n{n + 1}]\n\n" for n in range(30_000))),
    endless("callouts without end", "/// kern\na\n///\n\n" * 50_000),
    endless("callouts of 600 levels", "".join(f"{'/' * (600 - n)} kern\n\n" for n in range(590))),
    endless("a table of sixteen million cells", f"|{'a|' * 4000}\n|{'-|' * 4000}\n" + "|\n" * 4000),
)
