from __future__ import annotations

import codecs
import errno
import os
import stat
from pathlib import Path

import pytest

from tests.cli.command import APP, TEMPLATE, Command
from tests.fixture import write

FIXED = TEMPLATE.replace("App.handler", "app.handler")
CASE = "handler-case-mismatch"


def names_in(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))


def test_safe_fixes_are_made_and_the_rest_is_reported(command: Command, project: Path) -> None:
    found = command("check", "--fix")
    assert (project / "template.yaml").read_text() == FIXED
    assert found.code == 1
    assert CASE not in found.out
    # A nearest name is only a guess.
    assert "error[handler-function-not-found]" in found.out
    first, summary = found.err.splitlines()
    assert first == "template.yaml: changed in 1 place"
    assert summary == "2 problems in 4 functions in 1 template."
    assert names_in(project) == ["src", "template.yaml"]


def test_json_stays_json(command: Command, project: Path) -> None:
    found = command.check("--fix", "--select", CASE)
    assert (found.code, found.json["findings"]) == (0, [])
    assert found.err == "template.yaml: changed in 1 place\n"


def test_a_second_time_there_is_nothing_left_to_do(command: Command, project: Path) -> None:
    command("check", "--fix")
    before = os.stat(project / "template.yaml")
    assert "changed" not in command("check", "--fix").err
    after = os.stat(project / "template.yaml")
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_only_what_was_asked_about_is_changed(command: Command, project: Path) -> None:
    write({"other/template.yaml": TEMPLATE, "other/src/app.py": APP}, str(project))
    command("check", "--fix", "other")
    assert (project / "template.yaml").read_text() == TEMPLATE
    assert (project / "other" / "template.yaml").read_text() == FIXED


def test_rules_that_are_ignored_change_nothing(command: Command, project: Path) -> None:
    command("check", "--fix", "--ignore", CASE)
    assert (project / "template.yaml").read_text() == TEMPLATE


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8], ids=["plain", "byte order mark"])
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_byte_order_mark_line_ends_and_last_line_stay(
    command: Command, project: Path, mark: bytes, line_end: bytes
) -> None:
    def written(text: str) -> bytes:
        return mark + text.replace("orders", "größe😀").encode().replace(b"\n", line_end).rstrip()

    (project / "template.yaml").write_bytes(written(TEMPLATE))
    command("check", "--fix")
    assert (project / "template.yaml").read_bytes() == written(FIXED)


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_the_rights_of_a_file_stay(command: Command, project: Path, mode: int) -> None:
    os.chmod(project / "template.yaml", mode)
    command("check", "--fix")
    assert (project / "template.yaml").read_text() == FIXED
    assert stat.S_IMODE(os.stat(project / "template.yaml").st_mode) == mode


def test_a_link_stays_a_link(command: Command, project: Path) -> None:
    (project / "real").mkdir()
    (project / "template.yaml").rename(project / "real" / "template.txt")
    (project / "template.yaml").symlink_to(Path("real") / "template.txt")
    command("check", "--fix", "template.yaml")
    assert (project / "template.yaml").is_symlink()
    assert (project / "real" / "template.txt").read_text() == FIXED
    assert names_in(project / "real") == ["template.txt"]


@pytest.mark.parametrize(
    "data",
    [TEMPLATE.encode("utf-16"), TEMPLATE.replace("INFO", "größe").encode("latin-1")],
    ids=["UTF-16", "Latin-1"],
)
def test_another_encoding_than_utf8_is_left_alone(
    command: Command, project: Path, data: bytes
) -> None:
    (project / "template.yaml").write_bytes(data)
    found = command("check", "--fix", "--select", CASE)
    assert (project / "template.yaml").read_bytes() == data
    assert found.code == 1
    assert found.err.splitlines()[0] == ("template.yaml: not changed, because it is not UTF-8")


def test_a_file_that_is_read_only_is_left_alone(
    command: Command, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    found = command("check", "--fix", "--select", CASE)
    assert (project / "template.yaml").read_text() == TEMPLATE
    assert "template.yaml: not changed, because it is read-only\n" in found.err


@pytest.mark.parametrize("function", ["fsync", "replace", "chmod"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_nothing_is_lost_when_writing_fails(
    command: Command, project: Path, monkeypatch: pytest.MonkeyPatch, function: str, number: int
) -> None:
    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, function, fail)
    found = command("check", "--fix", "--select", CASE)
    assert found.code == 1
    assert (project / "template.yaml").read_text() == TEMPLATE
    assert names_in(project) == ["src", "template.yaml"]
    expected = f"template.yaml: not changed, because writing fails: {os.strerror(number)}"
    assert found.err.splitlines()[0] == expected


def test_a_folder_that_takes_no_files_loses_nothing(
    command: Command, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", fail)
    found = command("check", "--fix", "--select", CASE)
    assert (project / "template.yaml").read_text() == TEMPLATE
    assert "not changed, because writing fails: Permission denied" in found.err


def test_a_file_that_cannot_be_written_does_not_stop_the_others(
    command: Command, project: Path
) -> None:
    write({"other/template.yaml": TEMPLATE, "other/src/app.py": APP}, str(project))
    (project / "template.yaml").write_bytes(TEMPLATE.encode("utf-16"))
    found = command("check", "--fix", "--select", CASE)
    assert (project / "other" / "template.yaml").read_text() == FIXED
    assert "other/template.yaml: changed in 1 place\n" in found.err
    assert "\ntemplate.yaml: not changed" in found.err


def test_many_fixes_of_one_file_are_made_at_once(command: Command, project: Path) -> None:
    resource = TEMPLATE[TEMPLATE.index("  Capital:") : TEMPLATE.index("  Old:")]
    copies = "".join(resource.replace("Capital", f"Capital{number}") for number in range(3))
    write({"template.yaml": TEMPLATE + copies}, str(project))
    found = command("check", "--fix")
    text = (project / "template.yaml").read_text()
    assert text == FIXED + copies.replace("App.handler", "app.handler")
    assert found.err.startswith("template.yaml: changed in 4 places\n")
