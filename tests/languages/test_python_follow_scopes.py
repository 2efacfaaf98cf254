from __future__ import annotations

from tests.languages.python_flow import accesses, inside


def test_a_name_that_is_bound_again_is_another_value_from_there_on() -> None:
    assert inside("event['a']\nevent = load()\nevent['b']") == ["1: a"]
    assert inside("body = event['body']\nbody = json.loads(body)\nbody['x']") == [
        "1: body",
        "3: body|json.x",
    ]


def test_what_branches_disagree_about_is_not_known_after_them() -> None:
    code = "if x:\n    d = event['a']\nelse:\n    d = event['b']\nd['c']"
    assert inside(code) == ["2: a", "4: b"]
    assert inside("if x:\n    event = load()\nevent['a']") == []
    assert inside("if x:\n    pass\nelif y:\n    del event\nevent['a']") == []


def test_what_branches_agree_about_is_known_after_them() -> None:
    code = "if x:\n    d = event['a']\nelse:\n    d = event['a']\nd['c']"
    assert inside(code) == ["2: a", "4: a", "5: a.c"]
    assert inside("d = None\nif x:\n    d = event['a']\nd['c']") == ["3: a", "4: a.c"]


def test_a_branch_that_ends_does_not_count_after_it() -> None:
    for end in ("return", "raise ValueError(event['e'])", "continue", "break"):
        code = f"for i in x:\n    if y:\n        event = load()\n        {end}\n    event['a']"
        assert "5: a" not in inside(code), end
    assert inside("if x:\n    event = load()\n    return\nevent['a']") == ["4: a"]
    assert inside("if x:\n    return\nelse:\n    d = event['a']\nd['b']") == ["4: a", "5: a.b"]


def test_a_name_that_a_loop_binds_is_not_known_before_it_in_the_loop() -> None:
    code = "node = event['a']\nwhile node:\n    node['b']\n    node = node.parent\nnode['c']"
    assert inside(code) == ["1: a"]
    code = "for r in event['Records']:\n    d = r['a']\n    d['b']\nd['c']"
    assert inside(code) == ["1: Records", "2: Records[].a", "3: Records[].a.b", "4: Records[].a.c"]


def test_what_any_way_out_of_a_loop_binds_counts_after_it() -> None:
    code = "d = event['a']\nfor i in x:\n    d = load()\n    break\nd['b']"
    assert inside(code) == ["1: a"]
    code = "d = event['a']\nwhile x:\n    if y: d = load(); continue\n    d = event['a']\nd['b']"
    assert inside(code) == ["1: a", "4: a"]


def test_a_failed_try_can_have_bound_its_names_or_not() -> None:
    code = "d = event['a']\ntry:\n    d = load(); d = event['a']\nexcept Error:\n    d['b']\nd['c']"
    assert inside(code) == ["1: a", "3: a"]
    code = "try:\n    d = event['a']\nexcept Error:\n    return\nd['c']"
    assert inside(code) == ["2: a", "5: a.c"]


def test_the_name_of_an_error_hides_the_event() -> None:
    code = "try:\n    pass\nexcept Error as event:\n    event['a']\nevent['b']"
    assert inside(code) == []


def test_everything_that_binds_a_name_hides_the_event() -> None:
    for statement in (
        "event: dict = load()",
        "event += 1",
        "for event in load(): pass",
        "with load() as event: pass",
        "import event",
        "from x import y as event",
        "def event(): pass",
        "class event: pass",
        "[event, x] = load()",
        "(((event))) = load()",
        "del event",
        "print(event := load())",
        "match load():\n    case {'x': event}: pass",
        "type event = int",
    ):
        assert inside(f"{statement}\nevent['a']") == [], statement


def test_an_annotation_alone_binds_nothing() -> None:
    assert inside("event: dict\nevent['a']") == ["2: a"]


def test_inner_functions_see_the_names_around_them() -> None:
    code = (
        "detail = event['detail']\ndef inner():\n    return detail['a'], event['b']\nreturn inner()"
    )
    assert inside(code) == ["1: detail", "3: detail.a", "3: b"]
    assert inside("return sorted(x, key=lambda r: event['a'])") == ["1: a"]


