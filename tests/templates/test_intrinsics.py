from __future__ import annotations

from textwrap import indent

import pytest
from lambda_ls.model.place import Unknown, known

from tests.effort import at_most
from tests.templates.reading import Reading

CONTEXT = """\
Transform: AWS::Serverless-2016-10-31
Parameters:
  Stage: {Type: String, Default: dev}
  Bare: {Type: String}
  Secret: {Type: "AWS::SSM::Parameter::Value<String>", Default: /shop/secret}
  Engine: {Type: String, Default: "{{ engine }}"}
Mappings:
  Names:
    dev: {handler: app.handler, size: 1}
    prod: {handler: app.handler, size: 2}
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
"""


def value_of(handler: str) -> str | Unknown | None:
    text = CONTEXT + indent(f"Handler: {handler}\n", "      ")
    value = Reading().function(text).handler
    return value.value if value else None


@pytest.mark.parametrize(
    ("handler", "expected"),
    [
        ("app.handler", "app.handler"),
        ("'app.handler'", "app.handler"),
        ("42", "42"),
        ("!Sub app.handler", "app.handler"),
        ("{'Fn::Sub': app.handler}", "app.handler"),
        ("!Sub ['${Module}.handler', {Module: app}]", "app.handler"),
        ("!Sub 'app.${!handler}'", "app.${handler}"),
        ("!Join ['.', [app, handler]]", "app.handler"),
        ("{'Fn::Join': ['', [app, .handler]]}", "app.handler"),
        ("!Join ['.', [app, !Ref 'AWS::NoValue', handler]]", "app.handler"),
        ("!If [IsProd, app.handler, app.handler]", "app.handler"),
        ("!FindInMap [Names, dev, size]", "1"),
        ("!FindInMap [Names, !Ref Stage, handler]", "app.handler"),
        ("{'Fn::FindInMap': [Names, {Ref: Bare}, handler]}", "app.handler"),
    ],
)
def test_certain_values_are_known(handler: str, expected: str) -> None:
    assert value_of(handler) == expected


@pytest.mark.parametrize(
    ("handler", "reason", "likely"),
    [
        ("!Ref Stage", "parameter `Stage` can be set at deployment", "dev"),
        ("{Ref: Stage}", "parameter `Stage` can be set at deployment", "dev"),
        ("!Ref Bare", "parameter `Bare` can be set at deployment", None),
        ("!Ref Secret", "parameter `Secret` can be set at deployment", None),
        ("!Ref Engine", "parameter `Engine` can be set at deployment", None),
        ("!Ref AWS::StackName", "`AWS::StackName` is known only at deployment", None),
        ("!Ref AWS::Partition", "`AWS::Partition` is known only at deployment", "aws"),
        ("!Ref Table", "`Table` is known only at deployment", None),
        ("!Ref", "`Ref` needs a name", None),
        ("!GetAtt Table.Arn", "`Table.Arn` is known only at deployment", None),
        ("!GetAtt [Table, Arn]", "`Table.Arn` is known only at deployment", None),
        ("!GetAtt []", "`Fn::GetAtt` is known only at deployment", None),
        ("!ImportValue x", "`Fn::ImportValue` is known only at deployment", None),
        ("!Select [0, [a, b]]", "`Fn::Select` is known only at deployment", None),
        ("!Rain::Embed x.py", "`Rain::Embed` is filled in by a macro or another tool", None),
        ("!Sub '${Stage}.handler'", "parameter `Stage` can be set at deployment", "dev.handler"),
        ("!Sub '${Bare}.${Stage}'", "parameter `Bare` can be set at deployment", None),
        ("!Sub '${Table.Arn}'", "`Table.Arn` is known only at deployment", None),
        ("!Sub '${Stage}.${Bare}'", "parameter `Bare` can be set at deployment", None),
        ("!Sub '${AWS::Partition}-${Table}'", "`Table` is known only at deployment", None),
        ("!Sub [1]", "`Fn::Sub` needs a text", None),
        ("!Join [a]", "`Fn::Join` is known only at deployment", None),
        ("!Join ['.', !Split [',', x]]", "`Fn::Join` is known only at deployment", None),
        ("!If [IsProd, a, b]", "condition `IsProd` decides at deployment", "a"),
        ("!If [IsProd, !Ref AWS::NoValue, b]", "condition `IsProd` decides at deployment", "b"),
        ("!If [IsProd]", "`Fn::If` needs a condition and two values", None),
        ("!FindInMap [Names, !Ref Stage, size]", "mapping `Names` decides at deployment", "1"),
        ("!FindInMap [Names, !Ref Bare, size]", "mapping `Names` decides at deployment", None),
        ("!FindInMap [Nothing, a, b]", "mapping `Nothing` decides at deployment", None),
        ("!FindInMap [Names]", "`Fn::FindInMap` needs a mapping and two keys", None),
        ("'{{resolve:ssm:/x}}'", "a dynamic reference is known only at deployment", None),
        ("'{{ name }}.handler'", "`{{...}}` is filled in by another tool", None),
        ("${self:custom.x}.handler", "`${...}` is filled in by another tool", None),
        ("[a, b]", "the value is a list", None),
        ("{a: b, c: d}", "the value is a mapping", None),
    ],
)
def test_other_values_are_unknown_for_a_reason(
    handler: str, reason: str, likely: str | None
) -> None:
    assert value_of(handler) == Unknown(reason, likely)


