"""The pages of the desk, in the order in which one comes to them."""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """One page in the navigation: its key, address, name, and what one does there."""

    key: str
    path: str
    name: str
    about: str


class Group(NamedTuple):
    """Pages that belong together."""

    name: str
    entries: tuple[Entry, ...]


NAVIGATION: tuple[Group, ...] = (
    Group(
        "Reports",
        (
            Entry("read", "/read", "Read", "Paste a report, give files or an address, and see what it says."),
            Entry("reports", "/reports", "Reports", "The reports of the archive, each with its facts in the text."),
        ),
    ),
    Group(
        "The record",
        (
            Entry("events", "/events", "Events", "Who did what to whom: filter, sort, count, download."),
            Entry(
                "incidents",
                "/incidents",
                "Incidents",
                "One happening, many reports: who says what, and where they differ.",
            ),
            Entry("map", "/map", "Map", "Where it happened."),
            Entry("time", "/time", "Time", "How it changed, week by week."),
            Entry("actors", "/actors", "Actors", "Who took part, with whom, and what they said."),
            Entry("agreements", "/agreements", "Agreements", "What was agreed, and whether it holds."),
            Entry(
                "figures", "/figures", "Figures", "The killed, the displaced, the detained: how many, and who says so."
            ),
        ),
    ),
    Group(
        "Work",
        (
            Entry("review", "/review", "Review", "Check what the coder found, and put it right."),
            Entry("brief", "/brief", "Brief", "A page to print: what happened, with its evidence."),
            Entry("sources", "/sources", "Sources", "What was read, when, and what was set aside."),
        ),
    ),
)
