"""A chapter in our own words, and the layouts that it can be set in."""

from __future__ import annotations

from dataclasses import dataclass

from press import Press, Style

NOTES = {
    "1": "Wilma Terpstra, Brieven uit de loods (Harlingen: De Kade, 2011), p. 14.",
    "2": "De gesprekken zijn gevoerd in het najaar; de namen zijn veranderd.",
    "3": "Terpstra, Brieven uit de loods, p. 60.",
}
VERSE = (
    "Wie de sleutel draagt",
    "van een deur die niemand opent,",
    "hoort nog jaren later",
    "hoe het slot zich sluit.",
)
FIRST = (
    "Een nieuwe leider krijgt op de eerste dag een sleu\u00adtel\u00adbos. Nie\u00admand vertelt erbij welke "
    "deuren er nog zijn en welke al lang ge\u00adle\u00adden zijn dicht\u00adge\u00admet\u00adseld. Wie "
    "daar\u00adnaar vraagt, merkt dat de vraag zelf al iets opent. De ver\u00adga\u00adde\u00adring "
    "wordt stil, en dan be\u00adgint ie\u00admand te ver\u00adtel\u00adlen.{2}"
)
SECOND = (
    "Dat ver\u00adtel\u00adlen kost tijd. Het levert geen be\u00adsluit op en geen plan, maar wel een "
    "kaart van het ge\u00adbouw waar\u00adin ie\u00adder\u00adeen al die jaren heeft ge\u00adwerkt."
)
CASE = (
    "Marga leidt een drukkerij met veertien mensen. In haar kamer staat een kast die nooit open is "
    "geweest. ‘Die is van voor mijn tijd’, zegt ze, en ze loopt er met een boog omheen.",
    "Na een jaar vraagt de jongste drukker wat er in de kast ligt. Marga zoekt de sleutel. Er ligt "
    "een stapel proefdrukken in, en een brief aan wie hem vindt.",
)
THIRD = (
    "Wat Marga vond, was geen ge\u00adheim. Het was werk dat nie\u00admand had durven weg\u00addoen, en "
    "dat door die kast was blijven wach\u00adten op een opvolger."
)
QUOTE = (
    "Een team bewaart alles, ook wat het heeft weggegooid. Vraag er dus naar voordat je opruimt, en "
    "luister naar wie als laatste antwoord geeft."
)
ITEMS = (
    "Loop het gebouw door met iemand die er al lang werkt.",
    "Vraag bij elke deur wie haar het laatst heeft geopend, en wacht op het antwoord.",
    "Schrijf op wat je hoort.",
)
TABLE = (
    ("Deur", "Wie weet ervan", "Wanneer open"),
    ("Kast", "De drukker", "Na een jaar"),
    ("Kelder", "De portier", "Elke winter"),
    ("Zolder", "Niemand", "Nooit"),
)
LAST = "Zo wordt een sleutelbos een verhaal. Het hangt niet meer aan één riem, maar aan allemaal."

CHAPTER = """\
# De sleutelbos

/// motto | Wilma Terpstra[^bos-1]
Wie de sleutel draagt
van een deur die niemand opent,
hoort nog jaren later
hoe het slot zich sluit.
///

Een nieuwe leider krijgt op de eerste dag een sleutelbos. Niemand vertelt erbij welke deuren er nog zijn \
en welke al lang geleden zijn dichtgemetseld. Wie daarnaar vraagt, merkt dat de vraag zelf al iets opent. \
De vergadering wordt stil, en dan begint iemand te vertellen.[^bos-2]

Dat vertellen kost tijd. Het levert geen besluit op en geen plan, maar wel een kaart van het gebouw waarin \
iedereen al die jaren heeft gewerkt.

/// casus | De kast van Marga
Marga leidt een drukkerij met veertien mensen. In haar kamer staat een kast die nooit open is geweest. \
‘Die is van voor mijn tijd’, zegt ze, en ze loopt er met een boog omheen.

Na een jaar vraagt de jongste drukker wat er in de kast ligt. Marga zoekt de sleutel. Er ligt een stapel \
proefdrukken in, en een brief aan wie hem vindt.
///

Wat Marga vond, was geen geheim. Het was werk dat niemand had durven wegdoen, en dat door die kast was \
blijven wachten op een opvolger.

## Vragen naar deuren

/// citaat | Wilma Terpstra[^bos-3]
Een team bewaart alles, ook wat het heeft weggegooid. Vraag er dus naar voordat je opruimt, en luister \
naar wie als laatste antwoord geeft.
///

- Loop het gebouw door met iemand die er al lang werkt.
- Vraag bij elke deur wie haar het laatst heeft geopend, en wacht op het antwoord.
- Schrijf op wat je hoort.

| Deur | Wie weet ervan | Wanneer open |
| --- | --- | --- |
| Kast | De drukker | Na een jaar |
| Kelder | De portier | Elke winter |
| Zolder | Niemand | Nooit |

Zo wordt een sleutelbos een verhaal. Het hangt niet meer aan één riem, maar aan allemaal.

[^bos-1]: Wilma Terpstra, Brieven uit de loods (Harlingen: De Kade, 2011), p. 14.

[^bos-2]: De gesprekken zijn gevoerd in het najaar; de namen zijn veranderd.

[^bos-3]: Terpstra, Brieven uit de loods, p. 60.
"""


