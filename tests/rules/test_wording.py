from __future__ import annotations

import os
from datetime import date

import pytest
from lambda_ls.aws.runtimes import runtime
from lambda_ls.model.finding import CreateFile, Finding, Replace
from lambda_ls.model.function import (
    CodeFolder,
    Dialect,
    Event,
    Function,
    UnknownProperty,
    Variable,
)
from lambda_ls.model.handler import HandlerName, Malformation, MalformedName
from lambda_ls.model.module import Export
from lambda_ls.model.place import Place, Spanned, Unknown
from lambda_ls.model.resolution import (
    BuiltinModule,
    CaseMismatch,
    External,
    FolderMissing,
    FunctionMissing,
    HandlerMalformed,
    InlineNotIndex,
    ModuleMissing,
    NotCallable,
    Resolution,
    Undecided,
)
from lambda_ls.model.template import BrokenText, RepeatedKey, Template
from lambda_ls.rules.registry import check_function, check_template
from lambda_ls.text.span import Span
from lambda_ls.workspace.facts import FunctionFacts
from lambda_ls.workspace.template_facts import TemplateFacts
from lambda_ls.workspace.triggers import UnknownEvent
from msgspec.structs import replace

ROOT = os.path.abspath(os.sep)
TEMPLATE = os.path.join(ROOT, "project", "template.yaml")
TODAY = date(2026, 11, 23)


def place(start: int, end: int) -> Place:
    return Place(TEMPLATE, "Resources/Orders", Span(start, end))


HANDLER_PLACE, CODE_PLACE, RUNTIME_PLACE = place(100, 110), place(50, 60), place(70, 80)
APP = os.path.join(ROOT, "project", "src", "app.py")


def handler_name(text: str) -> HandlerName:
    module, symbol = text.rsplit(".", 1)
    dot = len(module)
    return HandlerName(text, module, symbol, Span(0, dot), Span(dot + 1, len(text)))


def facts(
    resolution: Resolution,
    *,
    language: str = "python",
    runtime_name: str = "python3.13",
    today: date = TODAY,
    folder: str = "src",
    variables: tuple[str, ...] = (),
    properties: tuple[UnknownProperty, ...] = (),
    events: tuple[UnknownEvent, ...] = (),
    stub: str = "",
) -> FunctionFacts:
    function = Function(
        template=TEMPLATE,
        name="Orders",
        dialect=Dialect.SAM,
        place=place(0, 6),
        extent=place(0, 200),
        handler=Spanned("app.handler", HANDLER_PLACE),
        runtime=Spanned(runtime_name, RUNTIME_PLACE),
        code=CodeFolder(os.path.normpath(os.path.join(ROOT, "project", folder)), CODE_PLACE),
        environment=tuple(
            Variable(Spanned(name, place(120, 130)), Spanned("x", place(131, 132)))
            for name in variables
        ),
        unknown_properties=properties,
    )
    known = runtime(runtime_name)
    return FunctionFacts(
        function=function,
        resolution=resolution,
        language=language,
        runtime=known,
        triggers=(),
        unknown_events=events,
        today=today,
        unknown_runtime=None if known else runtime_name,
        handler=function.handler,
        stub=stub,
    )


def only(findings: tuple[Finding, ...]) -> Finding:
    assert len(findings) == 1, findings
    return findings[0]


def of_template(
    broken: tuple[BrokenText, ...] = (), repeated: tuple[RepeatedKey, ...] = ()
) -> Finding:
    template = Template(TEMPLATE, Dialect.SAM, broken=broken, repeated=repeated)
    return only(check_template(TemplateFacts(template)))


HANDLER = Export("handler", Span(4, 11), Span(0, 30))
MISSING_FUNCTION = FunctionMissing(handler_name("app.handlr"), APP, "app.handler", HANDLER, 30)


