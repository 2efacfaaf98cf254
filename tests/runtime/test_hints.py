"""What is said where a package is not installed here."""

from __future__ import annotations

from pathlib import Path

import pytest
from lambda_ls.runtime.hints import hint
from lambda_ls.runtime.outcome import Outcome
from msgspec.structs import replace

from tests.fixture import write
from tests.runtime.running import plan_for

IN_LAMBDA = "Lambda has it only if the deployment package or a layer does"
OWN = {
    "src/app.py": "",
    "src/lib/deep/helpers.py": "",
    "src/tools/__init__.py": "",
    "src/utils.ts": "",
    "src/node_modules/installed/index.js": "",
    "src/node_modules/left-pad-extra/index.js": "",
    "src/.venv/lib/attr.py": "",
    "shared/a.py": "",
}


def said(folder: Path, message: str, family: str, runtime: str = "python3.13") -> str | None:
    write(OWN, str(folder))
    plan = replace(plan_for(folder / "src", runtime=runtime), family=family)
    error = {"errorType": "Error", "errorMessage": message}
    outcome = Outcome("", {}, "error", "", None, error, False, None, 1.0, 1, 128, 1, "", "")
    found = hint(outcome, replace(plan, argv=("/usr/bin/python",)), (str(folder),))
    return found and found.removesuffix(f"; {IN_LAMBDA}")


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("Unable to import module 'app': No module named 'requests'", "requests"),
        ("No module named 'google.cloud'", "google.cloud"),
        ("No module named 'attr'", "attr"),
    ],
)
def test_a_module_that_python_does_not_find_is_named(
    tmp_path: Path, message: str, name: str
) -> None:
    expected = f"`{name}` is not installed for `/usr/bin/python`"
    assert said(tmp_path, message, "python") == expected


@pytest.mark.parametrize("name", ["boto3", "botocore.session", "dateutil.parser"])
def test_what_is_in_the_image_for_python_is_told(tmp_path: Path, name: str) -> None:
    found = said(tmp_path, f"No module named '{name}'", "python")
    assert found == (
        f"`{name}` is a part of Lambda's image; here, install it for `/usr/bin/python`"
    )


@pytest.mark.parametrize(
    "message",
    [
        "Unable to import module 'app': No module named 'app'",
        "No module named 'helpers'",
        "No module named 'tools.missing'",
        "No module named 'shared'",
        "No module named 'json.missing'",
        "Unable to import module 'app': No module named 'distutils'",
        "No module named 'numpy.core._multiarray_umath'",
        "No module named ''",
        "no such order",
    ],
)
def test_of_the_users_own_modules_and_those_of_python_nothing_is_said(
    tmp_path: Path, message: str
) -> None:
    assert said(tmp_path, message, "python") is None


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("Error: Cannot find module 'lodash/fp'\nRequire stack:\n- /src/app.js", "lodash"),
        ("Error: Cannot find module '@acme/thing/sub'\nRequire stack:", "@acme/thing"),
        ("Cannot find package 'left-pad' imported from /src/app.mjs", "left-pad"),
        ('esbuild cannot build app.ts: Could not resolve "zod" (app.ts:1:7)', "zod"),
    ],
)
def test_a_package_that_node_does_not_find_is_named(
    tmp_path: Path, message: str, name: str
) -> None:
    found = said(tmp_path, message, "node", "nodejs22.x")
    assert found == f"`{name}` is not installed in the project: npm install"


def test_what_is_in_the_image_for_node_is_told(tmp_path: Path) -> None:
    found = said(tmp_path, "Cannot find module '@aws-sdk/client-s3'", "node", "nodejs22.x")
    assert found is not None
    assert found.startswith("`@aws-sdk/client-s3` is a part of Lambda's image")


@pytest.mark.parametrize(
    "message",
    [
        "Error: Cannot find module './nothing'\nRequire stack:",
        "Cannot find module '/src/left' imported from /src/app.mjs",
        'Could not resolve "../left"',
        "Error: Cannot find module 'app'",
        "Error: Cannot find module 'utils'",
        "Error: Cannot find module '@/utils'",
        # It is there, but nothing of this name is in it.
        "Error: Cannot find module 'installed/missing'",
        "No module named 'requests'",
    ],
)
def test_of_the_users_own_files_nothing_is_said(tmp_path: Path, message: str) -> None:
    assert said(tmp_path, message, "node", "nodejs22.x") is None
