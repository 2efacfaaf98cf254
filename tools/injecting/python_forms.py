"""How Python handlers are handed to Lambda; `BODY` stands for what the function does."""

from __future__ import annotations

from collections.abc import Mapping

PYTHON_FORMS: Mapping[str, Mapping[str, str]] = {
    "plain": {"app.py": "def handler(event, context):\n    BODY\n"},
    "typed": {
        "app.py": "from typing import Any\n\n\n"
        "def handler(event: dict[str, Any], context: Any) -> Any:\n"
        '    """Do the work."""\n    BODY\n'
    },
    "powertools": {
        "app.py": "from aws_lambda_powertools import Logger, Metrics, Tracer\n\n"
        "logger = Logger()\ntracer = Tracer()\nmetrics = Metrics()\n\n\n"
        "@logger.inject_lambda_context(log_event=True)\n@tracer.capture_lambda_handler\n"
        "@metrics.log_metrics(capture_cold_start_metric=True)\n"
        "def handler(event, context):\n    BODY\n"
    },
    "metric_scope": {
        "app.py": "from aws_embedded_metrics import metric_scope\n\n\n"
        "@metric_scope\ndef handler(event, context, metrics):\n    BODY\n"
    },
    "middleware": {
        "app.py": "from aws_lambda_powertools.middleware_factory import lambda_handler_decorator\n"
        "\n\n@lambda_handler_decorator\ndef logged(handler, event, context):\n"
        "    print(event)\n    return handler(event, context)\n\n\n"
        "@logged\ndef handler(event, context):\n    BODY\n"
    },
    "own_decorator": {
        "app.py": "import functools\n\n\ndef logged(function):\n"
        "    @functools.wraps(function)\n    def wrapper(event, context):\n"
        "        print(event)\n        return function(event, context)\n\n"
        "    return wrapper\n\n\n@logged\ndef handler(event, context):\n    BODY\n"
    },
    "wrapped_call": {
        "app.py": "def logged(function):\n    def wrapper(event, context):\n"
        "        print(event)\n        return function(event, context)\n\n"
        "    return wrapper\n\n\ndef work(event, context):\n    BODY\n\n\n"
        "handler = logged(work)\n"
    },
    "alias": {"app.py": "def work(event, context):\n    BODY\n\n\nhandler = work\n"},
    "bound_method": {
        "app.py": "class Work:\n    def handle(self, event, context):\n        BODY\n\n\n"
        "work = Work()\nhandler = work.handle\n"
    },
    "method_of_new": {
        "app.py": "class Work:\n    def handle(self, event, context):\n        BODY\n\n\n"
        "handler = Work().handle\n"
    },
    "static_method": {
        "app.py": "class Work:\n    @staticmethod\n    def handle(event, context):\n        BODY\n"
        "\n\nhandler = Work.handle\n"
    },
    "callable_object": {
        "app.py": "class Work:\n    def __call__(self, event, context):\n        BODY\n\n\n"
        "handler = Work()\n"
    },
    "reexported": {
        "app.py": "from work import handler\n\n__all__ = ['handler']\n",
        "work.py": "def handler(event, context):\n    BODY\n",
    },
    "renamed_import": {
        "app.py": "from work import process as handler\n",
        "work.py": "def process(event, context):\n    BODY\n",
    },
    "delegating": {
        "app.py": "def process(event, context):\n    BODY\n\n\n"
        "def handler(event, context):\n    return process(event, context)\n"
    },
    "delegating_method": {
        "app.py": "class Work:\n    def handle(self, event, context):\n        BODY\n\n\n"
        "work = Work()\n\n\ndef handler(event, context):\n    return work.handle(event, context)\n"
    },
}
