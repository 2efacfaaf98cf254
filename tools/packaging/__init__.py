"""Builds what users install: the extension for each platform, and the server's wheel and sdist."""
