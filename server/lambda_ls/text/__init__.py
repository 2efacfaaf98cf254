"""Source text, spans, edits and trees, one file at a time.

Knows characters, lines, YAML and JSON.
Must not know that Lambda exists, nor where a text comes from.
"""
