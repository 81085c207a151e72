"""Tellings made by hand, and reports in our own words."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest

from dragoman.incidents.telling import Days, Number, Side, Spot, Telling
from dragoman.incidents.words import telling_words

MONDAY = datetime.date(2019, 7, 22)
ARMY = Side("SYR.MIL", "SYR", ("MIL",), "Syrian army")
REBELS = Side("SYR.REB", "SYR", ("REB",), "rebels")
CIVILIANS = Side("SYR.CVL", "SYR", ("CVL",), "civilians")
RUSSIA = Side("RUS.MIL", "RUS", ("MIL",), "Russian warplanes")
ALEPPO = Spot("Aleppo", "SYR", "city", "Aleppo", 36.2, 37.16, 170063)
IDLIB = Spot("Idlib", "SYR", "city", "Idlib", 35.93, 36.63, 169389)
SYRIA = Spot("Syria", "SYR", "country", "", 35.0, 38.0)


def day(number: int, *, told: bool = True) -> Days:
    """The day so many days after that Monday."""
    when = MONDAY + datetime.timedelta(days=number)
    return Days(when, when, "day", told)


def make_telling(article: str = "a", **changes: Any) -> Telling:
    """Syrian planes bombed the market of Aleppo on Monday, as report `article` tells it."""
    sentence = changes.pop("sentence", "Syrian planes bombed a crowded market in Aleppo and killed twelve civilians")
    given: dict[str, Any] = {
        "event": f"e-{article}",
        "type": "ASSAULT",
        "mode": "aerial",
        "actors": (ARMY,),
        "recipients": (CIVILIANS,),
        "days": day(0),
        "spot": ALEPPO,
        "numbers": (Number("killed", 12, 12),),
        "trigger": telling_words(changes.pop("deed", "bombed")),
        "words": telling_words(sentence),
        "rest": telling_words(sentence),
        "lead": telling_words(sentence),
        "published": MONDAY,
        "publisher": f"The {article} Post",
    }
    return Telling(article=article, **{**given, **changes})


@pytest.fixture
def telling() -> Callable[..., Telling]:
    """A maker of tellings."""
    return make_telling
