"""The text of a new handler."""

from __future__ import annotations

from keyword import iskeyword

from ...text.source import SourceText

_INDENT = "    "


def stub(symbol: str, event: str | None, source: SourceText | None) -> str:
    """A handler to put at the end of `source`; empty if `symbol` cannot name a function."""
    if not symbol.isidentifier() or iskeyword(symbol):
        return ""
    indent = _indentation(source) if source else _INDENT
    lines = [
        f"def {symbol}(event, context):",
        f'{indent}"""{_summary(event)}"""',
        f"{indent}raise NotImplementedError",
    ]
    text = "".join(f"{line}\n" for line in lines)
    if source is None:
        return text
    return (_gap(source) + text).replace("\n", source.line_end)


def _summary(event: str | None) -> str:
    """The docstring, on one line whatever the trigger's name is made of."""
    words = " ".join((event or "").replace("\\", "/").replace('"', "'").split())
    return f"Handle an event from {words}." if words else "Handle one invocation."


def _gap(source: SourceText) -> str:
    """What it takes to start after two blank lines."""
    if not source.text.strip():
        return ""
    blank = 0
    for line in range(source.line_count - 1, -1, -1):
        if source.line_text(line).strip():
            break
        blank += 1
    # The text after the last line end is the line on which the function starts.
    return "\n" * max(0, 3 - blank)


def _indentation(source: SourceText) -> str:
    """One level of the file's indentation, from its first indented block."""
    before = ""
    for line in range(source.line_count):
        text = source.line_text(line)
        content = text.lstrip(" \t")
        margin = text[: len(text) - len(content)]
        outer = before[: len(before) - len(before.lstrip(" \t"))]
        if before.rstrip().endswith(":") and len(margin) > len(outer) and margin.startswith(outer):
            return margin[len(outer) :]
        before = text if content else before
    return _INDENT
