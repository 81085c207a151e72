"""Write `src/dragoman/record/record.schema.json` from the types: `python scripts/write_schema.py`."""

from __future__ import annotations

from pathlib import Path

from dragoman.record.schema import schema_text

if __name__ == "__main__":
    out = Path(__file__).resolve().parents[1] / "src" / "dragoman" / "record" / "record.schema.json"
    out.write_text(schema_text(), encoding="utf-8")
    print(out)
