from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from lambda_ls.workspace.disk import LARGEST_FILE, read_bytes, read_many

_MANY = 300


def _mixed(folder: Path) -> list[str]:
    """More files than are asked for ahead, with what is no readable file among them."""
    for number in range(_MANY):
        (folder / str(number)).write_bytes(b"text %d" % number)
    (folder / "folder").mkdir()
    (folder / "large").write_bytes(b"#" * (LARGEST_FILE + 1))
    (folder / "fits").write_bytes(b"#" * LARGEST_FILE)
    (folder / "empty").touch()
    others = ["folder", "large", "fits", "empty", "absent", "nul\0"]
    names = [*map(str, range(_MANY)), *others, *map(str, range(3))]
    return [os.path.join(folder, name) for name in names]


def test_many_files_are_read_like_each_of_them(tmp_path: Path) -> None:
    paths = _mixed(tmp_path)
    found = list(read_many(paths))
    assert found == [(path, read_bytes(path)) for path in paths]
    contents = {os.path.basename(path): data for path, data in found}
    assert contents["299"] == b"text 299"
    assert contents["fits"] == b"#" * LARGEST_FILE
    assert contents["empty"] == b""
    assert [name for name, data in contents.items() if data is None] == [
        *("folder", "large", "absent", "nul\0")
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="it reads /proc")
def test_whoever_stops_in_the_middle_leaves_no_file_open(tmp_path: Path) -> None:
    before = len(os.listdir("/proc/self/fd"))
    reading = read_many(_mixed(tmp_path))
    assert next(reading)[1] == b"text 0"
    assert len(os.listdir("/proc/self/fd")) > before
    reading.close()
    assert len(os.listdir("/proc/self/fd")) == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders")
def test_a_pipe_that_takes_the_place_of_a_file_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "template.yaml"
    path.write_bytes(b"text")
    real = os.open

    def replaced(name: str, flags: int) -> int:
        path.unlink()
        os.mkfifo(path)
        return real(name, flags)

    monkeypatch.setattr(os, "open", replaced)
    assert list(read_many([str(path)])) == [(str(path), b"")]
