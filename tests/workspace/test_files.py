from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Set
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lambda_ls.text.source import SourceText
from lambda_ls.workspace.disk import LARGEST_FILE, decode, is_below, outermost
from lambda_ls.workspace.files import Files
from lambda_ls.workspace.scan import scan


def test_names_are_compared_exactly(tmp_path: Path) -> None:
    (tmp_path / "App.py").write_text("")
    files = Files((str(tmp_path),))
    assert files.kind(str(tmp_path / "App.py")) == "file"
    assert files.kind(str(tmp_path / "app.py")) is None


def test_nothing_outside_the_workspace_is_read(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "secret.py").write_text("secret")
    (inside / "link.py").symlink_to(tmp_path / "secret.py")
    (inside / "folder").symlink_to(tmp_path)
    files = Files((str(inside),))
    assert files.source(str(inside / "link.py")) is None
    assert files.folder(str(inside / "folder")) == {}
    assert files.kind(str(tmp_path / "secret.py")) is None
    assert files.kind(os.path.normpath(str(inside / ".." / "secret.py"))) is None


def test_a_link_inside_the_workspace_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.py").write_text("x")
    (tmp_path / "link.py").symlink_to(tmp_path / "real.py")
    source = Files((str(tmp_path),)).source(str(tmp_path / "link.py"))
    assert source is not None
    assert source.text == "x"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbfa\r\nb", "a\r\nb"),
        ("é".encode("utf-16"), "é"),
        (b"caf\xe9", "caf\ufffd"),
        (b"\x7fELF\x00\x00", None),
        (b"", ""),
    ],
)
def test_bytes_become_text_or_are_refused_as_binary(data: bytes, text: str | None) -> None:
    source = decode(data)
    assert (source.text if source is not None else None) == text


def test_what_is_no_ordinary_file_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.py")
    (tmp_path / "large.py").write_bytes(b"#" * (LARGEST_FILE + 1))
    files = Files((str(tmp_path),))
    assert files.source(str(tmp_path / "pipe.py")) is None
    assert files.source(str(tmp_path / "large.py")) is None
    assert files.source(str(tmp_path / "absent.py")) is None
    assert files.source(str(tmp_path)) is None


def test_the_editors_text_counts_until_the_file_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "app.py"
    path.write_text("disk")
    files = Files((str(tmp_path),))
    files.open(str(path), SourceText("editor"))
    opened = files.source(str(path))
    assert opened is not None
    assert opened.text == "editor"
    files.close(str(path))
    closed = files.source(str(path))
    assert closed is not None
    assert closed.text == "disk"


def test_a_file_that_is_only_in_the_editor_exists(tmp_path: Path) -> None:
    files = Files((str(tmp_path),))
    path = str(tmp_path / "new.py")
    assert files.kind(path) is None
    files.open(path, SourceText(""))
    assert files.kind(path) == "file"
    files.close(path)
    assert files.kind(path) is None


def test_a_result_is_stale_only_when_something_it_saw_has_changed(tmp_path: Path) -> None:
    for name in ("a.py", "b.py"):
        (tmp_path / name).write_text("x")
    files = Files((str(tmp_path),))
    with files.recording() as seen:
        files.source(str(tmp_path / "a.py"))
    then = files.revision
    files.open(str(tmp_path / "b.py"), SourceText("y"))
    assert files.unchanged(seen, then)
    files.open(str(tmp_path / "a.py"), SourceText("y"))
    assert not files.unchanged(seen, then)


def test_a_look_for_a_word_is_stale_only_when_the_word_comes_or_goes(tmp_path: Path) -> None:
    path = str(tmp_path / "app.py")
    files = Files((str(tmp_path),))

    def words(source: SourceText | None) -> frozenset[bytes]:
        return frozenset(source.text.encode().split()) if source else frozenset()

    def look() -> tuple[bool, Set[str], int]:
        with files.recording() as seen:
            found = files.has_word(path, words, b"TABLE")
        return found, seen, files.revision

    files.open(path, SourceText("a b"))
    found, seen, then = look()
    assert not found
    files.open(path, SourceText("a bc"))
    assert files.unchanged(seen, then)
    files.open(path, SourceText("a bc TABLE"))
    assert not files.unchanged(seen, then)
    found, seen, then = look()
    assert found
    files.open(path, SourceText("a TABLE"))
    assert files.unchanged(seen, then)
    files.close(path)
    assert not files.unchanged(seen, then)


