"""PDF → chapters, by its geometry: type size, place on the page, raised numbers."""

from leidraad.manuscript.pdf.door import import_pdf

__all__ = ["import_pdf"]
