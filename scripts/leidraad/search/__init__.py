"""The search index of a site: one a language, of which a browser fetches the parts that it needs."""

from leidraad.search.indexing import ENTRY, FOLDER, index, index_again

__all__ = ["ENTRY", "FOLDER", "index", "index_again"]
