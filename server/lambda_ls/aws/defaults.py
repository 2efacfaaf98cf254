"""What a function gets where its template does not say."""

from __future__ import annotations

from typing import NamedTuple

from ..model.function import Dialect

LONGEST_TIMEOUT = 900
"""The most seconds that a function can be given, by the pages below."""


class Defaults(NamedTuple):
    """Timeout in seconds and memory in MB."""

    timeout: int
    memory: int


_OF_LAMBDA = Defaults(timeout=3, memory=128)
_OF_SERVERLESS = Defaults(timeout=6, memory=1024)


def defaults(dialect: Dialect) -> Defaults:
    """The defaults of a kind of template, as of 2026-11.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html
    https://www.serverless.com/framework/docs/providers/aws/guide/functions
    """
    return _OF_SERVERLESS if dialect is Dialect.SERVERLESS else _OF_LAMBDA
