"""A project whose functions have a folder each."""

from __future__ import annotations

from pathlib import Path

import pytest

from .keeping import PYTHON, TWO_FOLDERS, put


@pytest.fixture
def project(tmp_path: Path) -> Path:
    put(tmp_path, {"template.yaml": TWO_FOLDERS, "a/app.py": PYTHON, "b/app.py": PYTHON})
    return tmp_path
