from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from lambda_ls.workspace.disk import LARGEST_FILE

from tests.effort import at_most

from .checking import MOST_CALLS, check, opened, put, rules, sam
from .samples import CODE, SAM


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(SAM.encode("utf-8-sig"), [], id="byte order mark"),
        pytest.param(SAM.encode("utf-16"), [], id="UTF-16"),
        pytest.param(SAM.replace("\n", "\r\n").encode(), [], id="CRLF"),
        pytest.param(SAM.replace("\n", "\r").encode(), None, id="CR"),
        pytest.param(SAM.encode("utf-32"), [], id="UTF-32 is no text"),
        pytest.param(SAM.encode("utf-16-le"), [], id="UTF-16 without a mark is no text"),
        pytest.param(SAM.replace("😀", "é").encode("latin-1"), [], id="Latin-1"),
        pytest.param(SAM.encode() + b"\0", None, id="NUL at the end"),
        pytest.param(
            SAM.replace("      CodeUri", "\tCodeUri").encode(), ["template-syntax"], id="tab"
        ),
        pytest.param(SAM.encode() + b"#" * 10_000_000, [], id="10 MB"),
        pytest.param(b"AWS::" + b"\t" * 1_000_000 + b"x", [], id="a line of tabs"),
        pytest.param(b"Resources:\n" + b" " * 1_000_000 + b"a: AWS::", [], id="a line of blanks"),
        pytest.param(b"AWS::\n" + b"\n" * 1_000_000 + b"provider", [], id="empty lines"),
        pytest.param(b"Resources:\n  A: " + b"AWS:" * 100_000, [], id="a line of colons"),
    ],
)
def test_a_file_in_any_encoding_is_read_or_left_alone(
    content: bytes, expected: list[str] | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, _ = check(
        monkeypatch, tmp_path, {"template.yaml": content, "src/app.py": CODE["src/app.py"]}
    )
    if expected is not None:
        assert found == expected


@pytest.mark.parametrize(
    "encoded",
    [SAM.encode("utf-8-sig"), SAM.encode("utf-16"), codecs.BOM_UTF16_BE + SAM.encode("utf-16-be")],
)
def test_a_template_with_a_byte_order_mark_has_its_functions(
    encoded: bytes, tmp_path: Path
) -> None:
    put(tmp_path, {"template.yaml": encoded})
    names = [each.name for each in opened(tmp_path).snapshot().functions()]
    assert names == ["Orders", "Other"]


def test_a_byte_order_mark_in_the_editor_hides_nothing(tmp_path: Path) -> None:
    text = "\ufeffResources:\n" + SAM.partition("Resources:\n")[2]
    workspace = opened(tmp_path)
    workspace.open(str(tmp_path / "template.yaml"), text)
    assert [each.name for each in workspace.snapshot().functions()] == ["Orders", "Other"]


def test_a_text_of_10_mb_in_the_editor_is_left_alone(tmp_path: Path) -> None:
    put(tmp_path, {"template.yaml": SAM, **CODE})
    workspace = opened(tmp_path)
    with at_most(MOST_CALLS):
        workspace.open(str(tmp_path / "template.yaml"), SAM + "#" * 5 * LARGEST_FILE)
        workspace.open(str(tmp_path / "src/app.py"), "((((((" * LARGEST_FILE)
        assert rules(workspace) == []
        assert workspace.snapshot().functions() == ()
    workspace.open(str(tmp_path / "template.yaml"), SAM)
    assert len(workspace.snapshot().functions()) == 2


@pytest.mark.parametrize(
    ("name", "runtime"),
    [("app.py", "python3.13"), ("app.js", "nodejs22.x"), ("app.ts", "nodejs22.x")],
)
@pytest.mark.parametrize(
    "content",
    [
        b"\x7fELF\x02\x01\x01\0\0\0\0",
        bytes(range(256)) * 100,
        b"\xff" * 10_000,
        b"\xff\xfe" + b"\0" * 9_999,
        b"def handler(" * 50_000,
        b"\x1b[31m",
    ],
)
def test_binary_files_named_like_code_give_no_finding(
    name: str, runtime: str, content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files: dict[str, str | bytes] = {"template.yaml": sam(Runtime=runtime), name: content}
    found, _ = check(monkeypatch, tmp_path, files)
    assert found == []


def test_binary_files_named_like_templates_are_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    binary = b"AWS::Serverless::Function\0" + bytes(range(256)) * 100
    names = ("a.yaml", "b.json", "c.template", "serverless.yml")
    files: dict[str, str | bytes] = dict.fromkeys(names, binary)
    assert check(monkeypatch, tmp_path, files)[0] == []
