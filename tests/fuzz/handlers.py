"""Reading handler strings: taken apart by each language, and joined with code in each dialect."""

from __future__ import annotations

import json

from lambda_ls.features.diagnostics import Diagnostics
from lambda_ls.languages.registry import deep_language, searched_language
from lambda_ls.model.handler import HandlerName
from lambda_ls.workspace.snapshot import FileFindings

from .answers import assert_inside, leaves
from .workspaces import opened

_CODE = {
    "app.py": "def handler(event, context):\n    return None\n",
    "src/app.js": "exports.handler = async (event) => event;\n",
    "Orders.java": "package com.example;\nclass Orders { void handle() {} }\n",
    "template.json": "{}",
    "serverless.json": "{}",
}
_RUNTIMES = {
    "python": ("python2.7", "python3.13", None),
    "node": ("nodejs16.x", "nodejs22.x", None),
}
_SEARCHED = ("ruby", "java", "dotnet", "go", "provided")
_DECLARED = ("python3.13", "nodejs22.x", "java21", "ruby3.4", "dotnet8", "provided.al2023")


def read_handler(text: str) -> object:
    """What every language makes of a handler string."""
    told: list[object] = []
    for family, runtimes in _RUNTIMES.items():
        language = deep_language(family)
        assert language is not None
        for runtime in runtimes:
            parsed = language.parse_handler(text, runtime)
            assert_inside(parsed, len(text))
            told.append(parsed)
            if isinstance(parsed, HandlerName):
                told.append(language.candidates(parsed.module))
                told.append(language.handler_text(parsed.module, parsed.symbol, parsed))
    for family in _SEARCHED:
        searched = searched_language(family)
        assert searched is not None
        told += (searched.parse_handler(text), searched.wanted(text))
    return [*leaves(told)]


def check_handler(text: str) -> object:
    """What is found of functions with a handler string, in each dialect."""
    resources = {
        f"F{number}": {
            "Type": "AWS::Serverless::Function",
            "Properties": {"Runtime": runtime, "Handler": text},
        }
        for number, runtime in enumerate(_DECLARED)
    }
    functions = {
        f"f{number}": {"runtime": runtime, "handler": text}
        for number, runtime in enumerate(_DECLARED)
    }
    service = {"service": "x", "provider": {"name": "aws"}, "functions": functions}
    found: list[FileFindings] = []
    for path, content in (
        ("template.json", {"Transform": "AWS::Serverless-2016-10-31", "Resources": resources}),
        ("serverless.json", service),
    ):
        snapshot, _ = opened(_CODE, path, json.dumps(content, indent=1))
        found += Diagnostics().everywhere(snapshot)
    return [*leaves(found)]
