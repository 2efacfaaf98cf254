"""What Powertools for AWS Lambda calls with parts of the event, or wraps them in."""

from __future__ import annotations

from msgspec.structs import replace

from ....model.flow import Key, Step, Value
from ...flows.known import Function, Known, Made
from ...flows.values import below, item_of
from .arguments import Call, Handler
from .handing import hand_over
from .parameters import Arguments
from .reading import Reading

_DATA_CLASSES = "aws_lambda_powertools.utilities.data_classes."
_BATCH = "aws_lambda_powertools.utilities.batch."
_PROCESSORS = frozenset(
    f"{_BATCH}{name}"
    for name in ("AsyncBatchProcessor", "BatchProcessor", "SqsFifoPartialProcessor")
)
# With a model the record handler gets what the user's own model makes of a record.
_MODEL = "model"


def function(name: str) -> Handler | None:
    """How a function of Powertools is read, None for others."""
    if name.startswith(_DATA_CLASSES):
        return _data_class
    is_batch = name.startswith(_BATCH) and name.endswith("process_partial_response")
    return _process_partial_response if is_batch else None


def read_processor(reading: Reading, call: Call, processor: Made) -> None:
    """`processor(records, handler)`, which calls the handler with each record."""
    _process(reading, processor, call.known(1, "handler"), item_of(call.known(0, "records")))


def _process_partial_response(reading: Reading, call: Call) -> Known:
    event = call.known(0, "event")
    if isinstance(event, Value):
        record = below(event, Key("Records"), Step.ITEM)
        _process(reading, call.known(2, "processor"), call.known(1, "record_handler"), record)
    return None


def _process(reading: Reading, processor: Known, handler: Known, record: Known) -> None:
    """The handler of a batch gets each record in a data class."""
    if not isinstance(processor, Made) or processor.name not in _PROCESSORS:
        return
    is_plain = _MODEL not in processor.keywords
    if is_plain and isinstance(handler, Function) and isinstance(record, Value):
        reading.call(handler, Arguments((replace(record, data_class=""),)))


def _data_class(reading: Reading, call: Call) -> Known:
    """A class that wraps the event or a part of it."""
    known = call.known(0, "data")
    name = reading.text(call.function).rpartition(".")[2]
    if not isinstance(known, Value) or not name[:1].isupper() or len(call.arguments) > 1:
        hand_over(reading, call, None)
        return None
    return replace(known, data_class=name)
