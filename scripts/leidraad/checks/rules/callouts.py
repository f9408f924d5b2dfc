"""Rules on callouts, LR2xx."""

from __future__ import annotations

from leidraad.checks.rules.rule import Rule

RULES = (
    Rule(
        "LR201",
        "There is no callout of this name. Mend the word after `///`.",
        "/// citat | John Donne\nGeen mens is een eiland.\n///\n",
        "/// kern\nGeen mens is een eiland.\n///\n",
    ),
    Rule(
        "LR202",
        "A callout is not closed. End it with a line of as many slashes as it opens with.",
        "/// kern\nGeen mens is een eiland.\n",
        "/// kern\nGeen mens is een eiland.\n///\n",
    ),
    Rule(
        "LR203",
        "A line of slashes closes nothing. Remove it, or open a callout above it.",
        "Geen mens is een eiland.\n\n///\n",
        "/// kern\nGeen mens is een eiland.\n///\n",
    ),
    Rule(
        "LR204",
        "A callout has no option of this name. Mend or remove the option.",
        "/// oefening | Luister\n    minuten: 20\n\nIn tweetallen.\n///\n",
        "/// oefening | Luister\n    minutes: 20\n\nIn tweetallen.\n///\n",
    ),
    Rule(
        "LR205",
        "The value of an option cannot be used. Write one that the option takes.",
        "/// oefening | Luister\n    minutes: twintig\n\nIn tweetallen.\n///\n",
        "/// oefening | Luister\n    minutes: 20\n\nIn tweetallen.\n///\n",
    ),
    Rule(
        "LR206",
        "A callout lacks the argument that it needs. Write it behind a bar: `/// begrip | …`.",
        "/// begrip\nEen veilige basis is iemand bij wie je terug kunt.\n///\n",
        "/// begrip | Veilige basis\nIemand bij wie je terug kunt.\n///\n",
    ),
    Rule(
        "LR207",
        "A callout's word is of another language than the page. Write the word of the page's language.",
        "/// key\nGeen mens is een eiland.\n///\n",
        "/// kern\nGeen mens is een eiland.\n///\n",
    ),
    Rule(
        "LR208",
        "Between a callout's word and its title stands a bar. Write `/// kern | Title`.",
        "/// kern Onthoud dit\nGeen mens is een eiland.\n///\n",
        "/// kern | Onthoud dit\nGeen mens is een eiland.\n///\n",
    ),
    Rule(
        "LR209",
        "A line of slashes stands where no callout can be. Move the callout out of what is around it.",
        "!!! note\n    /// xyz\n    Tekst.\n    ///\n",
        "/// kern\nTekst.\n///\n",
    ),
    Rule(
        "LR210",
        "A comment asks for a part of the back matter that there is not. Write one that there is.",
        "# Begrippen\n\n<!-- leidraad begrippen -->\n",
        "# Begrippen\n\n<!-- leidraad glossary -->\n",
    ),
)
