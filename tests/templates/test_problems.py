from __future__ import annotations

from tests.templates.reading import Reading


def test_a_broken_resource_leaves_the_others_alone() -> None:
    reading = Reading()
    template = reading.template(
        """\
        Transform: AWS::Serverless-2016-10-31
        Resources:
          Orders:
            Type: AWS::Serverless::Function
            Properties:
              Handler: "app.handler
          Bills:
            Type: AWS::Serverless::Function
            Properties:
              Handler: bills.handler
        """
    )
    assert template is not None
    assert "Bills" in [function.name for function in template.functions]
    (broken,) = template.broken
    assert broken.message
    assert broken.place.block.startswith("Resources/Orders")


def test_a_key_that_is_written_twice_in_a_mapping() -> None:
    reading = Reading()
    template = reading.template(
        """\
        Resources:
          Orders:
            Type: AWS::Lambda::Function
            Properties:
              Handler: old.handler
              Handler: app.handler
        """
    )
    assert template is not None
    (repeated,) = template.repeated
    assert repeated.key == "Handler"
    assert reading.written(repeated.entry) == "Handler: old.handler"
    assert reading.written(repeated.kept) == "Handler"


def test_a_logical_id_that_is_written_twice() -> None:
    reading = Reading()
    template = reading.template(
        """\
        Resources:
          Orders:
            Type: AWS::Lambda::Function
            Properties: {Handler: old.handler}
          Orders:
            Type: AWS::Lambda::Function
            Properties: {Handler: app.handler}
        """
    )
    assert template is not None
    (function,) = template.functions
    assert function.handler and function.handler.value == "app.handler"
    (repeated,) = template.repeated
    assert reading.written(repeated.entry).startswith("Orders:\n")
    assert reading.written(repeated.entry).endswith("Handler: old.handler}")
    assert reading.written(repeated.kept) == "Orders"
    assert repeated.entry.block != repeated.kept.block


def test_a_section_that_is_written_twice() -> None:
    reading = Reading()
    template = reading.template(
        """\
        Resources:
          Orders:
            Type: AWS::Lambda::Function
        Description: one
        Resources:
          Bills:
            Type: AWS::Lambda::Function
        Description: two
        """
    )
    assert template is not None
    resources, description = template.repeated
    assert reading.written(resources.entry).startswith("Resources:\n  Orders:\n")
    assert reading.written(resources.entry).endswith("AWS::Lambda::Function")
    assert reading.written(description.entry) == "Description: one"


def test_json_repeats_are_found_too() -> None:
    reading = Reading()
    template = reading.template(
        '{"Resources": {"A": {"Type": "AWS::X", "Type": "AWS::Y"}, "A": {"Type": "AWS::Z"}}}'
    )
    assert template is not None
    assert sorted(repeated.key for repeated in template.repeated) == ["A", "Type"]
