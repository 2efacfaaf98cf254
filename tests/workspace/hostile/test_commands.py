from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .checking import opened, put, rules, sam
from .deep import DEEP_NODE, DEEP_PYTHON, DEEP_VALUES
from .names import HOSTILE_TEXTS
from .samples import CODE, SAM

SERVER = Path(__file__).parents[3] / "server"


@pytest.mark.parametrize("name", [b"\xff\xfe.yaml", b"a\nb.yaml", b"\x1b[31m.yaml", b"a'b\"c.yaml"])
def test_a_file_of_any_name_is_checked(name: bytes, tmp_path: Path) -> None:
    put(tmp_path, {"app.py": CODE["src/app.py"]})
    with open(os.path.join(os.fsencode(tmp_path), name), "w", encoding="utf-8") as file:
        file.write(sam(Handler="ap.handler"))
    assert rules(opened(tmp_path)) == ["handler-module-not-found"]
    for form in ("text", "json"):
        result = lambda_ls("check", ".", "--format", form, folder=tmp_path)
        assert result.returncode == 1, result.stderr
        assert b"handler-module-not-found" in result.stdout


def lambda_ls(*arguments: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    """Run the command, which must neither fail nor tell of an exception."""
    environment = {**os.environ, "PYTHONPATH": str(SERVER), "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "lambda_ls", *arguments]
    result = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, timeout=120, check=False
    )
    assert result.returncode in (0, 1), result.stderr
    assert b"Traceback" not in result.stderr
    assert b"internal error" not in result.stderr
    return result


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_the_processes_of_a_check_load_no_module_of_its_folder(method: str, tmp_path: Path) -> None:
    root, canary, command = tmp_path / "root", tmp_path / "canary", tmp_path / "bin" / "command.py"
    trap = f"open({str(canary)!r}, 'a').write(__name__)\n"
    put(root, {f"{number}.json": sam() for number in range(130)})
    put(root, {f"{name}.py": trap for name in ("multiprocessing", "os", "pickle", "socket")})
    start = (
        "import multiprocessing, sys\n"
        "from lambda_ls.cli.main import run\n"
        "if __name__ == '__main__':\n"
        f"    multiprocessing.set_start_method({method!r})\n"
        "    sys.exit(run(['check', '.', '--jobs', '2']))\n"
    )
    put(tmp_path, {"bin/command.py": start})
    environment = {**os.environ, "PYTHONPATH": str(SERVER)}
    result = subprocess.run(
        [sys.executable, command],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert not canary.exists(), canary.read_text()
    assert "in 130 templates" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("serverless.yml", "provider: aws\nfunctions:\n  a:\n    handler: " + "\n" * 200_000),
        ("app.py", "<!--" * 25_000),
        ("app.py", "def handler(event, context):\n" + "    x = event\n" * 20_000),
    ],
)
def test_the_same_again_and_again_costs_no_more_than_its_length(
    path: str, text: str, tmp_path: Path
) -> None:
    put(tmp_path, {"template.yaml": SAM, **CODE, "app.json": sam(), path: text})
    assert lambda_ls("check", ".", "--fail-on", "never", folder=tmp_path).returncode == 0


def test_the_command_outlives_everything_at_once(tmp_path: Path) -> None:
    texts = [*HOSTILE_TEXTS.values()]
    put(tmp_path, {"app.py": DEEP_PYTHON["parentheses"], "app.js": DEEP_NODE["braces"], **CODE})
    for number, text in enumerate(texts):
        put(tmp_path, {f"h{number}.json": sam(Handler=f"{text}.handler")})
        put(tmp_path, {f"c{number}.json": sam(CodeUri=text, Runtime="nodejs22.x")})
    for number, value in enumerate(DEEP_VALUES.values()):
        put(tmp_path, {f"d{number}.yaml": f"Resources:\n  A:\n    Type: AWS::X\n    B: {value}\n"})
    put(tmp_path, {"binary.yaml": b"AWS::\0" + bytes(range(256)), "cut.yaml": SAM[:-200]})
    put(tmp_path, {"wrong.yaml": sam(Handler="nowhere.handler", CodeUri="src")})
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "loop").symlink_to(".")
    for form in ("text", "json"):
        result = lambda_ls("check", ".", "--format", form, folder=tmp_path)
        assert result.returncode == 1
        assert b"handler-module-not-found" in result.stdout
        assert lambda_ls("list", ".", "--format", form, folder=tmp_path).returncode == 0
