"""Values of rows in forms that other programs read."""

from __future__ import annotations

import datetime
import decimal
from collections.abc import Mapping


def as_json(value: object) -> object:
    """A value that JSON can hold: days and times in ISO 8601, bytes in hexadecimal, what else there is as text."""
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, decimal.Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, bytes | bytearray):
        return value.hex()
    if isinstance(value, float):
        return value if value - value == 0 else None
    if isinstance(value, Mapping):
        return {str(key): as_json(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(part) for part in value]
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def as_cell(value: object) -> str:
    """A value as one cell of a table: nothing for None, the members of a list with semicolons between."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(as_cell(part) for part in value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float | str):
        return str(value)
    return str(as_json(value))
