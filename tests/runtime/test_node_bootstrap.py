"""What the built-in client for Node.js does besides what Lambda's own clients do."""

from __future__ import annotations

import json
import os
import shutil
import struct
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import lambda_ls
import pytest

from tests.runtime.node_driver import Invocation, Record, drive

BOOTSTRAP = Path(lambda_ls.__file__).parent / "runtime" / "clients" / "node" / "bootstrap.cjs"
MODULES = Path(__file__).parent.parent.parent / "node_modules"
GENERATIONS = ("22", "24")
ONCE = (Invocation('{"a": 1}'),)
HANDLER = "exports.handler = async (event) => ({ event });"

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="needs node")
needs_esbuild = pytest.mark.skipif(
    not (MODULES / "esbuild").is_dir(), reason="needs what `npm ci` installs"
)


def run(
    folder: Path,
    *options: str,
    script: tuple[Invocation, ...] = ONCE,
    handler: str = "app.handler",
    generation: str = "22",
    prefix: str = "",
    before: tuple[str, ...] = (),
    variables: Mapping[str, str] | None = None,
) -> Record:
    environment: Mapping[str, str] = {
        "_HANDLER": handler,
        "LAMBDA_TASK_ROOT": str(folder),
        "AWS_EXECUTION_ENV": f"AWS_Lambda_nodejs{generation}.x",
        "AWS_LAMBDA_FUNCTION_NAME": "probe",
        "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "128",
        "AWS_LAMBDA_LOG_GROUP_NAME": "group",
        "AWS_LAMBDA_LOG_STREAM_NAME": "stream",
        **(variables or {}),
    }
    command = (*before, "node", "--enable-source-maps", str(BOOTSTRAP), *options)
    return drive(command, str(folder), script, environment, prefix)


@pytest.mark.parametrize("generation", GENERATIONS)
def test_a_thread_posts_where_descriptors_cannot_be_used(tmp_path: Path, generation: str) -> None:
    app = """
        exports.handler = async (size) => {
          if (size < 0) throw new Error("no");
          return "x".repeat(size);
        };
        """
    (tmp_path / "app.js").write_text(app)
    script = (Invocation("1"), Invocation("-1"), Invocation("3000000"))
    record = run(tmp_path, "--post=worker", script=script, generation=generation)
    assert [post.kind for post in record.posts] == ["response", "error", "response"]
    assert len(record.posts[2].body) == 3_000_002
    assert record.exit is None


def test_a_thread_posts_before_the_process_exits(tmp_path: Path) -> None:
    app = "exports.handler = (e, context) => { context.succeed('posted'); process.exit(3); };"
    (tmp_path / "app.js").write_text(app)
    record = run(tmp_path, "--post=worker")
    assert [post.body for post in record.posts] == ['"posted"']
    assert record.exit == 3


def test_a_thread_does_not_keep_an_idle_process_busy(tmp_path: Path) -> None:
    (tmp_path / "app.js").write_text("exports.handler = () => {};")
    record = run(tmp_path, "--post=worker")
    assert [post.body for post in record.posts] == ["null"]


