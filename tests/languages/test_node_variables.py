"""What the code of a JavaScript or TypeScript file does with environment variables."""

from __future__ import annotations

import pytest
from lambda_ls.languages.node.bodies import NodeBodies
from lambda_ls.model.environment import Environment
from lambda_ls.model.term import Constant
from lambda_ls.text.source import SourceText

from tests.languages.test_python_variables import uses

HEAD = """\
import { env as variables } from "node:process";
import { TABLE } from "./names";
const all = process.env;
const { env } = process;
const NAME = "X";
let other = "X";
function change() { other = "Y"; }
"""


def read(code: str) -> tuple[str, NodeBodies]:
    text = f"{HEAD}{code}\n"
    return text, NodeBodies(SourceText(text), "/app.ts")


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("use(process.env.X);", ("X", "plain")),
        ('use(process.env["X"]);', ("X", "plain")),
        ("use(process.env?.X);", ("X", "plain")),
        ("use(process.env.X!);", ("X", "plain")),
        ("use((process.env as any).X);", ("X", "plain")),
        ("use(all.X);", ("X", "plain")),
        ("use(env.X);", ("X", "plain")),
        ("use(variables.X);", ("X", "plain")),
        ("use(process.env[NAME]);", ("X", "plain")),
        ("use(process.env[other]);", ("?", "plain")),
        ("use(process.env[TABLE]);", ("<TABLE>", "plain")),
        ("use(process.env[`${NAME}_1`]);", ("?", "plain")),
        ("const { X } = process.env;", ("X", "plain")),
        ("const { X: y } = process.env;", ("X", "plain")),
        ('const { "X": y } = process.env;', ("X", "plain")),
        ("const { X = 1 } = process.env;", ("X", "optional")),
        ("const { X: y = 1 } = process.env;", ("X", "optional")),
        ("({ X: y } = process.env);", ("X", "plain")),
        ("use(process.env.X || 1);", ("X", "optional")),
        ("use(process.env.X ?? 1);", ("X", "optional")),
        ("use((process.env.X as string) ?? 1);", ("X", "optional")),
        ("if (process.env.X) use();", ("X", "optional")),
        ("if (!process.env.X) use();", ("X", "optional")),
        ("use(process.env.X ? 1 : 2);", ("X", "optional")),
        ('use(process.env.X === "1");', ("X", "optional")),
        ('use("X" in process.env);', ("X", "optional")),
        ("process.env.X = 1;", ("X", "set")),
        ("process.env.X ??= 1;", ("X", "set")),
        ("delete process.env.X;", ("X", "set")),
        ("class A { x = process.env.X; }", ("X", "plain")),
        ("class A { b() { return process.env.X; } }", ("X", "plain")),
        ("const f = (name) => process.env[name];", ("(name)", "plain")),
        ("export const h = async () => { await use(() => env.X); };", ("X", "plain")),
    ],
)
def test_a_use(code: str, expected: tuple[str, str]) -> None:
    text, bodies = read(code)
    environment = bodies.environment
    assert uses(environment) == [expected]
    assert not environment.is_handed_on
    assert not environment.may_be_changed
    (use,) = environment.uses
    written = text[use.span.start : use.span.end]
    assert written in {"X", "NAME", "name", "TABLE"} or expected[0] == "?"
    assert use.binds == code.startswith(("const { X }", "const { X ="))


@pytest.mark.parametrize(
    "code",
    [
        "console.log(process.env);",
        "const { X, ...rest } = process.env;",
        "const copy = { ...process.env };",
        "Object.keys(process.env).map(use);",
        "export default process.env;",
    ],
)
def test_all_variables_are_read(code: str) -> None:
    _, bodies = read(code)
    assert bodies.environment.is_handed_on
    assert not bodies.environment.may_be_changed


@pytest.mark.parametrize(
    "code",
    ["load(process.env);", "Object.assign(process.env, values);", "process.env[load()] = 1;"],
)
def test_variables_of_any_name_may_be_set(code: str) -> None:
    _, bodies = read(code)
    assert bodies.environment.may_be_changed


@pytest.mark.parametrize(
    "code",
    [
        "use(config.env.X);",
        "use(import.meta.env.X);",
        "function f(process) { return process.env.X; }",
        "function f(env) { return env.X; }",
        "const g = ({ env }) => env.X;",
    ],
)
def test_what_is_no_environment(code: str) -> None:
    _, bodies = read(code)
    assert bodies.environment == Environment()


def test_the_constants_of_a_file() -> None:
    _, bodies = read("")
    found = bodies.constant("NAME")
    assert isinstance(found, Constant) and found.value == "X"
    assert [bodies.constant(name) for name in ("other", "TABLE", "all")] == [None] * 3
