"""Python handlers: strings, exports, imports, renames and stubs, as CPython's import finds them."""

from .language import PythonLanguage

__all__ = ["PythonLanguage"]
