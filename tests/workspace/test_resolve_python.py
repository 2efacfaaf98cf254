"""Where Python handlers are found, by the rules of Lambda's Python runtime."""

from __future__ import annotations

from pathlib import Path

import pytest

from .resolving import PYTHON_HANDLER, resolve, sam

HANDLER = PYTHON_HANDLER


@pytest.mark.parametrize(
    ("handler", "files", "expected"),
    [
        ("app.handler", {"app.py": HANDLER}, "app.py:1:handler"),
        ("src/app.handler", {"src/app.py": HANDLER}, "src/app.py:1:handler"),
        ("src.app.handler", {"src/app.py": HANDLER}, "src/app.py:1:handler"),
        ("my-app/or-ders.handler", {"my-app/or-ders.py": HANDLER}, "my-app/or-ders.py:1:handler"),
        ("shop.handler", {"shop/__init__.py": HANDLER}, "shop/__init__.py:1:handler"),
        (
            "shop.handler",
            {"shop/__init__.py": HANDLER, "shop.py": "other = 1\n"},
            "shop/__init__.py:1:handler",
        ),
    ],
)
def test_files_packages_and_folders_without_init_are_modules(
    handler: str, files: dict[str, str], expected: str, tmp_path: Path
) -> None:
    assert resolve({"template.yaml": sam(handler), **files}, tmp_path) == expected


@pytest.mark.parametrize(
    ("app", "others", "expected"),
    [
        ("from orders import handler\n", {"orders.py": HANDLER}, "orders.py:1:handler"),
        ("from .orders import handler\n", {"orders.py": HANDLER}, "orders.py:1:handler"),
        (
            "from orders import run as handler\n",
            {"orders.py": "def run(e, c): 0\n"},
            "orders.py:1:run",
        ),
        ("from orders import *\n", {"orders.py": HANDLER}, "orders.py:1:handler"),
        (
            "from shop import handler\n",
            {"shop/__init__.py": "from .orders import handler\n", "shop/orders.py": HANDLER},
            "shop/orders.py:1:handler",
        ),
        ("from a import handler\n", {"a.py": "from app import handler\n"}, "a.py:1:handler"),
        (
            "from old import *\nfrom new import *\n",
            {"old.py": HANDLER, "new.py": HANDLER},
            "new.py:1:handler",
        ),
        (
            "".join(f"from m{n} import *\n" for n in range(40)),
            {**{f"m{n}.py": "" for n in range(1, 40)}, "m0.py": HANDLER},
            "m0.py:1:handler",
        ),
        (
            "from orders import *\nfrom names import *\n",
            {"orders.py": HANDLER, "names.py": "ORDERS = 1\n"},
            "orders.py:1:handler",
        ),
        ("from mangum import handler\n", {}, "app.py:1:handler"),
        ("handler = make(lambda event: 1)\n", {}, "app.py:1:handler"),
        ("class App:\n    def __call__(self, e, c): 0\nhandler = App()\n", {}, "app.py:3:handler"),
        ("@tracer.capture\n\ndef handler(event, context): 0\n", {}, "app.py:3:handler"),
        (
            "try:\n    import x\nexcept ImportError:\n    def handler(e, c): 0\n",
            {},
            "app.py:4:handler",
        ),
        ("def handler(event, context:\n", {}, "unknown: `app.py` does not parse as a whole"),
    ],
)
def test_a_function_is_followed_to_where_it_is_defined(
    app: str, others: dict[str, str], expected: str, tmp_path: Path
) -> None:
    found = resolve({"template.yaml": sam("app.handler"), "app.py": app, **others}, tmp_path)
    assert found == expected


@pytest.mark.parametrize(
    ("app", "expected"),
    [
        ("from boto3 import *\n", "unknown: the names that come from `boto3` cannot be told"),
        (
            "def __getattr__(name): return print\n",
            "unknown: the names in `app.py` cannot all be told",
        ),
        ("globals()['handler'] = print\n", "unknown: the names in `app.py` cannot all be told"),
        ("def other(:\n", "unknown: `app.py` does not parse as a whole"),
    ],
)
def test_a_module_that_can_have_more_names_than_it_shows_is_not_decided(
    app: str, expected: str, tmp_path: Path
) -> None:
    found = resolve({"template.yaml": sam("app.handler"), "app.py": app}, tmp_path)
    assert found.startswith(expected)


TWO_STARS = "from left import *\nfrom right import *\n"


