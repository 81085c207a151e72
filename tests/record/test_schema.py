from __future__ import annotations

import datetime
import json

import jsonschema
import msgspec
import pytest

from dragoman.record import Record
from dragoman.record.schema import load_schema, schema_text
from dragoman.tables import package_file


@pytest.fixture(scope="module")
def validator():
    schema = load_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_the_shipped_schema_is_current():
    shipped = package_file("dragoman.record", "record.schema.json").read_text("utf-8")
    assert shipped == schema_text(), "run scripts/write_schema.py"


def test_a_hand_made_record_fits_the_schema(validator, record):
    assert list(validator.iter_errors(json.loads(record.to_json()))) == []


def test_a_coded_record_fits_the_schema(validator, code):
    record = code("Turkish forces shelled Idlib on Monday, killing five people.", datetime.date(2020, 3, 4))
    assert list(validator.iter_errors(json.loads(record.to_json()))) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("format",), "something else"),
        (("events", 0, "assertion"), "maybe"),
        (("events", 0, "trigger", 0), ["a", "b"]),
        (("figures", 0, "kind"), "bored"),
        (("article", "text"), None),
        (("published",), 7),
    ],
)
def test_a_wrong_value_does_not_fit_the_schema(validator, record, path, value):
    data = json.loads(record.to_json())
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    assert not validator.is_valid(data)
    with pytest.raises(msgspec.ValidationError):
        Record.from_json(json.dumps(data))


def test_the_json_has_the_keys_of_hand_coded_records(record):
    data = json.loads(record.to_json())
    assert {"doc", "published", "events", "figures", "agreements"} <= set(data)
    assert {
        *("id", "type", "mode", "cameo", "contexts", "trigger", "evidence", "actors", "recipients"),
        *("date", "place", "assertion", "attribution"),
    } <= set(data["events"][0])
    assert data["events"][0]["trigger"] == [[41, 48]]
    assert {"text", "name", "country", "sectors"} <= set(data["events"][0]["actors"][0])
    assert {"kind", "low", "high", "span", "event", "date", "place"} <= set(data["figures"][0])
    assert {"kind", "name", "parties", "brokers", "date", "place", "mentions"} <= set(data["agreements"][0])
