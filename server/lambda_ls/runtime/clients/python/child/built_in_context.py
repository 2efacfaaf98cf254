"""The context object of a handler.

https://docs.aws.amazon.com/lambda/latest/dg/python-context.html
"""

from __future__ import annotations

import json
import os
import sys
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_W3C = ("traceparent", "tracestate", "baggage")


class _Record:
    """Named values, None where there are none."""

    __slots__: tuple[str, ...] = ()

    def __init__(self, values: Mapping[str, Any]) -> None:
        for name in self.__slots__:
            setattr(self, name, values.get(name))


class Client(_Record):
    """The mobile client that has called."""

    __slots__ = (
        "app_package_name",
        "app_title",
        "app_version_code",
        "app_version_name",
        "installation_id",
    )


class ClientContext(_Record):
    """What a client says of itself."""

    __slots__ = ("client", "custom", "env")

    client: Any


class CognitoIdentity(_Record):
    """The identity that has authorised the request."""

    __slots__ = ("cognito_identity_id", "cognito_identity_pool_id")


class LambdaContext:
    """What a handler gets beside its event."""

    def __init__(
        self, headers: Mapping[str, Any], client: dict[str, Any] | None, identity: Mapping[str, Any]
    ) -> None:
        environment = os.environ.get
        self.aws_request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        self.log_group_name = environment("AWS_LAMBDA_LOG_GROUP_NAME")
        self.log_stream_name = environment("AWS_LAMBDA_LOG_STREAM_NAME")
        self.function_name = environment("AWS_LAMBDA_FUNCTION_NAME")
        self.memory_limit_in_mb = environment("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")
        self.function_version = environment("AWS_LAMBDA_FUNCTION_VERSION")
        self.invoked_function_arn = headers["Lambda-Runtime-Invoked-Function-Arn"]
        self.tenant_id = headers["Lambda-Runtime-Aws-Tenant-Id"]
        carried = client.pop("w3c", None) if isinstance(client, dict) else None
        known = carried if isinstance(carried, dict) else {}
        self._w3c_fields = {key: known[key] for key in _W3C if isinstance(known.get(key), str)}
        self.client_context = None if client is None else ClientContext(client)
        if self.client_context is not None and self.client_context.client is not None:
            self.client_context.client = Client(self.client_context.client)
        self.identity = CognitoIdentity(identity)
        self._epoch_deadline_time_in_ms: int = headers["Lambda-Runtime-Deadline-Ms"]

    def get_remaining_time_in_millis(self) -> int:
        """How long the invocation may still take, never less than nothing."""
        return max(0, self._epoch_deadline_time_in_ms - int(time.time() * 1000))

    def w3c(self) -> dict[str, str]:
        """The trace context of the caller."""
        return dict(self._w3c_fields)

    def log(self, message: object) -> None:
        """Write to the log."""
        sys.stdout.write(str(message))


def context_of(headers: Mapping[str, Any]) -> LambdaContext:
    """The context of an invocation, of the headers it has come with."""
    client = headers["Lambda-Runtime-Client-Context"]
    identity = headers["Lambda-Runtime-Cognito-Identity"]
    found = json.loads(identity) if identity else {}
    pool = {
        "cognito_identity_id": found.get("cognitoIdentityId"),
        "cognito_identity_pool_id": found.get("cognitoIdentityPoolId"),
    }
    return LambdaContext(headers, json.loads(client) if client else None, pool)
