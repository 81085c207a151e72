"""Times counted from another: "yesterday", "last week", "three days ago", "the day before", "the last two years"."""

from __future__ import annotations

import re
from typing import Literal

from dragoman.dates.forms.beginnings import ABOUT_WORDS, NUMBER_WORDS, PART_WORDS, THE, UNIT_WORDS, WHICH_WORDS
from dragoman.dates.forms.form import Form, Match, adding_to, as_match
from dragoman.dates.forms.pieces import COUNT, MANNER, MOMENTS, PARTS, UNITS
from dragoman.dates.values import Anchor, Interval, Offset, Relative, Trailing
from dragoman.dates.words import UNIT_WORD, number_of, unit_of

FORMS: list[Form] = []
"""The forms of this module, in the order in which they are tried."""
_form = adding_to(FORMS)


_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}


@_form(
    "today",
    PART_WORDS | {"today", "yesterday", "tomorrow", "tonight", "overnight"},
    r"(?:(?P<moment>(?i:earlier|later|early|late))\s+)?(?P<word>(?i:today|yesterday|tomorrow|tonight|overnight))\b(?!['’]s\s+(?:world|generation|youth|society))",
)
def _today(match: re.Match[str]) -> Match | None:
    word = match["word"].lower()
    if word == "tonight":
        return as_match(match, Relative("day", 0), "time", day_part="night")
    if word == "overnight":
        return as_match(match, Interval(Relative("day", -1), Relative("day", 0)))
    return as_match(match, Relative("day", _DAYS[word]))


@_form("day before yesterday", THE, r"(?i:the\s+day\s+(?P<side>before\s+yesterday|after\s+tomorrow))\b")
def _day_before_yesterday(match: re.Match[str]) -> Match | None:
    return as_match(match, Relative("day", -2 if match["side"].lower().startswith("before") else 2))


@_form(
    "this morning",
    WHICH_WORDS,
    r"(?P<which>(?i:this|last|that(?:\s+same)?|the\s+same|the\s+(?:next|following|previous)))\s+(?P<part>(?i:morning|afternoon|evening|night))\b",
)
def _this_morning(match: re.Match[str]) -> Match | None:
    which, part = re.sub(r"\s+", " ", match["which"].lower()), match["part"].lower()
    shift = {"last": -1, "the next": 1, "the following": 1, "the previous": -1}.get(which, 0)
    anchor: Anchor = "published" if which in {"this", "last"} else "reference"
    return as_match(match, Relative("day", shift, anchor), "time", day_part=part)


@_form(
    "last week",
    WHICH_WORDS | PART_WORDS,
    rf"(?:(?P<moment>(?i:early|late|earlier|later|mid|(?:the\s+)?(?:end|beginning|start|middle)\s+of|the\s+rest\s+of))[\s-]+)?"
    rf"(?P<which>(?i:last|this|next|that(?:\s+same)?|the\s+same|the\s+(?:previous|preceding|following|next)|the\s+coming|the\s+current))\s+(?P<unit>(?i:{UNIT_WORD}))\b(?!-|\s+(?:old|long)\b)",
)
def _last_week(match: re.Match[str]) -> Match | None:
    which, unit = re.sub(r"\s+", " ", match["which"].lower()), unit_of(match["unit"])
    if unit in {"minute", "hour"} or (which == "this" and unit == "century"):
        return None
    shift = (
        -1
        if which.split()[-1] in {"last", "previous", "preceding"}
        else 1
        if which.split()[-1] in {"next", "following", "coming"}
        else 0
    )
    anchor: Anchor = "published" if which in {"last", "this", "next", "the coming", "the current"} else "reference"
    if unit == "day" and which in {"last", "this"}:
        return None if which == "last" else as_match(match, Relative("day", 0, "reference"))
    if unit == "century":
        return None
    moment = re.sub(r"\s+", " ", (match["moment"] or "").lower())
    part = MOMENTS.get(moment) or PARTS.get(re.sub(r"^the | of$", "", moment), "")
    if part == "mid" and unit == "day":
        part = ""
    if unit == "weekend" and which == "this":
        part = "this"
    return as_match(match, Relative(unit, shift, anchor, part))


