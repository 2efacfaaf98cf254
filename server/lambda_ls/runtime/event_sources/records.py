"""The records of a batch."""

from __future__ import annotations

from msgspec import Struct

from ...aws.data import Json, JsonObject

_RECORDS = "Records"


class Batch(Struct, frozen=True):
    """An event with records; `id_way` leads to the id of each."""

    event: JsonObject
    records: tuple[JsonObject, ...]
    id_way: tuple[str, ...]

    def ids(self) -> tuple[str, ...]:
        """The ids of the records."""
        return tuple(map(self.id_of, self.records))

    def id_of(self, record: JsonObject) -> str:
        """The id of one of them."""
        return record_id(record, self.id_way)

    def event_of(self, records: tuple[JsonObject, ...]) -> Json:
        """The event with these records only."""
        return {**self.event, _RECORDS: list(records)}


def batch_of(event: Json, id_way: tuple[str, ...]) -> Batch | None:
    """The batch of an event; None where a record has no id of its own."""
    records = event.get(_RECORDS) if isinstance(event, dict) else None
    if not isinstance(event, dict) or not isinstance(records, list) or not records:
        return None
    found = tuple(each for each in records if isinstance(each, dict))
    batch = Batch(event, found, id_way)
    ids = batch.ids()
    is_whole = len(found) == len(records) and all(ids) and len(set(ids)) == len(ids)
    return batch if is_whole else None


def record_id(record: JsonObject, way: tuple[str, ...]) -> str:
    """The id of a record, empty where it has none."""
    value: Json = record
    for key in way:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, str) else ""
