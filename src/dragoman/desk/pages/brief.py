"""The brief: a page to print, and the same as Markdown and HTML."""

from __future__ import annotations

import re
from typing import Any

from litestar import get
from litestar.params import FromPath
from litestar.response import Response
from markupsafe import Markup

from dragoman.analysis import Brief, as_html, as_markdown
from dragoman.analysis import brief as make_brief
from dragoman.analysis.brief_forms import MOST_PLACES
from dragoman.archive.filters import HELP
from dragoman.desk.asking import as_query
from dragoman.desk.desk import Asked, TheDesk
from dragoman.desk.filtering import parameters, read_filter
from dragoman.desk.problems import NotThere
from dragoman.desk.rendering import page
from dragoman.desk.world_map import drawing
from dragoman.errors import UsageError

FIELDS = (
    ("either", "An actor, or a pair", "TUR or TUR,SYR"),
    ("place", "Or a place", "Idlib"),
    ("country", "Or a country", "SYR or Syria"),
    ("agreement", "Or an agreement", "part of its name"),
    ("since", "Since", "2020, 2020-11"),
    ("until", "Until", "2020-12-31"),
)


@get("/brief", include_in_schema=False, sync_to_thread=True)
def brief(request: Asked, desk: TheDesk) -> Response[str]:
    """The form, and the brief on what the address asks for."""
    found, given, problem = _asked(request, desk)
    with desk.archive.reading() as archive:
        is_empty = not archive.count("articles")
        likely = archive.actors(status="actual", limit=8).to_dicts() if found is None and not is_empty else []
    return page(
        request,
        "brief.html",
        title=found.title if found else "Brief",
        active="brief",
        brief=found,
        given=given,
        fields=[(*field, HELP.get(field[0], "An agreement's id, or part of its name.")) for field in FIELDS],
        problem=problem,
        likely=likely,
        is_empty=is_empty,
        as_file=lambda form: f"/brief/as/{form}{as_query(given)}",
        bars=_bars(found) if found else [],
        world_map=Markup(drawing(found.places)) if found else "",
        most_places=MOST_PLACES,
    )


@get("/brief/as/{form:str}", include_in_schema=False, sync_to_thread=True)
def brief_file(request: Asked, desk: TheDesk, form: FromPath[str]) -> Response[str]:
    """The brief as a file."""
    forms = {"markdown": ("text/markdown", "md"), "html": ("text/html", "html")}
    if form not in forms:
        raise NotThere(f"A brief is not given as {form!r}; there are: {', '.join(forms)}.")
    found, _, problem = _asked(request, desk)
    if found is None:
        raise UsageError(
            problem or "A brief is on somebody or something: give an actor, a pair, a place or an agreement."
        )
    media_type, ending = forms[form]
    name = re.sub(r"[^A-Za-z0-9]+", "-", found.title).strip("-").lower() or "brief"
    return Response(
        as_html(found, world_map=drawing(found.places)) if form == "html" else as_markdown(found),
        media_type=media_type,
        headers={
            "Content-Disposition": f'attachment; filename="brief-{name[:60]}.{ending}"',
            "Cache-Control": "no-store",
        },
    )


def _asked(request: Asked, desk: TheDesk) -> tuple[Brief | None, dict[str, str], str]:
    """The brief that the address asks for, the fields given, and why there is none."""
    chosen = read_filter(request.query_params.multi_items(), "events")
    agreement = request.query_params.get("agreement", "").strip()
    given = parameters(chosen) | ({"agreement": agreement} if agreement else {})
    if not set(given) - {"since", "until", "within"}:
        return None, given, ""
    with desk.archive.reading(incidents=bool(chosen.once)) as archive:
        try:
            return make_brief(archive, chosen, agreement=agreement or None), given, ""
        except UsageError as error:
            return None, given, str(error)


def _bars(found: Brief) -> list[dict[str, Any]]:
    """The series as bars of a drawing of 100 by 24: each quad class stacked."""
    most = max((bar.events for bar in found.series.bars), default=0)
    if not most:
        return []
    width = 100 / len(found.series.bars)
    drawn = []
    for n, bar in enumerate(found.series.bars):
        top = 24.0
        for short, count in zip(
            ("mc", "vc", "vx", "mx"), (bar.counts[1], bar.counts[0], bar.counts[2], bar.counts[3]), strict=True
        ):
            if count:
                height = 24 * count / most
                top -= height
                drawn.append({"x": round(n * width, 3), "y": round(top, 3), "width": round(width * 0.9, 3),
                              "height": round(height, 3), "quad": short})  # fmt: skip
    return drawn


ROUTES = [brief, brief_file]
