"""Each step of building a package, on small data."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
import tomli
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.fixture import write
from tools.packaging.build import LOCK
from tools.packaging.contents import problems_of_extension, problems_of_server
from tools.packaging.libs import unpack
from tools.packaging.lock import Locked, needed, read_lock
from tools.packaging.notices import Notice, notice_of_wheel, notices_of_modules, text_of
from tools.packaging.targets import TARGETS

ROOT = Path(__file__).parents[2]
LOCK_TEXT = """\
attrs==26.1.0 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
    # via cattrs
exceptiongroup==1.3.2 ; python_full_version < '3.11' --hash=sha256:cc
awslambdaric==4.2.2 ; platform_machine == 'x86_64' and sys_platform == 'linux' --hash=sha256:dd
"""


def make_wheel(folder: Path, name: str, files: dict[str, str]) -> str:
    path = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for file, text in files.items():
            archive.writestr(file, text)
    return str(path)


def names(lock: tuple[Locked, ...], target: str, python: str) -> list[str]:
    return [each.requirement.name for each in needed(lock, TARGETS[target], python)]


def test_what_is_needed_depends_on_the_platform_and_python_that_it_is_for() -> None:
    lock = read_lock(LOCK_TEXT)
    assert names(lock, "linux-x64", "3.10") == ["attrs", "exceptiongroup", "awslambdaric"]
    assert names(lock, "linux-x64", "3.14") == ["attrs", "awslambdaric"]
    assert names(lock, "darwin-arm64", "3.12") == ["attrs"]


def test_pip_gets_the_hashes_and_no_marker() -> None:
    attrs, exceptiongroup, _ = read_lock(LOCK_TEXT)
    assert attrs.pin == "attrs==26.1.0 --hash=sha256:aa --hash=sha256:bb"
    assert exceptiongroup.pin == "exceptiongroup==1.3.2 --hash=sha256:cc"


def test_the_versions_that_are_shipped_are_those_that_the_server_asks_for() -> None:
    locked = {
        canonicalize_name(each.requirement.name): next(iter(each.requirement.specifier)).version
        for each in read_lock(Path(LOCK).read_text(encoding="utf-8"))
    }
    project = tomli.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for text in project["dependencies"]:
        wanted = Requirement(text)
        assert wanted.specifier.contains(locked[canonicalize_name(wanted.name)]), text


def test_native_modules_of_several_pythons_lie_side_by_side(tmp_path: Path) -> None:
    shared = {"yaml/__init__.py": "", "yaml/tests/test_a.py": "", "yaml-1.0.dist-info/RECORD": ""}
    for version in ("310", "311"):
        (tmp_path / version).mkdir()
    wheels = [
        make_wheel(tmp_path / version, "yaml", {**shared, f"yaml/_yaml.cpython-{version}.so": ""})
        for version in ("310", "311")
    ]
    unpack(wheels, str(tmp_path / "libs"))
    files = sorted(path.name for path in (tmp_path / "libs").rglob("*") if path.is_file())
    assert files == ["__init__.py", "_yaml.cpython-310.so", "_yaml.cpython-311.so"]


def test_two_wheels_with_different_files_of_one_name_are_refused(tmp_path: Path) -> None:
    wheels = [make_wheel(tmp_path, name, {"a.py": name}) for name in ("one", "two")]
    with pytest.raises(ValueError, match=r"a\.py"):
        unpack(wheels, str(tmp_path / "libs"))


METADATA = "Name: shop\nVersion: 1.0\nLicense-Expression: MIT\nProject-URL: Source, https://shop\n"


def test_a_wheel_tells_its_licence(tmp_path: Path) -> None:
    files = {"shop-1.0.dist-info/METADATA": METADATA, "shop-1.0.dist-info/LICENSE": "Do it.\n"}
    notice = notice_of_wheel(make_wheel(tmp_path, "shop", files))
    assert notice == Notice("shop", "1.0", "MIT", "https://shop", ("Do it.",))
    assert "shop 1.0 (MIT)\nhttps://shop\n\nDo it.\n" in text_of([notice])


def test_a_wheel_without_the_text_of_its_licence_is_refused(tmp_path: Path) -> None:
    wheel = make_wheel(tmp_path, "shop", {"shop-1.0.dist-info/METADATA": METADATA})
    with pytest.raises(ValueError, match="shop has no text of its licence"):
        notice_of_wheel(wheel)


def test_packages_in_packages_have_notices_of_their_own(tmp_path: Path) -> None:
    outer, inner = "node_modules/outer", "node_modules/outer/node_modules/@scope/inner"
    inputs: dict[str, object] = {
        f"{outer}/a.js": {},
        f"{inner}/lib/b.js": {},
        "client/src/extension.ts": {},
    }
    manifest = {"version": "2.0.0", "license": "ISC"}
    write(
        {
            "meta.json": json.dumps({"inputs": inputs}),
            f"{outer}/package.json": json.dumps({"name": "outer", **manifest}),
            f"{outer}/License.txt": "Outer.",
            f"{inner}/package.json": json.dumps({"name": "@scope/inner", **manifest}),
            f"{inner}/LICENSE": "Inner.",
        },
        str(tmp_path),
    )
    notices = notices_of_modules(str(tmp_path / "meta.json"), str(tmp_path))
    assert [(each.name, each.texts) for each in notices] == [
        ("outer", ("Outer.",)),
        ("@scope/inner", ("Inner.",)),
    ]


def test_what_must_not_be_shipped_and_what_is_missing_is_told(tmp_path: Path) -> None:
    package = tmp_path / "a.vsix"
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr("extension/bundled/libs/yaml/__pycache__/a.pyc", "")
    problems = problems_of_extension(str(package))
    stray = "extension/bundled/libs/yaml/__pycache__/a.pyc must not be shipped"
    assert {"client/out/extension.js is missing", stray} <= set(problems)
    wheel = make_wheel(tmp_path, "shop", {"tests/test_a.py": "", "shop-1.0.dist-info/RECORD": ""})
    assert "tests/test_a.py must not be shipped" in problems_of_server(wheel)


def test_the_documentation_names_every_package_with_its_pythons() -> None:
    page = (ROOT / "docs" / "editors" / "vscode.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| ")]
    for target in TARGETS.values():
        (row,) = (row for row in rows if f"`{target.name}`" in row)
        assert f"{target.pythons[0]} to {target.pythons[-1]}" in row
