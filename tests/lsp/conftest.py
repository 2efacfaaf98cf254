from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_lsp

from .client import Client, config, make_capabilities
from .workspace import make_workspace


@pytest_lsp.fixture(
    config=config(), scope="module", params=["utf-8", "utf-16", "utf-32"], name="client"
)  # type: ignore[untyped-decorator]  # pytest-lsp is not typed.
async def connected_client(
    request: pytest.FixtureRequest,
    lsp_client: Client,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[None]:
    """An editor like VS Code before pull diagnostics, in each position encoding."""
    root = make_workspace(tmp_path_factory.mktemp("workspace").resolve())
    await lsp_client.connect(root, make_capabilities(request.param))
    yield
    await lsp_client.shutdown_session()


@pytest.fixture
def everything_is_closed_afterwards(client: Client) -> Iterator[None]:
    """Leaves no file open in the editor that the tests of a module share."""
    yield
    client.close_all()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A fresh copy of the sample project."""
    return make_workspace(tmp_path.resolve())
