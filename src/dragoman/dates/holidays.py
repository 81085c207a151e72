"""When the holidays fall that move through the calendar: Easter, Ramadan, Thanksgiving.

Needs: a holiday's name and a year. Gives: its first and last day. Islamic dates are those of the arithmetical calendar;
where the moon is watched for they may begin a day earlier or later, so their days are given a day of play.
"""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from dragoman.record.types import DatePrecision

    Days = tuple[dt.date, dt.date, DatePrecision]

# The day before 1 Muharram of the year 1 as the number that Python gives to days.
_HIJRA = 227014


def holiday_days(name: str, year: int) -> Days | None:
    """First day, last day and precision of the holiday `name` (lower case, one of `MOVABLE`) that begins in `year`."""
    try:
        return _RULES[name](year)
    except (ValueError, OverflowError):
        return None


def easter(year: int) -> dt.date:
    """Easter Sunday of the western churches (Meeus's rule for the Gregorian calendar)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    correction = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * correction + 114, 31)
    return dt.date(year, month, day + 1)


def orthodox_easter(year: int) -> dt.date:
    """Easter Sunday of the eastern churches, in the Gregorian calendar (Meeus's rule for the Julian calendar)."""
    epact = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - epact + 34) % 7
    month, day = divmod(epact + weekday + 114, 31)
    behind = year // 100 - year // 400 - 2
    return dt.date(year, month, day + 1) + dt.timedelta(days=behind)


def islamic(year: int, month: int, day: int) -> dt.date:
    """A day of the arithmetical Islamic calendar."""
    return dt.date.fromordinal(_HIJRA + day + math.ceil(29.5 * (month - 1)) + (year - 1) * 354 + (3 + 11 * year) // 30)


def _islamic_feast(month: int, day: int, length: int) -> Callable[[int], Days | None]:
    """`length` days from the day of the Islamic month, with a day of play at either end."""

    def days(year: int) -> Days | None:
        for lunar in range((year - 622) * 33 // 32, (year - 622) * 33 // 32 + 3):
            first = islamic(max(1, lunar), month, day)
            if first.year == year:
                last = first + dt.timedelta(days=length)
                return first - dt.timedelta(days=1), last, "month" if length > 20 else "week"
        return None

    return days


def _after_easter(days: int, sunday: Callable[[int], dt.date] = easter) -> Callable[[int], Days]:
    def one(year: int) -> Days:
        day = sunday(year) + dt.timedelta(days=days)
        return day, day, "day"

    return one


def _nth(number: int, weekday: int, month: int) -> Callable[[int], Days]:
    """The `number`-th such weekday of a month, -1 the last."""

    def one(year: int) -> Days:
        if number > 0:
            first = dt.date(year, month, 1)
            day = first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
        else:
            last = dt.date(year, month, 31)
            day = last - dt.timedelta(days=(last.weekday() - weekday) % 7)
        return day, day, "day"

    return one


_FITR, _ADHA = _islamic_feast(10, 1, 3), _islamic_feast(12, 10, 4)
_RULES: dict[str, Callable[[int], Days | None]] = {
    "easter": _after_easter(0),
    "easter sunday": _after_easter(0),
    "easter monday": _after_easter(1),
    "good friday": _after_easter(-2),
    "palm sunday": _after_easter(-7),
    "ash wednesday": _after_easter(-46),
    "ascension day": _after_easter(39),
    "pentecost": _after_easter(49),
    "orthodox easter": _after_easter(0, orthodox_easter),
    "thanksgiving day": _nth(4, 3, 11),
    "thanksgiving": _nth(4, 3, 11),
    "labor day": _nth(1, 0, 9),
    "memorial day": _nth(-1, 0, 5),
    "ramadan": _islamic_feast(9, 1, 30),
    "eid al-fitr": _FITR,
    "eid ul-fitr": _FITR,
    "eid al-adha": _ADHA,
    "eid ul-adha": _ADHA,
    "ashura": _islamic_feast(1, 10, 1),
    "mawlid": _islamic_feast(3, 12, 1),
}
MOVABLE = tuple(sorted(_RULES, key=len, reverse=True))
