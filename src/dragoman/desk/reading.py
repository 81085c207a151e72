"""Reading in the background: jobs."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.desk.holding import Holding
from dragoman.desk.settings import Settings
from dragoman.record import Article


@dataclass
class Jobs:
    """The reports that wait to be read, and what became of those that were."""

    archive: Holding
    settings: Settings

    def explain(self, article: Article) -> dict[str, object]:
        """Why."""
        from dragoman.cli.coding import load_coder
        from dragoman.cli.explaining import explanation_data

        return explanation_data(load_coder().explain(article))

    def stop(self) -> None:
        """Finish what is being read and take no more."""