def test_an_address_may_have_a_path(tmp_path: Path) -> None:
    app = """
        exports.handler = awslambda.streamifyResponse(async (event, stream) => stream.end("x"));
        exports.plain = async () => 1;
        """
    (tmp_path / "app.js").write_text(app)
    streamed = run(tmp_path, prefix="/token")
    plain = run(tmp_path, prefix="/token", handler="app.plain")
    missing = run(tmp_path, prefix="/token", handler="app.missing")
    posts = [post for record in (streamed, plain, missing) for post in record.posts]
    assert [post.kind for post in posts] == ["response", "response", "init/error"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows hands no descriptors on")
@pytest.mark.parametrize("generation", GENERATIONS)
@pytest.mark.parametrize("kind", ["text", "JSON"])
def test_logs_can_go_to_a_descriptor_with_their_levels(
    tmp_path: Path, generation: str, kind: str
) -> None:
    app = """
        exports.handler = async () => {
          console.error("two\\nlines", process.env._LAMBDA_TELEMETRY_LOG_FD);
          console.debug("é");
        };
        """
    (tmp_path / "app.js").write_text(app)
    log = tmp_path / "log"
    opening = ("sh", "-c", f'exec "$0" "$@" 9>"{log}"')
    variables = {"_LAMBDA_TELEMETRY_LOG_FD": "9", "AWS_LAMBDA_LOG_FORMAT": kind}
    record = run(tmp_path, before=opening, generation=generation, variables=variables)
    assert record.stdout == ""
    frames = frames_of(log.read_bytes())
    error, debug = 20, 8
    base = 0xA55A0003 if kind == "text" else 0xA55A0002
    assert [frame[0] for frame in frames] == [base | error, base | debug]
    assert "two\nlines undefined" in frames[0][1] or "two\\nlines undefined" in frames[0][1]
    assert "é" in frames[1][1]


def frames_of(data: bytes) -> list[tuple[int, str]]:
    frames = []
    while data:
        kind, length, time = struct.unpack(">IiQ", data[:16])
        assert time > 1_600_000_000_000_000
        frames.append((kind, data[16 : 16 + length].decode()))
        data = data[16 + length :]
    return frames


def test_the_process_ends_with_its_server(tmp_path: Path) -> None:
    (tmp_path / "app.js").write_text("setInterval(() => {}, 1000);" + HANDLER)
    record = run(tmp_path, script=(Invocation("{}", closes=True),))
    assert record.exit == 1


def test_code_sees_nothing_of_the_client(tmp_path: Path) -> None:
    app = "exports.handler = async () => [process.argv.length, require.main === undefined];"
    (tmp_path / "app.js").write_text(app)
    record = run(tmp_path, "--generation=22")
    assert record.posts[0].body == "[2,true]"


@pytest.mark.parametrize(("option", "keys"), [("22", 2), ("24", 3)])
def test_an_option_names_the_generation_where_no_variable_does(
    tmp_path: Path, option: str, keys: int
) -> None:
    (tmp_path / "app.js").write_text("exports.handler = async () => Object.keys(awslambda).length")
    record = run(tmp_path, f"--generation={option}", variables={"AWS_EXECUTION_ENV": ""})
    assert record.posts[0].body == str(keys)


def typescript(
    folder: Path, source: str, handler: str = "app.handler", arguments: Sequence[str] = ()
) -> Record:
    tool = MODULES / ".bin" / ("esbuild.cmd" if os.name == "nt" else "esbuild")
    (folder / "tmp").mkdir(exist_ok=True)
    built = (f"--source={folder / source}", f"--esbuild={tool}")
    options = (*built, f"--build={json.dumps([*arguments])}")
    return run(folder, *options, handler=handler, variables={"TMPDIR": str(folder / "tmp")})


@needs_esbuild
def test_typescript_is_built_and_errors_point_into_it(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "app.ts").write_text(
        "interface Event {\n  a: number;\n}\n\n"
        "export const handler = async (event: Event): Promise<void> => {\n"
        "  throw new Error(`a is ${event.a}`);\n};\n"
    )
    record = typescript(tmp_path, "src/app.ts", "src/app.handler")
    error = json.loads(record.posts[0].body)
    assert error["errorMessage"] == "a is 1"
    assert f"{tmp_path / 'src' / 'app.ts'}:6:9" in error["trace"][1]


@needs_esbuild
def test_typescript_may_be_an_es_module_and_use_packages(tmp_path: Path) -> None:
    package = tmp_path / "node_modules" / "@aws-sdk" / "client"
    package.mkdir(parents=True)
    (package / "index.js").write_text("exports.name = 'external';")
    (tmp_path / "package.json").write_text('{"type": "module"}')
    (tmp_path / "inner.cjs").write_text("exports.sep = require('path').sep;")
    (tmp_path / "app.ts").write_text(
        'import sdk from "@aws-sdk/client";\n'
        'import inner from "./inner.cjs";\n'
        "const waited: string = await Promise.resolve(sdk.name);\n"
        "export const handler = async (): Promise<string[]> => [waited, inner.sep];\n"
    )
    record = typescript(tmp_path, "app.ts")
    assert json.loads(record.posts[0].body) == ["external", os.sep]


@needs_esbuild
def test_typescript_is_built_as_the_template_says(tmp_path: Path) -> None:
    package = tmp_path / "node_modules" / "pg"
    package.mkdir(parents=True)
    (package / "index.js").write_text("exports.file = __filename;")
    (tmp_path / "query.graphql").write_text("{ id }")
    (tmp_path / "app.ts").write_text(
        'import pg from "pg";\nimport query from "./query.graphql";\n'
        "const made: string = await Promise.resolve(MADE);\n"
        "export const handler = async (): Promise<string[]> => [query, made, pg.file];\n"
    )
    arguments = (
        "--format=esm",
        "--out-extension:.js=.mjs",
        "--external:pg",
        "--loader:.graphql=text",
        '--define:MADE="here"',
        '--banner:js=import {createRequire} from "module"; const require = createRequire("/");',
    )
    record = typescript(tmp_path, "app.ts", arguments=arguments)
    query, made, file = json.loads(record.posts[0].body)
    assert (query, made) == ("{ id }", "here")
    assert Path(file).resolve() == (package / "index.js").resolve()


@needs_esbuild
def test_a_bundle_of_a_template_gets_no_require_from_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "inner.cjs").write_text("exports.sep = require('path').sep;")
    (tmp_path / "app.ts").write_text(
        'import inner from "./inner.cjs";\nexport const handler = async () => inner.sep;\n'
    )
    arguments = ("--format=esm", "--out-extension:.js=.mjs")
    error = json.loads(typescript(tmp_path, "app.ts", arguments=arguments).posts[0].body)
    assert error["errorMessage"] == 'Dynamic require of "path" is not supported'


