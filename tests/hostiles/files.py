"""Files that are none, lead out, hide, or have names that break."""

from __future__ import annotations

import unicodedata

from hostile import NL, Case, Drawn, Link, Long, Special

A = "docs/assets"
PAGE = "# T\n"


def link(name: str, path: str, target: str) -> Case:
    return Case(name, {path: Link(target)}, (f"{path}:1 LR410",), only=False)


def name(what: str, path: str, *more: str) -> Case:
    return Case(what, {path: PAGE}, (f"{path}:1 LR411", *more))


def shown(what: str, path: bytes | str, told: str) -> Case:
    """Return a case of a name that cannot be printed as it is."""
    return Case(what, {path: PAGE}, (f"{told}:1 LR411",))


def both(what: str, first: str, second: str, found: str | None = None) -> Case:
    return Case(what, {first: PAGE, second: PAGE}, (f"{found or second}:1 LR411",), only=False)


def untrusted(what: str, path: str, text: Drawn = "x\n") -> Case:
    return Case(what, {path: text}, (f"{path}:1 LR411",), options="{authors: untrusted}")


CASES = (
    link("a link to the system", f"{A}/passwd.txt", "/etc/passwd"),
    link("a chapter that is a link to the system", "docs/nl/02-x.md", "/etc/passwd"),
    link("a link to the handbook's own settings", f"{A}/x.yml", "../../mkdocs.yml"),
    link("a link to nowhere", f"{A}/weg.pdf", "weg-is-weg.pdf"),
    link("a chapter that is a link to nowhere", "docs/nl/02-x.md", "weg.md"),
    link("a link to itself", f"{A}/lus.pdf", "lus.pdf"),
    link("a link to the folder above", f"{A}/boven", ".."),
    link("a link to the folder of the handbook", f"{A}/alles", "../.."),
    link("a link to the root of the system", f"{A}/alles", "/"),
    link("a link to another folder of docs", f"{A}/nl", "../nl"),
    link("a hidden link to a folder", "docs/.verborgen", "/"),
    link("a language that is a link out", "docs/nl", "/etc"),
    link("a language that is a link to the root", "docs/nl", "/"),
    link("a language that is a link to the other", "docs/en", "nl"),
    link("partials that are a link out", "docs/_partials", "/etc"),
    link("a link to a device", f"{A}/nul.png", "/dev/zero"),
    link("a chapter that is a link to a device", "docs/nl/02-x.md", "/dev/zero"),
    link("docs that is a link out", "docs", "/etc"),
    link("docs that is a link to the root", "docs", "/"),
    link("docs that is a link to the handbook", "docs", "."),
    link("a bibliography that is a link out", "references.bib", "/etc/passwd"),
    link("a bibliography that is a link to nowhere", "references.bib", "weg.bib"),
    Case(
        "a style that is a link out",
        {"my.csl": Link("/etc/passwd")},
        ("my.csl:1 LR410",),
        options="{style: my.csl}",
        only=False,
    ),
    Case(
        "a folder that is a link in a path",
        {f"{A}/diep/x.pdf": "x", f"{A}/kort": Link("diep")},
        (f"{A}/kort:1 LR410",),
    ),
    Case("a link that stays", {f"{A}/een.pdf": "x", f"{A}/twee.pdf": Link("een.pdf")}, ()),
    Case("what an editor leaves", {"docs/nl/.#01.md": Link("jan@machine.123:456")}, ()),
    Case("a pipe", {f"{A}/pijp.pdf": Special("pipe")}, (f"{A}/pijp.pdf:1 LR410",)),
    Case(
        "a chapter that is a pipe",
        {"docs/nl/02-x.md": Special("pipe")},
        ("docs/nl/02-x.md:1 LR410",),
        only=False,
    ),
    Case("a picture that is a pipe", {f"{A}/pijp.png": Special("pipe")}, (f"{A}/pijp.png:1 LR410",)),
    Case("a socket", {f"{A}/dop.pdf": Special("socket")}, (f"{A}/dop.pdf:1 LR410",)),
    Case("a chapter that is not UTF-8", {NL: "# Één\n".encode("latin-1")}, (f"{NL}:1 LR404",), only=False),
    Case("a chapter in UTF-16", {NL: "# Één\n".encode("utf-16")}, (f"{NL}:1 LR404",), only=False),
    Case("a chapter in UTF-16 without its mark", {NL: "# T\n".encode("utf-16-le")}, (f"{NL}:1 LR404",)),
    Case("a chapter with a zero byte", {NL: "# T\n\nZin.\n\nRouw\0.\n"}, (f"{NL}:5 LR404",)),
    Case("a chapter with half a character", {NL: b"# T\n\nRouw \xe2\x82\n"}, (f"{NL}:1 LR404",), only=False),
    Case("a chapter with a surrogate", {NL: b"# T\n\n\xed\xa0\x80\n"}, (f"{NL}:1 LR404",), only=False),
    Case("a chapter that is a picture", {NL: b"\x89PNG\r\n\x1a\n\0\xff"}, (f"{NL}:1 LR404",), only=False),
    Case("a chapter of 24 MB", {NL: Long(24_000_000)}, (f"{NL}:1 LR412",), only=False),
    Case("a chapter of one long line", {NL: "# T\n\n" + "x " * 1_000_000}, (f"{NL}:1 LR412",), only=False),
    Case(
        "a partial of 24 MB",
        {"docs/_partials/nl/x.md": Long(24_000_000)},
        ("docs/_partials/nl/x.md:1 LR412",),
    ),
    Case("a film of 101 MB", {f"{A}/film.mp4": Long(101_000_000)}, (f"{A}/film.mp4:1 LR412",)),
    Case("folders without end", {f"{A}/{'a/' * 60}x.pdf": "x"}, (f"{A}/{'a/' * 19}a:1 LR412",)),
    Case("brackets without end", {NL: "# T\n\nZin.\n\n" + "[" * 50_000}, (f"{NL}:5 LR412",)),
    Case("links without end", {NL: "# T\n\n" + "[a](" * 20_000}, (f"{NL}:3 LR412",)),
    Case("pictures without end", {NL: "# T\n\n" + "![" * 20_000}, (f"{NL}:3 LR412",)),
    Case("comments without end", {NL: "# T\n\n" + "<!--" * 20_000}, (f"{NL}:3 LR412",)),
    Case("brackets within brackets", {NL: "# T\n\n" + "[" * 14_000 + "]" * 14_000}, (f"{NL}:3 LR412",)),
    Case(
        "lists within lists",
        {NL: "# T\n\n" + "\n".join(" " * n + "- a" for n in range(400))},
        (f"{NL}:102 LR412",),
    ),
    Case("headings without end", {NL: "# T\n\n" + "a\n=\n" * 10_000}, (f"{NL}:3 LR412",)),
    Case("tags without end", {NL: "# T\n\n" + "<http:" * 20_000}, (f"{NL}:3 LR412",)),
    Case("a long table of links", {NL: "# T\n\n| a |\n|---|\n" + "| [a](b.md) en meer |\n" * 800}, ()),
    name("a question mark", f"{A}/wat?.pdf"),
    name("a hash", "docs/nl/02-#x.md"),
    name("a percent sign", "docs/nl/100%25.md"),
    name("a colon", "docs/nl/rouw: een begin.md"),
    name("a star", f"{A}/a*b.pdf"),
    name("a quotation mark", f'{A}/"a".pdf'),
    name("angle brackets", f"{A}/<script>.pdf"),
    name("a bar", f"{A}/a|b.pdf"),
    name("a backslash", f"{A}/a\\..\\b.pdf"),
    shown("a line end", f"{A}/a\nb.pdf", f"{A}/a�b.pdf"),
    shown("a chapter with a line end", "docs/nl/a\nb.md", "docs/nl/a�b.md"),
    shown("a terminal's colours", f"{A}/\x1b[31mrood.pdf", f"{A}/�[31mrood.pdf"),
    shown("bytes that are no text", b"docs/assets/\xff\xfe.pdf", f"{A}/��.pdf"),
    shown("a chapter of bytes that are no text", b"docs/nl/02-\xe9.md", "docs/nl/02-�.md"),
    Case("a folder of bytes that are no text", {b"docs/assets/\xff/x.pdf": "x"}, (f"{A}/�:1 LR411",)),
    shown("a mark that turns the text around", f"{A}/\u202efdp.exe.pdf", f"{A}/�fdp.exe.pdf"),
    shown("a character of no width", f"{A}/a\u200bb.pdf", f"{A}/a�b.pdf"),
    name("a space at the end", f"{A}/a.pdf "),
    name("a space at the beginning", f"{A}/ a.pdf"),
    name("a full stop at the end", f"{A}/a.pdf."),
    name("a device of Windows", f"{A}/con.pdf"),
    name("a chapter that is a device of Windows", "docs/nl/aux.md"),
    name("a device of Windows in capitals", f"{A}/LPT1"),
    name("a name that is too long", f"{A}/{'x' * 200}.pdf"),
    Case("a folder with a colon", {f"{A}/a:b/x.pdf": "x"}, (f"{A}/a:b:1 LR411",)),
    both("names that differ in case", "docs/nl/Begrippen.md", "docs/nl/begrippen.md"),
    both("folders that differ in case", f"{A}/Foto/a.pdf", f"{A}/foto/b.pdf", f"{A}/foto"),
    both("endings that differ in case", f"{A}/a.PDF", f"{A}/a.pdf"),
    both("a sharp s", f"{A}/strasse.pdf", f"{A}/straße.pdf"),
    both("an accent written twice", f"{A}/{unicodedata.normalize('NFD', 'é')}.pdf", f"{A}/é.pdf"),
    both("case and accent at once", f"{A}/{unicodedata.normalize('NFD', 'É')}.pdf", f"{A}/é.pdf"),
    both("README.md beside index.md", "docs/nl/README.md", "docs/nl/index.md"),
    both("a README deeper down", "docs/nl/deel/README.md", "docs/nl/deel/index.md"),
    both("a chapter beside a folder of its name", "docs/nl/deel.md", "docs/nl/deel/index.md"),
    both(
        "a file in the way of a chapter",
        "docs/nl/deel.md",
        "docs/nl/deel/index.html",
        "docs/nl/deel/index.html",
    ),
    both("a file of a language and of all", f"{A}/x.pdf", "docs/nl/assets/x.pdf"),
    name("a page that the site writes", "docs/404.html"),
    Case("a folder in the way of headers", {"docs/_headers/x.txt": "x"}, ("docs/_headers/x.txt:1 LR411",)),
    Case("a chapter in the way of headers", {"docs/nl/_headers.md": PAGE}, ("docs/nl/_headers.md:1 LR411",)),
    Case("headers of one's own", {"docs/_headers": "/*\n  X-A: b\n"}, ()),
    name("a page of a language that the site writes", "docs/en/404.html.md"),
    name("a folder in the way of a language's page", "docs/en/404.html/x.txt"),
    name("a folder in the way of a style sheet", f"{A}/stylesheets/leidraad.css/x.txt"),
    name("a chapter in the way of a style sheet", "docs/nl/assets/stylesheets/leidraad.css.md"),
    both("a folder in the way of a file", f"{A}/x.pdf", "docs/nl/assets/x.pdf/y.pdf"),
    name("a page of a language that reads as another", "docs/nl/team.op.md"),
    name("a start page that reads as a language's", "docs/nl/index.nl.md"),
    name("a chapter in no language", "docs/team.md"),
    name("a start page in no language", "docs/index.md"),
    name("a chapter in another folder", f"{A}/team.md"),
    name("a chapter with another ending", "docs/nl/02-x.markdown"),
    name("a chapter that shouts", "docs/nl/02-x.MD"),
    Case(
        "a language that there is not",
        {"docs/hr/01-x.md": PAGE},
        ("docs/hr:1 LR411", "docs/hr/01-x.md:1 LR411"),
    ),
    Case("files of a language that there is not", {"docs/hr/x.pdf": "x"}, ("docs/hr:1 LR411",)),
    Case("a folder with the address of a language", {"docs/nl/en/x.pdf": "x"}, ("docs/nl/en:1 LR411",)),
    Case(
        "a folder named as the language that it is in",
        {"docs/nl/nl/01-x.md": PAGE},
        ("docs/nl/nl:1 LR411",),
    ),
    Case("a file in the way of a language", {"docs/nl": "x\n"}, ("docs/nl:1 LR411",), only=False),
    name("a README that is no chapter", f"{A}/README.md"),
    Case("a picture of a language", {f"{A}/foto.en.txt": "x"}, ()),
    Case("spaces and accents within", {f"{A}/Een brief aan André.pdf": "x"}, ()),
    Case("a page of HTML by a trusted author", {f"{A}/spel.html": "<script>1</script>"}, ()),
    untrusted("a page of HTML", f"{A}/spel.html", "<script>1</script>"),
    untrusted("a page of HTML in capitals", f"{A}/spel.HTM", "<script>1</script>"),
    untrusted("a script of one's own", f"{A}/spel.js"),
    untrusted("a module", "docs/nl/spel.mjs"),
    untrusted("a style sheet", f"{A}/stijl.css"),
    untrusted("XML with a style", f"{A}/x.xml"),
    untrusted("a file without an ending", f"{A}/spel"),
    untrusted("a server's own file", "docs/web.config"),
    untrusted("a compressed SVG", f"{A}/boom.svgz"),
    untrusted("another mark of the site", f"{A}/leidraad.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>'),
    untrusted("a file that hides the site", "docs/nl/robots.txt", "User-agent: *\nDisallow: /\n"),
    Case("a word to search engines", {"docs/robots.txt": "User-agent: *\n"}, ()),
    Case("what no browser runs", {f"{A}/a.pdf": "x", f"{A}/b.mp3": "x"}, (), options="{authors: untrusted}"),
)
