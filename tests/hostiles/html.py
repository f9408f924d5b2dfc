"""What may run or load something, in the text of a chapter: errors where authors are not trusted."""

from __future__ import annotations

from hostile import EN, NL, Case

UNTRUSTED = "{authors: untrusted}"
P = "docs/_partials/nl/deel.md"


def case(name: str, text: str, *found: str) -> Case:
    """Return a case whose findings are given as `line CODE`."""
    return Case(name, {NL: f"# T\n\n{text}\n"}, tuple(f"{NL}:{each}" for each in found), UNTRUSTED)


ELEMENTS = (
    "script style iframe object embed form button select textarea video audio link meta base applet math"
    " marquee dialog template noscript frameset body title"
)

CASES = (
    *(case(f"an element {name}", f"<{name}>x</{name}>", "3 LR420") for name in ELEMENTS.split()),
    case("an element of no standard", "<x-y>x</x-y>", "3 LR420"),
    case("an element in capitals", "x <IFRAME SRC=y></IFRAME>", "3 LR420"),
    case("an element in a list", "- a\n- <form>b</form>", "4 LR420"),
    case("an element in a cell", "| a |\n|---|\n| <form>b</form> |", "5 LR420"),
    case("an element in a note", "x[^1]\n\n[^1]: <form>y</form>", "5 LR420"),
    case("an element in a callout", "/// kern\nx <form>y</form>\n///", "4 LR420"),
    case("an element in the title of a callout", "/// casus | x <form>y</form>\nz\n///", "3 LR420"),
    case("an element in a heading", "## x <form>y</form> {#y}", "3 LR420"),
    case("an element in an aside of Markdown in HTML", "<div>\n\nx\n\n<form>y</form>\n</div>", "7 LR420"),
    case("an element behind a comment that ends at once", "<!--><form>x</form>-->", "3 LR420"),
    case("an element behind a backslash", "\\<form>x</form>", "3 LR420"),
    case("an attribute that runs", "<b onclick=a>x</b>", "3 LR421"),
    case("an attribute behind a slash", "<b/onclick=a>x</b>", "3 LR421"),
    case("an attribute behind another", "<b title=x onclick=a>y</b>", "3 LR421"),
    case("an attribute in a list of attributes", "*x*{onclick=a}", "3 LR421"),
    case("an attribute of a link", '[x](index.md){onclick="a"}', "3 LR421"),
    case("an attribute of a paragraph", "x\n{: onclick=a }", "4 LR421"),
    case("an attribute of a heading", "## x {#y onclick=a}", "3 LR421"),
    case("an attribute of a quotation", "> x\n{: onclick=a }", "4 LR421"),
    case("an attribute of an item", "- x\n{: onclick=a }", "4 LR421"),
    case("an attribute of one word", "*x*{onclick}", "3 LR421"),
    case("an attribute of one word, behind a class", "x\n{: .rood autofocus }", "4 LR421"),
    case("a style", "*x*{style='color: red'}", "3 LR421"),
    case("a class that Material reacts to", "```{.mermaid}\nx\n```\n\n*x*{.mermaid}", "7 LR421"),
    case("a class of the page's own", "*x*{.md-overlay}", "3 LR421"),
    case("an id of the page's own", "*x*{#__search}", "3 LR421"),
    case("an id of our own", "*x*{#leidraad-note}", "3 LR421"),
    case("a heading called after the book", "## Leidraad noten\n\n## Leidraad-note-s"),
    case("an id that ends in the table of contents", """## x {id='a" onclick="b'}""", "3 LR421"),
    case("a name that is not there for authors", "<a name=__config>x</a>", "3 LR421"),
    case("a class that our scripts look for", "*x*{.leidraad-search}", "3 LR421"),
    case("a colour from another host", "<svg><path fill='url(//a.example/x.svg#y)'></path></svg>", "3 LR421"),
    case("a drawing's own colour", "<svg><path d=M0 fill='#fff'></path></svg>"),
    case("a program for an address", "[x](javascript:a)", "3 LR422"),
    case("a program in capitals", "[x](JaVaScRiPt:a)", "3 LR422"),
    case("a program with entities", "[x](&#106;avascript&colon;a)", "3 LR422"),
    case("a program with a tab", "[x](java&Tab;script:a)", "3 LR422"),
    case("a program with a tab before its colon", "[x](javascript&Tab;:a)", "3 LR422"),
    case("a program with a line end before its colon", "[x](javascript&NewLine;:a)", "3 LR422"),
    case("a program over two lines", "x [x](java\nscript:a)", "3 LR422"),
    case("a program behind a space", "<a href=' javascript:a'>x</a>", "3 LR422"),
    case("a program that a reference names", "[x][y]\n\n[y]: javascript:a", "5 LR422"),
    case("a program for a picture", "![x](javascript:a)", "3 LR422"),
    case("another program", "[x](vbscript:a)", "3 LR422"),
    case("data for an address", "[x](data:text/html,a)", "3 LR422"),
    case("data for a picture", "![x](data:image/svg+xml,a)", "3 LR422"),
    case("a file of the reader's", "[x](file:///etc/passwd)", "3 LR422"),
    case("two of them on one line", "[x](data:a) [y](data:a)", "3 LR422"),
    case("a picture from another host", "![x](https://example.org/x.png)", "3 LR423"),
    case("a picture from another host, by its scheme", "![x](//example.org/x.png)", "3 LR423"),
    case("a picture from another host, in HTML", "<img src=https://example.org/x.png>", "3 LR423"),
    case("one that is set aside", "<!-- leidraad ignore-file LR420: mag -->\n\n<form>x</form>", "5 LR420"),
    case("many of them", "\n\n".join(["<form>x</form>"] * 3), "3 LR420", "5 LR420", "7 LR420"),
    Case("one in English", {EN: "# T\n\n<form>x</form>\n"}, (f"{EN}:3 LR420",), UNTRUSTED),
    Case(
        "one in a partial",
        {NL: "# T\n\n{!nl/deel.md!}\n", P: "Een.\n\n<form>x</form>\n"},
        (f"{P}:3 LR420",),
        UNTRUSTED,
    ),
    Case("one that is trusted", {NL: "# T\n\n<form>x</form>\n"}, (f"{NL}:3 LR420",)),
    case("code that shows all of it", "`<script>`\n\n```\n<a href=javascript:b onclick=c>\n```"),
    case("what is no HTML", "a < b en c > d, &lt;form&gt;, 3 <4"),
)
