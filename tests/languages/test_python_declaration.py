from __future__ import annotations

import sys

import pytest
from lambda_ls.languages.python.declaration import misdeclarations
from lambda_ls.languages.python.exports import read_module
from lambda_ls.languages.python.loads import loads
from lambda_ls.languages.python.removed import packages_with, removed_modules
from lambda_ls.model.declaration import CoroutineHandler, Misdeclaration, UnfitParameters
from lambda_ls.text.edits import apply_edits
from lambda_ls.text.source import SourceText


def wrong(code: str) -> tuple[Misdeclaration, ...]:
    source = SourceText(code)
    return misdeclarations(source, read_module(source).exports["handler"])


def unfit(code: str) -> tuple[tuple[str, ...], int] | None:
    """What a handler needs and how many arguments it takes, None where it can be called."""
    found = wrong(code)
    assert all(isinstance(each, UnfitParameters) for each in found)
    unfit = (each for each in found if isinstance(each, UnfitParameters))
    return next(((each.needs, each.takes) for each in unfit), None)


def mended(code: str) -> str | None:
    """The code in which the handler runs its coroutine, None where there is no such rewrite."""
    (found,) = wrong(code)
    assert isinstance(found, CoroutineHandler)
    return apply_edits(code, found.rewrite) if found.rewrite else None


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ("event, context", None),
        ("event, context, /", None),
        ("event, /, context", None),
        ("event, context=None, *rest, **named", None),
        ("*arguments: object", None),
        ("event: dict, context: object = None, *, retries: int = 3", None),
        ("event,  # What was sent.\n    context,", None),
        ("", ((), 0)),
        ("event", ((), 1)),
        ("**named", ((), 0)),
        ("event, context, table", (("table",), 3)),
        ("event, context, table, region=None", (("table",), 4)),
        ("event, *, context", (("context",), 1)),
        ("event, *rest, table", (("table",), 2)),
    ],
)
def test_parameters_fit_two_positional_arguments_or_not(
    parameters: str, expected: tuple[tuple[str, ...], int] | None
) -> None:
    assert unfit(f"def handler({parameters}):\n    return event\n") == expected
    in_lambda = parameters.replace(": dict", "").replace(": object", "").replace(": int", "")
    if "#" not in in_lambda:
        assert unfit(f"handler = lambda {in_lambda}: None\n") == expected


def test_a_call_agrees_with_python_itself() -> None:
    for parameters in ("a", "a, b", "a, b, c", "a, b, c=1", "a, *, b", "*a", "a, b, /", "**a", ""):
        code = f"def handler({parameters}): pass\n"
        names: dict[str, object] = {}
        exec(code, names)
        handler = names["handler"]
        assert callable(handler)
        try:
            handler({}, None)
        except TypeError:
            assert unfit(code) is not None, parameters
        else:
            assert unfit(code) is None, parameters


def test_the_function_behind_a_known_wrapper_is_judged() -> None:
    code = "import sentry_sdk.integrations.serverless as s\ndef inner(event): pass\n"
    assert unfit(f"{code}handler = s.serverless_function(inner)\n") == ((), 1)
    assert unfit(f"{code}handler = s.unheard_of(inner)\n") is None


def test_an_asynchronous_generator_is_no_coroutine() -> None:
    assert wrong("async def handler(event, context):\n    yield event\n") == ()


def test_a_handler_that_is_bound_in_two_ways_is_left_alone() -> None:
    code = "if fast:\n    async def handler(event): pass\nelse:\n    def handler(event): pass\n"
    assert wrong(code) == ()


ASYNC = "async def handler(event, context):\n    return event\n"
RUNNER = (
    "\n\ndef handler(event, context):\n    return asyncio.run(_handler_async(event, context))\n"
)
RENAMED = ASYNC.replace("def handler", "def _handler_async")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "import asyncio\n\n\n"),
        ('"""Orders."""\n', '"""Orders."""\nimport asyncio\n\n\n'),
        (
            "# Orders.\nimport abc\nimport os\n",
            "# Orders.\nimport abc\nimport asyncio\nimport os\n",
        ),
        ("from os import path\n", "import asyncio\nfrom os import path\n"),
        (
            "from __future__ import annotations\n\nimport os\n",
            "from __future__ import annotations\n\nimport asyncio\nimport os\n",
        ),
        ("import asyncio\n", "import asyncio\n"),
    ],
)
def test_the_import_that_the_new_handler_needs_goes_among_the_others(
    before: str, after: str
) -> None:
    assert mended(before + ASYNC) == after + RENAMED + RUNNER


@pytest.mark.parametrize(
    "code",
    [
        ASYNC + "test(handler)\n",
        "asyncio = None\n" + ASYNC,
        ASYNC + "_handler_async = 1\n",
        "async def handler(event, context=None):\n    pass\n",
    ],
)
def test_there_is_no_rewrite_where_other_code_would_notice(code: str) -> None:
    assert mended(code) is None


def test_windows_line_ends_stay() -> None:
    code = mended(ASYNC.replace("\n", "\r\n"))
    assert code is not None
    assert code.count("\n") == code.count("\r\n")


def test_half_typed_handlers_are_read() -> None:
    code = "@tracer.wrap\nasync def handler(event: dict, context: object, *, a=1) -> dict:\n    x\n"
    for end in range(code.index("handler") + 7, len(code)):
        source = SourceText(code[:end])
        export = read_module(source).exports.get("handler")
        assert export is None or misdeclarations(source, export) == ()


def test_only_imports_that_certainly_run_count() -> None:
    code = (
        "import os, a.b as c\nfrom .lib import d, e as f\nfrom g import *\n"
        "try:\n    import h\nexcept ImportError:\n    import i\n"
        "if x:\n    import j\ndef k():\n    import l\n"
    )
    source = SourceText(code)
    found = [(each.module, each.name, source.slice(each.span)) for each in loads(source)]
    assert found == [
        ("os", None, "os"),
        ("a.b", None, "a.b"),
        (".lib", "d", ".lib"),
        (".lib", "e", ".lib"),
        ("g", None, "g"),
    ]


def test_the_modules_that_are_removed_agree_with_the_running_python() -> None:
    major, minor = sys.version_info[:2]
    now = removed_modules(f"python{major}.{minor}")
    later = removed_modules("python3.99").keys() - now.keys()
    assert now.keys().isdisjoint(sys.stdlib_module_names)
    assert later <= sys.stdlib_module_names


@pytest.mark.parametrize("runtime", [None, "nodejs22.x", "python", "python3", "python3.12.1"])
def test_without_a_version_nothing_is_removed(runtime: str | None) -> None:
    assert removed_modules(runtime) == {}


def test_packages_that_bring_a_module_again_are_known() -> None:
    assert packages_with("cgi") == ("legacy-cgi", "standard-cgi")


def test_an_import_in_a_half_typed_guard_does_not_count() -> None:
    code = "try:\n    import imp\nexcept ImportError:\n    imp = None\n"
    for at in range(len(code)):
        assert loads(SourceText(code[:at] + code[at + 1 :])) == ()
