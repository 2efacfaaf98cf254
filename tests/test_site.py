"""The documentation is a site without dead links, which loads nothing from elsewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[1]
_LOADED = re.compile(r"<(?:script|img|link|iframe)\b[^>]*\b(?:src|href)=\"?(https?://[^\"\s>]+)")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site; a warning fails."""
    pytest.importorskip("material")
    folder = tmp_path_factory.mktemp("site")
    result = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", folder],
        cwd=_ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        encoding="utf-8",
    )
    assert result.returncode == 0, result.stderr
    return folder


def test_every_page_is_built(site: Path) -> None:
    pages = {path.relative_to(_ROOT / "docs") for path in (_ROOT / "docs").rglob("*.md")}
    built = {path.relative_to(site) for path in site.rglob("*.html")}
    names = {
        page.with_name("index.html" if page.stem == "README" else f"{page.stem}.html")
        for page in pages
    }
    assert names <= built


def test_every_picture_is_shown_somewhere(site: Path) -> None:
    text = "".join(path.read_text("utf-8") for path in site.rglob("*.html"))
    unused = [path.name for path in (_ROOT / "docs/pictures").iterdir() if path.name not in text]
    assert unused == []


def test_pages_load_nothing_from_elsewhere(site: Path) -> None:
    loaded = {
        address
        for path in site.rglob("*.html")
        for address in _LOADED.findall(path.read_text("utf-8"))
    }
    assert loaded == set()