def test_a_look_for_a_word_is_stale_when_a_closed_file_changes(tmp_path: Path) -> None:
    file = tmp_path / "app.py"
    file.write_text("TABLE")
    files = Files((str(tmp_path),))
    files.open(str(file), SourceText("TABLE"))
    with files.recording() as seen:
        assert files.has_word(str(file), lambda source: frozenset((b"TABLE",)), b"TABLE")
    files.close(str(file))
    then = files.revision
    file.write_text("another")
    files.disk_changed(str(file))
    assert not files.unchanged(seen, then)


def test_a_deleted_folder_takes_everything_below_it_along(tmp_path: Path) -> None:
    folder = tmp_path / "src" / "deep"
    folder.mkdir(parents=True)
    (folder / "app.py").write_text("x")
    files = Files((str(tmp_path),))
    assert files.kind(str(folder / "app.py")) == "file"
    (folder / "app.py").unlink()
    folder.rmdir()
    files.disk_changed(str(tmp_path / "src"))
    assert files.kind(str(folder / "app.py")) is None
    assert files.source(str(folder / "app.py")) is None


def test_a_scan_finds_templates_by_their_bytes(tmp_path: Path) -> None:
    template = "Resources:\n  A:\n    Type: AWS::SQS::Queue\n"
    (tmp_path / "infra.yml").write_text(template)
    (tmp_path / "k8s.yml").write_text("kind: Pod\n")
    (tmp_path / "serverless.yml").write_text("service: x\nprovider:\n  name: aws\n")
    for skipped in ("node_modules", ".venv", "env", ".git"):
        (tmp_path / skipped).mkdir()
        (tmp_path / skipped / "template.yaml").write_text(template)
    (tmp_path / "env" / "pyvenv.cfg").write_text("")
    (tmp_path / "loop").symlink_to(tmp_path)
    found = [os.path.relpath(path, tmp_path) for path in scan((str(tmp_path),)).candidates]
    assert found == ["infra.yml", "serverless.yml"]


def test_an_unreadable_folder_counts_as_empty(tmp_path: Path) -> None:
    assert scan((str(tmp_path / "absent"),)).candidates == []
    assert Files((str(tmp_path),)).folder(str(tmp_path / "absent")) == {}


def test_a_path_is_below_a_folder_only_if_it_is_in_it() -> None:
    root = os.path.join(os.sep, "work", "app")
    assert is_below(root, root)
    assert is_below(os.path.join(root, "a"), root)
    assert is_below(root, os.sep)
    assert not is_below(root + "2", root)
    assert not is_below(os.path.dirname(root), root)


def test_of_folders_in_each_other_the_outermost_are_kept() -> None:
    assert outermost(["/a/b", "/a-b", "/a", "/c/d", "/a/b/c"]) == ["/a", "/a-b", "/c/d"]
    assert outermost([]) == []


def test_a_path_that_no_system_can_have_is_not_in_the_workspace(tmp_path: Path) -> None:
    files = Files((str(tmp_path),))
    for path in (f"{tmp_path}/{'a' * 5_000}", f"{tmp_path}{'/a' * 1_000}"):
        assert not files.contains(path)
        assert files.kind(path) is None
        assert files.source(path) is None
        assert files.folder(path) == {}


def test_what_cannot_be_seen_is_hidden_and_what_is_absent_is_not(tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / "src").mkdir(parents=True)
    (root / "out").symlink_to(tmp_path)
    files = Files((str(root),))
    assert files.is_hidden(str(root / "out" / "app.py"))
    assert not files.is_hidden(str(root / "out"))
    assert not files.is_hidden(str(root / "src" / "app.py"))
    assert not files.is_hidden(str(root / "absent" / "app.py"))
    assert files.kind(str(root / "out")) == "folder"


