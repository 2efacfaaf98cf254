"""Handlers in Python: AWS's own client in the project's interpreter."""