@pytest.mark.parametrize(
    ("shared", "expected"),
    [
        ("other = 1\n", "no function in app.py: None"),
        (HANDLER, "shared.py:1:handler"),
        ("from boto3 import *\n", "unknown: the names that come from `boto3` cannot be told"),
        ("from left import *\n", "unknown: `shared.py` imports in a circle"),
    ],
)
def test_a_module_that_is_imported_on_two_ways_is_no_circle(
    shared: str, expected: str, tmp_path: Path
) -> None:
    way = "from shared import *\n"
    files = {"app.py": TWO_STARS, "left.py": way, "right.py": way, "shared.py": shared}
    assert resolve({"template.yaml": sam("app.handler"), **files}, tmp_path) == expected


def test_a_handler_behind_more_imports_than_are_followed_is_not_decided(tmp_path: Path) -> None:
    files = {f"m{n}.py": f"from m{n + 1} import *\n" for n in range(20)}
    found = resolve({"template.yaml": sam("m0.handler"), **files, "m20.py": HANDLER}, tmp_path)
    assert found == "unknown: `m17.py` is imported through too many files"


@pytest.mark.parametrize(
    ("handler", "app", "nearest"),
    [
        ("app.handlr", HANDLER, "app.handler"),
        ("app.Handler", HANDLER, "app.handler"),
        ("app.process", HANDLER, "app.handler"),
        ("app.process", "def lambda_handler(event, context): 0\n", "app.lambda_handler"),
        ("app.process", "def first(event, context): 0\ndef second(event, context): 0\n", "None"),
        ("app.process", "import os\n\ndef helper(path): 0\n", "None"),
        ("app.handlr", "from orders import handler\n", "app.handler"),
        ("src/app.handlr", HANDLER, "src/app.handler"),
        ("src.app.handlr", HANDLER, "src.app.handler"),
    ],
)
def test_a_missing_function_is_told_with_the_one_that_was_meant(
    handler: str, app: str, nearest: str, tmp_path: Path
) -> None:
    path = "src/app.py" if "src" in handler else "app.py"
    found = resolve({"template.yaml": sam(handler), path: app, "orders.py": HANDLER}, tmp_path)
    assert found == f"no function in {path}: {nearest}"


@pytest.mark.parametrize(
    ("handler", "expected"),
    [
        ("ap.handler", "no module: app.handler"),
        ("orders/order.handler", "no module: orders/orders.handler"),
        ("ordes/orders.handler", "no module: orders/orders.handler"),
        ("orders.handler", "no module: orders.orders.handler, fails in the lookup"),
        ("orders.orders", "no module: orders.orders.handler, fails in the lookup"),
        ("payments.handler", "no module: None"),
        ("App.handler", "other case: app.handler"),
        ("Orders/orders.handler", "other case: orders/orders.handler"),
        ("app", "malformed no-dot: app.handler"),
        ("orders/orders", "malformed no-dot: orders/orders.handler"),
        ("app.py", "malformed file-name: app.handler"),
        ("app.py.handler", "malformed file-name: app.handler"),
        ("app:handler", "malformed colon: app.handler"),
        ("app.", "malformed no-function: app.handler"),
        (".handler", "malformed no-module: None"),
        ("./app.handler", "malformed relative: app.handler"),
        ("../app.handler", "malformed parent-folder: None"),
        ("a" * 122 + ".handler", "malformed too-long: None"),
        ("time.handler", "built-in module"),
    ],
)
def test_a_handler_that_would_fail_is_told_with_what_was_meant(
    handler: str, expected: str, tmp_path: Path
) -> None:
    files = {
        "template.yaml": sam(handler),
        "app.py": HANDLER,
        "orders/orders.py": HANDLER,
        "time.py": HANDLER,
    }
    assert resolve(files, tmp_path) == expected


def test_a_value_that_cannot_be_called_is_no_handler(tmp_path: Path) -> None:
    files = {"template.yaml": sam("app.handler"), "app.py": "handler = 'orders'\n"}
    assert resolve(files, tmp_path) == "not callable in app.py: handler"


def test_only_one_of_two_modules_with_the_function_could_be_meant_so_none_is_named(
    tmp_path: Path,
) -> None:
    files = {"template.yaml": sam("app.handler"), "one.py": HANDLER, "two.py": HANDLER}
    assert resolve(files, tmp_path) == "no module: None"