@needs_esbuild
@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--format=esm",), "app.js"),
        (("--format=esm", "--out-extension:.js=.mjs"), "app.mjs"),
        (("--format=cjs",), "app.js"),
        (("--format=cjs", "--out-extension:.js=.cjs"), "app.cjs"),
        ((), "app.mjs"),
    ],
)
def test_a_bundle_has_the_ending_that_its_template_says(
    tmp_path: Path, arguments: tuple[str, ...], expected: str
) -> None:
    (tmp_path / "package.json").write_text('{"type": "module"}')
    (tmp_path / "app.ts").write_text("export const handler = async () => 1;\n")
    typescript(tmp_path, "app.ts", arguments=arguments)
    bundles = (tmp_path / "tmp").rglob("app.*")
    assert [bundle.name for bundle in bundles] == [expected]


@needs_esbuild
def test_a_bundle_stays_in_its_folder_whatever_its_ending(tmp_path: Path) -> None:
    (tmp_path / "app.ts").write_text("export const handler = async () => 1;\n")
    record = typescript(tmp_path, "app.ts", arguments=("--out-extension:.js=/../../../app.js",))
    assert json.loads(record.posts[0].body)["errorType"] == "BuildFailed"
    assert not (tmp_path / "app.js").exists()


@needs_esbuild
def test_a_failed_build_says_what_is_wrong_and_where(tmp_path: Path) -> None:
    (tmp_path / "app.ts").write_text("export const handler = ];\n")
    record = typescript(tmp_path, "app.ts")
    error = json.loads(record.posts[0].body)
    assert record.posts[0].kind == "init/error"
    assert error["errorType"] == "BuildFailed"
    assert error["errorMessage"].endswith('app.ts: Unexpected "]" (app.ts:1:23)')
    assert record.exit == 1
    assert "app.ts:1:23" in record.stderr
