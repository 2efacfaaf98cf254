"""A local Lambda: the Runtime API, execution environments, and what comes of an invocation.

This room must not know features, editors, or where a function comes from.
"""
