from __future__ import annotations

import pytest
from lambda_ls.model.module import Import

from tests.languages.python_flow import accesses, flow, inside, shown

CLASS = """\
class Worker:
    def __init__(self, event):
        event['init']
    def run(self, e, *, ctx=None):
        self.step(rec=e), ctx.function_name
    def step(self, rec):
        rec['step']
    @staticmethod
    def plain(a):
        a['plain']
    @classmethod
    def made(cls, a):
        a['made']
    @property
    def other(self):
        return self
"""
EVENT_SOURCE = (
    "from aws_lambda_powertools.utilities.data_classes import SQSEvent, SQSRecord, event_source\n"
    "@event_source(data_class=SQSEvent)\n"
    "def handler(event: SQSEvent, context):\n"
)


def handed(code: str) -> list[tuple[str, str, Import | None, int | str | None]]:
    return [
        (shown(each.value), each.callee, each.imported, each.keyword or each.position)
        for each in flow(code).handed
    ]


def test_functions_of_the_file_are_followed() -> None:
    code = (
        "def handler(event, context):\n    first(event['a'], x=event, *[1])\n"
        "def first(a, x, y=1):\n    a['b'], x['c'], y['d']\n    second(1, a)\n"
        "def second(_, e):\n    e['e']\n"
    )
    assert accesses(code) == ["2: a", "4: a.b", "4: c", "7: a.e"]


def test_a_function_tells_the_accesses_of_each_call() -> None:
    code = (
        "def handler(event, context):\n    use(event['a']), use(event['b']), use(1)\n"
        "def use(x):\n    x['c']\n"
    )
    assert accesses(code) == ["2: a", "2: b", "4: a.c", "4: b.c"]


def test_recursion_ends() -> None:
    code = "def handler(event, context):\n    handler(event['next'], context)\n"
    assert accesses(code)[:2] == ["2: next", "2: next.next"]
    assert len(accesses(code)) < 20
    code = (
        "def handler(e, c):\n    for r in e['x']: walk(r)\ndef walk(r):\n    walk(r)\n    r['y']\n"
    )
    assert accesses(code) == ["2: x", "5: x[].y"]


def test_arguments_reach_the_parameters_that_python_gives_them_to() -> None:
    code = (
        "def handler(event, context):\n    use(1, *[event], k=event['a'], **x)\n"
        "    use(*(event['b'], 2)), use(event['c'], event['d'])\n"
        "def use(p, *rest, k=None, **others):\n    p['x'], rest[0]['y'], k['z'], others['k']\n"
    )
    assert accesses(code) == [
        "2: a",
        "3: b",
        "3: c",
        "3: d",
        "5: b.x",
        "5: c.x",
        "5: d.y",
        "5: a.z",
    ]


def test_what_comes_behind_an_unknown_number_of_arguments_is_not_known() -> None:
    code = "def handler(event, context):\n    use(*x, event)\ndef use(a, b):\n    a['x'], b['y']\n"
    assert accesses(code) == []


def test_defaults_hold_where_nothing_is_passed() -> None:
    code = "def inner(a, e=event['x']):\n    e['y']\ninner(1)"
    assert inside(code) == ["1: x", "2: x.y"]
    assert inside("def inner(a, e=event['x']):\n    e['y']\ninner(1, 2)") == ["1: x"]
    assert inside("def inner(a, e=event['x']):\n    e['y']\ninner(*z)") == ["1: x"]


def test_methods_are_followed_on_instances_of_their_class() -> None:
    code = (
        f"{CLASS}worker = Worker(1)\ndef handler(event, context):\n    w = Worker(event)\n"
        "    w.run(event, ctx=context); worker.run(event['w'])\n"
        "    Worker.plain(event); w.made(event)\n"
    )
    assert accesses(code) == [
        "3: init",
        "5: context.function_name attribute",
        "7: step",
        "7: w.step",
        "10: plain",
        "13: made",
        "20: w",
    ]


def test_methods_of_unknown_objects_are_not_followed() -> None:
    code = f"{CLASS}def handler(event, context):\n    x.run(event), Worker(1).missing(event)\n"
    assert accesses(code) == []


def test_a_handler_can_be_a_method_of_an_instance() -> None:
    for handler in ("Worker(1).run", "worker.run"):
        code = f"{CLASS}worker = Worker(1)\nhandler = {handler}\n"
        assert accesses(code) == ["7: step"], handler


def test_a_class_can_be_called_with_the_event() -> None:
    assert accesses(CLASS, "Worker") == ["3: init"]
    assert accesses("class Worker: pass", "Worker") == []


