from __future__ import annotations

import contextlib
import os
import pty
import subprocess
import sys
from pathlib import Path

import lambda_ls
import pytest
from lambda_ls.cli.progress import Progress

from tests.cli.command import SERVER, Command, run_process


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("chek",),
        ("check", "--format", "xml"),
        ("check", "--fail-on", "hint"),
        ("check", "--jobs", "0"),
        ("check", "--jobs", "-1"),
        ("check", "--jobs", "many"),
        ("check", "--jobs", "²"),
        ("check", "--jobs", "9" * 5_000),
        ("check", "--nonsense"),
        ("check", "--select"),
        ("list", "a", "b"),
        ("explain", "a", "b"),
    ],
)
def test_wrong_usage_is_told_on_stderr_with_exit_code_2(
    command: Command, arguments: tuple[str, ...]
) -> None:
    found = command(*arguments)
    assert (found.code, found.out) == (2, "")
    assert found.err.startswith("usage: lambda-ls")
    assert "error: " in found.err


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("--help",), "usage: lambda-ls"),
        (("check", "--help"), "usage: lambda-ls check"),
        (("--version",), f"lambda-ls {lambda_ls.__version__}\n"),
    ],
)
def test_help_and_version_are_no_mistakes(
    command: Command, arguments: tuple[str, ...], text: str
) -> None:
    found = command(*arguments)
    assert (found.code, found.err) == (0, "")
    assert found.out.startswith(text)


@pytest.mark.parametrize("address", ["", "localhost", ":1", "host:", "host:x", "host:65536", "a:²"])
def test_an_address_that_is_none_is_refused(command: Command, address: str) -> None:
    found = command("serve", "--tcp", address)
    assert (found.code, found.err) == (2, f"lambda-ls: `{address}` is not HOST:PORT\n")


def test_an_unexpected_error_is_one_line_without_a_traceback(
    command: Command, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> int:
        raise KeyError("first\nsecond")

    monkeypatch.setattr("lambda_ls.cli.check.check", fail)
    found = command("check")
    assert (found.code, found.out) == (2, "")
    assert found.err == (
        "lambda-ls: internal error, please report it: KeyError: 'first\\nsecond'\n"
    )


def test_an_interrupted_command_is_silent(
    command: Command, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("lambda_ls.cli.check.check", interrupt)
    found = command("check")
    assert (found.code, found.out, found.err) == (130, "", "")


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    shell = f'cd "{gone}" && rmdir "{gone}" && exec "{sys.executable}" -m lambda_ls check'
    result = subprocess.run(
        ["sh", "-c", shell],
        env={**os.environ, "PYTHONPATH": SERVER},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert result.stderr.startswith("lambda-ls: ")


def test_a_reader_that_has_seen_enough_is_no_error(project: Path) -> None:
    # The pipe's end is closed before anything is written.
    reading, writing = os.pipe()
    os.close(reading)
    process = subprocess.run(
        [sys.executable, "-m", "lambda_ls", "check"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": SERVER},
        stdout=writing,
        stderr=subprocess.PIPE,
        timeout=60,
    )
    os.close(writing)
    assert process.returncode == 1
    assert process.stderr.decode().startswith("3 problems")
    assert process.stderr.count(b"\n") == 1


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has a full device")
def test_output_that_cannot_be_written_is_told(project: Path) -> None:
    with open("/dev/full", "wb") as full:
        process = subprocess.run(
            [sys.executable, "-m", "lambda_ls", "check"],
            cwd=project,
            env={**os.environ, "PYTHONPATH": SERVER},
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
        )
    assert process.returncode == 2
    assert process.stderr.decode() == (
        "lambda-ls: the output cannot be written: No space left on device\n"
    )


def test_the_command_works_from_end_to_end(project: Path) -> None:
    found = run_process("check", "--format", "json", cwd=project)
    assert found.code == 1
    assert found.json["functions"] == 4
    assert run_process("list", cwd=project).out.startswith("template.yaml\n")
    assert run_process("explain", "duplicate-key", cwd=project).out.startswith("# duplicate-key")


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({"TERM": "xterm"}, True),
        ({"TERM": "xterm", "NO_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
    ],
)
def test_colours_are_for_terminals_that_want_them(
    project: Path, environment: dict[str, str], coloured: bool
) -> None:
    output = _in_terminal(project, environment)
    assert (b"\x1b[31merror\x1b[0m[" in output) is coloured
    assert (b"\x1b" in output) is coloured
    assert b"[handler-case-mismatch]" in output


def test_progress_is_shown_after_a_second_and_wiped(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = 0.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with Progress() as shown:
        shown.tell("early")
        now = 1.5
        shown.tell("late")
        shown.tell("at once again")
    printed = capsys.readouterr()
    assert printed.err == "\r\x1b[Klate\r\x1b[K"
    assert printed.out == ""


def test_progress_is_not_written_to_files(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = 0.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    with Progress() as shown:
        now = 5.0
        shown.tell("late")
    assert capsys.readouterr().err == ""


def _in_terminal(project: Path, environment: dict[str, str]) -> bytes:
    """What `check` prints on a terminal."""
    inherited = {name: text for name, text in os.environ.items() if name != "NO_COLOR"}
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "lambda_ls", "check"],
        cwd=project,
        env={**inherited, "PYTHONPATH": SERVER, **environment},
        stdout=follower,
        stderr=subprocess.DEVNULL,
    ) as process:
        os.close(follower)
        output = b""
        # Linux reports an error where the other end is closed.
        with contextlib.suppress(OSError):
            while chunk := os.read(leader, 4096):
                output += chunk
        process.wait(60)
    os.close(leader)
    return output
