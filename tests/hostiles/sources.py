"""Sources whose fields would run, load or break something."""

from __future__ import annotations

from hostile import NL, Case

BIB = "references.bib"
DONNE = "@book{{donne1624, author = {{Donne, John}}, title = {{Devotions}}, date = {{1624}}{}}}\n"


def field(name: str, given: str, *found: str) -> Case:
    """Return a case of a field of an entry; `found` are lines and codes."""
    told = tuple(f"{BIB}:{each}" for each in found)
    return Case(name, {BIB: DONNE.format(f",\n  {given}, urldate = {{2026-01-01}}"), NL: "# T\n"}, told)


CASES = (
    field("a source at an address that runs", "url = {javascript:alert(1)}", "2 LR120"),
    field("a source at an address that runs, in disguise", "url = { JavaScript:alert(1)}", "2 LR120"),
    field("a source that is data", "url = {data:text/html,x}", "2 LR120"),
    field("a source in the reader's own files", "url = {file:///etc/passwd}", "2 LR120"),
    field("a source that leaves its attribute", """url = {https://example.org/" onclick="a}""", "2 LR120"),
    field("a source at an address without its scheme", "url = {www.example.org/a}", "2 LR120"),
    field("a DOI that is HTML", """doi = {10.1/"><script>a</script>}""", "2 LR123"),
    field("a source on the web", "url = {https://example.org/a_b~c%20d?e=f&g=h#i}"),
)
