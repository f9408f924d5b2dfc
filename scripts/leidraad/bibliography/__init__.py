"""Sources: read from one .bib file, checked, and printed as notes and as a bibliography."""