def test_opening_and_closing_a_file_as_it_is_on_disk_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "app.py"
    path.write_text("x")
    files = Files((str(tmp_path),))
    before = files.source(str(path))
    then = files.revision
    files.open(str(path), SourceText("x"))
    assert files.source(str(path)) is before
    files.disk_changed(str(path))
    files.close(str(path))
    assert files.source(str(path)) is before
    assert files.revision == then


def test_a_look_at_a_folder_is_stale_when_its_names_change(tmp_path: Path) -> None:
    files = Files((str(tmp_path),))
    (tmp_path / "src").mkdir()
    with files.recording() as names:
        files.folder(str(tmp_path / "src"))
    with files.recording() as there:
        assert files.kind(str(tmp_path / "src")) == "folder"
    then = files.revision
    (tmp_path / "src" / "app.py").write_text("")
    files.disk_changed(str(tmp_path / "src" / "app.py"))
    assert not files.unchanged(names, then)
    assert files.unchanged(there, then)


def test_a_look_at_what_is_absent_is_stale_when_a_folder_on_the_way_comes(tmp_path: Path) -> None:
    files = Files((str(tmp_path),))
    with files.recording() as seen:
        assert files.kind(str(tmp_path / "a" / "b" / "app.py")) is None
    then = files.revision
    (tmp_path / "a" / "b").mkdir(parents=True)
    files.disk_changed(str(tmp_path / "a"))
    assert not files.unchanged(seen, then)


def test_looks_inside_another_look_count_for_both(tmp_path: Path) -> None:
    files = Files((str(tmp_path),))
    with files.recording() as outer:
        with files.recording() as inner:
            files.source(str(tmp_path / "a"))
        files.source(str(tmp_path / "b"))
    assert inner < outer
    assert str(tmp_path / "b") in outer - inner


def test_after_more_changes_than_are_remembered_everything_counts_as_changed(
    tmp_path: Path,
) -> None:
    files = Files((str(tmp_path),))
    with files.recording() as seen:
        files.source(str(tmp_path / "a"))
    then = files.revision
    for number in range(10_000):
        files.open(str(tmp_path / "b"), SourceText(str(number)))
    assert files.revision == then + 10_000
    assert not files.unchanged(seen, then)
    assert files.unchanged(seen, files.revision)


def test_a_file_in_folders_of_which_nobody_told_is_seen_with_them(tmp_path: Path) -> None:
    files = Files((str(tmp_path),))
    folder = tmp_path / "new" / "deep"
    with files.recording() as seen:
        assert files.kind(str(folder / "app.py")) is None
    then = files.revision
    folder.mkdir(parents=True)
    (folder / "app.py").write_text("x")
    files.disk_changed(str(folder / "app.py"))
    assert files.kind(str(folder)) == "folder"
    assert files.kind(str(folder / "app.py")) == "file"
    assert not files.unchanged(seen, then)


_PATHS = ("a", "a/b", "a/b/c", "a/c", "b", "b/c")


_ON_DISK = st.tuples(st.sampled_from(_PATHS), st.sampled_from(("file", "folder", "gone")))
_IN_EDITOR = st.tuples(st.sampled_from(("a/b/c", "a/c", "b/c")), st.just("open"))


@given(st.lists(_ON_DISK | _IN_EDITOR, max_size=8))
def test_what_stood_somewhere_is_remembered_no_longer_than_it_is_true(
    happenings: list[tuple[str, str]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = os.path.realpath(folder)
        paths = [os.path.join(root, each) for each in _PATHS]
        files = Files((root,))
        for path, what in happenings:
            _happen(files, Path(root, path), what)
            fresh = Files((root,))
            for each in files.open_paths:
                fresh.open(each, SourceText(""))
            assert [files.kind(each) for each in paths] == [fresh.kind(each) for each in paths]


def _happen(files: Files, path: Path, what: str) -> None:
    """Something comes, goes, or is opened in the editor at a path, or closed there again."""
    if what == "open":
        if files.is_open(str(path)):
            files.close(str(path))
        else:
            files.open(str(path), SourceText(""))
        return
    if path.is_dir():
        shutil.rmtree(path)
    elif path.exists():
        path.unlink()
    if what != "gone" and path.parent.is_dir():
        if what == "file":
            path.write_text("", encoding="utf-8")
        else:
            path.mkdir()
    files.disk_changed(str(path))
