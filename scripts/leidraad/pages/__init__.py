"""What a page and a site show besides the text of a chapter."""
