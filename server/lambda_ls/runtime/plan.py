"""The plan of a run: everything that decides how a handler is started, as one value."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from ..aws.defaults import defaults
from ..aws.runtimes import family_of
from ..model.durable import Durable
from ..model.function import CodeArchive, CodeFolder, Function, InlineCode, target_of
from ..model.place import MaybeNumber, Unknown, likely
from .clients.base import CannotRunError, Launch, Wish
from .clients.registry import client_of
from .logging import log_variables, system_level
from .variables import variables

_INLINE_FILES = {"python": "index.py", "node": "index.js"}


class Choices(Struct, frozen=True):
    """What the user chooses for a run.

    `variables` come before the template's own. `timeout` is in seconds, None for the template's.
    With `real_credentials` the function gets the AWS credentials of the user's shell, else such
    that no service accepts. `host` is the environment of that shell. With `watches_state` each
    outcome tells what the invocation has changed of what stays for the next one.
    """

    variables: tuple[tuple[str, str], ...] = ()
    timeout: float | None = None
    real_credentials: bool = False
    host: Mapping[str, str] = field(default_factory=dict)
    watches_state: bool = False


class Plan(Struct, frozen=True):
    """How a handler is started, and what it is told.

    `function` is its name in `template`, an absolute path. `runtime` is the template's identifier,
    empty where it is not known.
    `environment` holds all variables but those that differ from start to start. `folder` is the
    task root and working directory, absolute; empty where `files` (names and texts) are written
    to a folder of the run's own, which then is it. `dependencies` are other folders with which a
    warm process grows old. `timeout` is in seconds, `memory` in MB. `family` is that of the runtime
    (`python`, `node`). `init_timeout` are the seconds of an initialisation before it is repeated
    within the first invocation. `system_level` is from which level on Lambda tells of an invocation
    in JSON (`DEBUG`, `INFO`, `WARN`), None where its lines are text. A process that `leaves` goes
    by itself, seen by a debugger, and is killed only where it stays. A function that `is_durable`
    is invoked until its execution has ended, `execution_timeout` being the seconds of all of it,
    None where they are not known. `notes` are sentences for the user about what differs from
    Lambda.
    """

    template: str
    function: str
    runtime: str
    client: str
    argv: tuple[str, ...]
    environment: tuple[tuple[str, str], ...]
    folder: str
    handler: str
    timeout: float
    memory: int
    family: str = ""
    init_timeout: float = 10.0
    files: tuple[tuple[str, str], ...] = ()
    dependencies: tuple[str, ...] = ()
    system_level: str | None = None
    leaves: bool = False
    is_durable: bool = False
    execution_timeout: int | None = None
    notes: tuple[str, ...] = ()

    @property
    def target(self) -> str:
        """The function as it is named in commands."""
        return target_of(self.template, self.function)


def plan_of(
    function: Function,
    handler: str | None,
    family: str | None,
    roots: tuple[str, ...],
    choices: Choices,
) -> Plan:
    """The plan for a function; its handler string and its language are what its facts say.

    Raises:
        CannotRunError: if it cannot be run here; the message says why.
    """
    if handler is None:
        raise CannotRunError(_no_handler(function))
    runtime = likely(function.runtime) or ""
    family = family or family_of(runtime)
    folder, files = _code(function, family)
    layers = tuple(each.folder for each in function.layers if each.folder is not None)
    near = (folder, os.path.dirname(function.template), *roots)
    folders = tuple(dict.fromkeys(each for each in near if each))
    usual = defaults(function.dialect)
    memory = _number(function.memory) or usual.memory
    wish = Wish(
        runtime=runtime,
        handler=handler,
        task_root=folder,
        folders=folders,
        layers=layers,
        host=choices.host,
        tells_state=choices.watches_state,
        memory=memory,
        build_arguments=function.build.arguments if function.build else (),
    )
    launch = client_of(family).launch(wish)
    names = frozenset(name for name, _ in choices.variables)
    given = variables(function, choices.host, names, with_credentials=choices.real_credentials)
    lambdas = _of_lambda(function, handler, runtime or launch.runtime, memory, folder)
    chosen = (*launch.environment, *given.all, *choices.variables, *lambdas)
    durable = function.durable if isinstance(function.durable, Durable) else None
    return Plan(
        template=function.template,
        function=function.name,
        runtime=runtime,
        client=launch.client,
        argv=launch.argv,
        environment=tuple(dict(chosen).items()),
        folder=folder,
        handler=handler,
        timeout=float(choices.timeout or _number(function.timeout) or usual.timeout),
        memory=memory,
        family=family or "",
        files=files,
        system_level=system_level(function),
        dependencies=(*launch.dependencies, *layers),
        is_durable=durable is not None,
        execution_timeout=_number(durable.execution_timeout) if durable else None,
        notes=(*_other_runtime(runtime, launch), *launch.notes, *given.notes, *_unseen(function)),
    )


def _no_handler(function: Function) -> str:
    name = f"`{function.name}`"
    if function.image:
        return f"{name} is a container image, which cannot be run locally yet"
    written = function.handler.value if function.handler else None
    why = f": {written.reason}" if isinstance(written, Unknown) else ""
    return f"the template does not say which handler {name} has{why}"


def _of_lambda(
    function: Function, handler: str, runtime: str, memory: int, folder: str
) -> Iterator[tuple[str, str]]:
    """The variables by which a runtime knows what to do; nobody can choose them.

    https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
    """
    yield "_HANDLER", handler
    yield "AWS_EXECUTION_ENV", f"AWS_Lambda_{runtime}"
    yield "AWS_LAMBDA_FUNCTION_NAME", function.name
    yield "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"
    yield "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", str(memory)
    yield "AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"
    yield "LAMBDA_TASK_ROOT", folder
    yield from log_variables(function)


def _code(function: Function, family: str | None) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The task root, and the files that are to be written to one where there is none."""
    code = function.code
    if isinstance(code, InlineCode):
        name = _INLINE_FILES.get(family or "", "")
        return "", ((name, code.source.text),) if name else ()
    if isinstance(code, CodeFolder):
        if not os.path.isdir(code.folder):
            raise CannotRunError(f"the code folder `{code.folder}` does not exist")
        return code.folder, ()
    if isinstance(code, CodeArchive):
        raise CannotRunError(f"the code of `{function.name}` is the archive `{code.path}`")
    raise CannotRunError(f"the code of `{function.name}` is not here: {code.reason}")


def _number(value: MaybeNumber | None) -> int | None:
    return value.value if value is not None and isinstance(value.value, int) else None


def _other_runtime(runtime: str, launch: Launch) -> Iterator[str]:
    if runtime and runtime != launch.runtime:
        yield f"the template says {runtime}, but {launch.runtime} of this machine runs it"


def _unseen(function: Function) -> Iterator[str]:
    """What the function has in Lambda that is not here."""
    for layer in function.layers:
        if layer.folder is None:
            yield f"the layer `{likely(layer.name) or 'of unknown name'}` is not in the workspace"
