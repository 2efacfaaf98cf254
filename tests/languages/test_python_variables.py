"""What the code of a Python file does with environment variables."""

from __future__ import annotations

import pytest
from lambda_ls.languages.python.bodies import PythonBodies
from lambda_ls.model.environment import Environment, VariableUse
from lambda_ls.model.term import Constant, Imported, Parameter
from lambda_ls.text.source import SourceText

HEAD = """\
import os
from os import environ, getenv as get_variable

import names

env = os.environ
NAME = "X"
OTHER = "X"
OTHER = "Y"


"""


def read(code: str) -> tuple[str, PythonBodies]:
    text = f"{HEAD}{code}\n"
    return text, PythonBodies(SourceText(text), "/app.py")


def name_of(use: VariableUse) -> str:
    if isinstance(use.name, Constant):
        return str(use.name.value)
    if isinstance(use.name, Parameter):
        return f"({use.name.name})"
    return f"<{use.name.callee}>" if isinstance(use.name, Imported) else "?"


def uses(environment: Environment) -> list[tuple[str, str]]:
    return [(name_of(use), use.mode) for use in environment.uses]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('os.environ["X"]', ("X", "required")),
        ("os.environ['X']", ("X", "required")),
        ('environ["X"]', ("X", "required")),
        ('env["X"]', ("X", "required")),
        ("os.environ[NAME]", ("X", "required")),
        ("os.environ[OTHER]", ("?", "required")),
        ("os.environ[names.TABLE]", ("<names.TABLE>", "required")),
        ('os.environ[f"{NAME}_1"]', ("?", "required")),
        ('os.environ.__getitem__("X")', ("X", "required")),
        ('os.environ.pop("X")', ("X", "required")),
        ('os.environ.pop("X", None)', ("X", "optional")),
        ('os.environ.get("X")', ("X", "optional")),
        ('os.environ.get("X", "y")', ("X", "optional")),
        ('os.getenv("X")', ("X", "optional")),
        ('os.getenv(key="X")', ("X", "optional")),
        ('get_variable("X", "y")', ("X", "optional")),
        ('"X" in os.environ', ("X", "optional")),
        ('"X" not in environ', ("X", "optional")),
        ('os.environ["X"] = "y"', ("X", "set")),
        ('del os.environ["X"]', ("X", "set")),
        ('os.environ["X"] += "y"', ("X", "required")),
        ('os.environ.update(X="y")', ("X", "set")),
        ('os.environ.update({"X": "y"})', ("X", "set")),
    ],
)
def test_a_use(code: str, expected: tuple[str, str]) -> None:
    text, bodies = read(code)
    environment = bodies.environment
    assert uses(environment) == [expected]
    assert not environment.is_handed_on
    assert not environment.may_be_changed
    (use,) = environment.uses
    assert text[use.span.start : use.span.end] in {"X", "NAME", "OTHER", "names.TABLE"} or (
        expected[0] == "?"
    )
    assert bodies.top.environment == environment


def test_setdefault_is_both() -> None:
    _, bodies = read('os.environ.setdefault("X", "y")')
    assert sorted(uses(bodies.environment)) == [("X", "optional"), ("X", "set")]


@pytest.mark.parametrize(
    "code",
    [
        "dict(os.environ)",
        "print(os.environ)",
        "json.dumps({**os.environ})",
        "os.environ.items()",
        "os.environ.copy()",
        "for name in os.environ:\n    pass",
        "{k: v for k, v in os.environ.items()}",
        "read = os.environ.get",
    ],
)
def test_all_variables_are_read(code: str) -> None:
    _, bodies = read(code)
    assert bodies.environment.is_handed_on
    assert not bodies.environment.may_be_changed


@pytest.mark.parametrize(
    "code",
    [
        "load(os.environ)",
        "os.environ.update(load())",
        "os.environ[load()] = 1",
        'os.putenv("X", "y")',
        "settings.env = os.environ",
        "with patch.dict(os.environ, values):\n    pass",
        "os.environ |= load()",
    ],
)
def test_variables_of_any_name_may_be_set(code: str) -> None:
    _, bodies = read(code)
    assert bodies.environment.may_be_changed


