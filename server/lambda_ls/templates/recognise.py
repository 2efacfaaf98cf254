"""Whether a document is a template, and of which dialect: its content decides, not its name."""

from __future__ import annotations

import re

from ..model.function import Dialect
from ..text.document import Document
from ..text.source import SourceText
from ..text.tree import Mapping, Scalar
from .macros import transforms
from .resources import resource_type

_SAM_TRANSFORM = "AWS::Serverless-"
_SAM_TYPE = "AWS::Serverless::"
_TYPES = ("AWS::", "Custom::", "Alexa::")
_SERVERLESS_NAME = re.compile(r"serverless(?:[.\-_][\w.\-]*)?\.(?:ya?ml|json)\Z", re.IGNORECASE)
_OTHER_CLOUDS = frozenset(
    {
        *("aliyun", "alicloud", "azure", "cloudflare", "digitalocean", "fn", "fnproject"),
        *("google", "huawei", "ibm", "knative", "kubeless", "nimbella", "nuclio", "oci"),
        *("openfaas", "openwhisk", "scaleway", "spotinst", "tencent", "twilio", "webtasks"),
        *("yandex", "yandex-cloud"),
    }
)
_ENGINE_STATEMENT = re.compile(
    r"\{%-?[ \t]*(?:if|elif|else|endif|for|endfor|set|raw|endraw|include|import|from|macro|block)\b"
)
# A value that starts with braces is no text for YAML, as it is for the engine that fills it in.
_ENGINE_VALUE = re.compile(r"[ \t]*(?:- )?[\w.:/\-]+:[ \t]+\{\{-?[ \t]*(?!resolve:)[A-Za-z_.$]")
_ENGINE_LINE = re.compile(r"[ \t]*\{\{[-#/]")
_COOKIECUTTER = re.compile(r"\{\{-?[ \t]*cookiecutter\b")
_VELOCITY = re.compile(r"^#(?:set|if|foreach)[ \t]*\(", re.MULTILINE)
_DIRECTIVES = ("#set", "#if", "#foreach")


def recognise(document: Document, file_name: str) -> Dialect | None:
    """The dialect of a document, None if it is no template that is deployed as it stands.

    Whatever of a broken template can still be read counts.
    """
    dialect = _resources_dialect(document) or _serverless_dialect(document, file_name)
    return None if dialect and _is_generated(document.source) else dialect


def _resources_dialect(document: Document) -> Dialect | None:
    if any(name.startswith(_SAM_TRANSFORM) for name in transforms(document)):
        return Dialect.SAM
    # Most templates of thousands of resources are known without a look at each of them.
    if document.source.holds(_SAM_TYPE) and _has_resource(document, _SAM_TYPE):
        return Dialect.SAM
    has_version = document.section("AWSTemplateFormatVersion") is not None
    return Dialect.CLOUDFORMATION if has_version or _has_resource(document, _TYPES) else None


def _has_resource(document: Document, types: str | tuple[str, ...]) -> bool:
    """Whether the type of a resource begins with one of some texts."""
    kinds = map(resource_type, document.children("Resources"))
    return any(kind.startswith(types) for kind in kinds if kind)


def _serverless_dialect(document: Document, file_name: str) -> Dialect | None:
    has_functions = document.section("functions") is not None
    if document.section("component") or not (has_functions or document.section("provider")):
        return None
    provider = _provider(document)
    if not _SERVERLESS_NAME.match(file_name):
        return Dialect.SERVERLESS if has_functions and provider == "aws" else None
    # While the provider is being typed, a file of this name is still what it was.
    is_other = provider is not None and provider.lower() in _OTHER_CLOUDS
    return None if is_other else Dialect.SERVERLESS


def _provider(document: Document) -> str | None:
    """The name of a Serverless service's cloud."""
    block = document.section("provider")
    value = block.value if block else None
    if isinstance(value, Mapping):
        return value.text("name")
    return value.text if isinstance(value, Scalar) else None


def _is_generated(source: SourceText) -> bool:
    """Whether a template engine (Jinja, cookiecutter, Handlebars, Velocity) makes the template.

    Braces alone prove nothing: they are dynamic references, SSM documents and code.
    """
    text = source.text
    # A single character is found ten times as fast as two, and most texts have none of these.
    if source.holds("%") and source.holds("{%") and _ENGINE_STATEMENT.search(text):
        return True
    if source.holds("#") and any(map(source.holds, _DIRECTIVES)) and _VELOCITY.search(text):
        return True
    at = text.find("{{") if source.holds("{{") else -1
    while at >= 0:
        line = max(text.rfind("\n", 0, at) + 1, at - 200)
        if _ENGINE_VALUE.match(text, line) or _ENGINE_LINE.match(text, line):
            return True
        if _COOKIECUTTER.match(text, at):
            return True
        at = text.find("{{", at + 2)
    return False
