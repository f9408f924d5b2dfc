"""Rules on HTML that is not allowed on a page, LR42x: errors where authors are not trusted."""

from __future__ import annotations

from leidraad.checks.rules.rule import Rule

RULES = (
    Rule(
        "LR420",
        "An element that may run, load or send something, or take the page over. Say it in Markdown.",
        "# Rouw\n\n<iframe title='Film'></iframe>\n",
        "# Rouw\n\n<abbr title='bijvoorbeeld'>bv.</abbr>\n",
        severity="warning",
    ),
    Rule(
        "LR421",
        "An attribute that may run something, or is not the author’s to give, also in `{…}`. Remove it.",
        '# Rouw\n\nEen [bron](bronnen.md){onclick="alert(1)"}.\n',
        "# Rouw\n\nEen [bron](bronnen.md){lang=nl}.\n",
        severity="warning",
    ),
    Rule(
        "LR422",
        "An address that may run something. Link to https:, mailto: or tel:, or to a page of the handbook.",
        "# Rouw\n\nEen [bron](javascript:alert%281%29).\n",
        "# Rouw\n\nEen [bron](https://example.org/).\n",
        severity="warning",
    ),
    Rule(
        "LR423",
        "A picture from another host, which learns who reads the page. Put it in docs/assets.",
        "# Rouw\n\n![Een vuur](https://example.org/vuur.png)\n",
        "# Rouw\n\n![Een vuur](../assets/vuur.png)\n",
        severity="warning",
    ),
)
