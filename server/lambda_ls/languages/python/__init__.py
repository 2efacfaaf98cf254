"""Python handlers: strings, exports, imports, renames and stubs, as CPython's import finds them."""
