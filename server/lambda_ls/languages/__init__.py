"""Language back-ends: handler strings, exports, definitions, stubs.

Knows source text of one file at a time, a folder or a file for each language.
Must not know templates, disk (jedi, in one file of `python/`, is the named exception) or editors.
"""
