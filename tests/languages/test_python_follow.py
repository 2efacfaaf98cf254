from __future__ import annotations

from lambda_ls.model.flow import HANDLER_ARGUMENTS, Flow, Key, Root, Start, Step, Value
from lambda_ls.text.source import SourceText

from tests.languages.python_flow import PYTHON, accesses, flow, inside, shown


def test_keys_of_the_event_are_followed_down() -> None:
    assert inside("event['detail']['user']['id']") == [
        "1: detail",
        "1: detail.user",
        "1: detail.user.id",
    ]


def test_the_parameters_may_have_any_name() -> None:
    code = "def handler(e: dict, /, ctx=None):\n    e['a'], ctx.function_name"
    assert accesses(code) == ["2: a", "2: context.function_name attribute"]


def test_a_method_of_the_context_is_told_from_a_value() -> None:
    code = "context.get_remaining_time_in_millis(), context.get_remaining_time_in_millis"
    assert inside(code) == [
        "1: context.get_remaining_time_in_millis attribute called",
        "1: context.get_remaining_time_in_millis attribute",
    ]


def test_attributes_of_the_event_are_told_although_they_fail() -> None:
    assert inside("event.detail.user") == ["1: detail attribute", "1: detail.user attribute"]


def test_another_name_stands_for_the_same_value() -> None:
    assert inside("e = copy = event\ndetail = e['detail']\ndetail['id']; copy['x']") == [
        "2: detail",
        "3: detail.id",
        "3: x",
    ]


def test_a_value_is_followed_through_get() -> None:
    assert inside("event.get('a').get('b', {})['c']") == [
        "1: a get optional",
        "1: a.b get optional",
        "1: a.b.c",
    ]


def test_loops_go_through_the_items() -> None:
    expected = ["1: Records", "2: Records[].body"]
    assert inside("for r in event['Records']:\n    r['body']") == expected
    assert inside("for i, r in enumerate(event['Records']):\n    r['body']") == expected
    assert inside("for r in reversed(list(event['Records'][1:])):\n    r['body']") == expected
    assert inside("for r in filter(None, event['Records'] or []):\n    r['body']") == [
        "1: Records optional",
        "2: Records[].body",
    ]


def test_indexes_take_items() -> None:
    expected = ["1: Records", "1: Records[].body"]
    assert inside("event['Records'][0]['body']") == expected
    assert inside("event['Records'][-1]['body']") == expected
    assert inside("event['Records'][:2][0]['body']") == expected
    assert inside("next(iter(event['Records']))['body']") == expected
    assert inside("[event['Records'][i]['body'] for i in range(2)]") == expected


def test_comprehensions_go_through_the_items() -> None:
    assert inside("[r['a'] for r in event['Records'] if r['b']]") == [
        "1: Records[].a",
        "1: Records",
        "1: Records[].b optional",
    ]
    assert inside("for key in {r['s3'] for r in event['Records']}:\n    key['object']") == [
        "1: Records[].s3",
        "1: Records",
        "2: Records[].s3.object",
    ]
    assert inside("{k['a']: k['b'] for k in event['Records']}") == [
        "1: Records[].a",
        "1: Records[].b",
        "1: Records",
    ]


def test_a_name_of_a_comprehension_ends_with_it() -> None:
    assert inside("[event for event in range(3)]\nevent['a']") == ["2: a"]


def test_a_loop_within_a_comprehension_uses_the_loop_before() -> None:
    assert inside("any(c['x'] for r in event['Records'] for c in r['changes'])") == [
        "1: Records[].changes[].x",
        "1: Records",
        "1: Records[].changes",
    ]


def test_values_of_unknown_keys_are_told_apart_from_items() -> None:
    assert inside("for name, value in event['attributes'].items():\n    value['dataType']") == [
        "1: attributes",
        "2: attributes.*.dataType",
    ]
    assert inside("for value in event['attributes'].values():\n    value['dataType']") == [
        "1: attributes",
        "2: attributes.*.dataType",
    ]
    assert inside("event[name]['x']; event.get(name)['y']") == ["1: *.x", "1: *.y"]