@_form(
    "later in the year",
    PART_WORDS,
    r"(?P<moment>(?i:earlier|later|early|late|(?:the\s+)?(?:end|start|beginning|middle)))\s+(?:in|of)\s+the\s+(?P<unit>(?:day|week|month|year|decade))\b(?!\s+(?:of|in)\b)",
)
def _later_in_the_year(match: re.Match[str]) -> Match | None:
    moment = re.sub(r"^(?:the )?", "", re.sub(r"\s+", " ", match["moment"].lower()))
    part = MOMENTS.get(moment) or PARTS.get(moment, "")
    return as_match(match, Relative(unit_of(match["unit"]), 0, "reference", part))


@_form("since then", {"then"}, r"(?<=\b[Ss]ince )then\b(?!-)")
def _since_then(match: re.Match[str]) -> Match | None:
    return as_match(match, Relative("day", 0, "reference"))


@_form("weekend", WHICH_WORDS, r"(?:(?:the|this\s+past|this\s+coming)\s+)(?P<word>weekend)\b(?!\s+of\b)")
def _weekend(match: re.Match[str]) -> Match | None:
    words = match.group().lower()
    return as_match(match, Relative("weekend", -1 if "past" in words else 1 if "coming" in words else 0))


@_form(
    "ago",
    ABOUT_WORDS | NUMBER_WORDS | UNIT_WORDS,
    rf"(?:(?P<about>(?i:about|around|almost|nearly|over|more\s+than|less\s+than|just|some|only)\s+)?{COUNT}(?P<half>\s+and\s+a\s+half)?\s+)?(?P<unit>{UNITS})\s+(?P<side>(?i:ago|earlier|later|previously|beforehand|afterwards?|prior|hence|from\s+now|before|after)\b)",
)
def _ago(match: re.Match[str]) -> Match | None:
    unit, side = unit_of(match["unit"]), re.sub(r"\s+", " ", match["side"].lower())
    after = match.string[match.end() : match.end() + 20]
    if side in {"before", "after", "prior"} and not re.match(r"\s*(?:[.,;:)]|$)", after):
        return None
    if side in {"earlier", "later"} and re.match(r"\s+than\b", after):
        return None
    number = match["number"]
    if number is None and not match["unit"].lower().endswith("s"):
        return None
    count = number_of(number) if number else None
    if count is not None and match["half"]:
        count += 0.5
    direction: Literal[-1, 1] = 1 if side in {"later", "after", "afterwards", "afterward", "hence", "from now"} else -1
    anchor: Anchor = "published" if side in {"ago", "hence", "from now"} else "reference"
    return as_match(match, Offset(count, unit, direction, anchor), "time" if unit in {"hour", "minute"} else "date")


@_form(
    "the day before",
    THE | {"a", "one"},
    r"(?:a|one|the)\s+(?P<unit>day|week|month|year)\s+(?P<side>before|after|earlier|later)(?=\s*(?:[.,;:)]|$))",
)
def _the_day_before(match: re.Match[str]) -> Match | None:
    direction: Literal[-1, 1] = 1 if match["side"] in {"after", "later"} else -1
    return as_match(match, Offset(1, unit_of(match["unit"]), direction, "reference"))


@_form(
    "the last days",
    WHICH_WORDS | {"these", "past", "previous", "preceding", "recent", "coming", "following"},
    rf"(?P<lead>(?i:(?:the|these|this)\s+)?)(?P<side>(?i:last|past|previous|preceding|recent|next|coming|following))\s+(?:{COUNT}\s+)?(?:{MANNER}\s+)?(?P<unit>{UNITS})",
)
def _the_last_days(match: re.Match[str]) -> Match | None:
    unit, number, side = unit_of(match["unit"]), match["number"], match["side"].lower()
    if re.search(r"\b(?:to|will|would|can|could|may|might|not|they|it)\s+$", match.string[: match.start()][-8:]):
        return None  # "scheduled to last 45 minutes"
    plural = match["unit"].lower().endswith("s")
    lead = match["lead"].strip().lower()
    if (
        not plural
        and number is None
        and not (lead in {"the", "this"} and side in {"last", "past"} and unit != "weekend")
    ):
        return None
    if side in {"last", "next", "coming", "following"} and unit == "day" and not plural:
        return None
    if number is None and plural and side == "last" and re.match(r"\s+of\b", match.string[match.end() :]):
        return None
    count = number_of(number) if number else (None if plural else 1)
    direction: Literal[-1, 1] = 1 if side in {"next", "coming", "following"} else -1
    anchor: Anchor = "reference" if side in {"previous", "preceding", "following"} else "published"
    return as_match(match, Trailing(count, unit, direction, anchor, recent=number is None and plural and direction < 0))