def test_an_inner_function_sees_whatever_its_name_was_bound_to() -> None:
    assert inside("def inner(): event['a']\nevent = load()\ninner()") == []
    assert inside("def inner(): event['a']\ninner()\nevent = load()") == []


def test_parameters_and_names_of_inner_functions_hide_the_event() -> None:
    code = (
        "def inner(event): event['a']\ndef other():\n    event = load()\n    event['b']\nevent['c']"
    )
    assert inside(code) == ["5: c"]
    assert inside("x.each(lambda event: event['a'])") == []
    assert inside("for x in y:\n    def inner(*event, **context): event['a'], context['b']") == []


def test_a_name_that_an_inner_function_binds_is_not_known() -> None:
    code = "e = event\ndef inner():\n    nonlocal e\n    e = load()\ninner()\ne['a']"
    assert inside(code) == []


def test_a_global_name_is_not_known() -> None:
    assert inside("global last\nlast = event\nlast['a']") == []
    code = "last = None\ndef handler(event, context):\n    use()\ndef use():\n    last['a']"
    assert accesses(code) == []


def test_methods_do_not_see_the_names_of_their_class() -> None:
    code = "class Inner:\n    event = load()\n    def run(self):\n        event['a']\nevent['b']"
    assert inside(code) == ["4: a", "5: b"]


def test_a_key_that_is_written_is_the_users_own_from_there_on() -> None:
    code = "event['a']\nevent['a'] = load(event['a'])\nevent['a']['b']; event['c']"
    assert inside(code) == ["1: a", "2: a write", "2: a", "3: c"]
    assert inside("event['a']['x'] = 1\nevent['a']['x']; event['a']['y']") == [
        "1: a",
        "1: a.x write",
        "2: a",
        "2: a",
        "2: a.y",
    ]


def test_another_name_for_a_written_value_is_not_known_either() -> None:
    assert inside("e = event\ne['a'] = {}\nevent['a']['b']") == ["2: a write"]
    assert inside("event.setdefault('a', {})['b']; event['a']['c']") == ["1: a get optional"]


def test_writes_of_unknown_keys_end_what_is_known_of_the_object() -> None:
    for write in ("event[key] = 1", "event.update(x)", "event.clear()", "event.update(**x)"):
        assert inside(f"{write}\nevent['a']") == [], write
        assert inside(f"e = event['a']\n{write}\ne['b']") == ["1: a"], write


def test_an_update_with_known_keys_writes_these() -> None:
    assert inside("event.update(a=1)\nevent['a']; event['b']") == ["2: b"]
    assert inside("event.update({'a': 1, 'b': 2})\nevent['a']; event['b']; event['c']") == ["2: c"]
    assert inside("event.update({'a': 1, **x})\nevent['b']") == []


def test_items_that_are_added_to_a_list_can_be_the_users_own() -> None:
    assert inside("event['Records'].append(x)\nevent['Records'][0]['body']") == [
        "1: Records",
        "2: Records",
    ]


def test_deleted_keys_are_told() -> None:
    assert inside("del event['a'], event['b']['c']\nevent['a']") == [
        "1: a delete",
        "1: b",
        "1: b.c delete",
    ]
    assert inside("event.pop('a'); event.pop('c', None)") == [
        "1: a get delete",
        "1: c get delete optional",
    ]


def test_members_of_the_context_can_be_written() -> None:
    assert inside("context.log_group_name = 'x'\ncontext.log_group_name") == [
        "1: context.log_group_name attribute write"
    ]


def test_what_another_function_writes_is_not_known() -> None:
    code = (
        "def handler(event, context):\n    add_user(event)\n    event['user']['id']; event['a']\n"
        "def add_user(event):\n    event['user'] = event['b']\n"
    )
    assert accesses(code) == ["3: a", "5: user write", "5: b"]


def test_an_empty_default_that_is_filled_is_the_users_own() -> None:
    fills = ("d['x'] = 1", "d.update(x)", "fill(d)", "d |= x")
    for fill in fills:
        code = f"d = {{}}\n{fill}\nif x:\n    d = event['a']\nd['b']"
        assert inside(code) == ["4: a"], fill
