"""The JSON Schema of the record: made from the types, and shipped as `record.schema.json`."""

from __future__ import annotations

import inspect
import json
from typing import Any

import msgspec

from dragoman.record.types import Record
from dragoman.tables import package_file


def make_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `Record`, from the types."""
    schema = _tidy(msgspec.json.schema(Record))
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Dragoman record, version 1", **schema}


def _tidy(value: Any) -> Any:
    """The same with descriptions as plain prose, without the indentation of the code."""
    if isinstance(value, dict):
        return {
            k: inspect.cleandoc(v) if k == "description" and isinstance(v, str) else _tidy(v) for k, v in value.items()
        }
    return [_tidy(part) for part in value] if isinstance(value, list) else value


def schema_text() -> str:
    """The schema as it is shipped: indented, keys in the order of the types."""
    return json.dumps(make_schema(), indent=1, ensure_ascii=False) + "\n"


def load_schema() -> dict[str, Any]:
    """The schema that ships with Dragoman."""
    loaded: dict[str, Any] = json.loads(package_file("dragoman.record", "record.schema.json").read_text("utf-8"))
    return loaded
