from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SERVER = Path(__file__).parents[2] / "server"
PROBE = """
from lsprotocol import types

def diagnostic(message):
    where = types.Range(types.Position(0, 1), types.Position(0, 2))
    return types.Diagnostic(where, message, related_information=[])

one, same, other = map(diagnostic, ("one", "one", "other"))
print(one, types.Hover("text"), types.Position(1, 2))
print(one == same, one != same, one == other, one != other, one == 1)
print(types.Hover("text") == types.Location("text", None))
print(types.Position(1, 2) < types.Position(1, 3))
print([each.__hash__ for each in (types.Diagnostic, types.Position, types.WorkspaceEdit)])
"""


def seen(before: str) -> str:
    """What a process prints of the types after it has done something else."""
    command = [sys.executable, "-c", before + PROBE]
    environment = {**os.environ, "PYTHONPATH": str(SERVER)}
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True
    ).stdout


def test_types_are_compared_and_shown_as_those_of_lsprotocol() -> None:
    plain = seen("")
    assert "message='other'" not in plain
    assert "Diagnostic(range=0:1-0:2, message='one'" in plain
    assert seen("import lambda_ls.lsp\n") == plain


def test_all_classes_share_what_would_be_compiled_for_each() -> None:
    shared = "print(types.Hover.__repr__ is types.Diagnostic.__repr__)\n"
    made = seen(f"import lambda_ls.lsp\nfrom lsprotocol import types\n{shared}")
    assert made.startswith("True")


def test_attrs_makes_other_classes_as_before() -> None:
    kept = "print(attrs.define is define)\n"
    made = seen(f"import attrs\ndefine = attrs.define\nimport lambda_ls.lsp\n{kept}")
    assert made.startswith("True")
