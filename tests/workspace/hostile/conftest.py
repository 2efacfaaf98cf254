from __future__ import annotations

from pathlib import Path

import pytest

from .checking import put
from .samples import CODE, TEMPLATES


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("project")
    put(root, {**TEMPLATES, **CODE})
    return root
