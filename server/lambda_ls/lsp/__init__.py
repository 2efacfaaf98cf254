"""The language server: the only importer of pygls and lsprotocol.

UTF-16 and URIs end here. Must not analyse anything itself.
"""

from .light_types import load_types

load_types()
