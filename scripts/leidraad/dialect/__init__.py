"""What a chapter's Markdown says: callouts, notes, citations and includes, and the one reading of all."""
