"""The hand-made tellings of `hand_made_tellings.py` as a fixture."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from hand_made_tellings import telling

__all__ = ["telling"]
