from __future__ import annotations

import os
from pathlib import Path

import pytest
from lambda_ls.features.actions import code_actions, fix_all
from lambda_ls.features.diagnostics import Diagnostics
from lambda_ls.features.results import CodeAction
from lambda_ls.model.finding import Finding, Severity
from lambda_ls.model.place import Place
from lambda_ls.rules.registry import RULES
from lambda_ls.text.span import Span
from lambda_ls.workspace.scan import scan
from lambda_ls.workspace.settings import Settings
from lambda_ls.workspace.workspace import Workspace

from tests.features.asked import Asked, ask
from tests.fixture import parse, write
from tests.rules.cases import all_cases
from tests.workbench import Bench, assert_findings, bench

ORDERS = """\
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src
      Handler: app.handler
      Runtime: {runtime}
-- src/{name} --
{code}
"""


def check(text: str, tmp_path: Path) -> Bench:
    """Assert that a fixture gives the findings that it states."""
    fixture = parse(text)
    there = bench(fixture.files, str(tmp_path))
    assert_findings(fixture.expectations, there.found())
    return there


def in_template(comments: str, tmp_path: Path) -> list[str]:
    """The rules that are reported for a function whose runtime is old, with comments."""
    text = f"-- template.yaml --\n{comments}\n-- app.py --\ndef handler(event, context): ...\n"
    return [each.rule for each in bench(parse(text).files, str(tmp_path)).findings()]


@pytest.mark.parametrize(
    ("comment", "is_ignored"),
    [
        ("Runtime: python3.8 # lambda-ls: ignore[runtime-end-of-life]", True),
        ("Runtime: python3.8 # lambda-ls:ignore [ runtime-end-of-life ] until spring", True),
        ("Runtime: python3.8 # the vendor's # lambda-ls: ignore[runtime-end-of-life]", True),
        ("Runtime: python3.8 # lambda-ls: ignore[duplicate-key,runtime-end-of-life]", True),
        ("# lambda-ls: ignore[runtime-end-of-life]\n      Runtime: python3.8", True),
        (
            "# lambda-ls: ignore[runtime-end-of-life]\n      # So be it.\n      Runtime: python3.8",
            1,
        ),
        ("# lambda-ls: ignore[runtime-end-of-life]\n\n      Runtime: python3.8", False),
        (
            "# lambda-ls: ignore[runtime-end-of-life]\n      Timeout: 3\n      Runtime: python3.8",
            False,
        ),
        ("Timeout: 3 # lambda-ls: ignore[runtime-end-of-life]\n      Runtime: python3.8", False),
        ("Runtime: python3.8\n      # lambda-ls: ignore[runtime-end-of-life]", False),
        ("Runtime: python3.8 # lambda-ls: ignore[duplicate-key]", False),
        ("Runtime: python3.8 # lambda-ls ignore[runtime-end-of-life]", False),
    ],
)
def test_a_comment_ignores_its_rule_in_its_line_or_in_the_one_below(
    tmp_path: Path, comment: str, is_ignored: bool
) -> None:
    text = f"""\
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      {comment}"""
    assert in_template(text, tmp_path) == ([] if is_ignored else ["runtime-end-of-life"])


def test_text_that_only_looks_like_a_comment_ignores_nothing(tmp_path: Path) -> None:
    check(
        """\
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Description: |
        # lambda-ls: ignore[nonsense]
      Handler: app.handler
      Runtime: python3.8
               ^^^^^^^^^ warning[runtime-end-of-life]: ...
      Tags: {Note: "Runtime # lambda-ls: ignore[nonsense]", Other: a#lambda-ls:ignore}
-- app.py --
TEXT = '''
# lambda-ls: ignore[nonsense]
'''
def handler(event, context):
    return "# lambda-ls: ignore"
""",
        tmp_path,
    )


def test_inherited_values_are_ignored_where_they_are_written(tmp_path: Path) -> None:
    check(
        """\
-- template.yaml --
Globals:
  Function:
    Runtime: python3.8 # lambda-ls: ignore[runtime-end-of-life]
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
  Payments:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handlr
               ^^^^^^^^^^ error[handler-function-not-found]: ...
-- app.py --
def handler(event, context): ...
""",
        tmp_path,
    )


