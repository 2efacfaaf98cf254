from __future__ import annotations

from pathlib import Path

import pytest
from lambda_ls.features.moves import files_renamed
from lambda_ls.features.rename import rename
from lambda_ls.features.results import Refusal, Rename
from lambda_ls.model.finding import MoveFile

from tests.features.asked import Asked, ask, changed_lines

PYTHON = """
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      CodeUri: .
      Handler: src.orders.app.handler
-- src/orders/app.py --
def <|>handler(event, context):
    return None

def other(event, context):
    return None
-- src/orders/__init__.py --
"""

NODE = """
-- serverless.yml --
service: shop
provider:
  name: aws
  runtime: nodejs22.x
functions:
  orders:
    handler: src/orders.handler
-- src/orders.ts --
export const <|>handler = async () => 1;
export const other = 1;
"""


def after_rename(text: str, root: Path) -> dict[str, str]:
    """The files besides the template and the handler's own, as the rename leaves them."""
    asked = ask(text, str(root))
    answer = rename(asked.snapshot, asked.path, asked.offset, "run")
    assert isinstance(answer, Rename), answer
    files = asked.after(answer.changes)
    return {path: files[path] for path in files if asked.absolute(path) not in own_files(asked)}


def own_files(asked: Asked) -> tuple[str, ...]:
    return (asked.path, asked.absolute("template.yaml"), asked.absolute("serverless.yml"))


def check_rename(project: str, path: str, before: str, after: str | None, root: Path) -> None:
    """`after` is None where the file must stay as it is."""
    found = after_rename(f"{project}-- {path} --\n{before}\n", root)
    assert found == ({} if after is None else {path: f"{after}\n"})


def check_refusal(project: str, path: str, text: str, root: Path) -> None:
    asked = ask(f"{project}-- {path} --\n{text}\n", str(root))
    answer = rename(asked.snapshot, asked.path, asked.offset, "run")
    assert isinstance(answer, Refusal), asked.after(answer.changes)
    assert f"`{path}`" in answer.reason


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "from src.orders.app import handler\nhandler({}, None)",
            "from src.orders.app import run\nrun({}, None)",
        ),
        (
            "from src.orders.app import other, handler as h\nh({}, None)",
            "from src.orders.app import other, run as h\nh({}, None)",
        ),
        (
            "from src.orders.app import (\n    other,\n    handler,\n)\nx = [handler]",
            "from src.orders.app import (\n    other,\n    run,\n)\nx = [run]",
        ),
        ("from app import handler\nhandler()", "from app import run\nrun()"),
        ("from orders.app import handler", "from orders.app import run"),
        (
            "def test():\n    from app import handler\n    handler()\nhandler = 1",
            "def test():\n    from app import run\n    run()\nhandler = 1",
        ),
        (
            "from app import handler\ndef f(handler):\n    return handler",
            "from app import run\ndef f(handler):\n    return handler",
        ),
        (
            "from app import handler\nrun = handler",
            "from app import run as handler\nrun = handler",
        ),
        (
            "try:\n    from app import handler\nexcept ImportError:\n    handler = None",
            "try:\n    from app import run as handler\nexcept ImportError:\n    handler = None",
        ),
        (
            "try:\n    from app import handler\nexcept ImportError:\n"
            "    from src.orders.app import handler\nhandler()",
            "try:\n    from app import run\nexcept ImportError:\n"
            "    from src.orders.app import run\nrun()",
        ),
        ("import app\napp.handler(app.other)", "import app\napp.run(app.other)"),
        (
            "import src.orders.app\nsrc.orders.app.handler()",
            "import src.orders.app\nsrc.orders.app.run()",
        ),
        (
            "import src.orders.app as a\na.handler()\na.x.handler()",
            "import src.orders.app as a\na.run()\na.x.handler()",
        ),
        (
            "from src.orders import app\nx = app.handler(handler=1)",
            "from src.orders import app\nx = app.run(handler=1)",
        ),
        (
            "from src.orders import app\nmonkeypatch.setattr(app, 'handler', f)\nreload(app)",
            "from src.orders import app\nmonkeypatch.setattr(app, 'run', f)\nreload(app)",
        ),
        ("from other.app import handler\nhandler()", None),
        ("from app import other\nhandler = other", None),
        ("from .app import handler", None),
        ("# app handler\nx = 'src.orders.app.handler'", None),
        ("from aws_lambda_app import handler", None),
    ],
)
def test_python_importers_follow_a_new_name(before: str, after: str | None, tmp_path: Path) -> None:
    check_rename(PYTHON, "tests/test_app.py", before, after, tmp_path)


