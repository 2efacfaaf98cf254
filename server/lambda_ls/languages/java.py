"""Java and Kotlin: handlers name compiled classes, which are looked up in the sources."""

from __future__ import annotations

import os
import re

from ..model.handler import Malformation, MalformedName, OpaqueName, ParsedHandler
from ..text.source import SourceText
from .base import Definition
from .declarations import COMMENTS_AND_STRINGS, Declared, Grammar, declared_in
from .length import too_long

_OPAQUE = "whether a Java class exists is known after the build only"
# What the Lambda interface names a handler's method.
_INTERFACE_METHOD = "handleRequest"
_JAVA = Grammar(
    re.compile(
        rf"{COMMENTS_AND_STRINGS}"
        r"|\bpackage\s+(?P<package>[\w.]+)"
        r"|(?<![\w.])(?:class|interface|enum|record)\s+(?P<type>\w+)"
        r"|(?<![\w@.])(?P<method>\w+)\s*\("
        r"|(?P<open>\{)|(?P<close>\})|(?P<enter>[(\[])|(?P<leave>[)\]])"
        r"|(?P<equals>=)|(?P<end>;)"
    )
)
# The look at the first character halves the time: few words of Kotlin's begin with one of them.
_KOTLIN = Grammar(
    re.compile(
        rf"""(?=[/"'@$pcifo{{}}()\[\]])(?:{COMMENTS_AND_STRINGS}"""
        r"|^package\s+(?P<package>[\w.]+)"
        r"|\b(?P<companion>companion\s+object\b(?:[ \t]+\w+)?)"
        r"|(?<![\w.:])(?:class|interface|object)\s+(?P<type>\w+)"
        r"|\bfun\s+(?:<[^>\n]{0,200}>\s*)?(?:[\w.<>?, *]{1,200}\.)?(?P<method>\w+)\s*\("
        r"|(?P<open>\{)|(?P<close>\})|(?P<enter>[(\[])|(?P<leave>[)\]]))",
        re.MULTILINE,
    ),
    functions_outside_types=True,
)
_FILE_CLASS = re.compile(r'@file\s*:\s*JvmName\s*\(\s*"(\w+)"')


class JavaLanguage:
    """Java and Kotlin; implements `languages.base.SearchedLanguage`."""

    name = "java"
    extensions: tuple[str, ...] = (".java", ".kt")

    def parse_handler(self, handler: str) -> ParsedHandler:
        """`package.Class::method` or `package.Class`, split at the last `::`."""
        long = too_long(handler)
        if long:
            return long
        if not handler:
            return MalformedName(handler, Malformation.EMPTY, _invalid(handler))
        class_name, separator, method = handler.rpartition("::")
        if separator and not (class_name and method):
            meant = class_name if class_name and ":" not in class_name else None
            return MalformedName(handler, Malformation.FORM, _invalid(handler), meant)
        if ":" in handler and not separator:
            before, _, after = handler.partition(":")
            meant = f"{before}::{after}" if before and after and ":" not in after else None
            error = f"Class not found: {handler}"
            return MalformedName(handler, Malformation.FORM, error, meant)
        return OpaqueName(handler, _OPAQUE)

    def wanted(self, handler: str) -> tuple[str, ...]:
        """The method, then its class: it can have the method from a class above it."""
        class_name, separator, method = handler.rpartition("::")
        if separator:
            return (f"{class_name}::{method}", class_name)
        return (f"{handler}::{_INTERFACE_METHOD}", handler)

    def definitions(self, source: SourceText, path: str) -> tuple[Definition, ...]:
        """Classes and methods by their binary names: `package.Outer$Inner::method`.

        Of several methods with one name the first one stands for all.
        """
        kotlin = path.endswith(".kt")
        file_class = _file_class(source.text, path) if kotlin else ""
        found: dict[str, Definition] = {}
        for declared in declared_in(source.text, _KOTLIN if kotlin else _JAVA):
            key = _key(declared, file_class)
            found.setdefault(key, Definition(key, declared.span))
        return tuple(found.values())


def _file_class(text: str, path: str) -> str:
    """The class that holds a Kotlin file's own functions."""
    named = _FILE_CLASS.search(text)
    if named:
        return named[1]
    stem = os.path.splitext(os.path.basename(path))[0]
    return f"{stem[:1].upper()}{stem[1:]}Kt"


def _key(declared: Declared, file_class: str) -> str:
    class_name = "$".join(declared.types) or file_class
    full_name = f"{declared.package}.{class_name}" if declared.package else class_name
    return f"{full_name}::{declared.method}" if declared.method else full_name


def _invalid(handler: str) -> str:
    return f"Invalid handler: `{handler}'"
