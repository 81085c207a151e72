"""The sample reports that come with Dragoman, for an archive in which nothing has been read yet."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path


def sample_reports() -> list[tuple[str, bytes]]:
    """Names and contents, sorted; empty where they are not there."""
    inside = files("dragoman") / "samples"
    # In a working copy they stand beside the package's source.
    place: Traversable = inside if inside.is_dir() else Path(__file__).parents[3] / "samples"
    if not place.is_dir():
        return []
    found = [file for file in place.iterdir() if file.name.endswith((".txt", ".html"))]
    return [(file.name, file.read_bytes()) for file in sorted(found, key=lambda file: file.name)]
