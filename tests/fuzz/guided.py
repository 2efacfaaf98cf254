"""One reader under atheris, which looks for texts that lead through code not seen before.

    python -m tests.fuzz.guided READER SECONDS CORPUS

Never returns: the fuzzer ends the process, with exit code 0 if nothing was wrong.
"""

from __future__ import annotations

import importlib
import pkgutil
import random
import sys
from pathlib import Path
from typing import Any

import atheris

with atheris.instrument_imports(include=["lambda_ls"]):
    from lambda_ls import features, languages, workspace

    from .readers import READERS, found_in, property_of

    # Much is imported when it is first wanted, which is too late to be watched.
    for package in (features, languages, workspace):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)

_LONGEST_INPUT = 8_192
_LONGEST_ANSWER = 60
"""Seconds; what takes longer counts as endless."""

_FIRST_INPUTS = 64


def main(name: str, seconds: str, corpus: str) -> None:
    """Fuzz one reader for so many seconds."""
    property_: Any = property_of(READERS[name], found_in(Path(corpus)), counts=False)
    inputs = Path(corpus, "inputs")
    inputs.mkdir(parents=True, exist_ok=True)
    rng = random.Random(1)
    for number in range(_FIRST_INPUTS):
        inputs.joinpath(f"first-{number}").write_bytes(rng.randbytes(_LONGEST_INPUT // 2))
    options = [
        f"-max_total_time={seconds}",
        f"-max_len={_LONGEST_INPUT}",
        f"-timeout={_LONGEST_ANSWER}",
        f"-artifact_prefix={corpus}/",
        "-len_control=0",
        "-verbosity=1",
    ]
    atheris.Setup([sys.argv[0], *options, str(inputs)], property_.hypothesis.fuzz_one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
