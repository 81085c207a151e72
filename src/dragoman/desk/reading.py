"""Reading in the background: jobs."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.desk.holding import Holding
from dragoman.desk.settings import Settings


@dataclass
class Jobs:
    """The reports that wait to be read, and what became of those that were."""

    archive: Holding
    settings: Settings

    def stop(self) -> None:
        """Finish what is being read and take no more."""
