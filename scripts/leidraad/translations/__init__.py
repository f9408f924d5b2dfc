"""Two languages of one chapter: what corresponds to what, and where they differ."""
