"""Handlers that show what the clients for Python do; each is run by several of them."""

from __future__ import annotations

from collections.abc import Mapping

VALUES = """
import collections, dataclasses, datetime, decimal, enum, uuid

Pair = collections.namedtuple("Pair", "a b")
class Whole(enum.IntEnum):
    ONE = 1
class Word(str, enum.Enum):
    A = "a"
class Plain(enum.Enum):
    A = 1
class Dicty:
    def _asdict(self):
        return {"d": 1}
@dataclasses.dataclass
class Data:
    a: int = 1
circle = []
circle.append(circle)
D = decimal.Decimal
VALUES = {
    "none": None, "text": "é ü 漢", "int": 10**40, "float": 1.5, "bool": True, "list": [1, "a"],
    "tuple": (1, 2), "dict": {"a": {"b": None}}, "ordered": collections.OrderedDict(b=1, a=2),
    "intenum": Whole.ONE, "strenum": Word.A, "enum": Plain.A, "namedtuple": Pair(1, 2),
    "asdict": Dicty(), "decimal": D("1.10"), "decimals": [D("NaN"), D("-NaN"), D("Infinity")],
    "nan": float("nan"), "inf": [float("inf"), -float("inf")], "bytes": b"raw \\xff",
    "inner-bytes": {"a": b"abc"}, "bad-bytes": {"a": b"\\xff"},
    "keys": {None: 1, True: 2, 1.5: 3, 1: 4}, "tuple-keys": {(1, 2): 1},
    "datetime": datetime.datetime(2026, 1, 1), "date": datetime.date(2026, 1, 1),
    "set": {1}, "frozenset": frozenset(), "bytearray": bytearray(b"a"), "range": range(3),
    "uuid": uuid.UUID(int=1), "dataclass": Data(), "deque": collections.deque(), "object": object,
    "exception": ValueError("x"), "circle": circle, "generator": (x for x in ()), "complex": 1j,
    "surrogate-escape": "a\\u2028b", "empty": "", "nested": [[[{"a": [1, (2, 3)]}]]],
}
async def coroutine():
    pass
def returned(event, context):
    if event == "coroutine":
        value = coroutine()
        value.close()
        return value
    return VALUES[event]
"""

ERRORS = """
import sys
class Own(Exception):
    def __init__(self, *words):
        super().__init__("own words: %s" % (words,))
class Group:
    def __call__(self, event, context):
        raise Own(1, "ü")
def deep(n):
    if n == 0:
        raise ValueError("deep")
    deep(n - 1)
def raised(event, context):
    if event == "key":
        return {}["missing"]
    if event == "own":
        Group()(event, context)
    if event == "deep":
        deep(6)
    if event == "empty":
        raise RuntimeError
    if event == "multi":
        raise ValueError("first\\nsecond")
    if event == "chained":
        try:
            1 / 0
        except ZeroDivisionError as error:
            raise TypeError("after") from error
    if event == "recursion":
        return raised(event, context)
    if event == "stop":
        raise StopIteration("x")
    if event == "assert":
        assert event == "no", ["detail"]
    if event == "memory":
        raise MemoryError
    if event == "context":
        names = sorted(n for n in dir(context) if not n.startswith("_"))
        return [names, context.memory_limit_in_mb, context.function_name, context.client_context,
            context.identity.cognito_identity_id, context.tenant_id, context.w3c(),
            type(context.get_remaining_time_in_millis()).__name__, context.function_version,
            context.log_group_name, context.invoked_function_arn]
"""

RETURNED_TEXT = """
none text int float bool list tuple dict ordered intenum strenum enum namedtuple asdict decimal
decimals nan inf bytes inner-bytes bad-bytes keys tuple-keys datetime date set frozenset bytearray
range uuid dataclass deque object exception circle generator complex surrogate-escape empty nested
coroutine
"""
RETURNED = tuple(RETURNED_TEXT.split())
RAISED_TEXT = """
key own deep empty multi chained recursion stop assert memory context
"""
RAISED = tuple(RAISED_TEXT.split())

FILES: Mapping[str, str] = {
    "values.py": VALUES,
    "errors.py": ERRORS,
    "app.py": "value = 3\nclass C:\n    def __init__(self, e, c):\n        pass\n"
    "    def method(self):\n        pass\nobj = C(1, 2)\ndef handler(e, c):\n    return __name__\n"
    "def one(e):\n    return 1\n",
    "pkg/__init__.py": "def h(e, c):\n    return __name__\n",
    "pkg/mod.py": "from . import h as top\ndef h(e, c):\n    return __name__\n",
    "dir/x.py": "def h(e, c):\n    return __name__\n",
    "dashy-dir/a-b.py": "def h(e, c):\n    return __name__\n",
    "broken.py": "def h(e, c)\n    return 1\n",
    "indented.py": "def h(e, c):\n        a = 1\n    return 1\n",
    "importsbroken.py": "import broken\n",
    "importsmissing.py": "import nowhere.at.all\n",
    "frommissing.py": "from os import nosuchname\n",
    "raises.py": "def f():\n    raise ValueError('at import: e')\nf()\n",
    "exits.py": "import sys\nsys.exit(5)\n",
    "hardexit.py": "import os\nos._exit(6)\n",
    "interrupted.py": "raise KeyboardInterrupt\n",
    "umlaut.py": "raise ValueError('漢')\n",
    "latin.py": "raise ValueError('ü')\n",
    "json.py": "def h(e, c):\n    return 'own json'\n",
}

LOADED_TEXT = """
app.handler pkg.h pkg/mod.h pkg.mod.h dir/x.h dir.x.h dashy-dir/a-b.h ./app.handler
/abs/app.handler .handler app app:handler app. app.nosuch app.obj.method app.C app.obj app.value
app.one app.py.handler nowhere.h broken.h indented.h importsbroken.h importsmissing.h
frommissing.h raises.h exits.h hardexit.h interrupted.h umlaut.h latin.h sys.h time.x json.h
"""
LOADED = tuple(LOADED_TEXT.split())

LEAVING: Mapping[str, str] = {
    "exit": "sys.exit(3)",
    "generator-exit": "raise GeneratorExit",
    "unprintable": "raise Unprintable",
    "surrogate": "return '\\ud800'",
    "too-large": "return 'x' * 6_291_555",
}
LEAVING_CODE = (
    "import sys\nclass Unprintable(Exception):\n    def __str__(self):\n        raise ValueError\n"
    "def handler(event, context):\n"
    + "".join(f"    if event == {name!r}:\n        {text}\n" for name, text in LEAVING.items())
)

LOGGING_CODE = """
import logging

logger = logging.getLogger("orders")


def handler(event, context):
    logger.debug("too fine")
    logger.info("%s items", 2, extra={"order": {"id": 7}, "at": {1}, "tenant_id": 3})
    logger.warning({"stock": "low", "text": "\u00e9 \U0001f680"})
    try:
        {}["sku"]
    except KeyError:
        logger.exception("no such item")
    logger.log(55, "above all")
    if event == "raise":
        raise ValueError("no stock")
"""

FORMATTING_CODE = """
import logging

root = logging.getLogger()

def handler(event, context):
    try:
        {}["missing"]
    except KeyError:
        root.exception("caught")
    for each in root.handlers:
        each.setFormatter(logging.Formatter("%(message)s"))
    root.error("one")
    root.error("two")
    print("printed")
"""
