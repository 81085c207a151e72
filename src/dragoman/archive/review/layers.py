"""Which coding of the facts is asked: the machine's, or as judged, now or as of a past time."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

_ALWAYS = "TIMESTAMP 'infinity'"


@dataclass(frozen=True)
class Layer:
    """A coding of events, figures and agreements; `events` is a relation with the columns of the view `events`.

    `judged`: with the reviewers' judgements. `reviewer`: only with those of one. `as_of`: as the archive stood at that
    time (UTC, without a zone).
    """

    judged: bool = False
    reviewer: str | None = None
    as_of: datetime.datetime | None = None

    @property
    def events(self) -> str:
        """The relation, to stand after FROM."""
        return self._relation("events", "judged_as_of")

    @property
    def figures(self) -> str:
        """The same of figures, with the columns of the view `figures`."""
        return self._relation("figures", "judged_figures_as_of")

    @property
    def agreements(self) -> str:
        """The same of agreements, with the columns of the view `agreements`."""
        return self._relation("agreements", "judged_agreements_as_of")

    @property
    def standing(self) -> str:
        """The relation of the judgements of events that hold in this layer."""
        return f"standing_as_of({_text(self.reviewer)}, {self._moment})"

    @property
    def facts_standing(self) -> str:
        """The relation of the judgements of figures and agreements that hold in this layer."""
        return f"facts_standing_as_of({_text(self.reviewer)}, {self._moment})"

    @property
    def _moment(self) -> str:
        return _ALWAYS if self.as_of is None else f"TIMESTAMP '{self.as_of.isoformat(' ')}'"

    def _relation(self, machine: str, judged: str) -> str:
        if self.judged:
            return f"{judged}({_text(self.reviewer)}, {self._moment})"
        return machine if self.as_of is None else f"{machine}_as_of({self._moment})"

    @property
    def human(self) -> str:
        """The layer in words: "as judged by Ann, as of 2026-01-31"; empty for the machine's coding now."""
        words = []
        if self.judged:
            words.append(f"as judged by {self.reviewer}" if self.reviewer else "as judged")
        if self.as_of is not None:
            words.append(f"as of {self.as_of:%Y-%m-%d %H:%M}")
        return ", ".join(words)


MACHINE = Layer()
JUDGED = Layer(judged=True)


def _text(value: str | None) -> str:
    """A string in SQL."""
    return "NULL" if value is None else "'" + value.replace("'", "''") + "'"
