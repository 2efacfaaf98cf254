"""Handlers whose code a build makes, or that lie outside of the project."""

from __future__ import annotations

from pathlib import Path

import pytest

from .resolving import NODE_HANDLER, PYTHON_HANDLER, TYPESCRIPT_HANDLER, resolve, sam, serverless


@pytest.mark.parametrize(
    ("handler", "code", "source"),
    [
        ("dist/app.handler", "", "src/app.ts"),
        ("dist/app.handler", "", "app.ts"),
        ("dist/orders/app.handler", "", "src/orders/app.ts"),
        ("app.handler", "dist", "src/app.ts"),
        ("app.handler", "dist/orders", "lambdas/orders/app.ts"),
        ("app.handler", ".aws/../build/", "app.ts"),
        ("services/dist/app.handler", "", "services/src/app.ts"),
        ("dist/app.handler", "", "src/host/lambda/app.ts"),
    ],
)
def test_a_module_in_a_folder_of_output_is_found_in_its_source(
    handler: str, code: str, source: str, tmp_path: Path
) -> None:
    files = {"template.yaml": sam(handler, "nodejs22.x", code), source: TYPESCRIPT_HANDLER}
    assert resolve(files, tmp_path) == f"{source}:1:handler via its build"


def test_what_a_build_has_left_is_worth_less_than_its_source(tmp_path: Path) -> None:
    files = {
        "template.yaml": sam("app.handler", "nodejs22.x", "dist"),
        "dist/app.js": NODE_HANDLER,
        "src/app.ts": f"// Orders\n{TYPESCRIPT_HANDLER}",
    }
    assert resolve(files, tmp_path) == "dist/app.js:1:handler"
    files[".gitignore"] = "node_modules\n/dist/\n"
    assert resolve(files, tmp_path) == "src/app.ts:2:handler via its build"


@pytest.mark.parametrize(
    ("handler", "code", "expected"),
    [
        ("dist/app.handler", "", "external: its build has not run here"),
        ("app.handler", "build/orders", "external: its build has not run here"),
        ("dist/orders.handlr", "", "no function in src/orders.ts: dist/orders.handler"),
        ("dist/orders.js", "", "no function in src/orders.ts: dist/orders.handler"),
        ("dist/ordres.handler", "", "no module: dist/orders.handler"),
        ("ordres.handler", "dist", "no module: orders.handler"),
        ("dist/orders.process", "", "external: its build has not run here"),
        ("dist/main.handler", "", "external: its build has not run here"),
    ],
)
def test_what_a_build_can_make_is_missing_only_where_it_is_plainly_misspelt(
    handler: str, code: str, expected: str, tmp_path: Path
) -> None:
    files = {
        "template.yaml": sam(handler, "nodejs22.x", code),
        "src/orders.ts": TYPESCRIPT_HANDLER,
        "src/payments.ts": TYPESCRIPT_HANDLER,
    }
    assert resolve(files, tmp_path) == expected


def test_two_sources_that_fit_alike_are_not_chosen_between(tmp_path: Path) -> None:
    files = {
        "template.yaml": sam("dist/app.handler", "nodejs22.x"),
        "src/one/app.ts": TYPESCRIPT_HANDLER,
        "src/two/app.ts": TYPESCRIPT_HANDLER,
    }
    assert resolve(files, tmp_path) == "external: its build has not run here"


@pytest.mark.parametrize(
    ("ignored", "handler", "code", "expected"),
    [
        ("/generated/\n", "generated/app.handler", "", "external: git ignores the module"),
        ("lambda.js\n*.pyc\n", "lambda/app.handler", "", "no module"),
        ("packed\n", "app.handler", "packed", "external: git ignores the code folder"),
        ("!generated\n", "generated/app.handler", "", "no module"),
        ("# generated\n", "generated/app.handler", "", "no module"),
    ],
)
def test_what_git_ignores_is_made_by_something(
    ignored: str, handler: str, code: str, expected: str, tmp_path: Path
) -> None:
    files = {
        "template.yaml": sam(handler, code=code),
        ".gitignore": ignored,
        "other.py": PYTHON_HANDLER,
    }
    assert resolve(files, tmp_path).startswith(expected)


@pytest.mark.parametrize(
    ("method", "handler", "expected"),
    [
        ("makefile", "app.handler", "src/app.py:1:handler"),
        ("makefile", "app.handlr", "external: its build makes the code"),
        ("makefile", "other.handler", "external: its build (makefile) makes the code"),
        ("python3.13", "other.run", "no module: None"),
    ],
)
def test_a_makefile_can_make_anything(
    method: str, handler: str, expected: str, tmp_path: Path
) -> None:
    template = sam(handler, code="src", resource=f"Metadata: {{BuildMethod: {method}}}")
    assert resolve({"template.yaml": template, "src/app.py": PYTHON_HANDLER}, tmp_path) == expected


