"""How many keys of sample events the catalogue describes.

`python -m tools.sample_coverage FOLDER...` reads every JSON file below the folders, finds the
trigger whose event it is, and counts its keys: described, the user's own, and missing. Files that
are no event of any trigger are passed over. `--missing` lists the keys that nothing describes.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(ROOT, "server"))

from lambda_ls.aws.data import Json  # noqa: E402
from lambda_ls.triggers.catalogue import all_definitions  # noqa: E402
from lambda_ls.triggers.contract import contract  # noqa: E402
from lambda_ls.triggers.shape import Shape  # noqa: E402

_LARGEST_FILE = 200_000
_LEAST_SHARE = 0.6
"""The share of an event's keys that a trigger must know for the event to be taken for its own."""


def main(arguments: list[str]) -> int:
    """Print the counts by trigger."""
    options = {each for each in arguments if each.startswith("--")}
    described: Counter[str] = Counter()
    missing: Counter[str] = Counter()
    files: Counter[str] = Counter()
    for path, event in _events(each for each in arguments if each not in options):
        trigger = best_trigger(event)
        if trigger is None:
            continue
        found = list(keys(event, contract(trigger).event, ""))
        files[trigger] += 1
        described[trigger] += sum(is_known for _, is_known in found)
        missing[trigger] += sum(not is_known for _, is_known in found)
        if "--missing" in options:
            for key in dict.fromkeys(key for key, is_known in found if not is_known):
                print(f"{trigger}: {key} ({path})")
    for trigger in sorted(files):
        print(_row(trigger, files[trigger], described[trigger], missing[trigger]))
    print(_row("all", files.total(), described.total(), missing.total()))
    return 0


def best_trigger(event: Json) -> str | None:
    """The trigger that knows most of an event's keys; None where none knows enough of them."""
    best: tuple[float, int, str] | None = None
    for entry in all_definitions():
        shape = contract(entry.id).event
        found = list(keys(event, shape, ""))
        known = sum(is_known for _, is_known in found)
        share = known / len(found) if found else 0.0
        if share >= _LEAST_SHARE and _may_be(event, shape):
            best = max(best, (share, known, entry.id)) if best else (share, known, entry.id)
    return best[2] if best else None


def keys(value: Json, shape: Shape, path: str) -> Iterator[tuple[str, bool]]:
    """Every key of a value that is not the user's own, and whether the shape describes it."""
    if isinstance(value, Mapping):
        owner = max(shape.alternatives, key=lambda each: len(each.properties.keys() & value.keys()))
        for name, child in value.items():
            known = owner.properties.get(name)
            if known is not None:
                yield f"{path}.{name}", True
                yield from keys(child, known, f"{path}.{name}")
            elif owner.values is not None:
                yield from keys(child, owner.values, f"{path}.*")
            elif not owner.is_open:
                yield f"{path}.{name}", False
    elif isinstance(value, Sequence) and not isinstance(value, str):
        items = next((each.items for each in shape.alternatives if each.items), None)
        for item in value if items else ():
            yield from keys(item, items, f"{path}[]") if items else ()


def _may_be(event: Json, shape: Shape) -> bool:
    """Whether the event has most of what the trigger always sends; samples are often shortened."""
    return isinstance(event, Mapping) and any(
        not each.is_open and len(each.required & event.keys()) > _LEAST_SHARE * len(each.required)
        for each in shape.alternatives
    )


def _events(folders: Iterator[str]) -> Iterator[tuple[str, Json]]:
    for folder in folders:
        for parent, _, names in os.walk(folder):
            for name in sorted(names):
                path = os.path.join(parent, name)
                if name.endswith(".json") and os.path.getsize(path) <= _LARGEST_FILE:
                    try:
                        with open(path, encoding="utf-8") as file:
                            yield path, json.load(file)
                    except (ValueError, OSError):
                        continue


def _row(trigger: str, files: int, described: int, missing: int) -> str:
    share = 100 * described / max(1, described + missing)
    return f"{trigger:32}{files:>6} files{described + missing:>8} keys{share:>8.1f} %"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