@pytest.mark.parametrize(
    ("manifest", "text", "expected"),
    [
        ("requirements.txt", "boto3\nshop-handlers==1.2\n", "external: `requirements.txt` may"),
        ("requirements.txt", "git+https://example.com/x.git\n", "external: `requirements.txt` may"),
        ("requirements.txt", "-e ../shared/shop_handlers/\n", "external: `requirements.txt` may"),
        ("requirements.txt", "./shared\n", "external: `requirements.txt` may"),
        ("pyproject.toml", '[project]\ndependencies = [\n  "shop_handlers",\n]\n', "external: `py"),
        ("requirements.txt", "boto3\n--index-url https://example.com\n", "no module"),
        ("requirements.txt", "-r ../shop_handlers.txt\n./other\n", "no module"),
    ],
)
def test_a_module_that_an_installation_brings_is_not_missing(
    manifest: str, text: str, expected: str, tmp_path: Path
) -> None:
    files = {
        "template.yaml": sam("shop_handlers.app.handler"),
        "app.py": HANDLER,
        "shared/shop_handlers/app.py": "",
        "other/setup.py": "",
        manifest: text,
    }
    assert resolve(files, tmp_path).startswith(expected)


LAYER = """
Shared:
  Type: AWS::Serverless::LayerVersion
  Properties:
    ContentUri: layer
"""


@pytest.mark.parametrize("path", ["layer/python/app.py", "layer/app.py"])
def test_a_module_in_a_layer_of_the_project_is_found(path: str, tmp_path: Path) -> None:
    template = sam("app.handler", code="src", properties="Layers: [!Ref Shared]", resources=LAYER)
    files = {"template.yaml": template, path: HANDLER, "src/other.py": ""}
    assert resolve(files, tmp_path) == f"{path}:1:handler via a layer"


def test_a_layer_from_elsewhere_can_bring_a_module_of_which_nothing_resembles(
    tmp_path: Path,
) -> None:
    layers = "Layers: ['arn:aws:lambda:eu-west-1:123456789012:layer:shop:1']"
    template = sam("handlers.run", properties=layers)
    found = resolve({"template.yaml": template, "orders.py": HANDLER}, tmp_path)
    assert found == "unknown: the module can come from a layer"
    found = resolve({"template.yaml": template, "handler.py": "def run(e, c): 0\n"}, tmp_path)
    assert found == "no module: handler.run"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("index.handler", "template.yaml:10:handler"),
        ("app.handler", "not index: index.handler"),
        ("index.other", "no function in template.yaml: index.handler"),
    ],
)
def test_inline_code_is_the_module_index(code: str, expected: str, tmp_path: Path) -> None:
    inline = "InlineCode: |\n  def handler(event, context):\n    return None"
    assert resolve({"template.yaml": sam(code, properties=inline)}, tmp_path) == expected


def test_inline_code_can_stand_in_for_a_file_that_is_uploaded_later(tmp_path: Path) -> None:
    inline = "InlineCode: |\n  def handler(event, context):\n    return None"
    template = sam("shop.app.handler", properties=inline)
    files = {"infrastructure/template.yaml": template, "src/shop/app.py": HANDLER}
    expected = "unknown: its inline code seems to stand in for `../src/shop/app.py`"
    assert resolve(files, tmp_path) == expected


@pytest.mark.parametrize(
    ("handler", "path"),
    [
        ("orders.handler", "orders.cpython-313-x86_64-linux-gnu.so"),
        ("orders.handler", "orders.abi3.so"),
        ("orders.handler", "orders.so"),
        ("orders.handler", "orders.pyd"),
        ("orders.handler", "orders.pyc"),
        ("src.orders.handler", "src/orders.so"),
        ("orders.handler", "orders/__init__.pyc"),
        ("orders.handler", "orders/__init__.cpython-313-x86_64-linux-gnu.so"),
    ],
)
def test_a_compiled_module_may_have_any_function(handler: str, path: str, tmp_path: Path) -> None:
    files = {"template.yaml": sam(handler), "app.py": HANDLER, path: ""}
    assert resolve(files, tmp_path) == f"unknown: `{path}` is a compiled module"


@pytest.mark.parametrize(
    "path", ["orders.cpython-313.pyc", "__pycache__/orders.pyc", "order.so", "orders.txt"]
)
def test_what_cannot_be_imported_is_no_compiled_module(path: str, tmp_path: Path) -> None:
    files = {"template.yaml": sam("orders.handler"), "app.py": HANDLER, path: ""}
    assert resolve(files, tmp_path).startswith("no module: ")


def test_a_member_of_a_value_named_default_is_no_handler(tmp_path: Path) -> None:
    app = "default = make()\n"
    files = {"template.yaml": sam("app.handler"), "app.py": app}
    assert resolve(files, tmp_path) == "no function in app.py: None"


def test_what_is_installed_in_a_virtual_environment_is_no_source(tmp_path: Path) -> None:
    files = {
        "template.yaml": sam("handlers.run", code="src"),
        "src/app.py": "",
        "src/env/pyvenv.cfg": "",
        "src/env/lib/handlers.py": "def run(event, context): 0\n",
    }
    assert resolve(files, tmp_path) == "no module: None"
