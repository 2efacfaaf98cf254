"""The language server: the only importer of pygls and lsprotocol.

UTF-16 and URIs end here. Must not analyse anything itself.
"""