@pytest.mark.parametrize(
    "code",
    ['settings["X"]', 'settings.environ["X"]', "import os.environ", 'request.environ.get("X")'],
)
def test_what_is_no_environment(code: str) -> None:
    _, bodies = read(code)
    assert bodies.environment == Environment()


def test_an_argument_is_not_taken_for_the_environment() -> None:
    _, bodies = read('metrics = Metrics(namespace=names.ENVIRON, environ=names)\nos.environ["X"]')
    assert bodies.environment == bodies.top.environment
    assert uses(bodies.environment) == [("X", "required")]
    assert not bodies.environment.is_handed_on


def test_a_local_name_hides_the_environment() -> None:
    _, bodies = read('def f(environ):\n    return environ["X"]')
    assert bodies.environment == Environment()


def test_a_parameter_names_the_variable() -> None:
    _, bodies = read("def f(name, *, default=None):\n    return os.environ[name]")
    assert uses(bodies.environment) == [("(name)", "required")]
    assert uses(bodies.top.environment) == []


def test_methods_and_inner_functions_are_read() -> None:
    code = 'class A:\n    def b(self):\n        def c():\n            return os.environ["X"]'
    _, bodies = read(code)
    assert uses(bodies.environment) == [("X", "required")]


def is_certain(code: str) -> bool:
    """Whether the handler certainly comes to its last use of the variable X."""
    lines = "".join(f"    {line}\n" for line in code.splitlines())
    _, bodies = read(f"def handler(event, context):\n{lines}")
    entry = bodies.entry("handler")
    assert entry is not None
    return [use for use in entry.environment.uses if use.mode == "required"][-1].is_certain


@pytest.mark.parametrize(
    "code",
    [
        'return os.environ["X"]',
        'for each in event:\n    os.environ["X"]',
        'if os.environ["X"]:\n    pass',
        'with open("x") as file:\n    file.write(os.environ["X"])',
        'try:\n    os.environ["X"]\nfinally:\n    pass',
        'if not event:\n    return\nos.environ["X"]',
        'while True:\n    os.environ["X"]',
        'x = os.environ["X"] or 1',
        'x = [os.environ["X"] for each in event]',
        'try:\n    y = 1\nexcept KeyError:\n    y = 2\nos.environ["X"]',
    ],
)
def test_a_use_that_every_invocation_comes_to(code: str) -> None:
    assert is_certain(code)


@pytest.mark.parametrize(
    "code",
    [
        'if event:\n    os.environ["X"]',
        'if event:\n    pass\nelse:\n    os.environ["X"]',
        'if event:\n    pass\nelif os.environ["X"]:\n    pass',
        'try:\n    os.environ["X"]\nexcept KeyError:\n    pass',
        'try:\n    os.environ["X"]\nexcept Exception:\n    pass',
        'try:\n    pass\nexcept KeyError:\n    os.environ["X"]',
        'with suppress(KeyError):\n    os.environ["X"]',
        'x = os.environ["X"] if event else 1',
        'x = event or os.environ["X"]',
        'x = lambda: os.environ["X"]',
        'x = (os.environ["X"] for each in event)',
        'x = [os.environ["X"] for each in event if each]',
        'match event:\n    case 1:\n        os.environ["X"]',
        'if LOCAL:\n    return\nos.environ["X"]',
        'if os.getenv("Y"):\n    return\nos.environ["X"]',
        'if event.get("is_local"):\n    return\nos.environ["X"]',
        'return\nos.environ["X"]',
        'while event:\n    os.environ["X"]',
    ],
)
def test_a_use_that_an_invocation_may_pass_by(code: str) -> None:
    assert not is_certain(code)


def test_the_constants_of_a_module() -> None:
    _, bodies = read("COUNT = 1")
    found = {name: bodies.constant(name) for name in ("NAME", "COUNT", "OTHER", "env", "gone")}
    values = {name: each.value for name, each in found.items() if each is not None}
    assert values == {"NAME": "X", "COUNT": 1}