def test_nothing_is_known_of_keys() -> None:
    assert inside("for key in event.keys():\n    key['x']") == []


def test_parsed_and_decoded_contents_are_followed() -> None:
    assert inside("json.loads(event['body'])['id']") == ["1: body", "1: body|json.id"]
    code = "data = base64.b64decode(event['a']).decode('utf-8')\njson.loads(data)['x']"
    assert inside(code) == ["1: a", "2: a|base64|json.x"]
    code = "json.loads(gzip.decompress(base64.b64decode(event['data'])))['logEvents']"
    assert inside(code) == ["1: data", "1: data|base64|gzip|json.logEvents"]
    assert inside("json.loads(str(base64.b64decode(event['a']), 'utf-8'))['x']") == [
        "1: a",
        "1: a|base64|json.x",
    ]


def test_decoders_are_known_by_where_they_come_from() -> None:
    code = "from json import loads as parse\nimport base64 as b\n"
    body = "parse(event['a'])['x']; b.b64decode(event['b']).foo; json.loads(event['c'])['y']"
    assert inside(body, code) == [
        "1: a",
        "1: a|json.x",
        "1: b",
        "1: b|base64.foo attribute",
        "1: c",
        "1: c|json.y",
    ]
    assert inside("json.loads(event['a'])['x']", "from mine import json") == ["1: a"]
    assert inside("json.loads(event['a'])['x']", "json = Mine()") == ["1: a"]


def test_tuples_are_taken_apart() -> None:
    assert inside("a, (b, c) = event['a'], (event['b'], 1)\na['x']; b['y']; c['z']") == [
        "1: a",
        "1: b",
        "2: a.x",
        "2: b.y",
    ]
    assert inside("first, second = event['Records']\nfirst['body']") == [
        "1: Records",
        "2: Records[].body",
    ]
    assert inside("first, *rest = event['Records']\nfirst['body']; rest['x']") == ["1: Records"]


def test_a_walrus_binds_a_value() -> None:
    assert inside("if (d := event['detail']):\n    d['id']") == [
        "1: detail optional",
        "2: detail.id",
    ]
    assert inside("[d for r in event['Records'] if (d := r['body'])]\nd['x']") == [
        "1: Records",
        "1: Records[].body optional",
        "2: Records[].body.x",
    ]


def test_one_of_two_equal_values_is_that_value() -> None:
    assert inside("x = event['a'] if test else event['a']\nx['b']") == ["1: a", "1: a", "2: a.b"]
    assert inside("x = event['a'] if test else event['c']\nx['b']") == ["1: a", "1: c"]


def test_a_default_that_holds_nothing_leaves_the_value() -> None:
    for default in ("{}", "[]", "None", "''", "dict()", "0", "[{}]", "f'{x}'"):
        assert inside(f"(event['a'] or {default})['b']") == ["1: a optional", "1: a.b"], default


def test_a_default_with_keys_of_its_own_ends_the_value() -> None:
    for default in ("{'b': 1}", "load()", "event", "DEFAULTS", "[{'b': 1}]", "dict(b=1)"):
        assert inside(f"(event['a'] or {default})['b']") == ["1: a optional"], default
        assert inside(f"event.get('a', {default})['b']") == ["1: a get optional"], default


def test_and_gives_what_is_on_its_right() -> None:
    assert inside("(event and event['a'])['b']") == ["1: a", "1: a.b"]


def test_a_copy_is_left_alone() -> None:
    for copy in ("event.copy()", "dict(event)", "{**event}", "copy.deepcopy(event)"):
        assert inside(f"({copy})['a']") == [], copy


def test_casts_and_await_change_nothing() -> None:
    before = "from typing import cast"
    assert inside("cast(dict, event)['a']; (await event['b'])['c']", before) == [
        "1: a",
        "1: b",
        "1: b.c",
    ]


