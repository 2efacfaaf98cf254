"""What the variables of a Serverless service stand for."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeAlias

from msgspec import Struct

from ..text.document import Document
from ..text.tree import Scalar
from .located import Located
from .scope import local_path
from .serverless_tree import Value, Whole, child
from .variables import Foreign, Literal, Parts, Source, Variable, parse_variables

Load: TypeAlias = Callable[[str], Document | None]
"""Absolute path to the tree of another data file; None if it is unreadable or not to be read."""

_DEEPEST = 12
_LONGEST = 10_000
_MOST_MENTIONS = 1_000
_DATA_FILES = (".yml", ".yaml", ".json")
_FILE_MENTION = re.compile(r"file\(\s*([^()\s][^()\r\n]{0,300})\)")
_Spot: TypeAlias = tuple[Scalar, str, str]
"""A node is the same wherever its text stands, so that its file and block belong to it."""


class Answer(Struct, frozen=True):
    """What a variable stands for.

    Without `doubt` the value is certain, and None says that there certainly is none. With it,
    `doubt` says why nobody can know before deployment, and `value` is what is likely.
    """

    value: Value | None = None
    doubt: str | None = None

    def doubted(self, doubt: str | None) -> Answer:
        """The same with an earlier doubt, which comes first."""
        return Answer(self.value, doubt or self.doubt) if doubt else self


class _Text(NamedTuple):
    """A text put together from stretches and variables; None if it cannot be told."""

    text: str | None
    doubt: str | None = None


class Resolver:
    """Follows the variables of one service.

    Remembers what it found, and bounds circles and depth: whatever a file holds, the time is in
    proportion to its size.
    """

    def __init__(self, path: str, document: Document, load: Load) -> None:
        self.path = path
        self.root = Whole(document, path)
        self.documents: dict[str, Document] = {path: document}
        self._load = load
        self._answers: dict[_Spot, Answer] = {}
        self._active: set[_Spot] = set()
        self._broken: dict[str, frozenset[str]] = {}

    @property
    def folder(self) -> str:
        """The folder of the service, from which all its paths count."""
        return os.path.dirname(self.path)

    def resolve(self, value: Value) -> Answer:
        """The value itself, or what it stands for if it is a text with variables."""
        if isinstance(value, Whole) or not isinstance(value.node, Scalar):
            return Answer(value)
        # A tagged text (`!Sub`) is CloudFormation's in the end, whatever variables it holds.
        if value.node.tag or "${" not in value.node.text:
            return Answer(value)
        spot = (value.node, value.path, value.block)
        known = self._answers.get(spot)
        if known:
            return known
        if spot in self._active or len(self._active) > _DEEPEST:
            return Answer(None, "variables refer to each other in a circle or too deeply")
        self._active.add(spot)
        answer = self._resolve_parts(parse_variables(value.node.text), value)
        self._active.discard(spot)
        self._answers[spot] = answer
        return answer

    def get(self, value: Value | None, *keys: str) -> Answer:
        """What stands at the end of a way of keys, with all variables on the way followed."""
        if value is None:
            return Answer()
        answer = self.resolve(value)
        for key in keys:
            found = child(answer.value, key) if answer.value else None
            if found is None:
                return Answer(None, answer.doubt or self._missing_doubt(answer.value))
            answer = self.resolve(found).doubted(answer.doubt)
        return answer

    def is_broken(self, path: str, block: str = "") -> bool:
        """Whether a part of a block cannot be read; without a block, a key at the top level.

        For a section whose entries are blocks of their own it is the key of an entry.
        """
        if path not in self._broken:
            document = self.documents.get(path, self.root.document)
            self._broken[path] = frozenset(_broken_blocks(document))
        return block in self._broken[path]

    def load_mentioned(self, text: str) -> None:
        """Load all files that a text names in `file(...)`, and those that they name."""
        pending = [text]
        tried: set[str] = set()
        while pending and len(tried) < _MOST_MENTIONS:
            mentions = dict.fromkeys(_FILE_MENTION.findall(pending.pop()))
            for mention in [each for each in mentions if each not in tried][:_MOST_MENTIONS]:
                tried.add(mention)
                before = len(self.documents)
                name = self._text(parse_variables(mention.strip("'\" ")), self._here)
                file = self._read(name.text) if name.text else None
                if file and len(self.documents) > before:
                    pending.append(file.document.source.text)

    @property
    def _here(self) -> Located:
        """A place for texts that stand nowhere in particular."""
        return Located(Scalar("", self.root.place.span), self.path, "")

    def _missing_doubt(self, value: Value | None) -> str | None:
        """Why a missing key may be there after all: the text around it cannot be read."""
        path = value.path if value else self.path
        block = value.block if isinstance(value, Located) else value.section if value else ""
        if not self.is_broken(path, block):
            return None
        return f"a part of `{os.path.basename(path)}` cannot be read"

    def _resolve_parts(self, parts: Parts, at: Located) -> Answer:
        if len(parts) == 1 and isinstance(parts[0], Variable):
            return self._variable(parts[0], at)
        text = self._text(parts, at)
        return Answer(None if text.text is None else _written(text.text, at), text.doubt)

    def _text(self, parts: Parts, at: Located) -> _Text:
        text = ""
        doubt: str | None = None
        for part in parts:
            found = self._text_of_part(part, at)
            if found.text is None:
                return _Text(None, doubt or found.doubt or "a variable in it has no value")
            doubt = doubt or found.doubt
            text += found.text
            if len(text) > _LONGEST:
                return _Text(None, "it is too long")
        return _Text(text, doubt)

    def _text_of_part(self, part: str | Variable | Foreign, at: Located) -> _Text:
        if isinstance(part, str):
            return _Text(part)
        if isinstance(part, Foreign):
            return _Text(None, "it holds `${...}` that the Serverless Framework does not resolve")
        answer = self._variable(part, at)
        value = answer.value
        if isinstance(value, Located) and isinstance(value.node, Scalar) and not value.node.tag:
            return _Text(value.node.text, answer.doubt)
        doubt = "a variable in it is not text" if value else None
        return _Text(None, answer.doubt or doubt)

    def _variable(self, variable: Variable, at: Located) -> Answer:
        doubt: str | None = None
        for source in variable.sources:
            if isinstance(source, Literal):
                answer = self._literal(source, at)
            else:
                answer = self._source(source, at)
            doubt = doubt or answer.doubt
            if answer.value is not None and not _is_null(answer.value):
                return Answer(answer.value, doubt)
        return Answer(self._implied(variable, at) if doubt else None, doubt)

    def _implied(self, variable: Variable, at: Located) -> Value | None:
        """The stage that the framework itself falls back to."""
        for source in variable.sources:
            if isinstance(source, Literal) or source.kind not in ("opt", "sls"):
                continue
            if source.address == ("stage",):
                return _written(self.stage, at)
        return None

    @property
    def stage(self) -> str:
        """The stage that is deployed to if nobody says otherwise."""
        answer = self.get(self.root, "provider", "stage")
        if isinstance(answer.value, Located) and isinstance(answer.value.node, Scalar):
            return answer.value.node.text or "dev"
        return "dev"

    def _literal(self, literal: Literal, at: Located) -> Answer:
        if literal.text is None:
            return Answer()
        return self.resolve(_written(literal.text, at))

    def _source(self, source: Source, at: Located) -> Answer:
        if source.kind == "strToBool":
            return self._boolean(source, at)
        address = self._text(source.address, at)
        if address.text is None:
            return Answer(None, address.doubt)
        return self._look_up(source, address.text, at).doubted(address.doubt)

    def _look_up(self, source: Source, address: str, at: Located) -> Answer:
        if source.kind == "self":
            return self._own(address, at)
        if source.kind == "file":
            return self._file(source, address, at)
        if source.kind == "param":
            return self._param(address)
        if source.kind == "aws" and address == "region":
            return self._region(at)
        return Answer(None, _reason(source.kind, address))

    def _own(self, address: str, at: Located) -> Answer:
        """A value of the service; its stage and region can be given anew when deploying."""
        answer = self.get(self.root, *_keys(address))
        if address not in ("provider.stage", "provider.region"):
            return answer
        value = answer.value
        if value is None and address == "provider.stage":
            value = _written("dev", at)
        return Answer(value, _reason("opt", address.removeprefix("provider.")))

    def _region(self, at: Located) -> Answer:
        """The region that is deployed to, as osls finds it out.

        https://github.com/oss-serverless/serverless/blob/main/lib/configuration/variables/sources/instance-dependent/get-aws.js
        """
        answer = self._own("provider.region", at)
        return Answer(answer.value or _written("us-east-1", at), answer.doubt)

    def _file(self, source: Source, address: str, at: Located) -> Answer:
        name = self._text(source.params[0] if source.params else (), at)
        if not name.text:
            return Answer(None, name.doubt or "it names no file")
        file = self._read(name.text)
        if not file:
            return Answer(None, name.doubt or _unreadable(name.text))
        if not any(block.entry for block in file.document.blocks):
            return Answer(None, f"`{name.text}` holds no `key: value`")
        return self.get(file, *_keys(address)).doubted(name.doubt)

    def _read(self, name: str) -> Whole | None:
        """Another data file, by its path as the service writes it."""
        if not name.lower().endswith(_DATA_FILES) or "\0" in name:
            return None
        is_absolute = os.path.isabs(name)
        path = os.path.normpath(name) if is_absolute else local_path(self.folder, name)
        document = self.documents.get(path) or self._load(path) if path else None
        if document is None or path is None:
            return None
        self.documents[path] = document
        return Whole(document, path)

    def _param(self, name: str) -> Answer:
        doubt = f"the parameter `{name}` can be set when deploying"
        stage = self.stage
        for way in (
            ("stages", stage, "params", name),
            ("stages", "default", "params", name),
            ("params", stage, name),
            ("params", "default", name),
        ):
            found = self.get(self.root, *way).value
            if found:
                return Answer(found, doubt)
        return Answer(None, doubt)

    def _boolean(self, source: Source, at: Located) -> Answer:
        text = self._text(source.params[0] if source.params else (), at)
        words = {"true": "true", "1": "true", "false": "false", "0": "false"}
        word = words.get((text.text or "").strip().lower())
        return Answer(_written(word, at) if word else None, text.doubt)


def _keys(address: str) -> Iterable[str]:
    return address.split(".") if address else ()


def _reason(kind: str, address: str) -> str:
    """Why a source that is no file is known only when deploying."""
    if kind == "opt":
        return f"the option `--{address}` is given when deploying"
    if kind == "sls":
        return "the option `--stage` is given when deploying"
    if kind == "env":
        return f"the environment variable `{address}` is read when deploying"
    return f"`{kind}:{address}` is looked up when deploying"


def _written(text: str, at: Located) -> Located:
    """A text that variables make, in the place where the variables are written.

    The style is one that is never null and has no quotes.
    """
    return at.at(Scalar(text, at.place.span, "|"))


def _is_null(value: Value) -> bool:
    return isinstance(value, Located) and isinstance(value.node, Scalar) and value.node.is_null


def _unreadable(path: str) -> str:
    if path.lower().endswith((".js", ".cjs", ".mjs", ".ts", ".cts", ".mts")):
        return f"`{path}` is code that runs when deploying"
    return f"`{path}` cannot be read"


def _broken_blocks(document: Document) -> Iterator[str]:
    """The blocks of which a part cannot be read; empty for the keys at the top level.

    A section stands for the keys of its entries.
    """
    is_whole = len(document.blocks) > 1 and not any(document.bases)
    for block, base in zip(document.blocks, document.bases, strict=True):
        if not block.entry:
            yield block.section if "/" in block.name else ""
        for problem in block.parsed.problems:
            yield block.name
            # Text at the margin is a key of the top level that is not finished.
            position = document.source.position(problem.span.start + base)
            if is_whole or position.column == 0:
                yield ""
            if is_whole:
                yield from (each.name for each in document.blocks)
