"""An incident: what its reports say together, their versions side by side, and what they contradict each other in."""

from __future__ import annotations

from dragoman.desk.desk import Desk
from dragoman.desk.problems import NotThere
from dragoman.errors import UsageError
from dragoman.incidents import Incident
from dragoman.incidents import incident as tell


def find_incident(desk: Desk, wanted: str) -> Incident:
    """The incident of that id, or that an event of that id belongs to; raises `NotThere`."""
    with desk.archive.reading(incidents=True) as archive:
        try:
            return tell(archive, wanted)
        except UsageError as error:
            raise NotThere(str(error)) from error
