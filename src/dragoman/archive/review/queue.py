"""What waits to be judged: the events that a filter chooses, the least sure first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from dragoman.archive.filters import Clause, Filter

if TYPE_CHECKING:
    from dragoman.archive.answer import Answer
    from dragoman.archive.archive import Archive

Waiting = Literal["unjudged", "second", "all"]
"""unjudged: nobody judged it; second: someone else did, this reviewer not (double coding); all: this reviewer not."""


class Progress(msgspec.Struct, frozen=True):
    """How far the review of the chosen events is: how many there are, judged by anyone, by the reviewer, by two."""

    events: int
    judged: int
    by_reviewer: int
    twice: int


def queue(
    archive: Archive, reviewer: str, chosen: Filter | None = None, *, waiting: Waiting = "unjudged", blind: bool = False
) -> Answer:
    """The events that wait for a reviewer, the least sure first, in the columns of `Archive.events`.

    `blind` shows them without the judgements of others, as do waiting "unjudged" and "second".
    """
    chosen = chosen or Filter(limit=50)
    where, page = chosen.where("events"), chosen.page()
    # Who has not judged an event sees it as the machine coded it, unless others' judgements are to be seen.
    source = "judged_events" if waiting == "all" and not blind else "events"
    judged = "SELECT article, unnest(events) FROM standing"
    conditions = {
        "unjudged": (f"(f.article, f.event) NOT IN ({judged})", ()),
        "second": (
            f"(f.article, f.event) IN ({judged}) AND (f.article, f.event) NOT IN ({judged} WHERE reviewer = ?)",
            (reviewer,),
        ),
        "all": (
            f"(f.article, f.event) NOT IN ({judged} WHERE reviewer = ? UNION ALL "
            "SELECT j.article, m.event FROM made_events m JOIN standing j USING (judgement) WHERE j.reviewer = ?)",
            (reviewer, reviewer),
        ),
    }
    condition, parameters = conditions[waiting]
    return archive.ask(
        Clause(
            f"""
            WITH next AS (
                SELECT f.coding, f.n, f.event FROM {source} f WHERE ({where.sql}) AND {condition}
                ORDER BY f.confidence, f.article, f.n{page.sql}
            )
            SELECT f.* EXCLUDE (coding, n) FROM {source} f JOIN next x ON f.coding = x.coding AND f.event = x.event
            ORDER BY f.confidence, f.article, f.n
            """,
            (*where.parameters, *parameters, *page.parameters),
        ),
        f"{waiting} {chosen.human('events')}",
    )


def progress(archive: Archive, reviewer: str, chosen: Filter | None = None) -> Progress:
    """How far the review of the machine's events that a filter chooses is."""
    where = (chosen or Filter()).where("events")
    row = archive.ask(
        Clause(
            f"""
            WITH judged AS (
                SELECT article, event, count(DISTINCT reviewer) AS reviewers, bool_or(reviewer = ?) AS mine
                FROM (SELECT article, reviewer, unnest(events) AS event FROM standing) GROUP BY article, event
            )
            SELECT count(*) AS events, count(j.event) AS judged, count(j.event) FILTER (j.mine) AS by_reviewer,
                count(j.event) FILTER (j.reviewers > 1) AS twice
            FROM events f LEFT JOIN judged j ON j.article = f.article AND j.event = f.event WHERE {where.sql}
            """,
            (reviewer, *where.parameters),
        )
    )[0]
    return Progress(row["events"], row["judged"], row["by_reviewer"], row["twice"])
