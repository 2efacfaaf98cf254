"""The text of a new handler."""

from __future__ import annotations

import re

from msgspec import Struct

from ...text.source import SourceText
from ..quotes import usual_quote
from ..syntax import parse
from .exports import LONGEST_FILE
from .files import grammar_of

_IDENTIFIER = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]*\Z")
# ECMAScript's reserved words, strict mode's among them: https://tc39.es/ecma262/#prod-ReservedWord.
_RESERVED = re.compile(
    "(?:await|break|case|catch|class|const|continue|debugger|default|delete|do|else|enum|eval"
    "|export|extends|false|finally|for|function|if|implements|import|in|instanceof|interface|let"
    "|new|null|package|private|protected|public|return|static|super|switch|this|throw|true|try"
    r"|typeof|var|void|while|with|yield)\Z"
)
_TYPED = (".ts", ".mts", ".cts", ".tsx")
_MODULES = (".mjs", *_TYPED)
_INDENTED = re.compile(r"^([ \t]+)[^\s*]", re.MULTILINE)
_STATEMENT_END = re.compile(r"[\w)\"'`](;?)\r?$", re.MULTILINE)


class _Style(Struct, frozen=True):
    """How a file is written."""

    indent: str = "  "
    quote: str = '"'
    semicolon: str = ";"


def stub(symbol: str, event: str | None, path: str, source: SourceText | None) -> str:
    """A handler that throws until someone writes it, to be put at the end of its file.

    Empty for a name that one statement cannot export, such as `api.handler`.
    """
    if not _IDENTIFIER.match(symbol):
        return ""
    style = _style(source.text) if source and source.text.strip() else _Style()
    line_end = source.line_end if source else "\n"
    before, name, after = _frame(symbol, path, _exporting(path, source))
    parameters = "event: unknown, context: unknown" if path.endswith(_TYPED) else "event, context"
    message = f"{style.quote}{symbol} is not implemented yet{style.quote}"
    lines = [
        *([f"// Invoked by {' '.join(event.split())}."] if event else []),
        f"{before}{name} = async ({parameters}) => {{",
        f"{style.indent}throw new Error({message}){style.semicolon}",
        f"}}{style.semicolon}",
        *(["", after + style.semicolon] if after else []),
    ]
    return _separator(source) + line_end.join(lines) + line_end


def _frame(symbol: str, path: str, exporting: str) -> tuple[str, str, str]:
    """What stands before the name, the name, and a statement that follows the function."""
    if exporting != "export":
        return f"{exporting}.", symbol, ""
    if not _RESERVED.match(symbol):
        return "export const ", symbol, ""
    local = f"{symbol}Handler"
    # tree-sitter-javascript 0.25 takes a reserved word after `as` for an error; TypeScript before
    # 5.6 does so with the quotes.
    alias = symbol if path.endswith(_TYPED) else f'"{symbol}"'
    return "const ", local, f"export {{ {local} as {alias} }}"


def _exporting(path: str, source: SourceText | None) -> str:
    """`export`, `exports` or `module.exports`, as the file does it."""
    if source and len(source) <= LONGEST_FILE:
        statements = parse(grammar_of(path), source).root.named_children
        kinds = {statement.type for statement in statements}
        if kinds & {"import_statement", "export_statement"}:
            return "export"
        if "module.exports" in source.text:
            return "module.exports"
        if "exports." in source.text or "require(" in source.text:
            return "exports"
    return "export" if path.endswith(_MODULES) else "exports"


def _separator(source: SourceText | None) -> str:
    """The line ends that leave one empty line between the file's text and the function."""
    if source is None or not source.text.strip():
        return ""
    text, line_end = source.text, source.line_end
    if not text.endswith(("\n", "\r")):
        return line_end * 2
    return "" if text.endswith(line_end * 2) else line_end


def _style(text: str) -> _Style:
    text = text[:20_000]
    indented = _INDENTED.search(text)
    indent = indented.group(1) if indented and len(indented.group(1)) <= 8 else "  "
    ends = _STATEMENT_END.findall(text)
    semicolons = 2 * sum(map(bool, ends)) >= len(ends)
    quote = usual_quote(text)
    return _Style("\t" if "\t" in indent else indent, quote, ";" if semicolons else "")
