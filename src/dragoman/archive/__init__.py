"""The archive: one DuckDB file with reports, their facts and the runs that found them; writing it and asking it."""

from dragoman.archive.answer import Answer
from dragoman.archive.archive import Archive, Filed, Overview
from dragoman.archive.filters import FILTERS, HELP, ORDERS, Filter, Kind

__all__ = ["FILTERS", "HELP", "ORDERS", "Answer", "Archive", "Filed", "Filter", "Kind", "Overview"]
