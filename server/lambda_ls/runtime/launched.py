"""A process at its start: what the system gives back for the plan of a run.

Nothing here needs an event loop, so that a process can start before one has been loaded.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping
from datetime import datetime, timezone

from msgspec import Struct

from .api.door import LOOPBACK
from .api.messages import SERVICE_PATH
from .clients.base import CannotRunError
from .folder import RunFolder
from .plan import Plan
from .processes.ending import end_all


class Launched(Struct, frozen=True):
    """A process that is the leader of its group, with the address of its Runtime API.

    `output` is the descriptor from which its stdout and stderr are read. `at` is when it was
    started, in seconds of `time.perf_counter`.
    """

    address: str
    folder: RunFolder
    process: subprocess.Popen[bytes]
    output: int
    at: float

    def end(self) -> None:
        """End it with all that it has started, where nobody reads its output."""
        end_all(self.process.pid, self.address)
        self.process.wait()
        os.close(self.output)


def launch(plan: Plan, folder: RunFolder, address: str) -> Launched:
    """Start the client of a plan, with a Runtime API at this address.

    Raises:
        CannotRunError: if the system refuses to.
    """
    if os.name != "posix":
        # Neither process groups nor pipes that an event loop can read are there.
        raise CannotRunError("handlers cannot be run on Windows yet; use WSL or a container")
    environment = environment_of(plan, folder, address)
    at = time.perf_counter()
    try:
        process, output = _start(plan, environment, plan.folder or folder.task_root)
    except (OSError, ValueError) as error:
        raise CannotRunError(f"`{plan.argv[0]}` cannot be started: {error}") from error
    return Launched(address, folder, process, output, at)


def environment_of(plan: Plan, folder: RunFolder, address: str) -> dict[str, str]:
    """All variables of a process whose Runtime API is at an address."""
    return {
        **dict(plan.environment),
        **(_of_durable(plan, address) if plan.is_durable else {}),
        "LAMBDA_TASK_ROOT": plan.folder or folder.task_root,
        "AWS_LAMBDA_RUNTIME_API": address,
        "AWS_LAMBDA_LOG_STREAM_NAME": _log_stream(),
        **dict.fromkeys(("TMPDIR", "TMP", "TEMP"), folder.temporary),
    }


def _of_durable(plan: Plan, address: str) -> dict[str, str]:
    """How the SDK of a durable function finds what stands for AWS's Lambda API.

    https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
    """
    given = dict(plan.environment)
    direct = given.get("no_proxy") or given.get("NO_PROXY")
    # The SDKs would also ask a proxy for an address of this machine.
    unproxied = f"{direct},{LOOPBACK}" if direct else LOOPBACK
    return {
        "AWS_ENDPOINT_URL_LAMBDA": f"http://{address}{SERVICE_PATH}",
        **dict.fromkeys(("NO_PROXY", "no_proxy"), unproxied),
    }


def _start(
    plan: Plan, environment: Mapping[str, str], folder: str
) -> tuple[subprocess.Popen[bytes], int]:
    reader, writer = os.pipe()
    try:
        process = subprocess.Popen(
            plan.argv,
            env=environment,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=writer,
            stderr=writer,
            start_new_session=True,
        )
    except BaseException:
        os.close(reader)
        raise
    finally:
        os.close(writer)
    return process, reader


def _log_stream() -> str:
    today = datetime.now(timezone.utc).strftime("%Y/%m/%d")
    return f"{today}/[$LATEST]{os.urandom(16).hex()}"
