from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from lambda_ls.runtime.clients.base import CannotRunError, Launch, Wish
from lambda_ls.runtime.clients.node.client import NodeClient

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are scripts")


def install(path: Path, version: str) -> Path:
    """Something that says to be this version of Node.js."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho v{version}\n")
    path.chmod(0o755)
    return path


def launch(
    root: Path,
    runtime: str = "nodejs22.x",
    handler: str = "app.handler",
    layers: tuple[str, ...] = (),
    host: Mapping[str, str] | None = None,
) -> Launch:
    variables = {"PATH": str(root / "bin"), "HOME": str(root / "home"), **(host or {})}
    wish = Wish(runtime, handler, str(root), (str(root),), layers, variables)
    return NodeClient().launch(wish)


def test_node_of_the_search_path_runs_what_it_is_made_for(tmp_path: Path) -> None:
    node = install(tmp_path / "bin" / "node", "22.9.0")
    install(
        tmp_path / "home" / ".nvm" / "versions" / "node" / "v22.20.0" / "bin" / "node", "22.20.0"
    )
    found = launch(tmp_path)
    assert found.argv[0] == str(node)
    assert found.runtime == "nodejs22.x"
    assert found.client.startswith("built-in bootstrap ")


@pytest.mark.parametrize(
    ("host", "place"),
    [
        ({}, "home/.nvm/versions/node/v22.20.0/bin/node"),
        ({"NVM_DIR": "{}/nvm"}, "nvm/versions/node/v22.20.0/bin/node"),
        ({}, "home/.local/share/fnm/node-versions/v22.20.0/installation/bin/node"),
        ({"FNM_DIR": "{}/fnm"}, "fnm/node-versions/v22.20.0/installation/bin/node"),
        ({}, "home/.volta/tools/image/node/22.20.0/bin/node"),
        ({}, "home/.asdf/installs/nodejs/22.20.0/bin/node"),
        ({}, "home/.local/share/mise/installs/node/22.20.0/bin/node"),
        ({}, "home/.nodenv/versions/22.20.0/bin/node"),
        ({"N_PREFIX": "{}/n-prefix"}, "n-prefix/n/versions/node/22.20.0/bin/node"),
    ],
)
def test_a_version_manager_has_the_release_of_the_template(
    tmp_path: Path, host: dict[str, str], place: str
) -> None:
    install(tmp_path / "bin" / "node", "20.19.0")
    node = install(tmp_path / place, "22.20.0")
    older = install(tmp_path / place.replace("22.20.0", "22.4.0"), "22.4.0")
    found = launch(tmp_path, host={k: v.format(tmp_path) for k, v in host.items()})
    assert found.argv[0] == str(node)
    assert older.exists()


def test_another_release_runs_where_there_is_no_better_one(tmp_path: Path) -> None:
    node = install(tmp_path / "bin" / "node", "20.19.0")
    found = launch(tmp_path, "nodejs24.x")
    assert found.argv[0] == str(node)
    assert found.runtime == "nodejs20.x"
    assert "--generation=24" in found.argv


def test_without_a_runtime_node_behaves_as_its_own_release(tmp_path: Path) -> None:
    install(tmp_path / "bin" / "node", "24.1.0")
    assert "--generation=24" in launch(tmp_path, "").argv


def test_node_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(CannotRunError, match=r"no Node\.js is on the search path"):
        launch(tmp_path)


def test_node_must_be_new_enough(tmp_path: Path) -> None:
    install(tmp_path / "bin" / "node", "16.20.2")
    with pytest.raises(CannotRunError, match=r"Node\.js 16\.20\.2 is too old"):
        launch(tmp_path, "nodejs16.x")


def test_a_new_version_behind_the_same_name_is_seen(tmp_path: Path) -> None:
    node = install(tmp_path / "bin" / "node", "20.1.0")
    assert launch(tmp_path).runtime == "nodejs20.x"
    install(node, "22.1.0")
    os.utime(node, (1, 1))
    assert launch(tmp_path).runtime == "nodejs22.x"


@pytest.mark.parametrize(
    ("runtime", "version", "options"),
    [
        ("nodejs18.x", "18.20.0", None),
        ("nodejs20.x", "20.10.0", None),
        ("nodejs20.x", "20.19.0", "--no-experimental-require-module"),
        (
            "nodejs22.x",
            "22.12.0",
            "--no-experimental-require-module --no-experimental-detect-module",
        ),
        ("nodejs24.x", "24.1.0", None),
    ],
)
def test_node_lacks_what_lambda_turns_off(
    tmp_path: Path, runtime: str, version: str, options: str | None
) -> None:
    install(tmp_path / "bin" / "node", version)
    assert dict(launch(tmp_path, runtime).environment).get("NODE_OPTIONS") == options


def test_packages_of_layers_are_found_before_the_code(tmp_path: Path) -> None:
    install(tmp_path / "bin" / "node", "22.1.0")
    found = launch(tmp_path, layers=("/first", "/second"))
    assert dict(found.environment)["NODE_PATH"].split(os.pathsep) == [
        "/second/nodejs/node22/node_modules",
        "/first/nodejs/node22/node_modules",
        "/second/nodejs/node_modules",
        "/first/nodejs/node_modules",
        str(tmp_path),
    ]


def test_a_warm_process_grows_old_with_its_packages(tmp_path: Path) -> None:
    install(tmp_path / "bin" / "node", "22.1.0")
    for folder in ("node_modules", "src/node_modules", "other/node_modules"):
        (tmp_path / folder).mkdir(parents=True)
    found = launch(tmp_path, handler="src/app.handler").dependencies
    inside = [folder for folder in found if folder.startswith(str(tmp_path))]
    assert inside == [str(tmp_path / "src" / "node_modules"), str(tmp_path / "node_modules")]


@pytest.mark.parametrize("name", ["app.ts", "app.mts", "app.cts", "app.tsx"])
def test_typescript_is_built_by_the_esbuild_of_the_project(tmp_path: Path, name: str) -> None:
    install(tmp_path / "bin" / "node", "22.1.0")
    tool = install(tmp_path / "node_modules" / ".bin" / "esbuild", "0.28.0")
    (tmp_path / "src").mkdir()
    source = tmp_path / "src" / name
    source.write_text("export const handler = 1;")
    found = launch(tmp_path, handler="src/app.handler")
    argv = found.argv
    assert any(f"`{name}`" in note for note in found.notes)
    assert argv[-3:] == (f"--source={source}", f"--esbuild={tool}", "--build=[]")
    assert "--enable-source-maps" in argv


def test_typescript_without_esbuild_is_not_run(tmp_path: Path) -> None:
    install(tmp_path / "bin" / "node", "22.1.0")
    (tmp_path / "app.ts").write_text("export const handler = 1;")
    with pytest.raises(CannotRunError, match=r"app\.ts is TypeScript, and no esbuild"):
        launch(tmp_path)


def test_what_node_loads_itself_is_not_built(tmp_path: Path) -> None:
    install(tmp_path / "bin" / "node", "22.1.0")
    (tmp_path / "app.ts").write_text("export const handler = 1;")
    (tmp_path / "app.mjs").write_text("export const handler = 1;")
    assert not any("source" in each for each in launch(tmp_path).argv)
