"""What makes a build quick: work that need not be done again, and where that goes around MkDocs."""
