"""What was read, when, by which version; what was set aside and why; what in the reports was not read."""

from __future__ import annotations

import json
from typing import Any

from litestar import get
from litestar.params import FromPath
from litestar.response import Response

from dragoman.archive.filters import Clause
from dragoman.desk.desk import Asked, TheDesk
from dragoman.desk.problems import NotThere
from dragoman.desk.rendering import page

_MOST_RUNS = 100
_MOST_ASIDE = 500
_PUBLISHERS = Clause(
    "SELECT coalesce(publisher, '') AS publisher, count(*) AS reports, min(published) AS first_day, "
    "max(published) AS last_day, count(*) FILTER (published IS NULL) AS undated FROM articles "
    "GROUP BY 1 ORDER BY reports DESC, publisher LIMIT 50"
)
_BASES = Clause(
    "SELECT coalesce(published_basis, '') AS basis, count(*) AS reports FROM articles GROUP BY 1 ORDER BY 2 DESC"
)
_FURNITURE = Clause(
    "SELECT coalesce(reason, 'furniture') AS reason, count(*) AS blocks, sum(end_char - start_char) AS characters "
    "FROM blocks WHERE kind = 'furniture' GROUP BY 1 ORDER BY 2 DESC LIMIT 30"
)


@get("/sources", include_in_schema=False, sync_to_thread=True)
def sources(request: Asked, desk: TheDesk) -> Response[str]:
    """The runs, the publishers, how days were found, and what was set aside or passed over."""
    with desk.archive.reading() as archive:
        runs = archive.runs()[:_MOST_RUNS].to_dicts()
        publishers = archive.ask(_PUBLISHERS).to_dicts()
        bases = archive.ask(_BASES).to_dicts()
        furniture = archive.ask(_FURNITURE).to_dicts()
        aside = archive.ask(
            Clause(f"SELECT * FROM failures ORDER BY failed_at DESC, source LIMIT {_MOST_ASIDE}")
        ).to_dicts()
    return page(
        request, "sources.html", title="Sources", active="sources", runs=runs, publishers=publishers, bases=bases,
        furniture=furniture, aside=aside,
    )  # fmt: skip


@get("/sources/runs/{run:int}", include_in_schema=False, sync_to_thread=True)
def run_page(request: Asked, desk: TheDesk, run: FromPath[int]) -> Response[Any]:
    """One run: what it was told, what it read, what it set aside."""
    with desk.archive.reading() as archive:
        found = [row for row in archive.runs().to_dicts() if row["run"] == run]
        if not found:
            raise NotThere(f"The archive has no run {run}.")
        reports = archive.ask(
            Clause(
                "SELECT c.article, r.title, r.source, r.published, c.added, c.coding IN (FROM latest) AS is_latest "
                "FROM codings c JOIN article_rows r USING (coding) WHERE c.run = ? ORDER BY c.coding LIMIT 1000",
                (run,),
            )
        ).to_dicts()
        aside = archive.ask(
            Clause(f"SELECT * FROM failures WHERE run = ? ORDER BY failed_at, source LIMIT {_MOST_ASIDE}", (run,))
        ).to_dicts()
    settings = json.loads(found[0]["settings"] or "{}")
    return page(
        request, "run.html", title=f"Run {run}", active="sources", run=found[0], reports=reports, aside=aside,
        settings={name: value for name, value in settings.items() if value not in (None, "", [])},
    )  # fmt: skip


ROUTES = [sources, run_page]