_ALIASES = """
-- tsconfig.json --
{"compilerOptions": {"paths": {"@/*": ["./src/*"], "@old/orders": ["./old.ts"]}}}
-- old.ts --
"""


def test_importers_by_an_alias_of_the_compiler_follow_a_new_name(tmp_path: Path) -> None:
    before = 'import { handler } from "@/orders";\nhandler();'
    after = 'import { run } from "@/orders";\nrun();'
    check_rename(NODE + _ALIASES, "test/a.ts", before, after, tmp_path)


def test_an_alias_of_another_file_is_left_alone(tmp_path: Path) -> None:
    before = 'import { handler } from "@old/orders";\nhandler();'
    check_rename(NODE + _ALIASES, "test/a.ts", before, None, tmp_path)


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        (
            "src/orders/again.py",
            "from .app import handler\nhandler()",
            "from .app import run\nrun()",
        ),
        ("src/orders/again.py", "from . import app\napp.handler()", "from . import app\napp.run()"),
        (
            "src/other/x.py",
            "from ..orders.app import handler as h",
            "from ..orders.app import run as h",
        ),
        (
            "src/__init__.py",
            "from .orders.app import handler",
            "from .orders.app import run as handler",
        ),
        (
            "tests/helpers.py",
            "from src.orders.app import handler\n__all__ = ['handler']",
            "from src.orders.app import run as handler\n__all__ = ['handler']",
        ),
        ("node_modules/x/a.py", "from src.orders.app import handler", None),
    ],
)
def test_python_importers_follow_wherever_they_are(
    path: str, before: str, after: str | None, tmp_path: Path
) -> None:
    check_rename(PYTHON, path, before, after, tmp_path)


def test_a_name_that_a_third_file_takes_from_an_importer_stays_there(tmp_path: Path) -> None:
    text = PYTHON + (
        "-- tests/shared.py --\nfrom src.orders.app import handler\nhandler()\n"
        "-- tests/test_it.py --\nfrom tests.shared import handler\nhandler()\n"
    )
    assert after_rename(text, tmp_path) == {
        "tests/shared.py": "from src.orders.app import run as handler\nhandler()\n"
    }


@pytest.mark.parametrize(
    "text",
    [
        "from src.orders.app import *\nhandler()",
        "from src.orders.app import handler\ndef (",
        "import app\nclient = make(app)\napp.handler()",
        "import app\ngetattr(app, name)\n# handler",
    ],
    ids=["a star", "a broken file", "the module goes elsewhere", "a computed name"],
)
def test_a_python_file_that_cannot_follow_holds_up_the_rename(text: str, tmp_path: Path) -> None:
    check_refusal(PYTHON, "tests/test_app.py", text, tmp_path)


TWO = (
    PYTHON.replace("src/orders/__init__.py", "src/returns/app.py")
    + "def handler(event, context):\n    return None\n"
)


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("src/orders/test_app.py", "from app import handler", "from app import run"),
        ("src/orders/tests/test_app.py", "from app import handler", "from app import run"),
        ("src/returns/test_app.py", "from app import handler", None),
        ("src/returns/tests/test_app.py", "from app import handler", None),
        ("tests/test_app.py", "from orders.app import handler", "from orders.app import run"),
    ],
)
def test_of_two_modules_with_one_name_the_near_one_is_meant(
    path: str, before: str, after: str | None, tmp_path: Path
) -> None:
    check_rename(TWO, path, before, after, tmp_path)


