"""What every request needs, made once: the archive, the settings, sessions, jobs, the pages' own files."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeAlias

from litestar import Request
from litestar.di import NamedDependency

from dragoman.desk.holding import Holding
from dragoman.desk.reading import Jobs
from dragoman.desk.security import Sessions, Tries
from dragoman.desk.settings import Settings
from dragoman.desk.static_files import StaticFiles


class Desk:
    """The desk over the archive at `path`.

    No dataclass, because Litestar would take it apart at every request.
    """

    def __init__(self, path: Path, settings: Settings) -> None:
        self.archive = Holding(path)
        self.settings = settings
        self.sessions = Sessions(settings.secret, settings.session_seconds)
        self.jobs = Jobs(self.archive, settings)
        self.tries = Tries()
        self.files = StaticFiles()


TheDesk: TypeAlias = NamedDependency[Desk]
"""What a handler says to be handed the desk: `desk: TheDesk`."""
Asked: TypeAlias = Request[Any, Any, Any]
"""A request."""
