"""What two clients did, in a form in which equal behaviour is equal."""

from __future__ import annotations

import base64
import json
import re
from typing import Any

from tests.runtime.node_driver import Post, Record

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
FRAME = re.compile(r"^\s+at ")
FRAMES_IN_JSON = (
    re.compile(r'"    at (?:[^"\\]|\\.)*",?'),
    re.compile(r"\\n    at (?:(?!\\n|\").)*"),
)
ERROR_LINE = re.compile(r"^(Uncaught )?[\w.]*(Error|Runtime)\b")
ERROR_BODY = "lambda-runtime-function-error-body"
HEADERS = (
    "content-type",
    "lambda-runtime-function-error-type",
    "lambda-runtime-function-response-mode",
    "trailer",
    "transfer-encoding",
)


class Normal:
    """Leaves out what must differ: frames and files of the clients themselves, and times."""

    def __init__(self, folder: str, client: str) -> None:
        self._folder = folder
        self._client = re.compile(re.escape(client) + r"[\w./-]*\.[mc]js")

    def record(self, record: Record) -> dict[str, Any]:
        """All that counts of a run."""
        return {
            "posts": [self._post(post) for post in record.posts],
            "exit": record.exit,
            "stdout": self._log(record.stdout),
            "stderr": self._errors(record.stderr),
        }

    def _post(self, post: Post) -> dict[str, Any]:
        headers = {name: post.headers.get(name) for name in HEADERS}
        trailers: dict[str, Any] = dict(post.trailers)
        if ERROR_BODY in trailers:
            trailers[ERROR_BODY] = self._body(base64.b64decode(trailers[ERROR_BODY]).decode())
        return {"kind": post.kind, "body": self._body(post.body), **headers, **trailers}

    def _body(self, text: str) -> str:
        """The text itself; an error without the frames of the client."""
        try:
            value = json.loads(text)
        except ValueError:
            return text
        if not isinstance(value, dict) or "trace" not in value:
            return text
        value["trace"] = [line for line in value["trace"] if self._is_kept(line)]
        return self._client.sub("CLIENT", json.dumps(value, ensure_ascii=False))

    def _is_kept(self, line: str) -> bool:
        return not FRAME.match(line) or self._folder in line

    def _log(self, text: str) -> list[str]:
        lines = TIME.sub("TIME", text).replace("\r", "\n").split("\n")
        kept = (line for line in lines if self._is_kept(line))
        return [
            self._client.sub("CLIENT", self._without_frames(line))
            for line in kept
            # Only the command of the genuine client says so; the service does not start it by that.
            if not line.startswith("Executing '")
        ]

    def _without_frames(self, line: str) -> str:
        def keep(match: re.Match[str]) -> str:
            return match.group() if self._folder in match.group() else ""

        for frame in FRAMES_IN_JSON:
            line = frame.sub(keep, line)
        return line.replace(",]", "]")

    def _errors(self, text: str) -> list[str]:
        """The errors that Node.js itself prints, and the user's code that it shows."""
        lines = [line for line in self._log(text) if self._folder in line or ERROR_LINE.match(line)]
        return [line for line in lines if "CLIENT" not in line]
