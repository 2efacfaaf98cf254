"""What JavaScript code does with its event, in lines that tests can compare."""

from __future__ import annotations

from lambda_ls.languages.node.language import NodeLanguage
from lambda_ls.model.flow import HANDLER_ARGUMENTS, Flow, Start
from lambda_ls.text.source import SourceText

from tests.languages.python_flow import told

NODE = NodeLanguage()


def flow(code: str, path: str = "index.mjs", symbol: str = "handler") -> Flow:
    return NODE.follow(SourceText(code), path, Start(symbol, HANDLER_ARGUMENTS))


def accesses(code: str, path: str = "index.mjs") -> list[str]:
    """`2: Records[].body attribute` for each access, with the line in which its key stands."""
    return [
        f"{code.count(chr(10), 0, access.key_span.start) + 1}: {told(access)}"
        for access in flow(code, path).accesses
    ]


def inside(body: str, before: str = "") -> list[str]:
    """What is read in a handler of certain statements, as `Records[].body`, with its marks."""
    code = f"{before}\nexport const handler = async (event, context) => {{\n{body}\n}};\n"
    return [
        line.partition(": ")[2].replace(" attribute", "").replace(" pattern", "")
        for line in accesses(code)
    ]
