"""Which brand a build has: what its command was given, or LEIDRAAD_BRAND names, or else mkdocs.yml does."""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from leidraad import site
from leidraad.brand import FILE
from leidraad.errors import LeidraadError, printable

VARIABLE = "LEIDRAAD_BRAND"


def named(config: MkDocsConfig) -> tuple[Path, str] | None:
    """Return the folder of the brand and what named it, or None where there is no brand.

    What is given and the variable count from the working folder, and mkdocs.yml from its own.
    """
    options = config.plugins["leidraad"].config
    if path := options.given_brand:
        return Path(os.path.abspath(path)), f"--brand {printable(str(path))}"
    if given := os.environ.get(VARIABLE):
        return Path(os.path.abspath(given)), f"{VARIABLE}={printable(given)}"
    if given := options.brand:
        return Path(os.path.abspath(site.root(config) / given)), f"mkdocs.yml: brand: {printable(given)}"
    return None


def watched(config: MkDocsConfig) -> list[Path]:
    """Return the folder that a brand stands in, whether or not it is there; none where there is no brand."""
    found = named(config)
    return [found[0]] if found else []


def folder(config: MkDocsConfig) -> Path | None:
    """Return the folder of the brand, or None where there is no brand.

    Raises:
        LeidraadError: it is not there, or stands where all of it would be published.
    """
    if (found := named(config)) is None:
        return None
    path, said = found
    if not path.is_dir():
        what = "is a file; name the folder that it is in" if path.exists() else "there is no such folder"
        remedy = "" if path.exists() else f"; name one that holds a {FILE}"
        raise LeidraadError(f"{said}: {what}{remedy}.")
    places = {
        "docs_dir": config.docs_dir,
        "theme.custom_dir": config.theme.custom_dir,
        "site_dir": config.site_dir,
    }
    for name, place in places.items():
        if place and path.resolve().is_relative_to(Path(place).resolve()):
            raise LeidraadError(f"{said}: this stands in {name}, which is published; move it out of there.")
    return path
