from __future__ import annotations

import pytest

from dragoman.reading.furniture import RULES, furniture_reason


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.example[:30])
def test_every_rule_marks_its_own_example(rule) -> None:
    assert furniture_reason(rule.example) == rule.reason


@pytest.mark.parametrize(
    "sentence",
    [
        "The two ministers met in Ankara on Wednesday to discuss the return of refugees to the north.",
        "Reuters reported that three soldiers were killed near the border on Monday.",
        "Watch towers along the frontier were shelled overnight, the army said in a statement.",
        "By Thursday evening the rebels had taken the town and its airport.",
        "Related parties were barred from the talks, a diplomat told journalists in Geneva.",
        "Read together, the two decisions amount to a retreat by the government.",
        "Sources close to the presidency said the decree would be published within days.",
        "More than 300 people were detained after protests in the capital, police said.",
        "The envoy said that other states should follow our policy and cut their ties with the junta.",
        "Share prices fell after the attack on the refinery, which killed nine workers.",
        "He added that the ceasefire would end at midnight unless prisoners were freed.",
        "Photographs of the site showed a crater where the clinic had stood until Friday.",
        "Published accounts of the massacre differ on who gave the order to open fire.",
    ],
)
def test_a_sentence_of_a_report_is_not_furniture(sentence: str) -> None:
    assert furniture_reason(sentence) is None


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("John Roe/AP", "credit"),
        ("(AFP Photo)", "credit"),
        ("By Jane Doe and John Roe", "byline"),
        ("ENDS", "wire trailer"),
        ("###", "wire trailer"),
        ("Published 3 hours ago", "time stamp"),
        ("December 2, 2020", "time stamp"),
        ("press@example.org", "contact details"),
        ("1 of 12", "counter or control"),
    ],
)
def test_short_lines_around_a_report_are_furniture(words: str, reason: str) -> None:
    assert furniture_reason(words) == reason


def test_a_line_made_to_confuse_a_rule_takes_no_time() -> None:
    assert furniture_reason("By " + "A-" * 300 + "!?") is None
