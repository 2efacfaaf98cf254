"""What following the values of an invocation has in common, whatever the language."""
