"""Values and code that hold themselves ten thousand times."""

from __future__ import annotations

DEEP = 10_000


def _alias_bomb() -> str:
    lines = ["      L0: &L0 lol"]
    lines += [f"      L{n}: &L{n} [{', '.join([f'*L{n - 1}'] * 9)}]" for n in range(1, 60)]
    return "\n".join(lines)


DEEP_VALUES = {
    "YAML flow sequences": "[" * DEEP + "]" * DEEP,
    "YAML flow mappings": "{a: " * DEEP + "}" * DEEP,
    "YAML block sequences": "\n        " + "- " * DEEP + "x",
    "YAML block keys": "\n        " + "? " * DEEP + "x",
    "intrinsic functions": '{"Fn::Join": ["", [' * DEEP + "]]}" * DEEP,
    "short intrinsic functions": "!Join ['', [" * 300 + "x" + "]]" * 300,
    "substitutions": '!Sub "' + "${" * DEEP + "}" * DEEP + '"',
    "an alias bomb": "x\n" + _alias_bomb(),
}
DEEP_PYTHON = {
    "parentheses": "x = " + "(" * DEEP + ")" * DEEP,
    "open parentheses": "x = " + "(" * DEEP,
    "lists": "x = " + "[" * DEEP + "]" * DEEP,
    "calls": "x = " + "f(" * DEEP + ")" * DEEP,
    "attributes": "x = a" + ".b" * DEEP,
    "subscripts": "x = a" + "[0]" * DEEP,
    "sums": "x = 1" + " + 1" * DEEP,
    "texts": "x = ''" + " ''" * DEEP,
    "conditions": "x = " + "1 if a else " * DEEP + "1",
    "lambdas": "x = " + "lambda: " * DEEP + "1",
    "assignments": "x = " * DEEP + "1",
    "decorators": "@a\n" * DEEP + "def f(): pass",
    "blocks": "".join(" " * n + "if x:\n" for n in range(500)) + " " * 500 + "pass",
    "elif": "if x: pass\n" + "elif x: pass\n" * DEEP,
    "unions": "x: " + "a | " * DEEP + "a = 1",
    "names": "".join(f"x{n} = x{n + 1}\n" for n in range(DEEP)),
}
DEEP_NODE = {
    "braces": "{" * DEEP + "}" * DEEP,
    "open braces": "{" * DEEP,
    "objects": "x = " + "{a: " * DEEP + "1" + "}" * DEEP,
    "calls": "f(" * DEEP + ")" * DEEP,
    "functions": "(() => {" * DEEP + "})()" * DEEP,
    "members": "a" + ".b" * DEEP,
    "chained calls": "a" + ".b()" * DEEP,
    "sums": "x = 1" + " + 1" * DEEP,
    "commas": "x = (1" + ", 1" * DEEP + ")",
    "conditions": "x = " + "a ? b : " * DEEP + "c",
    "assignments": "x = " * DEEP + "1",
    "exports": "exports.a = " * DEEP + "1",
    "templates": "x = " + "`${" * DEEP + "}`" * DEEP,
    "else": "if (x) {}" + " else if (x) {}" * DEEP,
    "patterns": "const " + "{a: " * DEEP + "b" + "}" * DEEP + " = x",
    "names": "".join(f"const x{n} = x{n + 1};\n" for n in range(DEEP)),
}
