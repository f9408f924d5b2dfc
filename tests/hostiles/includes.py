"""Includes that leave their folder, never end, or stand where they may not."""

from __future__ import annotations

from hostile import EN, NL, Case, Drawn, Link, Long, Special

P = "docs/_partials"
OWN = "over-de-casussen.md"


def page(text: str, name: str = NL) -> dict[str | bytes, Drawn]:
    return {name: f"# T\n\n{text}\n"}


def partials(**texts: str) -> dict[str | bytes, Drawn]:
    return {f"{P}/nl/{name}.md": text for name, text in texts.items()}


def leaves(name: str, path: str) -> Case:
    return Case(name, page(f"{{!{path}!}}"), (f"{NL}:3 LR402",))


def chain(length: int) -> dict[str | bytes, Drawn]:
    return partials(**{f"k{n}": f"{{!nl/k{n + 1}.md!}}\n" for n in range(length)}, **{f"k{length}": "x\n"})


CASES = (
    Case("a missing partial", page("{!nl/weg.md!}"), (f"{NL}:3 LR401",)),
    Case("two missing partials", page("{!nl/weg.md!}\n\n{!nl/a.md!}"), (f"{NL}:3 LR401", f"{NL}:5 LR401")),
    Case("a partial in the wrong case", page("{!nl/Over-De-Casussen.md!}"), (f"{NL}:3 LR401",)),
    Case("a folder for a partial", page("{!nl!}"), (f"{NL}:3 LR401",)),
    Case("a name too long for any system", page("{!" + "x" * 5000 + "!}"), (f"{NL}:3 LR401",)),
    Case("a zero byte in the name", page("{!nl/a\0b.md!}"), (f"{NL}:3 LR401", f"{NL}:3 LR404")),
    Case(
        "a zero byte in a partial",
        page("{!nl/deel.md!}") | partials(deel="Een.\n\nTwee\0.\n"),
        (f"{P}/nl/deel.md:3 LR404",),
    ),
    leaves("a way up", "../../../../../../etc/passwd"),
    leaves("a way up to the handbook", "../../mkdocs.yml"),
    leaves("a way up and down again", "nl/../../../geheim.md"),
    leaves("an absolute path", "/etc/hostname"),
    leaves("a home folder", "~/.bashrc"),
    leaves("another user's home folder", "~root/.profile"),
    Case("a way out in code", page("```\n{!/etc/hostname!}\n```"), (f"{NL}:4 LR402", f"{NL}:4 LR417")),
    Case("a way out in a code span", page("`{!/etc/hostname!}`"), (f"{NL}:3 LR402", f"{NL}:3 LR417")),
    Case("a way out in a comment", page("<!-- {!/etc/hostname!} -->"), (f"{NL}:3 LR402",)),
    Case("a way out in a callout", page("/// kern\n{!/etc/hostname!}\n///"), (f"{NL}:4 LR402",)),
    Case("a way out in a title", {NL: "# {!/etc/hostname!}\n"}, (f"{NL}:1 LR402",)),
    Case("a way out with lines", page("{!/etc/hostname!lines=1}"), (f"{NL}:3 LR402",)),
    Case("a way out in English", page("{!/etc/hostname!}", EN), (f"{EN}:3 LR402",)),
    Case(
        "a way out in a partial",
        page("{!nl/deel.md!}") | partials(deel="Een.\n\n{!../../mkdocs.yml!}\n"),
        (f"{P}/nl/deel.md:3 LR402",),
    ),
    Case(
        "a way out in two halves",
        page("{!nl/half.md!}../../mkdocs.yml!}") | partials(half="{!"),
        (f"{P}/nl/half.md:1 LR402",),
    ),
    Case(
        "a link out of the folder of partials",
        page("{!nl/uit.md!}") | {f"{P}/nl/uit.md": Link("../../../mkdocs.yml")},
        (f"{NL}:3 LR402", f"{P}/nl/uit.md:1 LR410"),
    ),
    Case(
        "a link that comes back to itself",
        page("{!nl/lus.md!}") | {f"{P}/nl/lus.md": Link("lus.md")},
        (f"{NL}:3 LR401", f"{P}/nl/lus.md:1 LR410"),
    ),
    Case(
        "a pipe for a partial",
        page("{!nl/pijp.md!}") | {f"{P}/nl/pijp.md": Special("pipe")},
        (f"{NL}:3 LR401", f"{P}/nl/pijp.md:1 LR410"),
    ),
    Case(
        "a device for a partial",
        page("{!nl/dev.md!}") | {f"{P}/nl/dev.md": Link("/dev/zero")},
        (f"{NL}:3 LR402", f"{P}/nl/dev.md:1 LR410"),
    ),
    Case(
        "a partial that is not UTF-8",
        page("{!nl/latin.md!}") | {f"{P}/nl/latin.md": "één".encode("latin-1")},
        (f"{NL}:3 LR404", f"{P}/nl/latin.md:1 LR404"),
    ),
    Case(
        "a partial in UTF-16",
        page("{!nl/wijd.md!}") | {f"{P}/nl/wijd.md": "één\n".encode("utf-16")},
        (f"{NL}:3 LR404", f"{P}/nl/wijd.md:1 LR404"),
    ),
    Case(
        "a partial that includes itself",
        partials(zelf="Zin {!nl/zelf.md!}\n"),
        (f"{P}/nl/zelf.md:1 LR403",),
    ),
    Case(
        "a circle of two",
        page("{!nl/een.md!}") | partials(een="A {!nl/twee.md!}\n", twee="B {!nl/een.md!}\n"),
        (f"{P}/nl/twee.md:1 LR403", f"{P}/nl/een.md:1 LR403"),
    ),
    Case(
        "a circle through a link",
        page("{!nl/een.md!}") | partials(een="A {!nl/l.md!}\n") | {f"{P}/nl/l.md": Link("een.md")},
        (f"{P}/nl/een.md:1 LR403",),
        only=False,
    ),
    Case(
        "a partial that includes itself twice",
        page("{!nl/bom.md!}") | partials(bom="{!nl/bom.md!}{!nl/bom.md!}\n"),
        (f"{P}/nl/bom.md:1 LR403",),
    ),
    Case(
        "doubling without a circle",
        page("{!nl/b0.md!}")
        | partials(**{f"b{n}": f"{{!nl/b{n + 1}.md!}}\n\n" * 2 for n in range(18)}, b18="x\n"),
        (f"{P}/nl/b12.md:3 LR403",),
        only=False,
    ),
    Case(
        "doubling of nothing",
        page("{!nl/n0.md!}") | partials(**{f"n{n}": f"{{!nl/n{n + 1}.md!}}" * 2 for n in range(18)}, n18=""),
        (f"{P}/nl/n12.md:1 LR403",),
        only=False,
    ),
    Case("a line that doubles", page("{!nl/two.md!}" * 40) | partials(two="a\nb\n"), (f"{NL}:3 LR403",)),
    Case("too deep", page("{!nl/k0.md!}") | chain(21), (f"{P}/nl/k20.md:1 LR403",), only=False),
    Case(
        "deeper than Python goes", page("{!nl/k0.md!}") | chain(400), (f"{P}/nl/k20.md:1 LR403",), only=False
    ),
    Case("too many", page("{!nl/k0.md!}\n\n" * 201) | chain(0), (f"{NL}:403 LR403",)),
    Case(
        "too much in all",
        page("{!nl/veel.md!}\n\n" * 3) | {f"{P}/nl/veel.md": Long(260_000, "")},
        (f"{NL}:7 LR403", f"{P}/nl/veel.md:1 LR412"),
    ),
    Case(
        "a partial that is too large",
        page("{!nl/veel.md!}") | {f"{P}/nl/veel.md": Long(24_000_000, "")},
        (f"{NL}:3 LR403", f"{P}/nl/veel.md:1 LR412"),
    ),
    Case("blanks without end", page("{!" + " " * 3000 + "x"), (f"{NL}:3 LR403",)),
    Case("opened a hundred thousand times", page("{!" * 100_000), (f"{NL}:3 LR403",)),
    Case("opened and closed far away", page("{!" + "a b" * 90_000 + "!}"), (f"{NL}:3 LR403",)),
    Case("opened, with text behind it", page("Zo begint {! een invoegsel, en zo niet."), ()),
    Case("a bad selection", page(f"{{!nl/{OWN}!lines=99}}"), (f"{NL}:3 LR406",)),
    Case(
        "a selection of everything again and again",
        page(f"{{!nl/v.md!lines={'1-999 ' * 9999}}}") | partials(v="x" * 99 + "\n" + "x\n" * 999),
        (f"{NL}:3 LR403",),
    ),
    Case("a selection backwards", page(f"{{!nl/{OWN}!lines=2-1}}"), (f"{NL}:3 LR406",)),
    Case("a selection without end", page(f"{{!nl/{OWN}!lines={'9' * 4000}}}"), (f"{NL}:3 LR406",)),
    Case("in a fence", page(f"```\n{{!nl/{OWN}!}}\n```"), (f"{NL}:4 LR417",)),
    Case("in a fence of tildes", page(f"~~~ md\n{{!nl/{OWN}!}}\n~~~"), (f"{NL}:4 LR417",)),
    Case("in a code span", page(f"Schrijf `{{!nl/{OWN}!}}`."), (f"{NL}:3 LR417",)),
    Case("in indented code", page(f"Zo:\n\n    {{!nl/{OWN}!}}"), (f"{NL}:5 LR417",)),
    Case(
        "indented in a list",
        page("- een\n\n    {!nl/lang.md!}") | partials(lang="Een.\n\nTwee.\n"),
        (f"{NL}:5 LR417",),
    ),
    Case("one line indented in a list", page("- een\n\n    {!nl/kort.md!}") | partials(kort="Een.\n"), ()),
    Case(
        "a partial with front matter",
        page("{!nl/deel.md!}") | partials(deel="---\nslug: deel\n---\n\nTekst.\n"),
        (f"{P}/nl/deel.md:1 LR417",),
    ),
    Case("the other language's partial", page(f"{{!nl/{OWN}!}}", EN), (f"{EN}:3 LR417",)),
    Case(
        "the other language's partial in a partial",
        {f"{P}/en/deel.md": f"{{!nl/{OWN}!}}\n"},
        (f"{P}/en/deel.md:1 LR417",),
    ),
    Case(
        "a partial that only the other language has", page("{!nl/los.md!}", EN) | partials(los="Los.\n"), ()
    ),
    Case("a partial of every language", page("{!los.md!}", EN) | {f"{P}/los.md": "Los.\n"}, ()),
    Case("shown, not carried out", page(f"<code>{{&#33;nl/{OWN}!}}</code> en {{&#33;nl/x.md!}}"), ()),
)
