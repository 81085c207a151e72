"""Events: who did what to whom. Frames propose, proposals are judged, dated, placed, merged."""

from dragoman.events.coding import Dropped, FoundEvents, Groundwork, find_events, propose_events
from dragoman.events.judging import judged
from dragoman.events.tables import EventTables, load_event_tables

__all__ = [
    "Dropped",
    "EventTables",
    "FoundEvents",
    "Groundwork",
    "find_events",
    "judged",
    "load_event_tables",
    "propose_events",
]