def test_included_files_have_their_own_comments(tmp_path: Path) -> None:
    check(
        """\
-- serverless.yml --
service: orders
provider: {name: aws, runtime: python3.13}
functions: ${file(functions.yml)}
-- functions.yml --
orders:
  # lambda-ls: ignore[handler-function-not-found]
  handler: app.orders
payments:
  handler: app.payments # lambda-ls: ignore[duplicate-keys]
           ^^^^^^^^^^^^ error[handler-function-not-found]: ...
                                            ^^^^^^^^^^^^^^ warning[unknown-suppression]: ...
-- app.py --
def handler(event, context): ...
""",
        tmp_path,
    )


def test_code_has_comments_of_its_language(tmp_path: Path) -> None:
    check(
        """\
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.handler
      Runtime: python3.13
-- app.py --
def handler(event, context):
    print(context.functionName)  # lambda-ls: ignore[unknown-context-member]
    # lambda-ls: ignore[unknown-context-member]
    print(context.functionName)
    print(context.functionName)
                  ^^^^^^^^^^^^ error[unknown-context-member]: ...
""",
        tmp_path,
    )


def test_inline_code_has_comments_of_its_language(tmp_path: Path) -> None:
    check(
        """\
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: python3.13
      InlineCode: |
        def handler(event, context):
            print(context.functionName)  # lambda-ls: ignore[unknown-context-member]
            print("# lambda-ls: ignore", context.functionName)
                                                 ^^^^^^^^^^^^ error[unknown-context-member]: ...
            # lambda-ls: ignore
                         ^^^^^^ warning[unknown-suppression]: ...
""",
        tmp_path,
    )


JS = """\
/* // lambda-ls: ignore[a] */
const text = `
// lambda-ls: ignore[b]
${text /* x */}
`;
const page = <p>
  // lambda-ls: ignore[c]
</p>;
call(1); // lambda-ls: ignore[d]
  // lambda-ls: ignore[e]
call("// lambda-ls: ignore[f]", /'/); // lambda-ls: ignore[g]
# lambda-ls: ignore[h]
"""


def test_javascript_tells_comments_from_text(tmp_path: Path) -> None:
    template = ORDERS.format(runtime="nodejs22.x", name="app.jsx", code="")
    files = {**parse(template).files, "src/app.jsx": f"{JS}exports.handler = async () => 1;\n"}
    found = bench(files, str(tmp_path)).findings()
    unknown = [each.message.split("`")[1] for each in found if each.rule == "unknown-suppression"]
    assert unknown == ["a", "d", "e", "g"]


def test_a_template_of_json_has_no_comments(tmp_path: Path) -> None:
    asked = ask(
        """\
-- template.json --
{"Resources": {"Orders": {
  "Type": "AWS::Serverless::Function",
  "Properties": {
    "Handler": "app.handler",
    "Runtime": "python3.8"
  }
}}}
-- app.py --
def handler(event, context): ...
""",
        str(tmp_path),
    )
    (finding,) = asked.bench.findings()
    assert ignoring(asked, finding) == []


def test_comments_are_read_again_when_they_change(tmp_path: Path) -> None:
    files = parse(ORDERS.format(runtime="python3.8", name="app.py", code="")).files
    code = "def handler(event, context):\n    return context.functionName"
    write({**files, "src/app.py": code}, str(tmp_path))
    workspace = Workspace((str(tmp_path),))
    workspace.adopt(scan((str(tmp_path),)))
    diagnostics = Diagnostics()

    def rules() -> list[str]:
        everywhere = diagnostics.everywhere(workspace.snapshot())
        return [each.rule for file in everywhere for each in file.findings]

    old, member, unknown = "runtime-end-of-life", "unknown-context-member", "unknown-suppression"
    app, template = str(tmp_path / "src" / "app.py"), str(tmp_path / "template.yaml")
    assert rules() == [member, old]
    workspace.open(app, f"{code} # lambda-ls: ignore[{member}]")
    assert rules() == [old]
    workspace.open(app, f"{code} # lambda-ls: ignore[x]")
    assert rules() == [member, unknown, old]
    workspace.open(template, f"# lambda-ls: ignore\n{files['template.yaml']}")
    assert rules() == [member, unknown, unknown, old]
    text = files["template.yaml"].replace("3.8", f"3.8 # lambda-ls: ignore[{old}]")
    workspace.open(template, text)
    workspace.open(app, code)
    assert rules() == [member]


