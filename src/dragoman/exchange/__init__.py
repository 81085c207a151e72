"""Records and facts to others' formats: JSON, JSON Lines, CSV, GeoJSON, Parquet."""

from dragoman.exchange.cells import as_cell, as_json
from dragoman.exchange.csv_table import write_csv
from dragoman.exchange.exporting import Format, What, export, export_to, format_of
from dragoman.exchange.geojson import feature_of, write_geojson
from dragoman.exchange.json_text import write_json, write_jsonl
from dragoman.exchange.parquet import write_parquet

__all__ = [
    "Format",
    "What",
    "as_cell",
    "as_json",
    "export",
    "export_to",
    "feature_of",
    "format_of",
    "write_csv",
    "write_geojson",
    "write_json",
    "write_jsonl",
    "write_parquet",
]