@pytest.mark.parametrize(
    ("code", "source", "expected"),
    [
        ("src/app.zip", "src/app.py", "src/app.py:1:handler via its build"),
        ("orders.zip", "orders/app.py", "orders/app.py:1:handler via its build"),
        ("build/orders.zip", "src/app.py", "src/app.py:1:handler via its build"),
        ("orders.zip", "src/deep/down/app.py", "src/deep/down/app.py:1:handler via its build"),
        ("orders.zip", "src/other.py", "external: its archive is made by a build"),
    ],
)
def test_an_archive_leads_to_the_source_beside_it(
    code: str, source: str, expected: str, tmp_path: Path
) -> None:
    files = {"template.yaml": sam("app.handler", code=code), source: PYTHON_HANDLER}
    assert resolve(files, tmp_path) == expected


def test_an_archive_of_a_service_is_not_reported(tmp_path: Path) -> None:
    more = "package:\n  artifact: build/orders.zip"
    service = serverless("app.handler", "python3.13", more)
    files = {"serverless.yml": service, "one/app.py": PYTHON_HANDLER, "two/app.py": PYTHON_HANDLER}
    assert resolve(files, tmp_path) == "external: its archive is made by a build"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("ordes", "no folder ordes: orders"),
        ("./ordes/", "no folder ordes: ./orders/"),
        ("servces/payment/", "no folder servces/payment: services/payments/"),
        ("services/payments/src/", "no folder services/payments/src: services/payments/"),
        ("Orders/", "other case: orders/"),
        ("./services/Payments", "other case: ./services/payments"),
        ("invoices", "no folder invoices: None"),
        ("orders/app.py", "orders/app.py:1:handler"),
        ("orders/ap.py", "no file orders/ap.py: orders/app.py"),
        ("./orders/App.py", "other case: ./orders/app.py"),
        ("orders/main.js", "no file orders/main.js: None"),
        ("orders/app.js", "external: its build has not run here"),
        ("../elsewhere", "unknown: the code is outside of the workspace"),
        ("orders/app.txt", "unknown: the code is a single file"),
    ],
)
def test_a_code_folder_that_is_not_there_is_told_with_the_one_that_was_meant(
    code: str, expected: str, tmp_path: Path
) -> None:
    files = {
        "template.yaml": sam("app.handler", code=code),
        "orders/app.py": PYTHON_HANDLER,
        "orders/app.txt": "",
        "services/payments/app.py": PYTHON_HANDLER,
    }
    assert resolve(files, tmp_path) == expected


def test_a_code_folder_can_count_from_the_base_directory_of_the_build(tmp_path: Path) -> None:
    files = {
        "infra/template.yaml": sam("app.handler", code="orders"),
        "orders/app.py": PYTHON_HANDLER,
    }
    found = resolve(files, tmp_path)
    assert (
        found
        == f"unknown: its code is there if `{tmp_path.name}` is the base directory of the build"
    )


@pytest.mark.parametrize(
    ("code", "others", "expected"),
    [
        ("", {}, "unknown: the code folder holds no code of this language"),
        ("src", {"src/readme.txt": ""}, "unknown: the code folder holds no code of this language"),
        ("src", {}, "unknown: the workspace has no code for this template"),
        ("src", {"src/index.js": NODE_HANDLER}, "no module: None"),
    ],
)
def test_a_template_without_code_is_a_sketch_and_one_with_another_language_a_mistake(
    code: str, others: dict[str, str], expected: str, tmp_path: Path
) -> None:
    files = {"template.yaml": sam("app.handler", code=code), **others}
    assert resolve(files, tmp_path) == expected


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ("CodeUri: s3://bucket/key.zip", "external: the code is in S3"),
        ("CodeUri: {Bucket: bucket, Key: key}", "external: the code is in S3"),
        ("CodeUri: !Ref Code", "unknown: parameter `Code` can be set at deployment"),
        ("CodeUri: !Sub '${AWS::StackName}/src'", "unknown: `AWS::StackName` is known only at"),
        ("PackageType: Image", "external: the container image holds the code"),
    ],
)
def test_code_that_is_not_in_the_project_is_not_looked_for(
    properties: str, expected: str, tmp_path: Path
) -> None:
    parameters = "Parameters:\n  Code:\n    Type: String\n"
    template = parameters + sam("app.handler", properties=properties)
    files = {"template.yaml": template, "other.py": PYTHON_HANDLER}
    assert resolve(files, tmp_path).startswith(expected)


