"""An import, from sources to files in a handbook."""
