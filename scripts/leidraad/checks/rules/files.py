"""Rules on files, includes and addresses, LR4xx."""

from __future__ import annotations

from leidraad.checks.rules.rule import Rule

RULES = (
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
        "An address, or one that a page had before, is another page's or the site's own. Choose another.",
        "---\nslug: sitemap\n---\n\n# Rouw\n",
        "---\nslug: rouw\n---\n\n# Rouw\n",
    ),
    Rule(
        "LR408",
        "A slug or an old address cannot be one. Write lower-case letters, digits and single hyphens.",
        "---\nslug: Rouw en Verlies\n---\n\n# Rouw\n",
        "---\nslug: rouw-en-verlies\n---\n\n# Rouw\n",
    ),
    Rule(
        "LR409",
        "Front matter cannot be read, or a draft’s status is misspelt; both would be on the site. Mend it.",
        "---\nslug: [rouw\n---\n\n# Rouw\n",
        "---\nslug: rouw\n---\n\n# Rouw\n",
    ),
    Rule(
        "LR410",
        "What stands in docs/ is no file of it: a link out, to a folder or nowhere, a pipe. Put one there.",
        "docs/assets/brief.txt -> ../../../brief.txt\n",
        "docs/assets/brief.txt: Beste collega,\n",
        place="files",
    ),
    Rule(
        "LR411",
        "The name of a file breaks an address or another system, is taken, or hides the file. Rename it.",
        "docs/assets/vragen?.txt: Wat gaat goed?\n",
        "docs/assets/vragen.txt: Wat gaat goed?\n",
        place="files",
    ),
    Rule(
        "LR412",
        "A chapter has more than 1 MB, a picture more than 10 MB, or files are too many. Split or remove.",
        "docs/nl/02-voorbeeld.md (2 MB)\n",
        "docs/nl/02-voorbeeld.md: # Een hoofdstuk\n",
        place="files",
    ),
    Rule(
        "LR413",
        "A picture is none, is damaged, or has more pixels than a browser can show. Save it again.",
        "docs/assets/boom.png: een boom\n",
        'docs/assets/boom.svg: <svg xmlns="http://www.w3.org/2000/svg"/>\n',
        place="files",
    ),
    Rule(
        "LR414",
        "An SVG picture is none, or can run or load something. Remove what does.",
        'docs/assets/boom.svg: <svg xmlns="http://www.w3.org/2000/svg" onload="groei()"/>\n',
        'docs/assets/boom.svg: <svg xmlns="http://www.w3.org/2000/svg"/>\n',
        place="files",
    ),
    Rule(
        "LR415",
        "A value in front matter is of the wrong kind or out of range. Write what the message says.",
        "---\nreview_by: ooit\n---\n\n# Rouw\n",
        "---\nreview_by: 2027-01-31\n---\n\n# Rouw\n",
    ),
    Rule(
        "LR416",
        "Front matter has a name that nothing reads. Mend or remove it, or begin it with x-.",
        "---\nbeschrijving: Over rouw.\n---\n\n# Rouw\n",
        "---\ndescription: Over rouw.\nx-les: 3\n---\n\n# Rouw\n",
    ),
    Rule(
        "LR417",
        "An include is in code, indented, of another language, or brings front matter. Move or mend it.",
        "```\n{!nl/over-de-casussen.md!}\n```\n",
        "<code>{&#33;nl/over-de-casussen.md!}</code> brengt:\n\n{!nl/over-de-casussen.md!}\n",
    ),
    Rule(
        "LR418",
        "A page stands twice in a navigation, so that its way back and on is not clear. Name it once.",
        "- index.md\n- 01-eerste-hoofdstuk.md\n- bronnen.md\n- index.md\n",
        "- index.md\n- 01-eerste-hoofdstuk.md\n- bronnen.md\n",
        place="nav",
    ),
    Rule(
        "LR419",
        "The navigation names a page that is not there. Mend the name, or add the page.",
        "- index.md\n- 01-eerste-hoofdstuk.md\n- bronen.md\n- bronnen.md\n",
        "- index.md\n- 01-eerste-hoofdstuk.md\n- bronnen.md\n",
        place="nav",
    ),
    Rule(
        "LR424",
        "A page is in no navigation, at which a strict build stops. Add it, or name it below not_in_nav.",
        "- index.md\n- 01-eerste-hoofdstuk.md\n",
        "- index.md\n- 01-eerste-hoofdstuk.md\n- bronnen.md\n",
        severity="warning",
        place="nav",
    ),
    Rule(
        "LR425",
        "editions.yml or courses.yml cannot be read as it is meant. Write what the message says.",
        "editions.yml:\n"
        '  - edition: "2"\n'
        "    date: 30 november 2026\n"
        "courses.yml:\n"
        "  halve-dag:\n"
        "    titel: Een halve dag\n"
        "    chapters: [index.md]\n",
        "editions.yml:\n"
        '  - edition: "2"\n'
        "    date: 2026-11-30\n"
        "courses.yml:\n"
        "  halve-dag:\n"
        "    title: Een halve dag\n"
        "    chapters: [index.md]\n",
        place="files",
    ),
)
