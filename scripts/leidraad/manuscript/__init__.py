"""From the raw text of a book to a chapter: every guess is made in the open and reported."""
