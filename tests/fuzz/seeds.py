"""Sound texts to begin with: the examples, the cases of all rules, and what they do not hold."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.fixture import parse
from tests.rules.cases import all_cases

Project = dict[str, str]
"""Files by their paths (relative, with `/`)."""

_EXAMPLES = Path(__file__).parents[2] / "examples"
_SKIPPED = frozenset({"node_modules", "__pycache__"})

SETTINGS = (
    'select = ["handler-malformed"]\nignore = []\n[severity]\nduplicate-key = "hint"\n',
    '[project]\nname = "x"\n[tool.lambda-ls]\nexclude = ["legacy", "packages/*/x", "**/*.g.yaml"]\n'
    'inlay-hints = false\nseverity = { runtime-end-of-life = "error" }\n',
)
HANDLERS = (
    *("app.handler", "src/app.handler", "src.orders.app.main", "./dist/index.api.get"),
    *("com.example.Orders::handle", "Orders::Orders.Function::Handler", "bootstrap"),
    *("${self:custom.a}.handler", "../lambda/app.handler", "app/handler", ".app.", "app.Api.call"),
)
COMMENTS = (
    "# lambda-ls: ignore[handler-malformed]",
    "# lambda-ls: ignore[handler-function-not-found, duplicate-key]",
    "// lambda-ls: ignore[client-in-handler]",
    "#lambda-ls:ignore[ no such rule ,, duplicate-key ]",
    "# lambda-ls: ignore",
)
MANIFESTS: Project = {
    "template.yaml": """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Missing:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: src, Handler: package.handler, Runtime: python3.13}
  Built:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: generated, Handler: app.handler, Runtime: python3.13}
  Node:
    Type: AWS::Serverless::Function
    Properties: {CodeUri: src, Handler: index.handler, Runtime: nodejs16.x}
""",
    "src/app.py": "import boto3, aws_xray_sdk\nhandler = boto3.client('s3').get_object\n",
    "src/index.js": "const AWS = require('aws-sdk');\nexports.handler = async () => AWS;\n",
    "src/package.json": '{"type": "commonjs", "dependencies": {"aws-sdk": "^2", "x": "file:../x"}}',
    "src/requirements.txt": "boto3==1.34 # pinned\n-e ../lib[extra]\ngit+https://example.com/x.git\n",
    "serverless.yml": "service: x\nprovider: {name: aws, runtime: nodejs22.x}\n"
    "functions: ${file(functions.yml)}\n",
    "functions.yml": "a: {handler: src/index.handler}\nb: ${file(other.json):b, 'x'}\n",
    "other.json": '{"b": {"handler": "src/index.other", "events": [{"sqs": "arn:aws:sqs:::x"}]}}',
    ".gitignore": "generated/\n!kept\n**/*.js\n",
}
"""A workspace of what else is read: manifests, what git ignores, files that a service includes."""


@cache
def projects() -> tuple[Project, ...]:
    """Whole workspaces: each example, and the fixture of each case of a rule."""
    examples = (_files_in(folder) for folder in sorted(_EXAMPLES.iterdir()))
    return (MANIFESTS, *examples, *(parse(case.fixture).files for case in all_cases()))


@cache
def texts(*extensions: str) -> tuple[str, ...]:
    """The different texts of all files with one of these extensions, the shortest first."""
    found = {
        text
        for project in projects()
        for path, text in project.items()
        if path.endswith(extensions)
    }
    return tuple(sorted(found, key=lambda text: (len(text), text)))


def _files_in(folder: Path) -> Project:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in _walk(folder)
    }


def _walk(folder: Path) -> Iterator[Path]:
    for above, folders, names in os.walk(folder):
        folders[:] = sorted(set(folders) - _SKIPPED)
        yield from (Path(above, name) for name in sorted(names))
