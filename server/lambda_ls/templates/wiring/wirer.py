"""Reads what the resources of a template say of each function."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from functools import partial
from itertools import chain

from msgspec import Struct

from ...model.function import Event
from ...model.place import Spanned
from ...text.memo import Bounded, Memo
from ...text.series import Groups
from ..scope import Scope
from .chains import Chains
from .declared import Declared
from .details import Detail, Wire
from .http import HTTP
from .included import Load
from .index import Index
from .messages import MESSAGES
from .pieces import Piece, PieceReader
from .result import Sender, Wiring, Wirings
from .services import SERVICES

_DESCRIBED = {**HTTP, **MESSAGES, **SERVICES}
_REMEMBERED = 4_096
_WITH_STAGE = frozenset({"AWS::Serverless::Api", "AWS::Serverless::HttpApi"})


class Wirer:
    """Wires the resources of templates, and owns the memory of it."""

    def __init__(self) -> None:
        self._reader = PieceReader()
        self._templates: Bounded[str, _Known] = Bounded(_REMEMBERED)
        self._same: Memo[Hashable, Wiring] = Memo(_REMEMBERED)

    def wirings(self, declared: Groups[Declared], scope: Scope, load: Load) -> Wirings:
        """What the resources say of the functions among them."""
        pieces = self._reader.pieces(declared, scope, load)
        known = self._templates.get(scope.path)
        if known is None or known.scope is not scope or known.pieces != pieces:
            known = _Known(pieces, scope, self._wired(Index(chain.from_iterable(pieces)), scope))
            self._templates[scope.path] = known
        return known.wirings

    def _wired(self, index: Index, scope: Scope) -> Wirings:
        callers: dict[str, list[Event]] = {}
        for function, event in _events(index, scope):
            callers.setdefault(function, []).append(event)
        found: dict[str, Wiring] = {}
        for piece in index.pieces:
            if piece.is_function:
                senders = _senders(piece, index, scope)
                wiring = Wiring(tuple(callers.get(piece.id, ())), senders)
                means = (wiring.callers, senders)
                if any(means):
                    found[piece.id] = self._same.get(means, partial(_itself, wiring))
        return found


class _Known(Struct, frozen=True):
    pieces: Groups[Piece]
    scope: Scope
    wirings: Wirings


def _itself(wiring: Wiring) -> Wiring:
    return wiring


def _events(index: Index, scope: Scope) -> Iterator[tuple[str, Event]]:
    for piece in index.pieces:
        for link in piece.links:
            # What a function says of its own events it says of nobody else.
            if piece.is_function and link.property[0] == "Events":
                continue
            for function in index.functions(link):
                if function != piece.id:
                    wire = Wire(piece, link, index, scope)
                    yield from ((function, event) for event in _described(wire))


def _described(wire: Wire) -> Iterator[Event]:
    piece = wire.piece
    describe = _DESCRIBED.get(piece.kind, _plain)
    for detail in describe(wire):
        yield Event(
            name=Spanned(piece.id, piece.place),
            kind=Spanned(piece.kind, piece.type_place),
            extent=piece.place,
            source=detail.source,
            discriminator=detail.discriminator,
            settings=detail.settings,
            open_reason=detail.open_reason,
            property=wire.link.property,
        )


def _plain(wire: Wire) -> Iterator[Detail]:
    yield Detail(None, wire.piece.id)


def _senders(function: Piece, index: Index, scope: Scope) -> tuple[Sender, ...]:
    """What there is to say of the resources that a function's own events name."""
    ids = {
        reference.id
        for link in function.links
        if link.property[0] == "Events"
        for reference in link.references
    }
    chains = Chains(index, scope)
    senders = (_sender(index.get(each), chains, scope) for each in sorted(ids))
    return tuple(each for each in senders if each and each != Sender(each.id))


def _sender(piece: Piece | None, chains: Chains, scope: Scope) -> Sender | None:
    if piece is None:
        return None
    return Sender(
        id=piece.id,
        carried=chains.carried(piece.id),
        engine=chains.engine(piece.id),
        queue=piece.queue,
        has_definition=piece.has_definition,
        stage=piece.trait or None if piece.kind in _WITH_STAGE else None,
        name=scope.certain_name(piece.id),
    )
