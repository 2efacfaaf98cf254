"""A client for where AWS's own cannot be: on macOS and Windows, and for older Pythons.

It does what `awslambdaric` 4.2 does, so far as a handler or a caller can tell. The tests compare
the two.
"""

from __future__ import annotations

import importlib
import os
import sys

import runtime_client
from built_in_context import LambdaContext, context_of
from built_in_errors import FaultError, described, xray_cause
from built_in_json import from_json, to_json
from built_in_logs import LogHandler, log_error, set_up_logging

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, NoReturn, TextIO


class _Unbuffered:
    """A stream that holds nothing back."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()

    def writelines(self, lines: Iterable[str]) -> None:
        self._stream.writelines(lines)
        self._stream.flush()


def run(handler: str) -> None:
    """Load the handler and call it for each invocation; never returns."""
    runtime_client.initialize_client("lambda-ls")
    sys.stdout = _Unbuffered(sys.stdout)
    sys.stderr = _Unbuffered(sys.stderr)
    log = set_up_logging()
    try:
        function = _load(handler)
    except Exception as error:
        _report_init(described(error, ""))
    while True:
        _invoke(function, log)


def _invoke(function: Callable[[Any, LambdaContext], Any], log: LogHandler) -> None:
    body, headers = runtime_client.next()
    request = log.request = str(headers["Lambda-Runtime-Aws-Request-Id"])
    trace = headers["Lambda-Runtime-Trace-Id"]
    os.environ.pop("_X_AMZN_TRACE_ID", None)
    if trace is not None:
        os.environ["_X_AMZN_TRACE_ID"] = str(trace)
    try:
        context = context_of(headers)
        event = _event(body, headers["Content-Type"])
        result, content_type = _response(function(event, context))
    except Exception as error:
        failure = described(error, request)
        log_error(failure)
        runtime_client.post_error(request, to_json(failure), xray_cause(error))
    else:
        # A text that cannot be encoded ends the process in Lambda, too.
        data = result.encode() if isinstance(result, str) else result
        runtime_client.post_invocation_result(request, data, content_type)


def _load(handler: str) -> Callable[[Any, LambdaContext], Any]:
    try:
        module_name, name = handler.rsplit(".", 1)
    except ValueError as error:
        raise FaultError(
            "Runtime.MalformedHandlerName", f"Bad handler '{handler}': {error}"
        ) from error
    if module_name.split(".")[0] in sys.builtin_module_names:
        text = f"Cannot use built-in module {module_name} as a handler module"
        raise FaultError("Runtime.BuiltInModuleConflict", text)
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        text = f"Unable to import module '{module_name}': {error}"
        raise FaultError("Runtime.ImportModuleError", text) from error
    except SyntaxError as error:
        trace = [f'  File "{error.filename}" Line {error.lineno}\n    {error.text}']
        text = f"Syntax error in module '{module_name}': {error}"
        raise FaultError("Runtime.UserCodeSyntaxError", text, trace) from error
    try:
        found: Callable[[Any, LambdaContext], Any] = getattr(module, name)
    except AttributeError as error:
        text = f"Handler '{name}' missing on module '{module_name}'"
        raise FaultError("Runtime.HandlerNotFound", text) from error
    return found


def _event(body: bytes, content_type: object) -> Any:
    if content_type != "application/json":
        return body
    try:
        return from_json(body)
    except Exception as error:
        text = f"Unable to unmarshal input: {error}"
        raise FaultError("Runtime.UnmarshalError", text) from error


def _response(value: object) -> tuple[bytes | str, str]:
    if isinstance(value, bytes):
        return value, "application/unknown"
    try:
        text = to_json(value)
    except Exception as error:
        text = f"Unable to marshal response: {error}"
        raise FaultError("Runtime.MarshalError", text) from error
    return text, "application/json"


def _report_init(failure: dict[str, Any]) -> NoReturn:
    log_error(failure)
    runtime_client.post_init_error(to_json(failure), failure["errorType"])
    sys.exit(1)