@pytest.mark.parametrize(
    ("handler", "pattern"),
    [
        ("!Ref AWS::Region", "${AWS::Region}"),
        ("!Sub 'x-${AWS::Region}-${Stage}'", "x-${AWS::Region}-dev"),
        ("!Join ['/', [!Ref AWS::AccountId, a]]", "${AWS::AccountId}/a"),
        ("!Sub '${AWS::Region}-${Bare}'", None),
        ("!Sub '${AWS::Region}-${Table.Arn}'", None),
        ("!Sub '${AWS::Partition}'", None),
    ],
)
def test_what_the_region_decides_keeps_its_name(handler: str, pattern: str | None) -> None:
    found = value_of(handler)
    assert isinstance(found, Unknown)
    assert found.pattern == pattern


@pytest.mark.parametrize("handler", ["!Ref AWS::NoValue", "{Ref: 'AWS::NoValue'}", "", "null"])
def test_a_removed_value_is_absent(handler: str) -> None:
    assert value_of(handler) is None


def test_deep_nesting_ends() -> None:
    value = value_of("!If [C, " * 60 + "a" + ", b]" * 60)
    assert isinstance(value, Unknown)


def test_aliases_do_not_multiply_the_work() -> None:
    lines = ["L0: &l0 !Join ['', [aaaaaaaaaa, bbbbbbbbbb]]"]
    for level in range(1, 19):
        above = ", ".join([f"*l{level - 1}"] * 9)
        lines.append(f"L{level}: &l{level} !Join ['', [{above}]]")
    metadata = "Metadata:\n" + indent("\n".join(lines), "  ")
    text = CONTEXT.replace("Resources:", metadata + "\nResources:") + "      Handler: *l18\n"
    with at_most(100_000):
        function = Reading().function(text)
    assert known(function.handler) is None


@pytest.mark.parametrize(
    ("timeout", "expected"),
    [
        ("30", 30),
        ("'30'", 30),
        ("!Ref Bare", Unknown("parameter `Bare` can be set at deployment")),
        ("soon", Unknown("the value is not a whole number")),
        ("[1]", Unknown("the value is a list")),
    ],
)
def test_numbers(timeout: str, expected: int | Unknown) -> None:
    function = Reading().function(CONTEXT + f"      Timeout: {timeout}\n")
    assert function.timeout is not None
    assert function.timeout.value == expected
