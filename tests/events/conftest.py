"""What frames and rules do by themselves is tested without the model; `tests/events/test_model_and_frames.py` tests
both together."""

from __future__ import annotations

import pytest

from dragoman.coder import Coder


@pytest.fixture(scope="session")
def coder() -> Coder:
    """The coder with frames alone."""
    return Coder.load(model=None)


@pytest.fixture(scope="session")
def with_model(coder: Coder) -> Coder:
    """The coder as it ships."""
    from dataclasses import replace

    from dragoman.model import Model

    return replace(coder, model=Model.shipped())
