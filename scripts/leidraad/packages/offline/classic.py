"""Our modules as one classic script, since a browser runs no module that comes from a file.

It knows the few forms of `import` and `export` that they are written in; each module becomes a function that
is called once, when another asks for it.
"""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import rjsmin

from leidraad import patterns, site
from leidraad.pages.trimming import SCRIPTS

_INDEXES = "indexes.js"

_IMPORT = patterns.lazy(r'^import\s*\{([^{}]*)\}\s*from\s*"\./([a-z]+)\.js";?$', re.MULTILINE)
_RENAMED = patterns.lazy(r"(\w+) as (\w+)")
_EXPORT = patterns.lazy(r"^export const (\w+)\s*=", re.MULTILINE)
_DYNAMIC = patterns.lazy(r"\bimport\(")
_OTHER = patterns.lazy(r"^\s*(?:import|export)\b.*$", re.MULTILINE)
_HERE = "import.meta.url"

# The names are such as no module has.
_LOADER = """
"use strict";
(() => {
const script = document.currentScript
const __here = script.src
const modules = {%s}
const known = {}
const __load = name => {
  if (!known[name]) modules[name](known[name] = {})
  return known[name]
}
const __fetch = name => Promise.resolve().then(() => __load(name))
for (const name of script.dataset.run.split(" ")) __load(`./${name}.js`)
})()
"""


def bundle(folder: Path) -> str:
    """Return the modules in a folder of a site as one script.

    The pages say in `data-run` which of them are to run.

    Args:
        folder: where the modules are; those that are not ours stay what they are.
    """
    ours = {path.name for path in (site.overrides() / SCRIPTS).glob("*.js")}
    texts = {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.js")) if path.name in ours}
    texts[_INDEXES] = files(__package__).joinpath(_INDEXES).read_text("utf-8")
    modules = ",\n".join(f'"./{name}": __exports => {{\n{function(text)}\n}}' for name, text in texts.items())
    small: Any = rjsmin.jsmin(_LOADER % modules)
    return str(small).strip() + "\n"


def function(text: str) -> str:
    """Return the body of a function that does what a module does.

    Raises:
        ValueError: it imports or exports in a form that is not known here.
    """

    def taken(found: re.Match[str]) -> str:
        names = _RENAMED.sub(r"\1: \2", found[1].strip())
        return f'const {{ {names} }} = __load("./{found[2]}.js")'

    text = _IMPORT.sub(taken, text)
    text = _EXPORT.sub(r"const \1 = __exports.\1 =", text)
    text = _DYNAMIC.sub("__fetch(", text).replace(_HERE, "__here")
    if other := _OTHER.search(text):
        raise ValueError(f"no form of import or export that is known: {other[0].strip()}")
    return text
