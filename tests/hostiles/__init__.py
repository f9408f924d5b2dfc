"""The corpus of hostile and broken input, a module for each kind; a new module is named here."""

from __future__ import annotations

from hostiles import files, fronts, html, includes, pictures, sources

CASES = (*includes.CASES, *files.CASES, *pictures.CASES, *fronts.CASES, *html.CASES, *sources.CASES)
