"""The words that forms begin with, in lower case; "0" stands for any digits."""

from __future__ import annotations

from dragoman.dates.holidays import MOVABLE
from dragoman.dates.words import HOLIDAYS, MONTHS, SEASONS, WEEKDAYS

# The words that forms begin with.
DIGITS = frozenset({"0"})
THE = frozenset({"the"})
APOSTROPHE = frozenset({"'"})
EVERY = frozenset({"every", "each", "per"})
MONTH_NAMES = frozenset(m[:n].lower() for m in MONTHS for n in (3, len(m))) | {"sept"}
DAY_NAMES = frozenset(d[:n].lower() for d in WEEKDAYS for n in (3, 4, 5, len(d), len(d) + 1)) | frozenset(
    f"{d.lower()}s" for d in WEEKDAYS
)
SEASON_NAMES = frozenset(SEASONS)
HOLIDAY_WORDS = frozenset(h.split()[0].partition("'")[0] for h in (*HOLIDAYS, *MOVABLE))
UNIT_WORDS = frozenset(
    f"{u}{s}" for u in "minute hour day weekend week month quarter year decade".split() for s in ("", "s")
) | {"century", "centuries"}
WHICH_WORDS = THE | {"last", "this", "next", "that"}
PART_WORDS = THE | frozenset(
    "very early late mid middle end close beginning start latter first second third last final rest later "
    "earlier".split()
)
ORDINAL_WORDS = DIGITS | frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty".split()
)
NUMBER_WORDS = DIGITS | frozenset(
    "half a an couple few several many twenty thirty forty fifty sixty seventy eighty ninety one two three four five "
    "six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
)
LONG_WORDS = frozenset(f"{u}long" for u in "hour day week month year decade century".split())
ABOUT_WORDS = frozenset("about around roughly some almost nearly over more less at up close under just only".split())
