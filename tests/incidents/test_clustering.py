"""Clusters from likenesses in pairs."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from dragoman.incidents.clustering import as_pairs, clusters, components


def test_what_is_alike_is_joined_and_the_rest_stays_alone() -> None:
    assert clusters([0, 1, 2], as_pairs({(0, 1): 0.9}), 0.5) == [[0, 1], [2]]


def test_a_forbidden_pair_is_never_joined_through_a_third() -> None:
    alike = {(0, 1): 0.9, (1, 2): 0.8, (0, 2): None}
    found = clusters([0, 1, 2], lambda i, j: alike[min(i, j), max(i, j)], 0.5)
    assert found == [[0, 1], [2]]


def test_a_chain_whose_ends_are_unlike_is_cut() -> None:
    assert clusters([0, 1, 2], as_pairs({(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.0}), 0.5) == [[0, 1], [2]]


def test_components_leave_out_what_is_alone() -> None:
    assert components(5, [(3, 1), (1, 4)]) == [[1, 3, 4]]


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda p: p[0] < p[1]),
        st.one_of(st.none(), st.floats(0, 1)),
    )
)
def test_clusters_hold_everything_once_and_no_forbidden_pair(pairs: dict[tuple[int, int], float | None]) -> None:
    found = clusters(list(range(6)), lambda i, j: pairs.get((min(i, j), max(i, j)), 0.0), 0.4)
    assert sorted(n for group in found for n in group) == list(range(6))
    for group in found:
        assert all(pairs.get((i, j), 0.0) is not None for i in group for j in group if i < j)


def test_components_do_not_depend_on_the_order_of_pairs() -> None:
    pairs = [(n, n + 1) for n in range(0, 20, 2)] + [(2, 4), (9, 15)]
    expected = components(25, pairs)
    for seed in range(5):
        random.Random(seed).shuffle(pairs)
        assert components(25, pairs) == expected
