from __future__ import annotations

import pytest
from lambda_ls.languages.java import JavaLanguage
from lambda_ls.model.handler import Malformation, MalformedName

from .searching import found, keys, malformed, reason

JAVA = JavaLanguage()


@pytest.mark.parametrize("handler", ["com.example.App::handleRequest", "App", "a.B$C::run"])
def test_a_class_cannot_be_checked_before_the_build(handler: str) -> None:
    assert "after the build" in reason(JAVA, handler)


def test_a_string_that_is_too_long_for_lambda_is_refused() -> None:
    refused = JAVA.parse_handler("a:" * 50_000)
    assert isinstance(refused, MalformedName)
    assert refused.kind is Malformation.TOO_LONG
    assert len(refused.text) == 128


@pytest.mark.parametrize(
    ("handler", "kind", "suggestion"),
    [
        ("", Malformation.EMPTY, None),
        ("::handle", Malformation.FORM, None),
        ("a.App::", Malformation.FORM, "a.App"),
        ("a.App:handle", Malformation.FORM, "a.App::handle"),
        (":handle", Malformation.FORM, None),
    ],
)
def test_a_string_that_no_java_runtime_takes_is_malformed(
    handler: str, kind: Malformation, suggestion: str | None
) -> None:
    name = malformed(JAVA, handler)
    assert (name.kind, name.suggestion) == (kind, suggestion)


def test_the_method_is_wanted_before_its_class() -> None:
    assert JAVA.wanted("a.App::run") == ("a.App::run", "a.App")
    assert JAVA.wanted("a.App") == ("a.App::handleRequest", "a.App")


def test_classes_and_methods_have_their_binary_names() -> None:
    text = """
        package com.example.orders;

        import java.util.Map;

        @Named(value = "orders", tags = {"a", "b"})
        public class App extends Base<Map<String, String>> implements RequestHandler<A, B> {
            private static final Client CLIENT = Client.builder().region(of("{")).build();
            private final Supplier<A> supplier = () -> { return make(); };
            static { prepare(); }

            public App() { this(null); }

            @Override
            @Logging(logEvent = true)
            public B handleRequest(final A event, Context context) {
                if (event.isEmpty()) { return none(); }
                return new B() { public void run() { } };
            }

            public B handleRequest(A event) { return null; }

            static class Inner {
                void handle(String text) throws IOException { }
            }
            interface Port { void send(String to); }
            enum Kind { ONE, TWO; int code() { return 1; } }
            record Point(int x, int y) { int sum() { return x + y; } }
        }
    """
    definitions = found(JAVA, "src/App.java", text)
    assert list(definitions) == [
        "com.example.orders.App",
        "com.example.orders.App::handleRequest",
        "com.example.orders.App$Inner",
        "com.example.orders.App$Inner::handle",
        "com.example.orders.App$Port",
        "com.example.orders.App$Port::send",
        "com.example.orders.App$Kind",
        "com.example.orders.App$Kind::code",
        "com.example.orders.App$Point",
        "com.example.orders.App$Point::sum",
    ]
    first = definitions["com.example.orders.App::handleRequest"]
    assert first == "handleRequest(final A event, Context context) {"


def test_comments_and_strings_declare_nothing() -> None:
    text = '''
        // class A { void a() {} }
        /* class B { void b() {} } */
        class C {
            String text = "class D { void d() {} }";
            char brace = '{';
            String block = """
                class E { void "e"() {} }
                """;
            void f() { g('"', "\\"}"); }
            void h() { }
        }
    '''
    assert keys(JAVA, "C.java", text) == ["C", "C::f", "C::h"]


def test_half_typed_code_keeps_what_stands_before_it() -> None:
    text = """
        package a;
        class App {
            void first() { }
            void second(String text
    """
    assert keys(JAVA, "App.java", text) == ["a.App", "a.App::first", "a.App::second"]


def test_kotlin_functions_of_a_file_belong_to_a_class_named_after_it() -> None:
    text = """
        package a.b

        fun handler(event: Map<String, Any>, context: Context): String = event.let { "x" }
        suspend fun <T> List<T>.other() { inner() }
    """
    assert keys(JAVA, "orders.kt", text) == ["a.b.OrdersKt::handler", "a.b.OrdersKt::other"]


def test_a_kotlin_file_can_name_its_class() -> None:
    text = '@file:JvmName("Main")\npackage a\nfun handler() = 1\n'
    assert keys(JAVA, "orders.kt", text) == ["a.Main::handler"]


def test_kotlin_classes_and_objects_have_their_binary_names() -> None:
    text = """
        package a
        data class Order(val id: String = "{", val tags: List<String> = listOf())
        class App(private val client: Client = Client()) : RequestHandler<A, B> {
            private val table = System.getenv("TABLE") ?: "x"
            override fun handleRequest(event: A, context: Context): B {
                fun local() = 1
                return B(App::class.java)
            }
            fun short() = "${table["x"].map { it }}"
            companion object {
                @JvmStatic fun create() = App()
            }
            object Nested { fun run() {} }
        }
    """
    assert keys(JAVA, "App.kt", text) == [
        "a.Order",
        "a.App",
        "a.App::handleRequest",
        "a.App::short",
        "a.App::create",
        "a.App$Nested",
        "a.App$Nested::run",
    ]


@pytest.mark.parametrize("path", ["A.java", "A.kt"])
@pytest.mark.parametrize("text", ["class a{", "/*", '"', "{", "}", "a(", "fun <", "class "])
def test_repetition_without_end_is_read_in_time(path: str, text: str) -> None:
    assert isinstance(keys(JAVA, path, text * 20_000), list)
