"""Who tells of their own."""

from __future__ import annotations

from dragoman.incidents.origins import origins

WIRE = "Rockets struck the harbour of Sirte on Friday and killed twelve people, the mayor said, as fighting went on."
OTHER = "The town of Sirte counted its dead after a night of shelling that nobody has claimed so far."


def test_reports_of_two_publishers_are_two_origins() -> None:
    assert origins([("Meridian Wire", WIRE), ("The Harbour Post", OTHER)]) == [0, 1]


def test_a_copy_of_one_wire_text_counts_once() -> None:
    assert origins([("Meridian Wire", WIRE), ("City Herald", f"{WIRE} Reporting by our staff.")]) == [0, 0]


def test_reports_of_one_publisher_count_once() -> None:
    assert origins([("Meridian Wire", WIRE), ("meridian wire", OTHER)]) == [0, 0]


def test_unknown_publishers_are_told_apart_by_their_texts() -> None:
    assert origins([("", WIRE), ("", OTHER), ("", WIRE)]) == [0, 1, 0]