def test_where_two_modules_can_be_meant_the_rename_is_refused(tmp_path: Path) -> None:
    check_refusal(TWO, "tests/test_app.py", "from app import handler", tmp_path)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "import { handler } from '../src/orders';\nhandler();",
            "import { run } from '../src/orders';\nrun();",
        ),
        (
            "import { other, handler as h } from '../src/orders.js';\nh();",
            "import { other, run as h } from '../src/orders.js';\nh();",
        ),
        (
            "import * as app from '../src/orders';\napp.handler(app.other);",
            "import * as app from '../src/orders';\napp.run(app.other);",
        ),
        (
            "import app from '../src/orders';\napp.handler();",
            "import app from '../src/orders';\napp.run();",
        ),
        (
            "import app = require('../src/orders');\napp.handler();",
            "import app = require('../src/orders');\napp.run();",
        ),
        ("const h = require('../src/orders').handler;", "const h = require('../src/orders').run;"),
        (
            "const { handler } = require('../src/orders');\nx(handler);",
            "const { run } = require('../src/orders');\nx(run);",
        ),
        (
            "const { handler: h, other } = require('../src/orders');",
            "const { run: h, other } = require('../src/orders');",
        ),
        (
            "const app = require('../src/orders');\napp.handler(); app['handler']();",
            "const app = require('../src/orders');\napp.run(); app['run']();",
        ),
        (
            "const app = require('../src/orders');\nconst { handler } = app;\nhandler();",
            "const app = require('../src/orders');\nconst { run } = app;\nrun();",
        ),
        (
            "it('x', async () => {\n  const { handler } = await import('../src/orders');\n"
            "  handler();\n});\nconst handler = 1;",
            "it('x', async () => {\n  const { run } = await import('../src/orders');\n"
            "  run();\n});\nconst handler = 1;",
        ),
        (
            "let app;\nbeforeEach(() => { app = require('../src/orders'); });\n"
            "it(() => app.handler());",
            "let app;\nbeforeEach(() => { app = require('../src/orders'); });\n"
            "it(() => app.run());",
        ),
        (
            "import * as app from '../src/orders';\njest.spyOn(app, 'handler');",
            "import * as app from '../src/orders';\njest.spyOn(app, 'run');",
        ),
        (
            "jest.mock('../src/orders');\nimport { handler } from '../src/orders';",
            "jest.mock('../src/orders');\nimport { run } from '../src/orders';",
        ),
        (
            "jest.mock('../src/orders', () => ({ handler: jest.fn(), other: handler }));",
            "jest.mock('../src/orders', () => ({ run: jest.fn(), other: handler }));",
        ),
        (
            "vi.mock('../src/orders', async (load) => {\n"
            "  const actual = await load<typeof import('../src/orders')>();\n"
            "  return { ...actual, handler: 1 };\n});",
            "vi.mock('../src/orders', async (load) => {\n"
            "  const actual = await load<typeof import('../src/orders')>();\n"
            "  return { ...actual, run: 1 };\n});",
        ),
        (
            "jest.mock('../src/orders', () => ({\n"
            "  ...jest.requireActual('../src/orders'),\n  handler: 1,\n}));",
            "jest.mock('../src/orders', () => ({\n"
            "  ...jest.requireActual('../src/orders'),\n  run: 1,\n}));",
        ),
        (
            "import * as app from '../src/orders';\nlet a: app.T; let b: typeof app.handler;",
            "import * as app from '../src/orders';\nlet a: app.T; let b: typeof app.run;",
        ),
        (
            "export { handler } from '../src/orders';",
            "export { run as handler } from '../src/orders';",
        ),
        (
            "export { handler as h } from '../src/orders';",
            "export { run as h } from '../src/orders';",
        ),
        (
            "import { handler } from '../src/orders';\nexport { handler };",
            "import { run as handler } from '../src/orders';\nexport { handler };",
        ),
        (
            "const { handler } = require('../src/orders');\nmodule.exports = { handler };",
            "const { run: handler } = require('../src/orders');\nmodule.exports = { handler };",
        ),
        (
            "import { handler } from '../src/orders';\nconst run = handler;",
            "import { run as handler } from '../src/orders';\nconst run = handler;",
        ),
        ("import { handler } from './orders';", None),
        ("import { handler } from 'orders';", None),
        ("import { other } from '../src/orders';\nconst handler = other;", None),
        ("// don't: orders handler\nconst handler = 1;", None),
    ],
)
def test_node_importers_follow_a_new_name(before: str, after: str | None, tmp_path: Path) -> None:
    check_rename(NODE, "tests/orders.test.ts", before, after, tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "export * from '../src/orders';",
        "export * as orders from '../src/orders'; // handler",
        "import { handler } from '../src/orders';\nfunction (",
        "import { handler } from '@/orders';",
        "import { handler } from 'src/orders';",
        "jest.mock('../src/orders', () => ({ handler }));",
        "jest.mock('../src/orders', make); // handler",
        "const app = require('../src/orders');\nmodule.exports = { ...app }; // handler",
        "const { other, ...rest } = require('../src/orders');\nrest.handler();",
        "const app = require('../src/orders');\napp[name](); // handler",
        "import('../src/orders').then((app) => app.handler());",
    ],
)
def test_a_node_file_that_cannot_follow_holds_up_the_rename(text: str, tmp_path: Path) -> None:
    check_refusal(NODE, "tests/orders.test.ts", text, tmp_path)


