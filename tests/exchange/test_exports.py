from __future__ import annotations

import csv
import datetime
import decimal
import io
import json

import duckdb
import msgspec
import pytest

from dragoman.archive import Archive, Filter
from dragoman.errors import DragomanError, UsageError
from dragoman.exchange import as_json, export, export_to, feature_of, format_of, write_csv
from dragoman.record import Record


@pytest.fixture
def archive(tmp_path, record):
    with Archive(tmp_path / "test.duckdb") as opened:
        opened.add(record)
        yield opened


def exported(archive, tmp_path, name, **filters):
    out = tmp_path / name
    count = export(archive, out, format_of(out), None, Filter(**filters))
    return out, count


def test_json_holds_whole_records_that_can_be_read_back(archive, tmp_path, record):
    out, count = exported(archive, tmp_path, "all.json")
    (value,) = json.loads(out.read_text("utf-8"))
    assert (count, msgspec.convert(value, Record, strict=False)) == (1, record)


def test_json_lines_hold_a_record_a_line(archive, tmp_path, record):
    out, _ = exported(archive, tmp_path, "all.jsonl")
    assert [Record.from_json(line) for line in out.read_text("utf-8").splitlines()] == [record]


def test_records_without_a_chosen_event_are_left_out(archive, tmp_path):
    out, count = exported(archive, tmp_path, "none.json", type="AID")
    assert (count, json.loads(out.read_text("utf-8"))) == (0, [])


def test_csv_has_a_row_for_each_event_with_the_sides_joined(archive, tmp_path):
    out, count = exported(archive, tmp_path, "events.csv")
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert count == len(rows) == 2
    assert [row["actors"] for row in rows] == ["LBY MIL", "TUN GOV; LBY GOV"]
    assert rows[0]["date_start"] == "2021-03-12"
    assert rows[1]["mode"] == ""


def test_a_cell_with_quotes_and_lines_survives_csv():
    out = io.StringIO()
    write_csv([{"a": 'say "yes",\nthen\x00no', "b": None}], ["a", "b"], out)
    assert list(csv.reader(io.StringIO(out.getvalue()))) == [["a", "b"], ['say "yes",\nthen\ufffdno', ""]]


def test_geojson_has_no_pin_for_a_country_or_no_place(archive, tmp_path):
    out, _ = exported(archive, tmp_path, "events.geojson")
    collection = json.loads(out.read_text("utf-8"))
    assert collection["type"] == "FeatureCollection"
    assert [feature["geometry"] for feature in collection["features"]] == [
        {"type": "Point", "coordinates": [16.6, 31.2]},
        None,
    ]
    assert "lat" not in collection["features"][0]["properties"]


@pytest.mark.parametrize(
    ("precision", "pinned"), [("point", True), ("city", True), ("region", True), ("country", False), (None, False)]
)
def test_a_pin_depends_on_the_precision_of_the_place(precision, pinned):
    event = {"article": "a", "event": "e", "lat": 1.0, "lon": 2.0, "place_precision": precision}
    assert (feature_of(event)["geometry"] is not None) is pinned


def test_parquet_keeps_lists_and_days(archive, tmp_path):
    out, count = exported(archive, tmp_path, "events.parquet", type="CONSULT")
    rows = duckdb.connect().execute("SELECT actors, date_start FROM read_parquet(?)", [str(out)]).fetchall()
    assert (count, rows) == (1, [(["TUN GOV", "LBY GOV"], datetime.date(2021, 3, 14))])


@pytest.mark.parametrize("what", ["figures", "agreements", "statements", "articles"])
@pytest.mark.parametrize("ending", ["csv", "json", "jsonl", "parquet"])
def test_every_kind_of_fact_goes_into_every_format_of_rows(archive, tmp_path, what, ending):
    out = tmp_path / f"{what}.{ending}"
    assert export(archive, out, ending, what, Filter()) == 1
    assert out.stat().st_size > 20


@pytest.mark.parametrize(
    ("format_", "what"), [("csv", "records"), ("parquet", "records"), ("geojson", "figures"), ("geojson", "records")]
)
def test_what_does_not_go_together_is_refused(archive, tmp_path, format_, what):
    with pytest.raises(UsageError):
        export(archive, tmp_path / "out", format_, what, Filter())
    assert not (tmp_path / "out").exists()


def test_parquet_is_not_written_to_a_text_stream(archive):
    with pytest.raises(UsageError):
        export_to(archive, io.StringIO(), "parquet", None, Filter())


def test_a_file_without_a_known_ending_asks_for_its_format(tmp_path):
    with pytest.raises(UsageError, match="--format"):
        format_of(tmp_path / "events.xlsx")


def test_an_export_that_fails_leaves_the_old_file(archive, tmp_path, monkeypatch):
    out = tmp_path / "events.csv"
    out.write_text("old")

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dragoman.exchange.exporting.write_csv", fail)
    with pytest.raises(DragomanError, match="No space left"):
        export(archive, out, "csv", None, Filter())
    assert out.read_text() == "old"
    assert sorted(p.name for p in tmp_path.iterdir() if "part" in p.name) == []


def test_an_export_does_not_overwrite_the_archive(archive):
    with pytest.raises(UsageError, match="archive itself"):
        export(archive, archive.path, "csv", None, Filter())


def test_a_missing_folder_is_named(archive, tmp_path):
    with pytest.raises(DragomanError, match="cannot be written"):
        export(archive, tmp_path / "none" / "a.csv", "csv", None, Filter())
    with pytest.raises(DragomanError):
        export(archive, tmp_path / "none" / "a.parquet", "parquet", None, Filter())


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (datetime.date(2020, 1, 2), "2020-01-02"),
        (decimal.Decimal("3"), 3),
        (decimal.Decimal("3.5"), 3.5),
        (float("nan"), None),
        (float("inf"), None),
        (b"\x01", "01"),
        ({1: [datetime.date(2020, 1, 2)]}, {"1": ["2020-01-02"]}),
        (True, True),
    ],
)
def test_values_become_json(value, shown):
    assert as_json(value) == shown
