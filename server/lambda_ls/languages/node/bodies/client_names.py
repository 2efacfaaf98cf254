"""Which classes and functions of well-known packages make clients and connections."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from ....aws.data import JsonObject, as_object, as_text, as_texts, packaged

_V2 = "aws-sdk"


def kind_of(module: str, name: str, *, is_new: bool) -> str | None:
    """What a class or function of a module makes; its name is empty for the module's default."""
    found = _kinds("new" if is_new else "call").get((module, name))
    if found is not None or not is_new:
        return found
    last = name.rpartition(".")[2]
    if last in as_texts(_data()["of_event"]) or not _is_of_aws(module):
        return None
    if _not_clients().search(last) or not (last[:1].isupper() or module != _V2):
        return None
    is_default = not name and module.startswith(f"{_V2}/")
    return "client" if name or is_default else None


def makes_setting(name: str) -> bool:
    """Whether what a function or class gives depends on nothing but its arguments."""
    return name in as_texts(_data()["settings"])


@cache
def words() -> re.Pattern[str]:
    """What is in every text that can make a client."""
    modules = {module for kind in ("new", "call") for module, _ in _kinds(kind)}
    alternatives = "|".join(sorted(map(re.escape, modules | {"@aws-sdk/", _V2})))
    return re.compile(rf"['\"](?:{alternatives})")


def _is_of_aws(module: str) -> bool:
    return any(
        module.startswith(each) if each.endswith(("-", "/")) else module == each
        for each in as_texts(_data()["aws_modules"])
    )


@cache
def _not_clients() -> re.Pattern[str]:
    return re.compile(rf"(?:{as_text(_data()['not_clients'])})$")


@cache
def _kinds(way: str) -> Mapping[tuple[str, str], str]:
    return {
        (module, name): kind
        for kind, modules in as_object(_data()[way]).items()
        for module, names in as_object(modules).items()
        for name in as_texts(names)
    }


@cache
def _data() -> JsonObject:
    return packaged("lambda_ls.languages.node", "data", "clients.json")
