"""Files read and written whole or not at all, YAML by its schema, and what need not be worked out twice."""
