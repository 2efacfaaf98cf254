"""One small module for each method of the protocol, or a few that belong together.

Each asks a feature and converts; analysis is not their business.
"""
