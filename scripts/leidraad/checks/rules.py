"""Every rule of the checker, with a bad and a good example; the examples are the rules' tests.

Codes are permanent and never reused: LR1xx citations and notes, LR2xx callouts, LR4xx files and includes,
LR5xx what an import left to decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: what is wrong and what to do, and a chapter that breaks it beside one that does not."""

    code: str
    summary: str
    bad: str
    good: str
    severity: Severity = "error"


_RULES = (
    Rule(
        "LR101",
        "A note is cited but not defined. Define it at the end of the chapter, or mend its name.",
        "Rouw vraagt tijd.[^bowlby]\n",
        "Rouw vraagt tijd.[^bowlby]\n\n[^bowlby]: John Bowlby, *Loss* (1980).\n",
    ),
    Rule(
        "LR102",
        "A note is defined but nothing refers to it. Cite it in the text, or remove it.",
        "Rouw vraagt tijd.\n\n[^bowlby]: John Bowlby, *Loss* (1980).\n",
        "Rouw vraagt tijd.[^bowlby]\n\n[^bowlby]: John Bowlby, *Loss* (1980).\n",
    ),
    Rule(
        "LR103",
        "A note is defined twice; readers see only the last one. Keep one definition.",
        "Tijd.[^a]\n\n[^a]: Bowlby.\n\n[^a]: Ainsworth.\n",
        "Tijd.[^a] Nabijheid.[^b]\n\n[^a]: Bowlby.\n\n[^b]: Ainsworth.\n",
    ),
    Rule(
        "LR104",
        "A note is empty. Write its source, or remove note and reference.",
        "Tijd.[^a]\n\n[^a]:\n",
        "Tijd.[^a]\n\n[^a]: John Bowlby, *Loss* (1980).\n",
    ),
    Rule(
        "LR105",
        "The source of a note is still to be given. Look it up and replace the placeholder.",
        "Tijd.[^a]\n\n[^a]: Bron nog op te geven.\n",
        "Tijd.[^a]\n\n[^a]: John Bowlby, *Loss* (1980).\n",
    ),
    Rule(
        "LR106",
        "A quote or epigraph has no note. Name its source: `/// citaat | Who[^note]`.",
        "/// citaat | John Donne\nGeen mens is een eiland.\n///\n",
        "/// citaat | John Donne[^a]\nGeen mens is een eiland.\n///\n\n[^a]: Meditation XVII (1624).\n",
    ),
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
        "A page's address is taken by another page or by the site itself. Give it a slug of its own.",
        "---\nslug: pagefind\n---\n\n# Rouw\n",
        "---\nslug: rouw\n---\n\n# Rouw\n",
    ),
    Rule(
        "LR408",
        "A slug cannot be an address. Write lower-case letters, digits and single hyphens.",
        "---\nslug: Rouw en Verlies\n---\n\n# Rouw\n",
        "---\nslug: rouw-en-verlies\n---\n\n# Rouw\n",
    ),
    Rule(
        "LR501",
        "An import was not certain what this block is. Look, mend it where needed, remove the comment.",
        "<!-- leidraad LR501: dit is gelezen als citaat; het kan ook alinea zijn -->\n\nTekst.\n",
        "Tekst.\n",
        "warning",
    ),
    Rule(
        "LR502",
        "An import was not certain how to join a broken word. Look, mend it, remove the comment.",
        "<!-- leidraad LR502: ‘zelfbeeld’ is samengevoegd; klopt dat? -->\n\nZelfbeeld.\n",
        "Zelfbeeld.\n",
        "warning",
    ),
    Rule(
        "LR503",
        "An import was not certain of a note. Look, mend it, remove the comment.",
        "<!-- leidraad LR503: noot 3 -->\n\nTekst.\n",
        "Tekst.\n",
        "warning",
    ),
    Rule(
        "LR504",
        "An imported text breaks off here. Complete it, or remove the comment.",
        "Afhankelijk van de\n\n<!-- leidraad LR504: de tekst breekt hier af -->\n",
        "Afhankelijk van de ander.\n",
        "warning",
    ),
    Rule(
        "LR505",
        "An import guessed the encoding of its source. Look at accents and quotation marks.",
        "<!-- leidraad LR505: gelezen als Windows-1252 -->\n\nTekst.\n",
        "Tekst.\n",
        "warning",
    ),
    Rule(
        "LR506",
        "An import left out what a page cannot hold: a picture, a remark, words that could not be read.",
        "<!-- leidraad LR506: een opmerking van de redactie: klopt dit jaartal? -->\n\nTekst.\n",
        "Tekst.\n",
        "warning",
    ),
    Rule(
        "LR507",
        "A chapter holds a conflict: an author and a corrected manuscript changed the same lines. Settle it.",
        "<<<<<<< your edits\nRouw kost tijd.\n=======\nRouw vraagt tijd.\n>>>>>>> new import\n",
        "Rouw vraagt tijd.\n",
    ),
)

RULES = {rule.code: rule for rule in _RULES}
