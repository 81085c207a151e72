"""Actors: mentions become political actors with country and sectors at that date.

Tables: countries, organisations, roles and office holders (`*.tsv`). `find_actors` reads a report with them; what it
gives says for each
nominal who is meant.
"""

from dragoman.actors.party import Party
from dragoman.actors.resolution import ReportActors, find_actors
from dragoman.actors.tables import ActorTables, load_actor_tables

__all__ = ["ActorTables", "Party", "ReportActors", "find_actors", "load_actor_tables"]
