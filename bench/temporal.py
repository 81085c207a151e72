"""Time expressions in TIMEX3 terms: `python bench/temporal.py DATA OUT` writes predictions for the temporal scorer.

DATA is JSON Lines with `id`, `text`, `dct` and `corpus`; histories (WikiWars) are read as narratives. TIMEX3 differs
from Dragoman's dates: the ends of a range are expressions of their own, and what can't be placed has a symbolic value.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
from pathlib import Path

from dragoman.dates import complete, find_dates, resolve
from dragoman.dates.values import (
    Calendar,
    Clock,
    DateMention,
    Duration,
    Era,
    Fraction,
    Holiday,
    Interval,
    Offset,
    Recurring,
    Relative,
    Season,
    Stretch,
    TimeExpression,
    Trailing,
    Vague,
    Weekday,
)

_LETTER = {
    "second": "S",
    "minute": "M",
    "hour": "H",
    "day": "D",
    "weekend": "WE",
    "week": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
}
_DAY_PART = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
_SEASON = {"spring": "SP", "summer": "SU", "autumn": "FA", "winter": "WI"}


def period(count: float | None, unit: str) -> str:
    if count == 0.5 and unit == "hour":
        count, unit = 30, "minute"
    number = "X" if count is None else f"{count:g}"
    return f"P{'T' if unit in {'second', 'minute', 'hour'} else ''}{number}{_LETTER[unit]}"


def symbol(value: object) -> str:
    """The TIMEX3 value of a complete value."""
    if isinstance(value, Calendar):
        era = "BC" if value.bc else ""
        parts = [f"{era}{value.year:04d}"]
        if value.month is not None:
            parts.append(f"{value.month:02d}")
        if value.day is not None:
            parts.append(f"{value.day:02d}")
        return "-".join(parts)
    if isinstance(value, Season):
        return f"{'BC' if value.bc else ''}{value.year:04d}-{_SEASON[value.name]}"
    if isinstance(value, Fraction):
        return f"{value.year:04d}-{'Q' if value.of == 4 else 'H'}{value.number}"
    if isinstance(value, Era):
        return f"{'BC' if value.bc else ''}{value.first // value.years:0{3 if value.years == 10 else 2}d}"
    return ""


def timex(mention: DateMention, reference: Stretch | None, published: dt.date | None) -> tuple[str, str]:
    """Type and value."""
    expression = mention.expression
    value = expression.value
    if isinstance(value, Duration):
        return "DURATION", period(value.count, value.unit)
    if isinstance(value, Recurring):
        return "SET", period(value.count, value.unit)
    if isinstance(value, Vague):
        return "DATE", value.where.upper() + "_REF"
    if isinstance(value, Trailing) and value.recent and "recent" in expression.words:
        return "DATE", "PAST_REF"
    if isinstance(value, Trailing):
        return "DURATION", period(value.count, value.unit)
    if isinstance(value, Offset) and value.count is None:
        return "DATE", "PAST_REF" if value.direction < 0 else "FUTURE_REF"
    found = mention.range
    time = f"T{expression.clock}" if expression.clock else _DAY_PART.get(expression.day_part, "")
    kind = "TIME" if expression.kind == "time" else "DATE"
    if isinstance(value, Relative | Weekday | Offset) and found is not None:
        if isinstance(value, Relative) and value.unit == "weekend":
            year, week, _ = found.start.isocalendar()
            return kind, f"{year}-W{week:02d}-WE"
        if found.precision == "week":
            year, week, _ = (found.start + dt.timedelta(days=3)).isocalendar()
            return kind, f"{year}-W{week:02d}"
        if found.precision == "day":
            return kind, found.start.isoformat() + time
        if found.precision == "decade":
            return kind, str(found.start.year // 10)
        return kind, f"{found.start.year:04d}" if found.precision in {"year", "season"} else f"{found.start:%Y-%m}"
    if isinstance(value, Calendar | Season | Fraction | Era) and found is not None:
        full = complete(value, published=published, reference=reference, tense="past")
        if isinstance(value, Calendar) and value.year is None:
            full = Calendar(found.start.year, value.month, None if value.day is None else found.start.day)
        elif isinstance(value, Season) and value.year is None:
            full = Season(value.name, found.start.year if found.start.month > 2 else found.start.year - 1)
        return kind, symbol(full) + time
    if isinstance(value, Calendar | Season | Era):
        return kind, symbol(value) if getattr(value, "year", 1) is not None else ""
    if isinstance(value, Interval | Stretch | Holiday) and found is not None:
        return kind, found.start.isoformat() + time
    if isinstance(value, Clock):
        day = found.start if found else published
        return kind, (day.isoformat() if day else "XXXX-XX-XX") + time
    return kind, ""


def ends(mention: DateMention) -> list[TimeExpression]:
    return list(mention.expression.parts) or [mention.expression]


def predict(row: dict[str, str]) -> dict[str, object]:
    narrative = row.get("corpus") == "WikiWars"
    published = dt.date.fromisoformat(row["dct"]) if row.get("dct") else None
    out = []
    reference: Stretch | None = None
    for mention in find_dates(row["text"], published=published, narrative=narrative):
        words = mention.expression.words.lower()
        if words == "then" or (not narrative and words in {"former", "formerly"}):
            continue  # TIMEX3 has no "since then"; "former" is marked in the histories only
        for expression in ends(mention):
            one = mention
            if expression is not mention.expression:
                # The ends of a range share its years: the start's day comes from the whole range.
                last = expression is mention.expression.parts[-1]
                whole = mention.range
                near = (whole.end if last else whole.start) if whole else reference.start if reference else None
                anchor = Stretch(near, near, "day") if near else None
                found = resolve(expression, published=near, reference=anchor, tense="past")
                one = DateMention(expression.span, found, expression.kind, expression.hedge, expression)
            kind, value = timex(one, reference, published)
            out.append({"start": expression.span.start, "end": expression.span.end, "type": kind, "value": value})
        if mention.range is not None:
            reference = Stretch(mention.range.start, mention.range.end, mention.range.precision)
    return {"id": row["id"], "timexes": out}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    with options.data.open(encoding="utf-8") as data, options.out.open("w", encoding="utf-8") as out:
        for line in data:
            out.write(json.dumps(predict(json.loads(line))) + "\n")


if __name__ == "__main__":
    main()
