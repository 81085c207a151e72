"""Days, weeks and months that events are counted in."""

from __future__ import annotations

import datetime
from typing import Literal

Period = Literal["day", "week", "month", "year"]


def start_of(day: datetime.date, by: Period) -> datetime.date:
    """The first day of the period that `day` lies in; weeks begin on Monday."""
    if by == "week":
        return day - datetime.timedelta(days=day.weekday())
    if by == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if by == "year" else day


def end_of(day: datetime.date, by: Period) -> datetime.date:
    """The last day of the period that `day` lies in."""
    return after(start_of(day, by), by) - datetime.timedelta(days=1)


def after(start: datetime.date, by: Period) -> datetime.date:
    """The first day of the period after the one that begins on `start`."""
    if by == "day":
        return start + datetime.timedelta(days=1)
    if by == "week":
        return start + datetime.timedelta(days=7)
    if by == "month":
        return (start + datetime.timedelta(days=31)).replace(day=1)
    return start.replace(year=start.year + 1)


def name_of(start: datetime.date, by: Period) -> str:
    """A period as the filter `within` takes it: 2020-11-30, 2020-W48, 2020-11, 2020."""
    if by == "week":
        year, week, _ = start.isocalendar()
        return f"{year}-W{week:02d}"
    return f"{start:%Y-%m}" if by == "month" else f"{start:%Y}" if by == "year" else start.isoformat()
