"""Events over time: counts by quad class, score, coverage, acts on agreements, and the events under each bar."""

from __future__ import annotations

from typing import Any, get_args

from litestar import get
from litestar.response import Response

from dragoman.analysis import series
from dragoman.analysis.periods import Period
from dragoman.archive.review import JUDGED, MACHINE
from dragoman.desk.asking import events_address, filter_context, quad_counts
from dragoman.desk.desk import Asked, TheDesk
from dragoman.desk.rendering import page
from dragoman.errors import UsageError

FIELDS = ("either", "place", "country", "since", "until", "publisher")


@get("/time", include_in_schema=False, sync_to_thread=True)
def time(request: Asked, desk: TheDesk) -> Response[str]:
    """The series for the filter that the address holds."""
    by = period_of(request.query_params.get("by", ""))
    judged = request.query_params.get("judged", "") == "yes"
    context = filter_context(request, "/time", "events", FIELDS, by=by or "", judged="yes" if judged else "")
    chosen = context["chosen"]
    with desk.archive.reading(incidents=bool(chosen.once)) as archive:
        found = series(archive, chosen, by=by, layer=JUDGED if judged else MACHINE, ids=False)
        is_empty = not archive.count("articles")
    bars = [
        {
            "bar": bar,
            "quads": [
                (short, said, count, events_address(chosen, within=bar.within, quad=quad))
                for quad, short, said, count in quad_counts(bar.counts)
            ],
            "all": events_address(chosen, within=bar.within),
            "reports": f"/reports?since={bar.start}&until={bar.end}",
        }
        for bar in found.bars
        if bar.events
    ]
    return page(
        request,
        "time.html",
        title="Time",
        active="time",
        series=found,
        bars=bars,
        chart=_chart(found, chosen),
        by=by,
        judged=judged,
        periods=get_args(Period),
        totals=[sum(bar.counts[n] for bar in found.bars) for n in range(4)],
        is_empty=is_empty,
        **context,
    )


def period_of(given: str) -> Period | None:
    """The period that an address names, None for one that fits; raises `UsageError` for another word."""
    if not given:
        return None
    for known in get_args(Period):
        if given == known:
            return known  # type: ignore[no-any-return]
    raise UsageError(f"by {given!r} is no period; valid: {', '.join(get_args(Period))}.")


def _chart(found: Any, chosen: Any) -> dict[str, Any]:
    return {
        "by": found.by,
        "starts": [bar.start for bar in found.bars],
        "within": [bar.within for bar in found.bars],
        "counts": [[bar.counts[n] for bar in found.bars] for n in range(4)],
        "score": [bar.score for bar in found.bars],
        "reports": [bar.reports for bar in found.bars],
        "marks": [
            {"date": m.date, "act": m.act.replace("_", " "), "name": m.name, "reports": m.reports} for m in found.marks
        ],
        "behind": events_address(chosen, path="/behind"),
    }


ROUTES = [time]
