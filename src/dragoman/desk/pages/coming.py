"""Pages of the navigation that this version does not have yet: they say so."""

from __future__ import annotations

from litestar import get
from litestar.response import Response

from dragoman.desk.desk import Asked
from dragoman.desk.navigation import NAVIGATION
from dragoman.desk.rendering import page

# A page that exists is taken out of this list.
_MISSING: tuple[str, ...] = ()
_ENTRIES = {e.path: e for group in NAVIGATION for e in group.entries if e.key in _MISSING}


@get(list(_ENTRIES) or ["/coming"], include_in_schema=False, sync_to_thread=False)
def coming(request: Asked) -> Response[str]:
    """What the page will be for."""
    entry = _ENTRIES[request.url.path]
    return page(request, "coming.html", title=entry.name, active=entry.key, about=entry.about)


ROUTES = [coming] if _ENTRIES else []