def test_functions_that_are_called_with_each_item_are_followed() -> None:
    for call in (
        "list(map(use, event['Records']))",
        "list(filter(use, event['Records']))",
        "sorted(event['Records'], key=use)",
        "max(event['Records'], key=use)",
        "pool.map(use, event['Records'])",
        "pool.submit(use, event['Records'][0])",
        "functools.reduce(lambda _, r: use(r), event['Records'])",
        "asyncio.run(gather(*[use(r) for r in event['Records']]))",
        "Thread(target=use, args=(event['Records'][0],)).start()",
        "functools.partial(use, event['Records'][0])()",
    ):
        assert inside(call, "import functools\ndef use(r): r['x']") == [
            "-1: Records[].x",
            "1: Records",
        ], call


def test_a_function_that_is_bound_twice_is_not_followed() -> None:
    code = "if x:\n    def use(e): e['a']\nelse:\n    def use(e): e['b']"
    assert inside("use(event)", code) == []


def test_values_that_go_to_other_functions_are_told() -> None:
    code = (
        "from helpers import run as go\nimport pkg.tools as tools\nimport boto3\n"
        "s3 = boto3.client('s3')\n"
        "def handler(event, context):\n"
        "    go(1, event['a'], k=context)\n"
        "    tools.use(event)\n"
        "    s3.get_object(Bucket=event['b'], Key='x')\n"
        "    s3.copy({'Bucket': event['c'], 'x': {'y': event}})\n"
        "    go(*x, event)\n"
        "    use(f'{event}')\n"
        "    print(event['d'].strip())\n"
    )
    run, tools = Import("helpers", "run"), Import("pkg.tools", None)
    assert handed(code) == [
        ("a", "go", run, 1),
        ("context", "go", run, "k"),
        ("event", "tools.use", tools, 0),
        ("b", "s3.get_object", None, "Bucket"),
        ("c", "s3.copy", None, "Bucket"),
    ]


def test_an_entry_of_a_dictionary_is_no_argument_of_an_imported_function() -> None:
    code = "from x import f\ndef handler(event, context): f({'event': event}), f(**{'e': event})\n"
    assert handed(code) == [("event", "f", None, "event"), ("event", "f", Import("x", "f"), "e")]


@pytest.mark.parametrize(
    ("imports", "decorator"),
    [
        (
            "from aws_lambda_powertools import Tracer\ntracer = Tracer()",
            "tracer.capture_lambda_handler",
        ),
        ("from shared import logger", "logger.inject_lambda_context(log_event=True)"),
        ("from shared import metrics", "metrics.log_metrics"),
        (
            "from aws_lambda_powertools.utilities.validation import validator",
            "validator(inbound_schema=S)",
        ),
        ("from aws_lambda_powertools.utilities import idempotency as i", "i.idempotent(config=c)"),
        ("from aws_embedded_metrics import metric_scope", "metric_scope"),
        ("from aws_xray_sdk.core import xray_recorder", "xray_recorder.capture('x')"),
        ("from datadog_lambda.wrapper import datadog_lambda_wrapper as d", "d"),
        ("import newrelic.agent", "newrelic.agent.lambda_handler()"),
    ],
)
def test_known_wrappers_are_seen_through(imports: str, decorator: str) -> None:
    code = f"{imports}\n@{decorator}\ndef handler(event, context, metrics=None):\n    event['a']\n"
    assert [line.partition(" ")[2] for line in accesses(code)] == ["a"]


@pytest.mark.parametrize("decorator", ["durable_execution", "durable_execution(plugins=[p])"])
def test_a_durable_execution_has_a_context_of_its_own(decorator: str) -> None:
    code = "from aws_durable_execution_sdk_python import durable_execution\n"
    code += f"@{decorator}\ndef handler(event, context):\n    event['a']\n    step(context)\n"
    code += "def step(context):\n    context.wait()\n    context.lambda_context.log()\n"
    assert accesses(code) == [
        "4: a",
        "7: durable.wait attribute called",
        "8: durable.lambda_context attribute",
        "8: durable.lambda_context.log attribute called",
    ]
    assert flow(code).is_durable
    assert not flow(code, "step").is_durable


@pytest.mark.parametrize(
    ("imports", "decorator"),
    [
        ("", "unknown"),
        ("from mine import metric_scope", "metric_scope"),
        ("from mine import wrap", "wrap()"),
        (
            "from aws_lambda_powertools.utilities.parser import event_parser",
            "event_parser(model=M)",
        ),
        (
            "from aws_lambda_powertools.utilities.validation import validator",
            "validator(inbound_schema=S, envelope='x')",
        ),
        (
            "from aws_lambda_powertools.utilities.data_classes import event_source",
            "event_source(**options)",
        ),
        ("class tracer:\n    def capture_method(f): return f", "tracer.capture_method"),
    ],
)
def test_nothing_is_known_behind_other_wrappers(imports: str, decorator: str) -> None:
    assert accesses(f"{imports}\n@{decorator}\ndef handler(event, context): event['a']\n") == []