@pytest.mark.parametrize(
    ("resolution", "rule", "message"),
    [
        (
            MISSING_FUNCTION,
            "handler-function-not-found",
            "`app` has no function `handlr`; Lambda will answer Runtime.HandlerNotFound; "
            "did you mean `handler`?",
        ),
        (
            FunctionMissing(handler_name("app.run"), APP, None, None, 30),
            "handler-function-not-found",
            "`app` has no function `run`; Lambda will answer Runtime.HandlerNotFound",
        ),
        (
            ModuleMissing(handler_name("ap.handler"), (APP,), "app.handler", None),
            "handler-module-not-found",
            "`src` has no module `ap`; Lambda will answer Runtime.ImportModuleError; "
            "did you mean `app.handler`?",
        ),
        (
            NotCallable(handler_name("app.NAME"), APP, HANDLER),
            "handler-not-callable",
            "`NAME` in `app` is not a function; Lambda will answer TypeError",
        ),
        (
            CaseMismatch("App", "app", "app.handler", in_code_folder=False),
            "handler-case-mismatch",
            "`App` is `app` on disk; this works on macOS and Windows but not on Lambda, "
            "where case counts",
        ),
        (
            BuiltinModule(handler_name("time/clock.handler")),
            "handler-builtin-module",
            "`time` is a module of the Python interpreter itself; Lambda will answer "
            "Runtime.BuiltInModuleConflict until the file has another name",
        ),
        (
            InlineNotIndex(handler_name("app.handler"), "index.handler"),
            "inline-handler-not-index",
            "inline code is always the module `index`; Lambda will answer "
            "Runtime.ImportModuleError; did you mean `index.handler`?",
        ),
        (
            HandlerMalformed(
                MalformedName(
                    "app",
                    Malformation.NO_DOT,
                    "Runtime.MalformedHandlerName: Bad handler 'app'",
                    "app.handler",
                )
            ),
            "handler-malformed",
            "`app` has no dot between module and function; Lambda will answer "
            "Runtime.MalformedHandlerName; did you mean `app.handler`?",
        ),
    ],
)
def test_a_handler_that_does_not_fit_is_told_in_one_line_at_the_handler_string(
    resolution: Resolution, rule: str, message: str
) -> None:
    finding = only(check_function(facts(resolution)))
    assert (finding.rule, finding.message) == (rule, message)
    assert finding.place == HANDLER_PLACE
    assert finding.function == (TEMPLATE, "Orders")


@pytest.mark.parametrize("kind", Malformation)
def test_every_kind_of_malformed_handler_has_words(kind: Malformation) -> None:
    name = MalformedName("x", kind, "Runtime.MalformedHandlerName")
    message = only(check_function(facts(HandlerMalformed(name)))).message
    assert message.endswith("; Lambda will answer Runtime.MalformedHandlerName")


def test_a_handler_string_that_nobody_can_read_stays_one_short_line() -> None:
    name = MalformedName("a\0\n" + "b" * 100_000, Malformation.NO_DOT, "Error")
    message = only(check_function(facts(HandlerMalformed(name)))).message
    assert len(message) < 200
    assert message.isprintable()


@pytest.mark.parametrize("resolution", [Undecided("a build makes it"), External("a layer")])
def test_what_is_not_certain_is_not_reported(resolution: Resolution) -> None:
    assert check_function(facts(resolution)) == ()


def test_a_missing_folder_is_reported_where_the_template_names_it() -> None:
    finding = only(check_function(facts(FolderMissing("src/order", "src/orders"))))
    assert finding.place == CODE_PLACE
    assert finding.message == (
        "there is no folder `src/order`; the deployment will fail; did you mean `src/orders`?"
    )
    assert [fix.title for fix in finding.fixes] == ["Change to `src/orders`"]


def test_a_code_folder_in_the_wrong_case_is_reported_where_the_template_names_it() -> None:
    wrong = CaseMismatch("Src", "src", "src/", in_code_folder=True)
    assert only(check_function(facts(wrong))).place == CODE_PLACE


def test_the_template_folder_is_not_called_dot() -> None:
    missing = ModuleMissing(handler_name("ap.handler"), (), None, None)
    message = only(check_function(facts(missing, folder="."))).message
    assert message.startswith("the template's folder has no module `ap`")