def test_what_is_ignored_is_still_known(tmp_path: Path) -> None:
    code = "def handler(event, context): ..."
    runtime = "python3.8 # lambda-ls: ignore[runtime-end-of-life]"
    text = ORDERS.format(runtime=runtime, name="app.py", code=code)
    there = check(text, tmp_path)
    (file,) = Diagnostics().ignored_everywhere(there.snapshot)
    assert [each.rule for each in file.findings] == ["runtime-end-of-life"]


def test_a_severity_is_the_one_that_is_set(tmp_path: Path) -> None:
    code = "def handler(event, context): ..."
    text = ORDERS.format(runtime="python3.8", name="app.py", code=code)
    write(parse(text).files, str(tmp_path))
    settings = Settings(severity=(("runtime-end-of-life", Severity.HINT),))
    workspace = Workspace((str(tmp_path),), settings)
    workspace.adopt(scan((str(tmp_path),)))
    (file,) = Diagnostics().everywhere(workspace.snapshot())
    assert [each.severity for each in file.findings] == [Severity.HINT]


def ignoring(asked: Asked, finding: Finding) -> list[CodeAction]:
    """The actions that ignore a finding."""
    snapshot, path = asked.snapshot, finding.place.path
    actions = code_actions(snapshot, [finding], path, snapshot.span(finding.place))
    return [each for each in actions if each.title == f"Ignore `{finding.rule}` here"]


def after_ignoring(text: str, tmp_path: Path) -> str:
    """The file with the only finding of a fixture once that is ignored."""
    asked = ask(text, str(tmp_path))
    (finding,) = asked.bench.findings()
    (action,) = ignoring(asked, finding)
    ((_, after),) = asked.after(action.changes).items()
    return after


@pytest.mark.parametrize(
    "rule", [rule.name for rule in RULES if rule.name != "unknown-suppression"]
)
def test_every_finding_can_be_ignored_where_the_language_has_comments(
    tmp_path: Path, rule: str
) -> None:
    cases = [case for case in all_cases() if case.rule == rule]
    ignored = 0
    for number, case in enumerate(cases):
        asked = ask(case.fixture, str(tmp_path / f"{number}-before"))
        for at, finding in enumerate(asked.bench.findings()):
            actions = ignoring(asked, finding)
            if asked.bench.relative(finding.place.path).endswith(".json"):
                assert actions == []
                continue
            (action,) = actions
            assert (action.kind, action.preferred) == ("quickfix", False)
            files = {**parse(case.fixture).files, **asked.after(action.changes)}
            later = bench(files, str(tmp_path / f"{number}-{at}"))
            assert said(later) == without(said(asked.bench), asked.bench, finding)
            ignored += 1
    assert ignored


def said(there: Bench) -> list[tuple[str, str, str]]:
    return sorted((each.path, each.rule, each.message) for each in there.found())


def without(
    all_said: list[tuple[str, str, str]], there: Bench, finding: Finding
) -> list[tuple[str, str, str]]:
    """What is left when a line's findings of one rule are ignored."""
    line = there.stated(finding).line
    gone = [
        (each.path, each.rule, each.message)
        for each in there.found()
        if (each.rule, each.line) == (finding.rule, line)
        and each.path == there.relative(finding.place.path)
    ]
    for each in gone:
        all_said.remove(each)
    return all_said