def test_only_plain_keys_are_accesses() -> None:
    assert inside("event['a' 'b']['c']; event[f'{x}']; event[b'a']; event['\\x61']") == ["1: ab.c"]
    assert inside("event[r'a']; event[u'b']; event['']") == ["1: a", "1: b"]


def test_a_constant_key_is_followed_without_being_an_access() -> None:
    before = "KEY = 'Records'\nOTHER = 'a'\nOTHER = 'b'"
    assert inside("event[KEY][0]['body']; event[OTHER]['x']; event.get(KEY)['y']", before) == [
        "1: Records[].body",
        "1: b.x",
        "1: Records.y",
    ]


def test_match_takes_keys() -> None:
    code = "match event:\n    case {'Records': [{'body': b}, *_]}:\n        b['x']"
    assert inside(code) == [
        "2: Records pattern optional",
        "2: Records[].body pattern optional",
        "3: Records[].body.x",
    ]


def test_what_match_binds_is_not_the_event() -> None:
    code = "match event['a']:\n    case Point(x=event): event['x']\n    case [1, event]: event['y']"
    assert inside(code) == ["1: a optional", "3: a[].y"]


def test_strings_hold_expressions() -> None:
    assert inside("f\"{event['a']:>{event['b']}}\"") == ["1: a", "1: b"]


def test_an_access_tells_its_places_exactly() -> None:
    code = "é = '😀'\ndef handler(event, context):\n    return '😀', event[ 'détail' ] .get('x')\n"
    first, second = flow(code).accesses
    assert code[slice(*first.key_span)] == "détail"
    assert code[slice(*first.owner_span)] == "event"
    assert code[slice(*first.span)] == "event[ 'détail' ]"
    assert code[slice(*second.key_span)] == "x"
    assert code[slice(*second.owner_span)] == "event[ 'détail' ]"
    assert code[slice(*second.span)] == "event[ 'détail' ] .get('x')"


def test_names_tell_what_they_stand_for() -> None:
    code = "def handler(event, _):\n    body = event['body']\n    for r in body: print(r, x)\n"
    names = [
        (use.name, code[slice(*use.span)], shown(use.value), use.is_parameter)
        for use in flow(code).names
    ]
    assert names == [
        ("event", "event", "event", True),
        ("_", "_", "context", True),
        ("body", "body", "body", False),
        ("event", "event", "event", False),
        ("r", "r", "body[]", False),
        ("body", "body", "body", False),
        ("r", "r", "body[]", False),
    ]


def test_any_function_of_the_file_can_be_the_start() -> None:
    code = "def first(x): x['no']\ndef second(a, b, *, c): a['x']; b['y']; c['z']\n"
    record = Value(Root.EVENT, (Key("Records"), Step.ITEM))
    start = Start("second", ((1, record), ("c", Value(Root.CONTEXT))))
    found = PYTHON.follow(SourceText(code), "app.py", start)
    assert [shown(each.owner, each.key) for each in found.accesses] == ["Records[].y", "context.z"]


def test_there_is_nothing_where_there_is_no_such_function() -> None:
    for code in ("", "handler = 1", "from x import handler", "class handler: pass"):
        found = PYTHON.follow(SourceText(code), "app.py", Start("handler", HANDLER_ARGUMENTS))
        assert isinstance(found, Flow)
        assert (found.names, found.accesses, found.handed) == ((), (), ())


def test_a_handler_can_be_a_lambda_or_another_name() -> None:
    assert accesses("handler = lambda event, context: event['a']") == ["1: a"]
    assert accesses("def main(event, _): event['a']\nhandler = main") == ["1: a"]
    assert accesses("def handler(e, _): e['a']\ndef handler(e, _): e['b']") == ["2: b"]


def test_of_two_possible_handlers_none_is_followed() -> None:
    code = "if x:\n    def handler(e, _): e['a']\nelse:\n    def handler(e, _): e['b']"
    assert accesses(code) == []
