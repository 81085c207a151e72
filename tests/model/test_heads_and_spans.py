import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model.heads import gelu, softmax
from dragoman.model.spans import best_tags, tagged_spans

LABELS = ("O", "B-actor", "I-actor", "B-trigger", "I-trigger")


@given(st.floats(-20, 20))
def test_gelu_is_x_times_the_normal_distribution(x: float) -> None:
    exact = 0.5 * x * (1.0 + math.erf(x / math.sqrt(2.0)))
    assert float(gelu(np.array([x], np.float32))[0]) == pytest.approx(exact, abs=1e-5)


def test_probabilities_of_huge_logits_are_finite() -> None:
    assert softmax(np.array([[1e4, 0.0]], np.float32)).tolist() == [[1.0, 0.0]]


@given(st.lists(st.lists(st.floats(-5, 5), min_size=5, max_size=5), min_size=1, max_size=12))
def test_no_span_goes_on_that_has_not_begun(rows: list[list[float]]) -> None:
    tags = [LABELS[t] for t in best_tags(np.log(softmax(np.array(rows, np.float32))), LABELS)]
    for before, after in zip(["O", *tags], tags, strict=False):
        assert not after.startswith("I-") or before[1:] == after[1:]


def test_spans_have_the_characters_and_the_doubt_of_their_words() -> None:
    rows = np.full((3, 5), 0.01, np.float32)
    rows[0, 1], rows[1, 2], rows[2, 0] = 0.9, 0.6, 0.9
    (span,) = tagged_spans(np.log(rows), LABELS, [(0, 4), (5, 9), (10, 12)])
    assert (span.start, span.end, span.role) == (0, 9, "actor")
    assert span.probability == pytest.approx(0.6)
