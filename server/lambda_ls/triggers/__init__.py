"""Trigger definitions, one data file each, and look-ups in them.

Must not know languages, templates or the workspace.
"""
