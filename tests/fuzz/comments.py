"""Reading the comments that ignore findings, and writing them."""

from __future__ import annotations

from lambda_ls.features.suppressions import suppressions_in

from .answers import assert_inside, leaves
from .projects import check_project
from .workspaces import opened

_PROJECT = {
    "template.yaml": """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Python:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: src, Handler: app.handlr, Runtime: python3.13}
  Node:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: src, Handler: app.handler, Runtime: nodejs22.x}
""",
    "src/app.py": "def handler(event, context):\n    return event.records\n",
    "src/app.js": "exports.handler = async (event, context) => context.nothing;\n",
}


def read_comments(path: str, comment: str) -> object:
    """What a comment before, behind and between the lines of a file ignores, and what stays."""
    text = _PROJECT[path]
    lines = text.splitlines()
    told: list[object] = []
    for commented in (
        f"{comment}\n{text}",
        "\n".join(f"{line} {comment}" for line in lines),
        "\n".join((*lines[:-1], comment, lines[-1], comment)),
    ):
        snapshot, full = opened(_PROJECT, path, commented)
        found = suppressions_in(snapshot, full)
        assert_inside(found, len(commented))
        told += (*leaves(found), check_project(_PROJECT, path, commented, 0))
    return told
