"""Events of several reports that are one happening (codebook, section 5).

`refresh` makes the archive's incidents from its latest readings; `incident` tells one with its versions. `link` works
on tellings of records without an archive.
"""

from dragoman.incidents.incident import Incident, Told, Toll, Version, incident
from dragoman.incidents.keeping import are_current, refresh
from dragoman.incidents.linking import link
from dragoman.incidents.telling import Telling, tellings_of

__all__ = [
    "Incident",
    "Telling",
    "Told",
    "Toll",
    "Version",
    "are_current",
    "incident",
    "link",
    "refresh",
    "tellings_of",
]
