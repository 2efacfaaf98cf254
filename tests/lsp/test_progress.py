from __future__ import annotations

from concurrent.futures import Future
from typing import cast

from lambda_ls.lsp.progress import WorkProgress
from lsprotocol import types
from pygls.lsp.server import LanguageServer


class Recorder:
    """Stands for the server: keeps what would be sent, and the client's consent."""

    def __init__(self) -> None:
        self.protocol = self
        self.work_done_progress = self
        self.tokens: dict[types.ProgressToken, Future[None]] = {}
        self.consent: Future[None] = Future()
        self.shown: list[str] = []

    def send_request(self, method: str, params: types.WorkDoneProgressCreateParams) -> Future[None]:
        assert method == types.WINDOW_WORK_DONE_PROGRESS_CREATE
        self.token = params.token
        return self.consent

    def progress(self, params: types.ProgressParams) -> None:
        assert params.token == self.token
        assert params.value
        self.shown.append(params.value.kind)


def begun() -> tuple[Recorder, WorkProgress]:
    recorder = Recorder()
    progress = WorkProgress(cast(LanguageServer, recorder), "Looking")
    progress.begin()
    return recorder, progress


def test_progress_is_shown_once_the_client_agrees() -> None:
    recorder, progress = begun()
    progress.report("200")
    assert recorder.shown == []
    recorder.consent.set_result(None)
    progress.report("400")
    progress.end()
    progress.report("600")
    assert recorder.shown == ["begin", "report", "end"]


def test_a_scan_that_ends_before_the_client_agrees_is_not_shown() -> None:
    recorder, progress = begun()
    progress.end()
    recorder.consent.set_result(None)
    assert recorder.shown == []


def test_a_client_that_refuses_is_shown_nothing() -> None:
    recorder, progress = begun()
    recorder.consent.set_exception(RuntimeError("no"))
    progress.report("200")
    progress.end()
    assert recorder.shown == []


def test_a_client_can_end_the_work_by_the_token_that_it_has_given() -> None:
    recorder = Recorder()
    recorder.token = "given"
    ended: list[bool] = []
    server = cast(LanguageServer, recorder)
    progress = WorkProgress(server, "Run", token="given", cancel=lambda: ended.append(True))
    progress.begin()
    assert recorder.shown == ["begin"]
    recorder.tokens["given"].cancel()
    assert ended == [True]
    progress.end()
    assert recorder.tokens == {}
    assert recorder.shown == ["begin", "end"]
