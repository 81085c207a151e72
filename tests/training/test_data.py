"""The data sets that ship with the project."""

from training.labels import NONE, ROOTS
from training.passages import STATUS, read_passages

PASSAGES = read_passages()


def test_every_mark_of_the_data_lies_within_its_text() -> None:
    for passage in PASSAGES:
        for event in passage["events"]:
            spans = [p["span"] for role in ("actors", "recipients", "attribution") for p in event[role]]
            for start, end in (*spans, *event["trigger"]):
                assert 0 <= start < end <= len(passage["text"]), passage["id"]


def test_every_event_of_the_data_has_a_trigger_and_a_status_and_no_text_comes_twice() -> None:
    assert len({p["id"] for p in PASSAGES}) == len(PASSAGES)
    for passage in PASSAGES:
        for event in passage["events"]:
            assert event["trigger"], passage["id"]
            assert event["type"] == NONE or event["status"] in STATUS, passage["id"]


def test_a_lead_has_a_root_of_the_relations_and_an_actor() -> None:
    leads = [p for p in PASSAGES if "root" in p]
    assert leads
    assert all(p["root"] in ROOTS and p["events"][0]["actors"] for p in leads)
