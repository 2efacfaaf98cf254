"""Runs as people ask for them: a function by its name, with an event, on a local Lambda.

Joins what `features` knows of a function and its events with `runtime`.
This room must not know editors or the terminal.
"""
