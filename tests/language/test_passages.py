"""Passages between quotation marks of every kind."""

from __future__ import annotations

import pytest

from dragoman.language.passages import quoted_passages


def passages(text: str) -> list[str]:
    return [span.of(text) for span in quoted_passages(text)]


@pytest.mark.parametrize(
    "quoted",
    ["“we will stay”", '"we will stay"', "''we will stay''", "«we will stay»", "„we will stay“", "‘we will stay’"],
)
def test_each_kind_of_quotation_mark_opens_and_closes(quoted: str) -> None:
    assert passages(f"The mayor said {quoted} on Monday.") == [quoted]


def test_apostrophes_are_no_quotation_marks() -> None:
    assert passages("The mayors’ plan and the town’s budget don’t agree.") == []


def test_a_passage_that_never_closes_runs_to_the_end_of_the_block() -> None:
    assert passages("He said: “We will stay here until help comes.") == ["“We will stay here until help comes."]


def test_offsets_are_those_of_the_report() -> None:
    (span,) = quoted_passages("A “small step” back", 100)
    assert (span.start, span.end) == (102, 114)


def test_a_quotation_within_a_quotation_is_part_of_it() -> None:
    text = "“They told us ‘go home’ and left,” she said."
    assert passages(text) == ["“They told us ‘go home’ and left,”"]
