"""Which version codes, for the run that is written down, without loading what takes seconds."""

from __future__ import annotations

import importlib.util
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dragoman.model import Model
    from dragoman.record import Record


def coder_version(record: Record | None = None) -> str:
    """The version that coded `record`; without one, what `Coder.load().version` will be, as far as can be known."""
    return record.coder if record is not None else unloaded_version() or f"dragoman {__version__}"


def named_gazetteer() -> Path | None:
    """The gazetteer that the environment names, built by `dragoman places build`; None for the one that ships."""
    named = os.environ.get("DRAGOMAN_GAZETTEER")
    return Path(named) if named else None


def unloaded_version(model: str = "shipped") -> str:
    """What the version of the coder will be, with the gazetteer that is named and the model of this name; empty if that
    cannot be known."""
    from dragoman.language.pipeline import DEFAULT_PIPELINE
    from dragoman.model import Model
    from dragoman.places.gazetteer import read_meta

    try:
        spec = importlib.util.find_spec(DEFAULT_PIPELINE)
        folder = next(iter(spec.submodule_search_locations or ())) if spec else ""
        meta = json.loads(Path(folder, "meta.json").read_text("utf-8"))
    except (StopIteration, OSError, ValueError, ImportError):
        return ""
    own = read_meta(path).get("id") if (path := named_gazetteer()) else None
    return version_of(meta, Model.named(model), own)


def version_of(pipeline: Mapping[str, Any], model: Model | None, gazetteer: object) -> str:
    """What a coder calls itself that has spaCy's pipeline of this `meta`, a model, and a gazetteer of one's own."""
    parts = [f"{pipeline.get('lang')}_{pipeline.get('name')} {pipeline.get('version')}"]
    parts.append(model.version if model else "frames alone")
    parts += [f"gazetteer {gazetteer}"] if gazetteer else []
    return f"dragoman {__version__} ({', '.join(parts)})"
