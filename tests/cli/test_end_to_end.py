from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.cli import coding, main

WORDS = (
    "TUNIS, 14 March 2021 - Libyan forces shelled a village near Sirte on Friday, killing at least 12 people, "
    "the United Nations said. France condemned the attack.\n"
)


@pytest.fixture
def report(tmp_path, monkeypatch, coder):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(coding, "load_coder", lambda *_: coder)
    Path("report.txt").write_text(WORDS, encoding="utf-8")
    return "report.txt"


def test_the_version_is_known_without_loading_the_coder(coder):
    assert coding.coder_version() == coder.version


def test_a_report_is_coded_filed_found_and_shown(report, capsys):
    assert main(["read", report]) == 0
    capsys.readouterr()
    assert main(["events", "--type", "ASSAULT", "-f", "json"]) == 0
    (event,) = json.loads(capsys.readouterr().out)
    assert "LBY MIL" in event["actors"]
    assert event["words"] in WORDS
    assert main(["show", event["article"][:5]]) == 0
    assert "[E1]" in capsys.readouterr().out


def test_explain_names_the_frame_and_how_actors_were_recognised(report, capsys):
    assert main(["explain", report]) == 0
    said = capsys.readouterr().out
    assert "frame:" in said
    assert "LBY.MIL" in said
    assert main(["explain", report, "--format", "json"]) == 0
    explained = json.loads(capsys.readouterr().out)
    assert {step["step"] for event in explained["events"] for step in event["why"]} >= {"frame"}
    assert all(set(d) == {"span", "words", "frame", "type", "reason"} for d in explained["dropped"])


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe", b"\x00" * 50, b"%PDF-1.7 x", b"<html></html>", "\ud800".encode("utf-8", "surrogatepass") * 9],
)
def test_any_bytes_give_a_message_and_never_a_traceback(report, content, capsys):
    Path("odd.txt").write_bytes(content)
    assert main(["read", "odd.txt"]) in (0, 1)
    assert main(["explain", "odd.txt"]) in (0, 1)
    assert "Traceback" not in capsys.readouterr().err
