from __future__ import annotations

import os

import pytest
from lambda_ls.languages.ruby import RubyLanguage
from lambda_ls.model.handler import Malformation, MalformedName

from .searching import found, keys, malformed, reason

RUBY = RubyLanguage()


@pytest.mark.parametrize("handler", ["app.handler", "lib/app.Orders::Api.handler", "a.b."])
def test_ruby_code_is_not_decided_on(handler: str) -> None:
    assert "only searched" in reason(RUBY, handler)


def test_a_string_that_is_too_long_for_lambda_is_refused() -> None:
    refused = RUBY.parse_handler("a:" * 50_000)
    assert isinstance(refused, MalformedName)
    assert refused.kind is Malformation.TOO_LONG
    assert len(refused.text) == 128


@pytest.mark.parametrize(
    ("handler", "kind", "suggestion"),
    [
        ("", Malformation.EMPTY, None),
        ("app", Malformation.NO_DOT, None),
        ("app.", Malformation.NO_FUNCTION, None),
        ("app.Orders.Api.handler", Malformation.FORM, None),
        ("../app.handler", Malformation.PARENT_FOLDER, None),
        ("./app.handler", Malformation.RELATIVE, "app.handler"),
        (".handler", Malformation.NO_MODULE, None),
    ],
)
def test_a_string_that_no_ruby_runtime_takes_is_malformed(
    handler: str, kind: Malformation, suggestion: str | None
) -> None:
    name = malformed(RUBY, handler)
    assert (name.kind, name.suggestion) == (kind, suggestion)


@pytest.mark.parametrize(
    ("handler", "expected"),
    [
        ("app.handler", ("app.rb#handler",)),
        ("app.Orders::Api.call", ("app.rb#Orders::Api.call",)),
        ("src/lib/app.handler", ("lib/app.rb#handler", "app.rb#handler")),
        ("app", ()),
    ],
)
def test_a_handler_wants_a_method_of_its_file(handler: str, expected: tuple[str, ...]) -> None:
    assert RUBY.wanted(handler) == expected


def test_methods_that_need_no_object_are_found() -> None:
    text = """
        require "json"

        def handler(event:, context:)
          { statusCode: 200 }
        end

        module Orders
          class Api < Base
            def self.call(event:, context:)
              new.run
            end

            def run
            end

            class << self
              def other(event:, context:)
              end
            end

            class Nested::Deep
              def self.go; end
            end
          end

          def helper
          end
        end

        private def late?
        end
    """
    definitions = found(RUBY, "app.rb", text)
    assert [key for key in definitions if key.startswith("app.rb#")] == [
        "app.rb#handler",
        "app.rb#Orders::Api.call",
        "app.rb#Orders::Api.other",
        "app.rb#Orders::Api::Nested::Deep.go",
        "app.rb#Orders.helper",
        "app.rb#late?",
    ]
    assert definitions["app.rb#handler"] == "handler(event:, context:)"


def test_files_with_one_name_are_told_apart_by_their_folder() -> None:
    path = os.path.join("src", "orders", "app.rb")
    text = "def handler(event:, context:)\nend\n"
    assert keys(RUBY, path, text) == ["app.rb#handler", "orders/app.rb#handler"]


def test_comments_and_data_define_nothing() -> None:
    text = """
        # def a; end
        def b; end
        x = "def c; end"
    """
    blocks = "=begin\ndef d; end\n=end\ndef e; end\n__END__\ndef f; end\n"
    assert keys(RUBY, "x/a.rb", text)[::2] == ["a.rb#b"]
    assert keys(RUBY, "x/a.rb", blocks)[::2] == ["a.rb#e"]


def test_the_last_of_several_definitions_counts() -> None:
    text = "def handler(one)\nend\ndef handler(two)\nend\n"
    assert found(RUBY, "app.rb", text)["app.rb#handler"] == "handler(two)"


@pytest.mark.parametrize("text", ["class A\n", "  def a\n", "=begin\n", "def ", "class A::", " "])
def test_repetition_without_end_is_read_in_time(text: str) -> None:
    assert isinstance(keys(RUBY, "a.rb", text * 20_000), list)
