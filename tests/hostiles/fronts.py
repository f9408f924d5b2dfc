"""Front matter that cannot be read, means something else, or multiplies."""

from __future__ import annotations

from hostile import EN, NL, Case

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{after}: &{after} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)


def front(name: str, inside: str, *found: str, where: str = NL) -> Case:
    """Return a case of front matter; `found` are lines and codes."""
    return Case(name, {where: f"---\n{inside}\n---\n\n# T\n"}, tuple(f"{where}:{each}" for each in found))


def whole(name: str, text: str | bytes, *found: str) -> Case:
    return Case(name, {NL: text}, tuple(f"{NL}:{each}" for each in found))


CASES = (
    front("broken YAML", "title: a\nslug: [x", "3 LR409"),
    front("a colon in a title", "title: Rouw: een begin", "2 LR409"),
    front("a tab for an indent", "search:\n\texclude: true", "3 LR409"),
    front("a quote left open", 'title: "Rouw', "2 LR409"),
    front("a percent sign before a word", "title: %rouw", "2 LR409"),
    front("an at sign", "owner: @jan", "2 LR409"),
    whole("unclosed", "---\nslug: x\n\n# T\n", "1 LR409"),
    whole("unclosed at the end of the file", "---\nslug: x\n---", "1 LR409"),
    whole("unclosed, in quotes", '---\n"slug": x\n\n# T\n', "1 LR409"),
    whole("below an empty line", "\n\n---\nslug: x\n---\n\n# T\n", "3 LR409"),
    whole("taken for front matter", "Opgelet: deze regel verdwijnt.\n\n# T\n", "1 LR409"),
    whole("an address taken for front matter", "https://example.org\n\n# T\n", "1 LR409"),
    whole("many lines taken for front matter", "k: v\n" * 100_000, "1 LR409", "1 LR412"),
    whole("in TOML", '+++\ntitle = "T"\n+++\n\n# T\n', "1 LR409"),
    whole("in JSON", '{\n  "title": "T"\n}\n\n# T\n', "1 LR409"),
    whole("plus signs at the top", "+++\n\n# T\n\n+++\n"),
    whole("a rule at the top", "---\n\n# T\n"),
    whole("behind a byte order mark", "\ufeff---\ntitel: x\n---\n\n# T\n", "2 LR416"),
    whole("with Windows line ends", "---\r\nslug: a\r\ntitel: x\r\n---\r\n\r\n# T\r\n", "3 LR416"),
    whole("closed by dots", "---\ntitel: x\n...\n\n# T\n", "2 LR416"),
    front("a list", "- a\n- b", "1 LR409"),
    front("a sentence", "Een zin.", "1 LR409"),
    front("a day", "2026-01-01", "1 LR409"),
    front("a name twice", "title: a\nslug: x\ntitle: b", "4 LR409"),
    front("a name twice within", "search: {boost: 1, boost: 2}", "2 LR409"),
    front("a bomb of aliases", BOMB, "2 LR409"),
    front("an anchor", "title: &t Rouw\ndescription: *t", "2 LR409"),
    front("a list that holds itself", "tags: &a [*a]", "2 LR409"),
    front("a merge", "<<: {title: Rouw}\nslug: x", "2 LR409"),
    front("a Python object", "title: !!python/object/apply:os.system [id]", "2 LR409"),
    front("a tag of one's own", "title: !env HOME", "2 LR409"),
    front("binary", "title: !!binary aGVp", "2 LR409"),
    front("nested deeply", "tags: " + "[" * 5000 + "]" * 5000, "2 LR409"),
    front("nested deeply in blocks", "tags:\n  " + "- " * 3000 + "x", "3 LR409"),
    front("a day that is none", "review_by: 2026-02-30", "2 LR409"),
    front("a time that is none", "x-les: 2026-02-01 25:61:00", "2 LR409"),
    front("a number of 5,000 digits", "slug: x\nx-les: " + "9" * 5000, "3 LR409"),
    front("a number of 3,000 digits in hex", "x-les: 0x" + "f" * 3000, "2 LR409"),
    front("no number", "x-les: .nan", "2 LR409"),
    front("infinity", "x-les: [1, -.inf]", "2 LR409"),
    front("a control character", "slug: x\ntitle: a\x07b", "3 LR409"),
    front("a zero byte", "title: a\0b", "2 LR409"),
    front("a list for a name", "? [a, b]\n: c", "2 LR409"),
    front("far too long", "title: " + "x" * 30_000, "1 LR409"),
    front("far too many lines", "\n".join(f"x-{n}: y" for n in range(3000)), "1 LR409"),
    front("a status nearly that of a draft", "status: darft", "2 LR409"),
    front("a list for a title", "title: [a, b]", "2 LR415"),
    front("a day for a title", "title: 2026-01-01", "2 LR415"),
    front("a number for a title", "title: 2026", "2 LR415"),
    front("a truth for a title", "title: no", "2 LR415"),
    front("a title of two lines", 'title: "a\\nb"', "2 LR415"),
    front("a zero byte for a title, in letters", 'title: "a\\0b"', "2 LR415"),
    front("a terminal's colours in a description", 'description: "a\\e[31mb"', "2 LR415"),
    front("a bell in a tag", 'tags: ["a\\ab"]', "2 LR415"),
    front("a description of two lines", "description: |\n  Een.\n  Twee."),
    front("an empty title", "title:", "2 LR415"),
    front("a mapping for a description", "slug: x\ndescription: {a: b}", "3 LR415"),
    front("a description without end", "description: " + "x" * 5000, "2 LR415"),
    front("a word for a day", "review_by: ooit", "2 LR415"),
    front("a moment for a day", "review_by: 2026-01-01 10:00:00", "2 LR415"),
    front("a day in quotes that is none", 'review_by: "2026-02-30"', "2 LR415"),
    front("a list for a status", "status: [draft]", "2 LR415"),
    front("a number for an owner", "owner: 7", "2 LR415"),
    front("a mapping for an author", "author: {naam: Jan}", "2 LR415"),
    front("an author who is a day", "author: [Jan, 2026-01-01]", "2 LR415"),
    front("a sentence for a language", "source: het Engels", "2 LR415", "1 LR322"),
    front("something that cannot be hidden", "hide: [navigatie]", "2 LR415"),
    front("a search of another kind", "search: {exclude: misschien}", "2 LR415"),
    front("a boost out of range", "search: {boost: 1000}", "2 LR415"),
    front("a word for tags", "tags: rouw", "2 LR415"),
    front("an icon out of its folder", "icon: ../../../etc/passwd", "2 LR415"),
    front("an icon that is not there", "icon: material/bestaat-niet", "2 LR415"),
    front("a template out of its folder", "template: ../../home.html", "2 LR415"),
    front("a template that leads elsewhere", "template: redirect.html", "2 LR415"),
    front("a template of missing pages", "template: 404.html", "2 LR415"),
    front("a template of another plugin", "template: blog-post.html", "2 LR415"),
    front("a part of a template", "template: partials/toc.html", "2 LR415"),
    front("the template that it has anyway", "template: main.html"),
    front("a tag that is HTML", "tags: ['<img src=x onerror=a()>']", "2 LR415"),
    front("a template that is not there", "template: bestaat-niet.html", "2 LR415"),
    front("a list for a slug", "slug: [a]", "2 LR408"),
    front("a slug that is a device on Windows", "slug: con", "2 LR408"),
    front("an old address in a device on Windows", "redirect_from: nul/deel", "2 LR408"),
    front("a number for a slug", "slug: 2026", "2 LR408"),
    front("a slug that is too long for any system", f"slug: {'a' * 300}", "2 LR408"),
    front("an old address that is too long for any system", f"redirect_from: {'a' * 300}", "2 LR408"),
    front("a mapping for old addresses", "redirect_from: {a: b}", "2 LR408"),
    front("a name misspelt", "descripton: Een zin.", "2 LR416"),
    front("a name in Dutch", "titel: Rouw", "2 LR416"),
    front("a name that is a number", "1: a", "2 LR416"),
    front("a name that is a truth", "yes: a", "2 LR416"),
    front("a name that is nothing", "~: a", "2 LR416"),
    front("a name with a terminal's colours", '"\\e[31mrood": a', "2 LR416"),
    front("a name of a character that there is not", "\U00018d09: a", "2 LR416"),
    front("a name without end", "? " + "x" * 2000 + "\n: a", "2 LR416"),
    front("in English", "titel: Grief", "2 LR416", where=EN),
    front("two at once", "titel: x\ntitle: []", "2 LR416", "3 LR415"),
    front(
        "all that may be",
        "title: Rouw\nsubtitle: En verder\ndescription: Een zin.\nslug: rouw-x\nowner: Jan"
        "\nreview_by: 2027-01-31\nauthor: [Jan, Els]\ntags: [rouw]\nicon: material/heart\nhide: [toc]"
        "\nsearch: {boost: 2}\nx-les: [1, {a: b}]\nredirect_from: [oud, /deel/ouder]\nstatus: new",
    ),
)