WRAPPERS = """\
import functools, json
def plain(fn):
    @functools.wraps(fn)
    def inner(event, context):
        print(event['w'])
        return fn(event, context)
    return inner
def made(option):
    def outer(fn):
        def inner(*args, **kwargs):
            return fn(*args, **kwargs)
        return inner
    return outer
def parsed(fn):
    return lambda event, context: fn(json.loads(event['body']), context)
def changed(fn):
    def inner(event, context):
        event = load(event)
        return fn(event, context)
    return inner
def tagged(fn):
    def inner(event, context):
        event['user'] = 1
        return fn(event, context)
    return inner
def chosen(fn=None):
    if fn is None:
        return chosen
    return fn
"""


@pytest.mark.parametrize(
    ("wrapper", "expected"),
    [
        ("plain", ["5: w", "33: user", "33: a"]),
        ("made(1)", ["33: user", "33: a"]),
        ("parsed", ["15: body", "33: body|json.user", "33: body|json.a"]),
        ("changed", []),
        ("tagged", ["23: user write", "33: a"]),
        ("chosen", []),
    ],
)
def test_wrappers_of_the_file_are_read(wrapper: str, expected: list[str]) -> None:
    function = "def handler(event, context):\n    event['user'], event['a']\n"
    assert accesses(f"{WRAPPERS}\n@{wrapper}\n{function}") == expected


def test_wrappers_can_be_called_and_combined() -> None:
    code = f"{WRAPPERS}def main(event, context): event['a']\nhandler = made(1)(plain(main))\n"
    assert accesses(code) == ["5: w", "30: a"]
    code = f"{WRAPPERS}def handler(event, context): event['a']\nhandler = plain(handler)\n"
    assert accesses(code) == ["5: w", "30: a"]


def test_a_decorator_that_decorates_itself_ends() -> None:
    code = (
        "@handler\ndef handler(f):\n    @handler\n    def inner(e, c): f(e, c)\n    return inner\n"
    )
    assert accesses(code) == []


def test_data_classes_keep_the_names_of_their_attributes() -> None:
    code = f"{EVENT_SOURCE}    for r in event.records:\n        r.body, r.json_body['x']\n"
    assert accesses(code) == [
        "4: records attribute",
        "5: records[].body attribute",
        "5: records[].json_body attribute",
        "5: records[].body|json.x",
    ]
    classes = [access.owner.data_class for access in flow(code).accesses]
    assert classes == ["SQSEvent", "", "", None]


def test_subscripts_of_a_data_class_reach_the_event_itself() -> None:
    found = flow(f"{EVENT_SOURCE}    event['Records'][0]['body']\n").accesses
    assert [access.owner.data_class for access in found] == ["SQSEvent", None]


def test_a_data_class_can_be_made_in_the_handler() -> None:
    code = (
        "from aws_lambda_powertools.utilities import data_classes\n"
        "def handler(event, context):\n    data_classes.S3Event(event).record.s3\n"
    )
    assert accesses(code) == ["3: record attribute", "3: records[].s3 attribute"]
    assert flow(code).accesses[0].owner.data_class == "S3Event"


BATCH = """\
from aws_lambda_powertools.utilities.batch import (
    BatchProcessor, EventType, process_partial_response as respond
)
processor = BatchProcessor(event_type=EventType.SQS)
models = BatchProcessor(event_type=EventType.SQS, model=Order)
def use(record):
    record.body
"""


@pytest.mark.parametrize(
    "statement",
    [
        "return respond(event, use, processor, context)",
        "return respond(event=event, record_handler=use, processor=processor, context=context)",
        "with processor(records=event['Records'], handler=use): processor.process()",
        "p = BatchProcessor(EventType.SQS)\n    with p(event['Records'], use): p.process()",
    ],
)
def test_the_record_handler_of_a_batch_gets_each_record(statement: str) -> None:
    code = f"{BATCH}def handler(event, context):\n    {statement}\n"
    assert accesses(code)[0] == "7: Records[].body attribute"
    assert flow(code).accesses[0].owner.data_class == ""


@pytest.mark.parametrize("processor", ["models", "unknown", "json.loads('{}')"])
def test_what_a_model_makes_of_a_record_is_not_known(processor: str) -> None:
    code = f"{BATCH}def handler(event, context): respond(event, use, {processor}, context)\n"
    assert accesses(code) == []
