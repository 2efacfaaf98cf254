"""How much one command can ask for."""

MOST_TIMES = 99_999
"""How often it can invoke a function."""
