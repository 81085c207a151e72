"""What the record adds up to: pure functions over an archive. Every number leads to the ids of the events behind it.

Needs: an `Archive` and a `Filter`. Gives: `series` over time, `network` of dyads, `profile` of an actor, `ledger` of
agreements, `tolls` as ranges, `brief` in sentences with footnotes.
"""

from dragoman.analysis.brief import Brief, brief
from dragoman.analysis.brief_forms import as_html, as_markdown
from dragoman.analysis.ledger import Instrument, ledger
from dragoman.analysis.network import Network, network
from dragoman.analysis.profile import Profile, profile
from dragoman.analysis.series import QUADS, Series, series
from dragoman.analysis.tolls import Toll, tolls

__all__ = [
    "QUADS",
    "Brief",
    "Instrument",
    "Network",
    "Profile",
    "Series",
    "Toll",
    "as_html",
    "as_markdown",
    "brief",
    "ledger",
    "network",
    "profile",
    "series",
    "tolls",
]
