"""What a rule is."""

from __future__ import annotations

from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "info"]
Place = Literal["chapter", "files", "mkdocs.yml", "nav", "second nav", "references.bib", "built"]


class Rule(NamedTuple):
    """A rule: what is wrong and what to do, and a chapter that breaks it beside one that does not.

    Attributes:
        code: permanent, and never used for anything else.
        summary: one sentence, with the remedy.
        bad: a Dutch chapter that breaks this rule and no other.
        good: a Dutch chapter that breaks none.
        severity: how much it weighs unless mkdocs.yml says otherwise.
        bib: the references.bib that both are checked with.
        english: the English chapter that both are checked with.
        lock: the lock file of the English chapter, without its first line.
        place: what the examples are: a chapter's text; a file by its name, with a colon and what is in it,
            there or indented below, or an arrow and where a link leads, or its size in brackets; the plugin's
            options, the `nav`, or that of the second language, in mkdocs.yml; or entries of references.bib;
            or, `built`, a chapter that only a build can judge.
    """

    code: str
    summary: str
    bad: str
    good: str
    severity: Severity = "error"
    bib: str = ""
    english: str = ""
    lock: str = ""
    place: Place = "chapter"

    @property
    def is_fixed(self) -> bool:
        """Tell whether the rule guards a build or an author's work, so that nobody may set it aside."""
        return (self.code.startswith("LR4") and self.severity == "error") or self.code == "LR507"
