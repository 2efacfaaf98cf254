"""Which functions and classes of well-known packages make clients and connections."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from ....aws.data import JsonObject, as_object, as_texts, packaged


def kind_of(name: str) -> str | None:
    """What a call of the function or class with this full name makes: `client`, `connection`."""
    return _kinds().get(name)


def makes_client(method: str) -> bool:
    """Whether a method of a session has this name that makes a client."""
    return method in as_texts(_data()["clients"])


def makes_part(method: str) -> bool:
    """Whether a method of this name makes a piece of a client without asking the service."""
    return method in as_texts(_data()["parts"])


def makes_setting(name: str) -> bool:
    """Whether what a function gives depends on nothing but its arguments."""
    return name in as_texts(_data()["settings"])


def is_of_event(service: str) -> bool:
    """Whether a client of this service belongs to the endpoint of one event."""
    return service in as_texts(_data()["of_event"])


@cache
def words() -> re.Pattern[str]:
    """What is in every text that can make a client."""
    last = {name.rpartition(".")[2] for name in _kinds()}
    alternatives = "|".join(sorted(map(re.escape, last | set(as_texts(_data()["clients"])))))
    return re.compile(rf"\b(?:{alternatives})\s*\(")


@cache
def _kinds() -> Mapping[str, str]:
    listed = as_object(_data()["kinds"])
    return {name: kind for kind, names in listed.items() for name in as_texts(names)}


@cache
def _data() -> JsonObject:
    return packaged("lambda_ls.languages.python", "data", "clients.json")
