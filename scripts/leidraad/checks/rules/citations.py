"""Rules on what notes cite from references.bib: LR110–114, LR126, LR130 and LR140–145."""

from __future__ import annotations

from leidraad.checks.rules.rule import Rule

_BOWLBY = """@book{bowlby1988,
  author = {Bowlby, John},
  title = {A Secure Base},
  publisher = {Routledge},
  location = {London},
  date = {1988},
  langid = {english}
}
"""
_AINSWORTH = """@book{ainsworth1978,
  author = {Ainsworth, Mary D. S. and Blehar, Mary C. and Waters, Everett and Wall, Sally},
  title = {Patterns of Attachment},
  date = {1978}
}
"""
_DONNE = """@book{donne1624,
  author = {Donne, John},
  title = {Devotions upon Emergent Occasions},
  publisher = {Thomas Jones},
  location = {London},
  date = {1624},
  langid = {english}
}
"""
_MULTATULI = """@book{multatuli1860,
  author = {Multatuli},
  title = {Max Havelaar},
  publisher = {De Ruyter},
  location = {Amsterdam},
  date = {1860},
  langid = {dutch}
}

@book{multatuli1868,
  author = {Multatuli},
  title = {Max Havelaar},
  translator = {Nahuijs, Alphonse},
  publisher = {Edmonston and Douglas},
  location = {Edinburgh},
  date = {1868},
  langid = {english},
  related = {multatuli1860},
  relatedtype = {translationof}
}
"""
_ISLAND = "Geen mens is een eiland, geheel op zichzelf; ieder is een deel van het geheel."

RULES = (
    Rule(
        "LR110",
        "A note cites a key that references.bib has not. Mend the key, or add the entry.",
        "Verkennen.[^a] Terugkeren.[^b]\n\n[^a]: [@bowlby1989, p. 11]\n\n[^b]: [@bowlby1988, p. 12]\n",
        "Verkennen.[^a] Terugkeren.[^b]\n\n[^a]: [@bowlby1988, p. 11]\n\n[^b]: [@bowlby1988, p. 12]\n",
        bib=_BOWLBY,
    ),
    Rule(
        "LR111",
        "A citation stands in the text. Put it into a note: `[^a]` here, and `[^a]: [@key, p. 11]` below.",
        "Verkennen.[^a] Terugkeren [@bowlby1988, p. 12].\n\n[^a]: [@bowlby1988, p. 11]\n",
        "Verkennen.[^a] Terugkeren.[^b]\n\n[^a]: [@bowlby1988, p. 11]\n\n[^b]: [@bowlby1988, p. 12]\n",
        bib=_BOWLBY,
    ),
    Rule(
        "LR112",
        "The note of a quotation cites a work and no place in it. Add the page or section: `[@key, p. 11]`.",
        "/// citaat | John Donne[^a]\nGeen mens is een eiland.\n///\n\n[^a]: [@donne1624]\n",
        "/// citaat | John Donne[^a]\nGeen mens is een eiland.\n///\n\n[^a]: [@donne1624, § 17]\n",
        bib=_DONNE,
    ),
    Rule(
        "LR113",
        "A quotation is attributed to someone who neither wrote nor edited the cited work. "
        "Mend the name or the note, or begin the note with ‘geciteerd in’ (‘as quoted in’).",
        "/// citaat | Ernest Hemingway[^a]\nGeen mens is een eiland.\n///\n\n[^a]: [@donne1624, § 17]\n",
        "/// citaat | John Donne[^a]\nGeen mens is een eiland.\n///\n\n[^a]: [@donne1624, § 17]\n",
        bib=_DONNE,
    ),
    Rule(
        "LR114",
        "The notes of a chapter differ between its languages. Give both the same notes: the same work, and "
        "within one edition the same place.",
        "Verkennen.[^a]\n\n[^a]: [@bowlby1988, p. 12]\n",
        "Verkennen.[^a]\n\n[^a]: [@bowlby1988, p. 11]\n",
        bib=_BOWLBY,
        english="Exploring.[^a]\n\n[^a]: [@bowlby1988, p. 11]\n",
    ),
    Rule(
        "LR126",
        "The citation style cannot be used, or pandoc, which prints citations, does not run. "
        "Name a CSL file that is there; install pandoc anew with `pip install pypandoc_binary`.",
        "style: bestaat-niet.csl\n",
        "{}\n",
        bib=_BOWLBY,
        place="mkdocs.yml",
    ),
    Rule(
        "LR130",
        "No note cites this entry of references.bib, so no reader sees it. Cite it, or remove it.",
        "Verkennen.[^a]\n\n[^a]: [@bowlby1988, p. 11]\n",
        "Verkennen.[^a] Terugkeren.[^b]\n\n[^a]: [@bowlby1988, p. 11]\n\n[^b]: [@ainsworth1978, p. 17]\n",
        "warning",
        bib=_BOWLBY + "\n" + _AINSWORTH,
    ),
    Rule(
        "LR140",
        "The text names an author with a year that no work cited here has. Mend it, or cite the work.",
        "Bowlby (1978) noemt dat een veilige basis.[^a]\n\n[^a]: [@bowlby1988, p. 11]\n",
        "Bowlby (1988) noemt dat een veilige basis.[^a]\n\n[^a]: [@bowlby1988, p. 11]\n",
        "warning",
        bib=_BOWLBY,
    ),
    Rule(
        "LR143",
        "The same quotation stands elsewhere in other words. Look it up, and quote it alike in both places.",
        f"/// citaat | John Donne[^a]\n{_ISLAND}\n///\n\nOf:\n\n/// citaat | John Donne[^a]\n"
        f"{_ISLAND.replace('Geen mens', 'Niemand')}\n///\n\n[^a]: [@donne1624, § 17]\n",
        f"/// citaat | John Donne[^a]\n{_ISLAND}\n///\n\nOf:\n\n/// citaat | John Donne[^a]\n"
        f"{_ISLAND}\n///\n\n[^a]: [@donne1624, § 17]\n",
        "warning",
        bib=_DONNE,
    ),
    Rule(
        "LR144",
        "A quotation is longer than the right to quote may allow. Shorten it, or set the plugin's "
        "`quotation_words` where you have leave.",
        "/// citaat | Een bedachte spreker[^a]\n"
        + "Wie leidt, geeft rouw de tijd en blijft er zelf bij.\n" * 11
        + "///\n\n[^a]: Bedacht voor dit voorbeeld.\n",
        "/// citaat | Een bedachte spreker[^a]\nWie leidt, geeft rouw de tijd en blijft er zelf bij.\n///\n\n"
        "[^a]: Bedacht voor dit voorbeeld.\n",
        "warning",
    ),
    Rule(
        "LR145",
        "A note cites a foreign edition of a work that references.bib has in the page's own language. "
        "Cite that one, with its own page number.",
        "Een makelaar spreekt.[^a] Hij kent zijn vak.[^b]\n\n[^a]: [@multatuli1868, p. 1]\n\n"
        "[^b]: [@multatuli1860, hfst. 2]\n",
        "Een makelaar spreekt.[^a] Hij kent zijn vak.[^b]\n\n[^a]: [@multatuli1860, p. 1]\n\n"
        "[^b]: [@multatuli1860, hfst. 2]\n",
        "info",
        bib=_MULTATULI,
        english="A broker speaks.[^a] He knows his trade.[^b]\n\n[^a]: [@multatuli1868, p. 1]\n\n"
        "[^b]: [@multatuli1868, ch. 2]\n",
    ),
)
