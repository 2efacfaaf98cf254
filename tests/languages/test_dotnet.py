from __future__ import annotations

import pytest
from lambda_ls.languages.dotnet import DotnetLanguage
from lambda_ls.model.handler import Malformation, MalformedName

from .searching import found, keys, malformed, reason

DOTNET = DotnetLanguage()


@pytest.mark.parametrize(
    ("handler", "words"),
    [
        ("Orders::Orders.Function::FunctionHandler", "after the build"),
        ("Orders", "executable assembly"),
        ("bootstrap", "executable assembly"),
        ("Orders::Orders.Functions_Add_Generated::Add", "generated"),
    ],
)
def test_types_cannot_be_checked_before_the_build(handler: str, words: str) -> None:
    assert words in reason(DOTNET, handler)


def test_a_string_that_is_too_long_for_lambda_is_refused() -> None:
    refused = DOTNET.parse_handler("a:" * 50_000)
    assert isinstance(refused, MalformedName)
    assert refused.kind is Malformation.TOO_LONG
    assert len(refused.text) == 128


@pytest.mark.parametrize(
    ("handler", "kind", "error"),
    [
        ("", Malformation.EMPTY, "Empty lambda function handler."),
        ("Orders::Function", Malformation.FORM, "handler: 'Orders::Function'. The valid format"),
        ("Orders:Function:Run", Malformation.FORM, "'ASSEMBLY::TYPE::METHOD'"),
        ("::Orders.Function::Run", Malformation.FORM, "the assembly is missing"),
        ("Orders::::Run", Malformation.FORM, "the type is missing"),
        ("Orders::Orders.Function::", Malformation.FORM, "the method is missing"),
    ],
)
def test_a_string_that_no_dotnet_runtime_takes_is_malformed(
    handler: str, kind: Malformation, error: str
) -> None:
    name = malformed(DOTNET, handler)
    assert name.kind is kind
    assert error in name.error


@pytest.mark.parametrize(
    ("handler", "expected"),
    [
        ("Orders::Orders.Function::Run", ("Orders.Function::Run", "Orders.Function")),
        ("Orders::A.Outer+Inner::Run", ("A.Outer+Inner::Run", "A.Outer+Inner")),
        ("Orders::A.B::System.String Run(Int64)", ("A.B::Run", "A.B")),
        ("Orders::A.Functions_Add_Generated::Add", ("A.Functions::Add", "A.Functions")),
        ("Orders", ()),
    ],
)
def test_the_method_is_wanted_before_its_type(handler: str, expected: tuple[str, ...]) -> None:
    assert DOTNET.wanted(handler) == expected


def test_types_and_methods_of_a_file_scoped_namespace_have_their_full_names() -> None:
    text = """
        using Amazon.Lambda.Core;

        [assembly: LambdaSerializer(typeof(DefaultLambdaJsonSerializer))]

        namespace Orders.Api;

        public class Function<T>(IDep dep) : Base(dep) where T : class, new()
        {
            private static readonly Client Client = new Client(new Config { Name = "}" });
            public string Name { get; set; } = Make();
            public int Count => Compute(1);

            public Function() : this(null) { }

            [LambdaFunction(Policies = "A", MemorySize = 256)]
            [HttpApi(LambdaHttpMethod.Get, "/{id}")]
            public async Task<Response> FunctionHandler(Request request, ILambdaContext context)
            {
                string Local(int x) { return $"{x}}}"; }
                return await Go(() => { });
            }

            public string Path() => @"C:\\{";
            public TResult Convert<TResult>(string text) => Parse<TResult>(text);

            public record Point(int X);
            public class Inner { public void Run() { } }
        }
        public interface IDep { void Send(string text); }
    """
    definitions = found(DOTNET, "Function.cs", text)
    assert list(definitions) == [
        "Orders.Api.Function",
        "Orders.Api.Function::FunctionHandler",
        "Orders.Api.Function::Path",
        "Orders.Api.Function::Convert",
        "Orders.Api.Function+Point",
        "Orders.Api.Function+Inner",
        "Orders.Api.Function+Inner::Run",
        "Orders.Api.IDep",
        "Orders.Api.IDep::Send",
    ]
    method = definitions["Orders.Api.Function::FunctionHandler"]
    assert method == "FunctionHandler(Request request, ILambdaContext context)"


def test_namespaces_with_braces_nest() -> None:
    text = """
        namespace A.B {
            namespace C { class D { void E() { } } }
            struct F { void G() { } }
        }
        class H { void I() { } }
    """
    expected = ["A.B.C.D", "A.B.C.D::E", "A.B.F", "A.B.F::G", "H", "H::I"]
    assert keys(DOTNET, "x.cs", text) == expected


def test_top_level_statements_declare_nothing() -> None:
    text = """
        var builder = WebApplication.CreateBuilder(args);
        builder.Run(() => { Work(); });
    """
    assert keys(DOTNET, "Program.cs", text) == []


@pytest.mark.parametrize("text", ["class a{", "namespace a{", '@"', "{", "a<", "(", "record "])
def test_repetition_without_end_is_read_in_time(text: str) -> None:
    assert isinstance(keys(DOTNET, "A.cs", text * 20_000), list)