@dataclass(frozen=True)
class Layout:
    """How a chapter is set; `measure`, `indent` and `gap` in the size of its type."""

    size: float = 10.0
    leading: float = 1.3
    measure: float = 30.0
    shift: float = 0.0
    justified: bool = True
    indent: float = 1.2
    gap: float = 0.0
    verse: str = "left"
    case: str = "small"
    quote: str = "indent"
    name: str = "right"
    head: bool = True
    foot: bool = True


CASES = {
    "small": {"size": 0.88},
    "indent": {"left": 2.0, "right": 2.0},
    "sans": {"face": "Helvetica"},
    "frame": {"left": 0.8, "right": 0.8},
    "bar": {"left": 1.2},
}
QUOTES = {
    "indent": {"left": 2.0, "right": 2.0},
    "small": {"size": 0.88},
    "italic": {"italic": True},
    "centre": {"left": 2.0, "right": 2.0, "align": "centre"},
}


def typeset(layout: Layout) -> bytes:
    """Return the chapter as a PDF."""
    em, body = layout.size, "justify" if layout.justified else "left"
    press = Press(
        width=layout.measure * em + 120,
        measure=layout.measure * em,
        leading=layout.leading,
        shift=layout.shift,
        head="De sleutelbos" if layout.head else "",
        numbered=layout.head,
        notes=NOTES if layout.foot else {},
    )

    def style(**changes: object) -> Style:
        scaled = {
            key: value * em if isinstance(value, float) else value
            for key, value in {"size": 1.0, "align": body, **changes}.items()
        }
        return Style(**scaled)  # type: ignore[arg-type]

    def text(words: str, **changes: object) -> tuple[float, float]:
        return press.para(words, style(**{"after": layout.gap, **changes}))

    text("De sleutelbos", size=1.6, bold=True, align="left", after=1.0)
    sides = {"left": {"left": 2.0}, "centre": {}, "right": {}}[layout.verse]
    for line in VERSE:
        text(line, align=layout.verse, after=0.0, **sides)
    _name(text, layout, "Wilma Terpstra{1}", sides)
    text(FIRST, before=1.0)
    text(SECOND, first=layout.indent)
    _case(press, text, layout)
    text(THIRD, before=1.2)
    text("Vragen naar deuren", size=1.2, bold=True, align="left", before=1.0, after=0.4)
    text(QUOTE, before=0.4, **{"after": 0.0, **QUOTES[layout.quote]})
    kept = {key: value for key, value in QUOTES[layout.quote].items() if key in ("left", "right", "size")}
    _name(text, layout, "Wilma Terpstra{3}", kept)
    press.y -= 0.8 * em
    for item in ITEMS:
        text(f"• {item}", left=1.0, first=-1.0, after=0.0)
    press.turn()
    for row in TABLE:
        press.y -= 1.5 * em
        for at, cell in enumerate(row):
            press.draw(press.x + layout.measure / 3 * em * at, press.y, cell, style())
    text(LAST, before=1.2)
    if not layout.foot:
        text("Noten", size=1.2, bold=True, align="left", before=1.0, after=0.4)
        for number, note in NOTES.items():
            text(f"{number}. {note}", size=0.8, align="left", after=0.2)
    return press.done()


def _name(text: object, layout: Layout, name: str, sides: dict[str, object]) -> None:
    assert callable(text)
    shown = f"— {name}" if layout.name == "dash" else name
    text(shown, **{**sides, "align": "right" if layout.name == "right" else "left", "after": 0.0})


def _case(press: Press, text: object, layout: Layout) -> None:
    """Set the case: its title and its two paragraphs, perhaps in a frame or along a bar."""
    assert callable(text)
    how = CASES[layout.case]
    # A frame is drawn round what stands together on one page.
    press.turn()
    spans = [text("De kast van Marga", **{**how, "bold": True, "align": "left", "before": 1.0, "after": 0.3})]
    spans += [text(CASE[0], **how), text(CASE[1], **{**how, "first": layout.indent})]
    bottom, top = spans[-1][0] - 4, spans[0][1]
    if layout.case == "frame":
        press.canvas.rect(press.x, bottom, press.measure, top - bottom)
    elif layout.case == "bar":
        press.canvas.rect(press.x, bottom, 1.5, top - bottom, fill=1)