def test_a_missing_function_can_be_mended_on_either_side() -> None:
    missing = FunctionMissing(
        handler_name("app.handlr"), APP, "app.handler", HANDLER, 30, (Span(4, 11), Span(40, 47))
    )
    finding = only(check_function(facts(missing, stub="\n\ndef handlr(): ...\n")))
    assert [(fix.title, fix.safe, fix.changes) for fix in finding.fixes] == [
        ("Change to `app.handler`", False, (Replace(HANDLER_PLACE, "app.handler"),)),
        (
            "Rename the function `handler` to `handlr`",
            False,
            (
                Replace(Place(APP, "", Span(4, 11)), "handlr"),
                Replace(Place(APP, "", Span(40, 47)), "handlr"),
            ),
        ),
        (
            "Create the function `handlr` in `src/app.py`",
            False,
            (Replace(Place(APP, "", Span(30, 30)), "\n\ndef handlr(): ...\n"),),
        ),
    ]


def test_a_missing_file_can_be_created() -> None:
    missing = ModuleMissing(handler_name("app.handler"), (APP,), None, APP)
    finding = only(check_function(facts(missing, stub="def handler(): ...\n")))
    assert [(fix.title, fix.safe, fix.changes) for fix in finding.fixes] == [
        ("Create `src/app.py`", False, (CreateFile(APP, "def handler(): ...\n"),))
    ]


def test_a_fix_is_safe_where_there_is_no_doubt_what_was_meant() -> None:
    certain: list[Resolution] = [
        CaseMismatch("App", "app", "app.handler", in_code_folder=False),
        InlineNotIndex(handler_name("app.handler"), "index.handler"),
        HandlerMalformed(MalformedName("app:handler", Malformation.COLON, "E", "app.handler")),
    ]
    for resolution in certain:
        assert [fix.safe for fix in only(check_function(facts(resolution))).fixes] == [True]


def test_node_refuses_what_cannot_be_called_by_another_name_than_python() -> None:
    wrong = NotCallable(handler_name("app.NAME"), "app.js", HANDLER)
    message = only(check_function(facts(wrong, language="node"))).message
    assert message.endswith("Lambda will answer Runtime.HandlerNotFound")


@pytest.mark.parametrize(
    ("name", "today", "message"),
    [
        (
            "python3.8",
            date(2024, 10, 14),
            "`python3.8` is deprecated since 2024-10-14; "
            "from 2027-02-01 on no function can be created with it; "
            "from 2027-03-03 on none can be updated; the newest is `python3.14`",
        ),
        (
            "python3.8",
            date(2027, 2, 1),
            "`python3.8` is deprecated since 2024-10-14; "
            "since 2027-02-01 no function can be created with it; "
            "from 2027-03-03 on none can be updated; the newest is `python3.14`",
        ),
        (
            "python3.8",
            date(2027, 3, 3),
            "`python3.8` is deprecated since 2024-10-14; "
            "since 2027-03-03 functions with it can be neither created nor updated; "
            "the newest is `python3.14`",
        ),
        ("pyhton3.12", TODAY, "Lambda has no runtime `pyhton3.12`; did you mean `python3.12`?"),
        ("nodejs24", TODAY, "Lambda has no runtime `nodejs24`; did you mean `nodejs24.x`?"),
    ],
)
def test_a_runtime_is_told_with_its_dates(name: str, today: date, message: str) -> None:
    finding = only(check_function(facts(Undecided(""), runtime_name=name, today=today)))
    assert (finding.message, finding.place) == (message, RUNTIME_PLACE)
    assert [fix.safe for fix in finding.fixes] == [False]


@pytest.mark.parametrize(
    ("name", "today"),
    [
        ("python3.8", date(2024, 10, 13)),
        ("python3.14", TODAY),
        ("python3.99", TODAY),
        ("PYTHON3_VERSION", TODAY),
        ("NODEJS_VERSION", TODAY),
        ("JAVA_VERSION", TODAY),
        ("", TODAY),
    ],
)
def test_a_runtime_in_time_a_newer_one_and_a_placeholder_are_left_alone(
    name: str, today: date
) -> None:
    assert check_function(facts(Undecided(""), runtime_name=name, today=today)) == ()


