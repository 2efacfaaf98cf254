"""The environment variables of a local run, but for those that Lambda itself sets."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

from msgspec import Struct

from ..aws.environment import reserved_for
from ..model.function import Function
from ..model.place import MaybeText, Unknown, likely

_OF_THE_MACHINE = (
    "PATH",
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "DYLD_FALLBACK_LIBRARY_PATH",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "REQUESTS_CA_BUNDLE",
    "NODE_EXTRA_CA_CERTS",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "NO_PROXY",
    "http_proxy",
    "https_proxy",
    "no_proxy",
    # Windows does not start programs without these.
    "SYSTEMROOT",
    "WINDIR",
    "PATHEXT",
    "COMSPEC",
)
"""What programs need of the user's shell. Everything else stays there: in Lambda it is not set."""

_CREDENTIALS = (
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_PROFILE",
    "AWS_DEFAULT_PROFILE",
    "AWS_CONFIG_FILE",
    "AWS_SHARED_CREDENTIALS_FILE",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_ROLE_ARN",
    "AWS_ROLE_SESSION_NAME",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_CONTAINER_AUTHORIZATION_TOKEN",
    "HOME",
    "USERPROFILE",
)
_REGIONS = ("AWS_REGION", "AWS_DEFAULT_REGION")
_USUAL_REGION = "us-east-1"
_PSEUDO = re.compile(r"\$\{(AWS::\w+)\}")
"""https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html"""

ACCOUNT = "123456789012"
"""The account of AWS's own examples."""


class Given(Struct, frozen=True):
    """The variables, and sentences about those whose value cannot be known before."""

    all: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


def variables(
    function: Function,
    host: Mapping[str, str],
    chosen: frozenset[str],
    *,
    with_credentials: bool,
) -> Given:
    """What a function finds in its environment; `host` is that of the user's shell.

    `chosen` are the names whose values the user gives, of which there is nothing to say.
    With credentials it gets those of the shell, else such that no service accepts.
    """
    of_the_shell = next((host[name] for name in _REGIONS if host.get(name)), _USUAL_REGION)
    region = likely(function.region) or of_the_shell
    # With real credentials the account is a real one, too, and not known.
    account = {} if with_credentials else {"AWS::AccountId": ACCOUNT}
    place = {"AWS::Region": region, **account}
    found = {name: host[name] for name in _OF_THE_MACHINE if name in host}
    found |= {"TZ": ":UTC", "LANG": "en_US.UTF-8"}
    found |= dict.fromkeys(_REGIONS, region)
    found |= _credentials(host) if with_credentials else _dummies()
    notes = []
    for variable in function.environment:
        name, value = variable.name.value, _value(variable.value, place)
        if reserved_for(name) is not None:
            continue
        if value is None:
            value = f"unknown-{name}"
            notes += [_unknown(name, variable.value)] if name not in chosen else []
        found[name] = value
    return Given(tuple(found.items()), tuple(notes))


def _value(written: MaybeText, place: Mapping[str, str]) -> str | None:
    """The value in a place, by the names that AWS has for what it tells of places."""
    value = written.value
    if not isinstance(value, Unknown) or value.pattern is None:
        return likely(written)
    text = _PSEUDO.sub(lambda found: place.get(found[1], found[0]), value.pattern)
    return None if _PSEUDO.search(text) else text


def _credentials(host: Mapping[str, str]) -> dict[str, str]:
    return {name: host[name] for name in _CREDENTIALS if name in host}


def _dummies() -> dict[str, str]:
    """Credentials that are no use, so that a client can be made, and no way to better ones."""
    return {
        "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
        "AWS_SECRET_ACCESS_KEY": "local-run-without-credentials",
        "AWS_SESSION_TOKEN": "local-run-without-credentials",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
    }


def _unknown(name: str, written: MaybeText) -> str:
    why = f": {written.value.reason}" if isinstance(written.value, Unknown) else ""
    return f"`{name}` is `unknown-{name}`, unless a run gets `--env {name}=VALUE`{why}"
