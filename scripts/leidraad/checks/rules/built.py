"""Rules on the built site, LR6xx, which need a build to be told."""

from __future__ import annotations

from leidraad.checks.rules.rule import Rule

RULES = (
    Rule(
        "LR601",
        "A link leads nowhere. Mend the path: `[text](02-chapter.md)`, from the chapter's own folder.",
        "# Rouw\n\nLees [verder](02-verlies.md).\n",
        "# Rouw\n\nLees [verder](index.md).\n",
        place="built",
    ),
    Rule(
        "LR602",
        "A link leads to a place that is not on its page. Write the id of a heading there: `#id`.",
        "# Rouw\n\nZie [hieronder](#verlies).\n",
        "# Rouw\n\nZie [hieronder](#verlies).\n\n## Verlies {#verlies}\n",
        place="built",
    ),
    Rule(
        "LR603",
        "A picture, script, style sheet or other file of a page is not there. Add it, or mend the path.",
        "# Rouw\n\n![Een boom](../assets/boom.png)\n",
        "# Rouw\n\nEen boom.\n",
        place="built",
    ),
    Rule(
        "LR604",
        "An id is on a page twice, so that links to it lead to the first. Give each a name of its own.",
        "# Rouw\n\n## Verlies {#verlies}\n\nEen.\n\n## Afscheid {#verlies}\n\nTwee.\n",
        "# Rouw\n\n## Verlies {#verlies}\n\nEen.\n\n## Afscheid {#afscheid}\n\nTwee.\n",
        place="built",
    ),
    Rule(
        "LR605",
        "What a page says of its languages or its own address is not so: it leads nowhere, or not back.",
        '# Rouw\n\n<link rel="alternate" hreflang="en" href="../verlies/">\n',
        "# Rouw\n\nZonder eigen verwijzing.\n",
        place="built",
    ),
    Rule(
        "LR606",
        "A page asks another host for something, which tells it who reads here. Keep a copy in docs/assets.",
        '# Rouw\n\n<form action="https://elders.example/"></form>\n',
        "# Rouw\n\nZie [elders](https://elders.example/).\n",
        place="built",
    ),
)