def check_move(
    project: str,
    move: tuple[str, str],
    files: dict[str, str],
    after: dict[str, list[str]],
    root: Path,
) -> None:
    """`after` has the changed lines of source files."""
    text = project + "".join(f"-- {path} --\n{content}\n" for path, content in files.items())
    asked = ask(text, str(root))
    changes = files_renamed(asked.snapshot, [MoveFile(*map(asked.absolute, move))])
    found = {}
    for path, new in asked.after(changes).items():
        source = asked.snapshot.source(asked.absolute(path))
        assert source is not None
        if path in files:
            found[path] = changed_lines(source.text, new)
    assert found == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("from src.orders.app import handler", ["from src.orders.take import handler"]),
        ("from app import handler as h", ["from take import handler as h"]),
        ("import app\napp.handler()", ["import take", "take.handler()"]),
        ("import app\ntake = app.handler()", ["import take as app"]),
        ("import src.orders.app as a\na.handler()", ["import src.orders.take as a"]),
        (
            "import src.orders.app\nsrc.orders.app.handler()",
            ["import src.orders.take", "src.orders.take.handler()"],
        ),
        ("from src.orders import app, x\napp.y", ["from src.orders import take, x", "take.y"]),
        ("from src.orders import app as a", ["from src.orders import take as a"]),
        ("from src.orders.app import *", ["from src.orders.take import *"]),
        ("from other.app import x", []),
    ],
)
def test_python_importers_follow_a_new_file_name(
    before: str, after: list[str], tmp_path: Path
) -> None:
    path = "tests/test_app.py"
    expected = {path: after} if after else {}
    move = ("src/orders/app.py", "src/orders/take.py")
    check_move(PYTHON, move, {path: before}, expected, tmp_path)


def test_python_importers_follow_a_file_to_another_folder(tmp_path: Path) -> None:
    check_move(
        PYTHON,
        ("src/orders/app.py", "src/shop/take.py"),
        {
            "tests/test_app.py": "from src.orders.app import handler",
            "tests/test_two.py": "from src.orders import app",
            "tests/test_out.py": "from orders.app import handler",
            "src/orders/x.py": "from .app import handler",
            "src/y.py": "from .orders import app",
        },
        {
            "tests/test_app.py": ["from src.shop.take import handler"],
            "tests/test_two.py": ["from src.shop import take"],
            "tests/test_out.py": ["from shop.take import handler"],
            "src/orders/x.py": ["from ..shop.take import handler"],
            "src/y.py": ["from .shop import take"],
        },
        tmp_path,
    )


def test_importers_within_a_folder_that_moves_stay_as_they_are(tmp_path: Path) -> None:
    check_move(
        PYTHON,
        ("src/orders", "src/shop"),
        {
            "src/orders/x.py": "from .app import handler",
            "tests/test_app.py": "from src.orders.app import handler",
        },
        {"tests/test_app.py": ["from src.shop.app import handler"]},
        tmp_path,
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("import { handler } from '../src/orders';", ["import { handler } from '../src/take';"]),
        ('export * from "../src/orders.js";', ['export * from "../src/take.js";']),
        ("jest.mock('../src/orders');", ["jest.mock('../src/take');"]),
        (
            "const a = load<typeof import('../src/orders')>();",
            ["const a = load<typeof import('../src/take')>();"],
        ),
        ("const a = require('../src/orders').x;", ["const a = require('../src/take').x;"]),
        ("const a = await import('../src/orders');", ["const a = await import('../src/take');"]),
        ("require.resolve('../src/orders');", ["require.resolve('../src/take');"]),
        ("describe('../src/orders', () => 1);", []),
        ("import { handler } from './orders';", []),
    ],
)
def test_node_importers_follow_a_new_file_name(
    before: str, after: list[str], tmp_path: Path
) -> None:
    path = "tests/orders.test.ts"
    expected = {path: after} if after else {}
    check_move(NODE, ("src/orders.ts", "src/take.ts"), {path: before}, expected, tmp_path)


def test_node_importers_follow_a_file_to_another_folder(tmp_path: Path) -> None:
    check_move(
        NODE,
        ("src/orders.ts", "src/shop/orders/index.ts"),
        {"src/a.ts": "import './orders';", "src/shop/b.ts": "import '../orders';"},
        {
            "src/a.ts": ["import './shop/orders/index';"],
            "src/shop/b.ts": ["import './orders/index';"],
        },
        tmp_path,
    )


@pytest.mark.parametrize(
    ("project", "path", "text", "handler"),
    [
        (PYTHON, "tests/test_app.py", "from app import handler\ndef (", "src.orders.app.handler"),
        (NODE, "tests/a.ts", "import { handler } from '@/orders';", "src/orders.handler"),
    ],
)
def test_a_file_is_not_renamed_where_an_importer_cannot_follow(
    project: str, path: str, text: str, handler: str, tmp_path: Path
) -> None:
    module = handler.rpartition(".")[0]
    project = project.replace("<|>", "").replace(f": {module}", f": {module}<|>")
    check_refusal(project, path, text, tmp_path)
