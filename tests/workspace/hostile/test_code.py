from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from .checking import check, opened, rules, sam
from .deep import DEEP_NODE, DEEP_PYTHON


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    name=st.sampled_from(["src/app.py", "src/app.js"]),
    text=st.text(
        st.sampled_from("defhandlrxpots. =(){}[]\n\t'\"`@:*,;/#\\\0\ufeff\ud800\u2028😀"),
        max_size=80,
    ),
)
@example(name="src/app.py", text="\ud800")
def test_code_with_anything_in_it_breaks_nothing(name: str, text: str, project: Path) -> None:
    workspace = opened(project)
    workspace.open(str(project / name), text)
    rules(workspace)
    workspace.close(str(project / name))
    assert rules(workspace) == rules(opened(project))


@pytest.mark.parametrize("around", ["before", "behind", "in the handler", "as the handler"])
@pytest.mark.parametrize("code", DEEP_PYTHON.values(), ids=DEEP_PYTHON.keys())
def test_python_of_any_depth_is_no_trouble(
    around: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handler = "def handler(event, context):\n    return None\n"
    text = {
        "before": f"{code}\n{handler}",
        "behind": f"{handler}\n{code}\n",
        "in the handler": f"{handler}    {code.replace(chr(10), chr(10) + '    ')}\n",
        "as the handler": f"{code}\nhandler = x\n",
    }[around]
    found, _ = check(monkeypatch, tmp_path, {"template.yaml": sam(), "app.py": text})
    assert "handler-module-not-found" not in found


@pytest.mark.parametrize("extension", ["js", "ts", "tsx"])
@pytest.mark.parametrize("code", DEEP_NODE.values(), ids=DEEP_NODE.keys())
def test_node_code_of_any_depth_is_no_trouble(
    extension: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = sam(Runtime="nodejs22.x", Handler="app.handler")
    for text in (
        f"{code}\nexports.handler = async () => 1;\n",
        f"exports.handler = async () => 1;\n{code}",
        f"exports.handler = async () => {{ {code} }};",
        f"{code};\nmodule.exports = {{handler: x}};\nexports.handler = x;",
    ):
        found, _ = check(
            monkeypatch, tmp_path, {"template.yaml": template, f"app.{extension}": text}
        )
        assert "handler-module-not-found" not in found


@pytest.mark.parametrize(
    ("runtime", "path", "code"),
    [
        ("python3.13", "app.py", "# :(\n" * 600 + "def handler(event, context):\n    return 1\n"),
        ("nodejs22.x", "app.js", "// :(\n" * 600 + "exports.handler = async () => 1;\n"),
    ],
)
def test_brackets_in_comments_hide_no_handler(
    runtime: str, path: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"template.json": sam(Runtime=runtime), path: code}
    assert check(monkeypatch, tmp_path, files)[0] == []


def test_python_2_code_has_its_handler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        "from __future__ import print_function\nimport urllib2\n"
        "def handler(event, context):\n    print 'x', `event`\n"
        "    try:\n        raise ValueError, 'no'\n"
        "    except ValueError, e:\n        exec 'x' in {}\n"
        "    return 0777 <> 0L\n"
    )
    found = check(monkeypatch, tmp_path, {"template.yaml": sam(), "app.py": code})[0]
    assert found == ["removed-stdlib-module"]


def test_modules_that_import_each_other_come_to_an_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modules: dict[str, str | bytes] = {
        f"m{n}.py": f"from m{n + 1} import *\nfrom m{n + 1} import handler\n" for n in range(500)
    }
    modules["m500.py"] = "from m0 import *\nfrom m0 import handler\n"
    node: dict[str, str | bytes] = {
        f"n{n}.js": f"export * from './n{(n + 1) % 500}';\nexport * from './n{(n + 2) % 500}';\n"
        for n in range(500)
    }
    stars: dict[str, str | bytes] = {
        f"s{n}.py": "".join(f"from s{other} import *\n" for other in range(20)) for n in range(20)
    }
    files: dict[str, str | bytes] = {
        "a.yaml": sam(Handler="m0.handler"),
        "b.yaml": sam(Handler="n0.handler", Runtime="nodejs22.x"),
        "c.yaml": sam(Handler="s0.handler"),
        **modules,
        **node,
        **stars,
    }
    found, watched = check(monkeypatch, tmp_path, files)
    assert found == []
    assert watched.count < 20_000