def test_an_ignoring_comment_has_the_indentation_and_the_line_end_of_the_file(
    tmp_path: Path,
) -> None:
    code = "def handler(event, context):\n\treturn context.functionName\n".replace("\n", "\r\n")
    files = parse(ORDERS.format(runtime="python3.13", name="app.py", code="")).files
    there = bench({**files, "src/app.py": code}, str(tmp_path))
    asked = Asked(there, os.path.join(str(tmp_path), "src", "app.py"), 0)
    (finding,) = there.findings()
    (action,) = ignoring(asked, finding)
    comment = "\t# lambda-ls: ignore[unknown-context-member]\r\n"
    head, tail = code.split("\r\n", 1)
    assert asked.after(action.changes) == {"src/app.py": f"{head}\r\n{comment}{tail}"}


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("x # lambda-ls: ignore[duplicate-key]", "ignore[duplicate-key, runtime-end-of-life]"),
        (
            "x # lambda-ls: ignore[duplicate-key ] y",
            "ignore[duplicate-key, runtime-end-of-life ] y",
        ),
        ("x # lambda-ls: ignore", "ignore[runtime-end-of-life]"),
        ("x # lambda-ls: ignore[ ]", "ignore[runtime-end-of-life]"),
        ("x # lambda-ls: ignore[duplicate-key", "ignore[runtime-end-of-life]"),
    ],
)
def test_a_comment_that_is_there_already_gets_the_rule(
    tmp_path: Path, line: str, after: str
) -> None:
    runtime = line.replace("x", "python3.8", 1)
    code = "def handler(event, context): ..."
    asked = ask(ORDERS.format(runtime=runtime, name="app.py", code=code), str(tmp_path))
    finding = next(each for each in asked.bench.findings() if each.rule == "runtime-end-of-life")
    (action,) = ignoring(asked, finding)
    ((_, text),) = asked.after(action.changes).items()
    assert f"Runtime: python3.8 # lambda-ls: {after}\n" in text


def test_inline_code_is_ignored_with_a_comment_of_its_language(tmp_path: Path) -> None:
    after = after_ignoring(
        """\
-- template.yaml --
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: python3.13
      InlineCode: |
        def handler(event, context):
            return context.functionName
""",
        tmp_path,
    )
    comment = "            # lambda-ls: ignore[unknown-context-member]\n"
    assert f"{comment}            return context.functionName\n" in after


NO_PLACE = {
    "a string of several lines": 'x = f"""\n{context.functionName}\n"""',
    "a continued line": "x = 1 + \\\n  context.functionName",
}


@pytest.mark.parametrize("code", NO_PLACE.values(), ids=NO_PLACE.keys())
def test_no_comment_is_offered_where_it_would_change_the_code(tmp_path: Path, code: str) -> None:
    body = "\n".join(f"    {line}" for line in code.split("\n"))
    text = ORDERS.format(
        runtime="python3.13", name="app.py", code=f"def handler(event, context):\n{body}"
    )
    asked = ask(text, str(tmp_path))
    (finding,) = asked.bench.findings()
    assert ignoring(asked, finding) == []


@pytest.mark.parametrize(
    ("code", "sign"),
    [
        ("call(\n  X,\n)", "//"),
        ("call(`\n  ${X}\n`)", None),
        ("call(`${\n  X\n}`)", "//"),
        ("a = <p>\n  {X}\n</p>", None),
        ("a = <p\n  name={X}\n/>", "//"),
        ("/*\n  X\n*/", None),
    ],
)
def test_javascript_gets_a_comment_where_one_can_stand(
    tmp_path: Path, code: str, sign: str | None
) -> None:
    files = {**parse(ORDERS.format(runtime="nodejs22.x", name="app.jsx", code="")).files}
    there = bench({**files, "src/app.jsx": code}, str(tmp_path))
    path = str(tmp_path / "src" / "app.jsx")
    start = code.index("X")
    place = Place(path, "", Span(start, start + 1))
    finding = Finding("duplicate-key", Severity.ERROR, "wrong", place)
    found = ignoring(Asked(there, path, 0), finding)
    asked = Asked(there, path, 0)
    after = [asked.after(action.changes)["src/app.jsx"] for action in found]
    comment = f"  {sign} lambda-ls: ignore[duplicate-key]\n"
    at = code.rindex("\n", 0, start) + 1
    assert after == ([f"{code[:at]}{comment}{code[at:]}"] if sign else [])


def test_ignoring_is_no_part_of_mending_everything(tmp_path: Path) -> None:
    code = "def handler(event, context): ..."
    asked = ask(ORDERS.format(runtime="python3.8", name="app.py", code=code), str(tmp_path))
    (finding,) = asked.bench.findings()
    assert ignoring(asked, finding)
    assert fix_all(asked.snapshot, [finding], finding.place.path) is None
