import json
from pathlib import Path

import numpy as np
import pytest

from dragoman.errors import InputError, UsageError
from dragoman.model import Model
from dragoman.model.coded import read_coded
from dragoman.model.fitting import fit_head, fit_heads, score, write_model
from dragoman.model.heads import Linear

MINE = [
    ("The ministry gazetted the new mining code on Monday.", "gazetted", "LEGISLATE"),
    ("Parliament passed the water bill after a night of debate.", "passed", "LEGISLATE"),
    ("The assembly adopted the land act by two votes.", "adopted", "LEGISLATE"),
    ("Lawmakers enacted the press law at the third reading.", "enacted", "LEGISLATE"),
    ("The finance minister presented a fine spring collection of stamps.", "presented", "none"),
    ("The choir passed the church on its way home.", "passed", "none"),
    ("The couple adopted a grey cat from the shelter.", "adopted", "none"),
    ("The film was presented to critics in March.", "presented", "none"),
]


def rows() -> list[dict[str, object]]:
    return [
        {"text": text, "trigger": [[text.index(word), text.index(word) + len(word)]], "type": kind}
        for text, word, kind in MINE
    ]


@pytest.fixture
def my_data(tmp_path: Path) -> Path:
    path = tmp_path / "mine.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in rows()), "utf-8")
    return path


def test_a_head_learns_labels_that_it_did_not_know() -> None:
    dice = np.random.default_rng(1)
    vectors = dice.normal(size=(60, 8)).astype(np.float32)
    labels = ["new" if v[0] > 0 else "old" for v in vectors]
    start = Linear(np.zeros((1, 8), np.float32), np.zeros(1, np.float32), ("old",))
    head = fit_head(vectors, labels, start)
    told = [head.labels[n] for n in head(vectors).argmax(axis=1)]
    assert sum(t == label for t, label in zip(told, labels, strict=True)) >= 57


def test_the_same_examples_give_the_same_head() -> None:
    dice = np.random.default_rng(2)
    vectors = dice.normal(size=(20, 4)).astype(np.float32)
    start = Linear(np.zeros((2, 4), np.float32), np.zeros(2, np.float32), ("a", "b"))
    first, second = (fit_head(vectors, ["a", "b"] * 10, start) for _ in range(2))
    assert np.array_equal(first.weight, second.weight)


def test_types_of_ones_own_are_told_after_fitting(my_data: Path, tmp_path: Path) -> None:
    shipped, examples = Model.shipped(), read_coded(my_data)
    write_model(shipped, fit_heads(shipped, examples), tmp_path / "model")
    mine = Model.named(str(tmp_path / "model"))
    assert mine is not None
    told = [j.best("type")[0] for j in mine.judge([e.sentence for e in examples], ("type",))]
    assert sum(t == e.labels["type"] for t, e in zip(told, examples, strict=True)) >= 7
    assert mine.version.endswith("+8")


def test_a_row_that_is_no_coded_example_is_named_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(json.dumps(rows()[0]) + '\n{"text": "Too short.", "trigger": [[0, 99]], "type": "AID"}\n', "utf-8")
    with pytest.raises(InputError, match=r"bad\.jsonl, line 2: .*within its text of 10 characters"):
        read_coded(path)


def test_a_row_without_a_type_says_so(tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text('{"text": "A.", "trigger": []}\n', "utf-8")
    with pytest.raises(InputError, match="it has no 'type'"):
        read_coded(path)


def test_a_folder_without_a_model_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no model there \(encoder\.onnx"):
        Model.named(str(tmp_path))


def test_calibration_error_is_the_gap_between_what_is_given_and_what_is_right() -> None:
    found = score(["AID"] * 10, [("AID", 0.9)] * 5 + [("NONE", 0.9)] * 5)
    assert found.accuracy == 0.5
    assert found.calibration_error == pytest.approx(0.4)
    assert [(b.low, b.answers) for b in found.reliability] == [(0.8, 10)]


def test_precision_and_recall_are_counted_per_type() -> None:
    found = score(["AID", "AID", "NONE"], [("AID", 0.9), ("NONE", 0.6), ("NONE", 0.8)])
    aid, none = found.types
    assert (aid.type, aid.precision, aid.recall) == ("AID", 1.0, 0.5)
    assert (none.type, none.precision, none.recall) == ("NONE", 0.5, 1.0)
