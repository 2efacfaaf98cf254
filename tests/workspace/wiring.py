"""Templates whose resources invoke functions, and the triggers that are found in them."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import dedent, indent

from lambda_ls.model.function import Function
from lambda_ls.model.trigger import Trigger
from lambda_ls.workspace.triggers import invocations

from tests.templates.reading import Reading, in_folder

SERVICE = in_folder("serverless.yml")
_CODE = "Properties: {Handler: app.handler, Runtime: python3.13, Code: src}"


@dataclass(frozen=True)
class Found:
    """What invokes one function."""

    triggers: tuple[Trigger, ...]
    other_callers: bool

    @property
    def ids(self) -> list[str]:
        """The ids of the triggers, in the order of the template."""
        return [trigger.id for trigger in self.triggers]

    @property
    def trigger(self) -> Trigger:
        """The only trigger."""
        (trigger,) = self.triggers
        return trigger


def found(function: Function) -> Found:
    """What is found to invoke a function."""
    all_of_it = invocations(function)
    return Found(all_of_it.triggers, all_of_it.other_callers)


def named(functions: tuple[Function, ...], name: str) -> Function:
    """The function of a name."""
    return next(function for function in functions if function.name == name)


def cloudformation(resources: str) -> str:
    """A plain template with a function `Fn` and other resources."""
    return f"Resources:\n  Fn:\n    Type: AWS::Lambda::Function\n    {_CODE}\n{_below(resources)}"


def sam(events: str = "", resources: str = "", globals_: str = "") -> str:
    """A SAM template with a function `Fn`, its properties beside the code, and other resources."""
    return (
        "Transform: AWS::Serverless-2016-10-31\n"
        + (f"Globals:\n{_below(globals_)}" if globals_ else "")
        + "Resources:\n  Fn:\n    Type: AWS::Serverless::Function\n    Properties:\n"
        + "      Handler: app.handler\n      Runtime: python3.13\n"
        + indent(dedent(events), "      ")
        + "\n"
        + _below(resources)
    )


def serverless(body: str = "", resources: str = "", rest: str = "") -> str:
    """A service with a function `fn`, its keys beside the handler, and resources of its own."""
    return (
        "service: shop\nprovider:\n  name: aws\n  runtime: python3.13\n"
        + dedent(rest)
        + "\nfunctions:\n  fn:\n    handler: app.handler\n"
        + indent(dedent(body), "    ")
        + (
            "\nresources:\n  Resources:\n" + indent(dedent(resources), "    ")
            if resources
            else "\n"
        )
    )


def invoking(text: str, name: str = "Fn", **files: str) -> Found:
    """What invokes a function of a SAM or CloudFormation template."""
    return found(named(Reading(files=files).functions(text), name))


def invoking_service(text: str, name: str = "fn", **files: str) -> Found:
    """What invokes a function of a Serverless service."""
    return found(named(Reading(SERVICE, files).functions(text), name))


def _below(resources: str) -> str:
    return indent(dedent(resources), "  ") + "\n"