VARIABLES = "Environment:\n  Variables:\n    {name}: {value}\n"


@pytest.mark.parametrize(
    ("handler", "name", "value", "expected"),
    [
        ("datadog_lambda.handler.handler", "DD_LAMBDA_HANDLER", "app.handler", "app.py:1:handler"),
        (
            "datadog_lambda.handler.handler",
            "DD_LAMBDA_HANDLER",
            "app.handlr",
            "no function in app.py",
        ),
        ("datadog_lambda.handler.handler", "OTHER", "1", "unknown: Datadog finds the handler in"),
        (
            "newrelic_lambda_wrapper.handler",
            "NEW_RELIC_LAMBDA_HANDLER",
            "app.handler",
            "app.py:1:handler",
        ),
        (
            "run.sh",
            "AWS_LAMBDA_EXEC_WRAPPER",
            "/opt/bootstrap",
            "external: the handler is a command",
        ),
        ("app.handlr", "AWS_LAMBDA_EXEC_WRAPPER", "/opt/otel-instrument", "no function in app.py"),
        ("app.handlr", "AWS_LAMBDA_EXEC_WRAPPER", "/opt/dynatrace", "no function in app.py"),
        (
            "app.handlr",
            "AWS_LAMBDA_EXEC_WRAPPER",
            "/opt/mine",
            "unknown: the start script `/opt/mine`",
        ),
        ("/opt/python/wrap.handler", "OTHER", "1", "external: the handler belongs to a layer"),
    ],
)
def test_wrappers_are_seen_through(
    handler: str, name: str, value: str, expected: str, tmp_path: Path
) -> None:
    template = sam(handler, properties=VARIABLES.format(name=name, value=value))
    files = {"template.yaml": template, "app.py": PYTHON_HANDLER}
    assert resolve(files, tmp_path).startswith(expected)


@pytest.mark.parametrize(
    ("plugin", "handler", "expected"),
    [
        ("serverless-wsgi", "wsgi_handler.handler", "external: the plugin `serverless-wsgi` adds"),
        ("serverless-wsgi", "wsgi.handler", "external: the plugin `serverless-wsgi` adds"),
        ("serverless-offline", "wsgi.handler", "no module: None"),
    ],
)
def test_a_plugin_can_add_the_handler(
    plugin: str, handler: str, expected: str, tmp_path: Path
) -> None:
    service = serverless(handler, "python3.13", f"plugins: [{plugin}]")
    files = {"serverless.yml": service, "app.py": "def run(event, context): 0\n"}
    assert resolve(files, tmp_path).startswith(expected)


PARAMETER = "Parameters:\n  Runtime:\n    Type: String\n    Default: python3.13\n"


@pytest.mark.parametrize(
    ("handler", "runtime", "expected"),
    [
        ("app.handler", "!Ref Runtime", "app.py:1:handler"),
        ("app.handlr", "!Ref Runtime", "unknown: parameter `Runtime` can be set at deployment"),
        ("!Ref Runtime", "python3.13", "unknown: parameter `Runtime` can be set at deployment"),
        ("app.handler", "PYTHON_VERSION", "app.py:1:handler"),
        ("app.handlr", "PYTHON_VERSION", "unknown: its runtime is not known"),
        ("app.handler", "", "app.py:1:handler"),
        ("app.handlr", "", "unknown: its runtime is not known"),
        ("index.handler", "", "index.js:1:handler"),
        ("shop.Orders::handle", "JAVA_VERSION", "Orders.java:1:handle via the only such name"),
    ],
)
def test_a_runtime_that_is_not_known_gives_hits_and_no_findings(
    handler: str, runtime: str, expected: str, tmp_path: Path
) -> None:
    files = {
        "template.yaml": PARAMETER + sam(handler, runtime),
        "app.py": PYTHON_HANDLER,
        "index.js": NODE_HANDLER,
        "Orders.java": "package shop; class Orders { void handle() {} }\n",
    }
    assert resolve(files, tmp_path) == expected


@pytest.mark.parametrize(
    ("transform", "expected"),
    [
        ("[AWS::Serverless-2016-10-31, Shop]", "unknown: the macro `Shop` can change it"),
        ("Shop", "unknown: the macro `Shop` can change it"),
        ("AWS::LanguageExtensions", "no function in app.py: app.handler"),
    ],
)
def test_a_macro_of_the_account_can_change_every_function(
    transform: str, expected: str, tmp_path: Path
) -> None:
    template = sam("app.handlr").replace("AWS::Serverless-2016-10-31", transform)
    files = {"template.yaml": template, "app.py": PYTHON_HANDLER}
    assert resolve(files, tmp_path) == expected
