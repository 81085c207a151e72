"""Events: who did what to whom. Frames propose, proposals are judged, dated, placed, merged."""

from dragoman.events.coding import Dropped, FoundEvents, find_events
from dragoman.events.tables import EventTables, load_event_tables

__all__ = ["Dropped", "EventTables", "FoundEvents", "find_events", "load_event_tables"]
