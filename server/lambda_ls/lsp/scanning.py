"""Looking for the templates of the workspace while requests are answered."""

from __future__ import annotations

import asyncio
import logging

from pygls.lsp.server import LanguageServer

from ..workspace.project_settings import ProjectSettings
from ..workspace.scan import Scan, scan
from .analysis import Analysis
from .background import Worker
from .progress import WorkProgress

logger = logging.getLogger(__name__)


async def scan_workspace(server: LanguageServer, analysis: Analysis, shown: bool) -> None:
    """Find the templates of a workspace in another thread, and have them checked.

    `shown` tells that the client can show progress.
    """
    loop = asyncio.get_running_loop()
    files = analysis.workspace.files
    progress = WorkProgress(server, "Looking for templates")
    # Those of the workspace are for the event loop only.
    settings = ProjectSettings(analysis.workspace.chosen, files.root_of)

    def tell(folders: int) -> None:
        loop.call_soon_threadsafe(progress.report, f"{folders} folders")

    if shown:
        progress.begin()
    worker = Worker()
    try:
        found = await worker.do(lambda: scan(files.roots, tell, settings))
        # The templates are made known one by one as they are checked.
        analysis.workspace.adopt(Scan(listings=found.listings))
        analysis.found(found.candidates)
    except Exception:
        logger.exception("the workspace could not be scanned")
    finally:
        worker.end()
        progress.end()
