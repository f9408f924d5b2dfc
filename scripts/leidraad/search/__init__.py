"""The search index of a site: one a language, made by Pagefind, in one folder."""

from leidraad.search.indexing import FOLDER, Indexing, index

__all__ = ["FOLDER", "Indexing", "index"]
