"""How other resources name the function that they invoke, and where they say so."""

from __future__ import annotations

import pytest

from .wired import OPENAPI, mapping, resource
from .wiring import cloudformation, invoking, invoking_service, sam, serverless


@pytest.mark.parametrize(
    "reference",
    [
        "!GetAtt Fn.Arn",
        "!GetAtt [Fn, Arn]",
        "{'Fn::GetAtt': [Fn, Arn]}",
        "{Ref: Fn}",
        "!Sub '${Fn.Arn}'",
        "!Sub ['${F}:live', {F: !GetAtt Fn.Arn}]",
        "!Join [':', [!GetAtt Fn.Arn, live]]",
        "!If [IsLive, !Ref Fn, !Ref AWS::NoValue]",
        "!Ref Alias",
        "!Ref Fn.Alias",
        "!Ref FnAliaslive",
        "!Ref Version",
        "!Sub 'arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:${Fn}'",
        "!Sub 'arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:${Stage}-orders:live'",
        "!Join [':', ['arn:aws:lambda', !Ref AWS::Region, function, !Sub '${Stage}-orders']]",
    ],
)
def test_a_function_is_named_in_many_ways(reference: str) -> None:
    text = cloudformation(
        "Alias: {Type: AWS::Lambda::Alias, Properties: {FunctionName: !Ref Fn}}\n"
        "Version: {Type: AWS::Lambda::Version, Properties: {FunctionName: !GetAtt Fn.Arn}}\n"
        + resource("AWS::SNS::Subscription", f"{{Protocol: lambda, Endpoint: {reference}}}")
    ).replace("Code: src", "Code: src, FunctionName: !Sub '${Stage}-orders'")
    assert invoking(text).ids == ["sns"]


def test_the_content_of_a_local_file_belongs_to_the_resource_that_names_it() -> None:
    literal = "arn:aws:lambda:us-east-1:123456789012:function:orders"
    machine = resource("AWS::Serverless::StateMachine", "DefinitionUri: flow.asl.json")
    include = (
        "DefinitionBody: {'Fn::Transform': {Name: AWS::Include, "
        "Parameters: {Location: ./api.yaml}}}"
    )
    files = {
        "flow.asl.json": f'{{"States": {{"A": {{"Type": "Task", "Resource": "{literal}"}}}}}}',
        "api.yaml": OPENAPI.replace("VERSION", "httpMethod: POST"),
    }
    text = sam("FunctionName: orders", machine)
    assert invoking(text, **files).ids == ["step-functions"]
    assert invoking(sam(resources=resource("AWS::Serverless::Api", include)), **files).ids == [
        "api-gateway-rest"
    ]
    assert invoking(text).ids == []
    beside = include.replace("{'Fn", "{openapi: 3.0.1, 'Fn")
    assert invoking(sam(resources=resource("AWS::Serverless::Api", beside)), **files).ids == [
        "api-gateway-rest"
    ]


def test_a_state_machine_of_a_plugin_names_functions_by_their_keys() -> None:
    machines = "stepFunctions: {stateMachines: {m: {definition: {States: {A: {Resource: X}}}}}}\n"
    for reference in ("{'Fn::GetAtt': [fn, Arn]}", "!GetAtt FnLambdaFunction.Arn"):
        text = serverless(rest=machines.replace("X", reference))
        assert invoking_service(text).ids == ["step-functions"]


def test_authorizers_of_globals_are_authorizers() -> None:
    text = sam(globals_="Api: {Auth: {Authorizers: {A: {FunctionArn: !GetAtt Fn.Arn}}}}")
    assert invoking(text).ids == ["api-authorizer-token"]


def test_resources_of_a_service_may_be_a_list_of_files() -> None:
    text = serverless(rest="custom: {x: y}") + "resources:\n  - ${file(queues.yml)}\n"
    queues = (
        "Resources:\n"
        + "  "
        + mapping("EventSourceArn: arn:aws:sqs:us-east-1:123456789012:orders")
        .replace("!Ref Fn", "!Ref FnLambdaFunction")
        .replace("\n", "\n  ")
    )
    assert invoking_service(text, **{"queues.yml": queues}).ids == ["sqs"]


def test_a_service_names_functions_by_the_names_that_the_framework_gives_them() -> None:
    literal = "'arn:aws:lambda:us-east-1:123456789012:function:${self:service}-dev-fn'"
    wired = resource("AWS::SNS::Subscription", f"{{Protocol: lambda, Endpoint: {literal}}}")
    assert invoking_service(serverless(resources=wired)).ids == ["sns"]
    text = serverless(resources=wired.replace(literal, "!Ref MyDashfnUnderscoreLambdaFunction"))
    assert invoking_service(text.replace("  fn:", "  my-fn_:"), "my-fn_").ids == ["sns"]
