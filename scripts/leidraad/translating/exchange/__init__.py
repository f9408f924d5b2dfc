"""What a translation agency gets and gives back: the words of a chapter, unit by unit, and nothing else."""