def test_a_runtime_that_is_not_known_is_left_alone() -> None:
    known = facts(Undecided(""), runtime_name="python3.8")
    unknown: Spanned[str | Unknown] = Spanned(Unknown("a parameter", "python3.8"), RUNTIME_PLACE)
    function = replace(known.function, runtime=unknown)
    assert check_function(replace(known, function=function, runtime=None)) == ()


def test_reserved_variables_are_reported_at_their_names() -> None:
    some = facts(Undecided(""), variables=("AWS_REGION", "TZ", "TABLE"))
    finding = only(check_function(some))
    assert finding.place == place(120, 130)
    assert finding.message == (
        "`AWS_REGION` is reserved: Lambda sets it to the region that the function runs in; "
        "the deployment will fail"
    )


def event(kind: str) -> Event:
    return Event(None, Spanned(kind, place(140, 143)), place(139, 160))


@pytest.mark.parametrize(
    ("kind", "nearest", "message", "safe"),
    [
        (
            "Sqs",
            "SQS",
            "there is no event type `Sqs`; the deployment will fail; did you mean `SQS`?",
            [True],
        ),
        (
            "SQSQ",
            "SQS",
            "there is no event type `SQSQ`; the deployment will fail; did you mean `SQS`?",
            [False],
        ),
    ],
)
def test_an_event_type_that_does_not_exist(
    kind: str, nearest: str, message: str, safe: list[bool]
) -> None:
    finding = only(
        check_function(facts(Undecided(""), events=(UnknownEvent(event(kind), nearest),)))
    )
    assert (finding.message, finding.place) == (message, place(140, 143))
    assert [fix.safe for fix in finding.fixes] == safe


def test_an_event_type_that_resembles_none_may_be_newer_or_a_plugins() -> None:
    assert check_function(facts(Undecided(""), events=(UnknownEvent(event("Fax"), None),))) == ()


@pytest.mark.parametrize(
    ("unknown", "message"),
    [
        (
            UnknownProperty(Spanned("Handlr", place(1, 7)), "Handler", "AWS::Lambda::Function"),
            "AWS::Lambda::Function has no property `Handlr`; did you mean `Handler`?",
        ),
        (
            UnknownProperty(
                Spanned("gett", place(1, 7)), "get", "event type Api", is_value=True, of="Method"
            ),
            "`Method` cannot be `gett` in event type Api; did you mean `get`?",
        ),
    ],
)
def test_a_property_that_does_not_exist(unknown: UnknownProperty, message: str) -> None:
    finding = only(check_function(facts(Undecided(""), properties=(unknown,))))
    assert finding.message == message
    assert finding.fixes[0].changes == (Replace(place(1, 7), unknown.nearest),)


def test_broken_text_is_told_in_the_readers_words() -> None:
    finding = of_template(broken=(BrokenText("the quote has no end", place(9, 10)),))
    assert finding.message == "This text cannot be read: the quote has no end"
    assert finding.function is None


def test_the_terms_of_yaml_readers_are_put_in_plain_words() -> None:
    finding = of_template(broken=(BrokenText("could not find expected ':'", place(9, 10)),))
    assert finding.message == "This text cannot be read: there is no `:` after this key"


def test_of_a_repeated_key_the_ignored_one_is_marked_and_can_be_removed() -> None:
    repeated = RepeatedKey("Handler", place(10, 40), place(60, 67), removal=place(4, 41))
    finding = of_template(repeated=(repeated,))
    assert finding.place == place(10, 17)
    assert [(fix.title, fix.safe, fix.changes) for fix in finding.fixes] == [
        ("Remove the first `Handler`, which is ignored", False, (Replace(place(4, 41), ""),))
    ]


def test_a_repeated_key_that_cannot_be_removed_cleanly_has_no_fix() -> None:
    repeated = RepeatedKey("Handler", place(10, 40), place(60, 67))
    assert of_template(repeated=(repeated,)).fixes == ()
