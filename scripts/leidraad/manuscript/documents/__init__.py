"""The door for documents: Word, OpenDocument, EPUB and HTML, through pandoc's syntax tree, to chapters."""

from leidraad.manuscript.documents.door import (
    ImportedDocument as ImportedDocument,
)
from leidraad.manuscript.documents.door import (
    import_document as import_document,
)
