"""The hand-made records and the fake coder of `tests/archive/hand_made_records.py` as fixtures."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "archive"))

from hand_made_records import fake_coder, record, record_by, report_text

__all__ = ["fake_coder", "record", "record_by", "report_text"]
