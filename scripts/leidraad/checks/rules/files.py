"""Rules on files, includes and addresses, LR4xx."""

from __future__ import annotations

from leidraad.checks.rules.rule import Rule

RULES = (
    Rule(
        "LR401",
        "An include names a file that is not there. Mend the path; it counts from docs/_partials.",
        "{!nl/bestaat-niet.md!}\n",
        "Zonder invoegsel.\n",
    ),
    Rule(
        "LR402",
        "An include leaves docs/_partials. Put the text there and name it from there.",
        "{!../../README.md!}\n",
        "Zonder invoegsel.\n",
    ),
    Rule(
        "LR403",
        "An include comes back to itself. Break the circle.",
        "{!nl/kring.md!}\n",
        "Zonder invoegsel.\n",
    ),
    Rule(
        "LR404",
        "A file cannot be read as UTF-8 text. Save it as UTF-8.",
        "{!nl/latin1.md!}\n",
        "Zonder invoegsel.\n",
    ),
    Rule(
        "LR405",
        "A partial cites or defines a note. Move the note to the chapters: a partial is shared.",
        "{!nl/noot.md!}\n",
        "Zonder invoegsel.\n",
    ),
    Rule(
        "LR406",
        "An include asks for lines that the file has not. Mend the selection: `{!file.md!lines=1 3-5}`.",
        "{!nl/over-de-casussen.md!lines=7}\n",
        "{!nl/over-de-casussen.md!lines=1}\n",
    ),
    Rule(
        "LR407",
        "An address, or one that a page had before, is another page's or the site's own. Choose another.",
        "---\nslug: pagefind\n---\n\n# Rouw\n",
        "---\nslug: rouw\n---\n\n# Rouw\n",
    ),
    Rule(
        "LR408",
        "A slug or an old address cannot be one. Write lower-case letters, digits and single hyphens.",
        "---\nslug: Rouw en Verlies\n---\n\n# Rouw\n",
        "---\nslug: rouw-en-verlies\n---\n\n# Rouw\n",
    ),
    Rule(
        "LR409",
        "Front matter cannot be read, or a draft’s status is misspelt; both would be on the site. Mend it.",
        "---\nslug: [rouw\n---\n\n# Rouw\n",
        "---\nslug: rouw\n---\n\n# Rouw\n",
    ),
)
