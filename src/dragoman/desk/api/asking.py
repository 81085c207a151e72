"""Filters as parameters of the API, from their one definition, with the values that each takes."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable
from typing import Annotated, Any, get_args, get_type_hints

from litestar.exceptions import ClientException, HTTPException
from litestar.params import QueryParameter

from dragoman.archive import FILTERS, HELP, ORDERS, Filter
from dragoman.archive.filters import Kind, country_names
from dragoman.desk.desk import Asked
from dragoman.desk.words import QUADS, STATUSES, ontology
from dragoman.errors import UsageError
from dragoman.record import Act, AgreementKind, FigureKind, Stance
from dragoman.record.types import DisplacementTerm, FigureMeasure

MOST = 500
"""The most items that one answer has."""
USUAL = 50
FROM_NOUGHT = {"minimum": 0}
"""What Litestar leaves out of the description, taking it for nothing."""

_THIRTY_ONE = "(0[13578]|1[02])(-(0[1-9]|[12][0-9]|3[01]))?"
_THIRTY = "(0[469]|11)(-(0[1-9]|[12][0-9]|30))?"
_LEAP = "([12][0-9](0[48]|[2468][048]|[13579][26])|(12|16|20|24|28)00)-02-29"
_DAY = f"([12][0-9]{{3}}(-({_THIRTY_ONE}|{_THIRTY}|02(-(0[1-9]|1[0-9]|2[0-8]))?))?|{_LEAP})"
_WEEK = "[12][0-9]{3}-W(0[1-9]|[1-4][0-9]|5[0-2])"


def with_filters(kind: Kind, *own_names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A handler that takes the filters of `kind` as query parameters and gets them as one `Filter` in `chosen`.

    The handler takes `request`, too. A parameter that no filter has is refused, so that a slip of the pen does not ask
    for everything; `own_names` are parameters of the handler itself. `limit` is set unless it is given.
    """

    def wrap(handler: Callable[..., Any]) -> Callable[..., Any]:
        hints = get_type_hints(handler, include_extras=True)
        own = [
            parameter.replace(annotation=hints[name])
            for name, parameter in inspect.signature(handler).parameters.items()
            if name != "chosen"
        ]
        asked = [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=_parameter(kind, name))
            for name in FILTERS[kind]
        ]

        def run(**given: Any) -> Any:
            filters = {name: given.pop(name) for name in FILTERS[kind]}
            _refuse_unknown(given["request"], kind, own_names)
            return handler(chosen=_filter(filters), **given)

        functools.update_wrapper(run, handler)
        vars(run)["__signature__"] = inspect.Signature([*own, *asked], return_annotation=hints["return"])
        run.__annotations__ = {p.name: p.annotation for p in (*own, *asked)} | {"return": hints["return"]}
        del vars(run)["__wrapped__"]  # else its parameters would be looked for there
        return run

    return wrap


def _filter(given: dict[str, Any]) -> Filter:
    filters = {name: value for name, value in given.items() if value is not None}
    filters.setdefault("limit", USUAL)
    try:
        return Filter(**filters)
    except UsageError as error:
        times = ("since", "until", "within")
        try:
            Filter(**{name: value for name, value in filters.items() if name not in times})
            for name in ("since", "until"):
                Filter(**{name: filters.get(name)})
        except UsageError:
            raise error from None
        # Each value makes sense; together they do not.
        raise HTTPException(detail=str(error), status_code=409) from None


def _refuse_unknown(request: Asked, kind: Kind, own_names: tuple[str, ...]) -> None:
    for name in request.query_params:
        if name not in FILTERS[kind] and name not in own_names:
            raise ClientException(f"{kind} have no parameter {name!r}; they have: {', '.join(FILTERS[kind])}.")
    refuse_repeated(request, "several values go with commas between them")


def refuse_repeated(request: Asked, advice: str = "give it once") -> None:
    """Raises for a parameter that is given more than once, of which all but one would go unheard."""
    for name, values in request.query_params.dict().items():
        if len(values) > 1:
            raise ClientException(f"{name} is given {len(values)} times; {advice}.")


def _parameter(kind: Kind, name: str) -> Any:
    about = HELP[name]
    match name:
        case "limit":
            words = f"{about} {USUAL} unless told."
            return Annotated[int | None, QueryParameter(description=words, ge=0, le=MOST, schema_extra=FROM_NOUGHT)]
        case "once":
            return Annotated[bool | None, QueryParameter(description=about)]
        case "offset" | "run" | "min_reports" | "min_publishers":
            return Annotated[int | None, QueryParameter(description=about, ge=0, le=10**9, schema_extra=FROM_NOUGHT)]
        case "min_confidence":
            return Annotated[float | None, QueryParameter(description=about, ge=0, le=1, schema_extra=FROM_NOUGHT)]
    # The pattern is for the description alone: the filter itself says better what is wrong with a value.
    pattern = _pattern(kind, name)
    extra = {"pattern": pattern} if pattern else None
    return Annotated[str | None, QueryParameter(description=about, min_length=1, max_length=500, schema_extra=extra)]


def _pattern(kind: Kind, name: str) -> str | None:
    match name:
        case "type":
            return _several(ontology().types)
        case "mode":
            return _several(sorted({m for t in ontology().types.values() for m in t.modes}))
        case "context":
            return _several(sorted(ontology().contexts))
        case "quad":
            return _several(QUADS)
        case "status":
            return _several(STATUSES)
        case "kind":
            return _several(get_args(FigureKind if kind == "figures" else AgreementKind))
        case "term":
            return _several([t for t in get_args(DisplacementTerm) if t])
        case "measure":
            return _several([m for m in get_args(FigureMeasure) if m])
        case "act":
            return _several(get_args(Act))
        case "stance":
            return _several(get_args(Stance))
        case "country":
            return _several(country_names())
        case "cameo":
            return "^[0-9]+(,[0-9]+)*$"
        case "order":
            return f"^-?({'|'.join(ORDERS[kind])})$"
        case "since" | "until":
            return f"^{_DAY}$"
        case "within":
            return f"^({_DAY}|{_WEEK}|{_DAY}\\.\\.{_DAY})$"
        case "either":
            return r"^[^,]*[^,\s\x00-\x1f\x7f-\xa0][^,]*(,[^,]*[^,\s\x00-\x1f\x7f-\xa0][^,]*)?$"
        case "actor" | "recipient" | "attribution":
            return r"[^\s\x00-\x1f\x7f-\xa0]"
    return None


def _several(values: Iterable[str]) -> str:
    one = "|".join(values)
    return f"^({one})(,({one}))*$"
