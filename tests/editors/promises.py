"""What every editor shows and does; the tests of each editor add how it is started."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path

import pytest

from tests.editors.project import Session


class Promises(ABC):
    """The tests of one editor. It is started once, for all of them."""

    @staticmethod
    @abstractmethod
    def run(folder: Path) -> Session:
        """Run the editor with the configuration of its page, and its script in it."""

    @pytest.fixture(scope="class")
    @classmethod
    def session(cls, tmp_path_factory: pytest.TempPathFactory) -> Session:
        return cls.run(tmp_path_factory.mktemp("editor"))

    def test_a_finding_marks_its_text_after_an_emoji(self, session: Session) -> None:
        assert session.saw("finding", "marked") == "app.handlr"
        assert "did you mean `handler`" in str(session.saw("finding", "message"))

    def test_a_code_action_mends_it_and_the_finding_goes(self, session: Session) -> None:
        assert "Handler: app.handler, Runtime" in str(session.saw("code action", "line"))
        assert session.saw("code action", "findings left") == 0

    def test_hover_shows_the_handler(self, session: Session) -> None:
        assert "def handler(event, context)" in str(session.saw("hover", "text"))

    def test_the_definition_is_the_handler(self, session: Session) -> None:
        assert session.saw("definition", "file") == "app.py"
        assert session.saw("definition", "line") == "def handler(event, context):"

    def test_completion_knows_the_event_after_an_emoji(self, session: Session) -> None:
        labels = session.saw("completion", "labels")
        assert isinstance(labels, list)
        assert "messageId" in labels

    def test_a_rename_changes_code_and_template(self, session: Session) -> None:
        assert session.saw("rename", "code") == "def on_order(event, context):"
        assert '"app.on_order"' in str(session.saw("rename", "template"))

    def test_a_code_lens_names_the_function(self, session: Session) -> None:
        assert "OrdersFunction" in str(session.saw("lens", "titles"))

    def test_a_code_lens_runs_it_and_the_outcome_is_shown(self, session: Session) -> None:
        assert "OrdersFunction: success in" in str(session.saw("run", "message"))

    def test_the_editor_stops_the_server_and_ends_well(self, session: Session) -> None:
        assert session.saw("exit", "server runs") is False
        assert session.exit_code == 0, session.output
