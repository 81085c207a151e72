"""Code a folder of texts: one JSON record per report, in the format that the scorer of hand-coded reports reads.

usage: python bench/reports.py TEXT_DIR META OUT_DIR

TEXT_DIR holds one .txt per report; META is a JSON object with `published` (YYYY-MM-DD) per report name; OUT_DIR is
made if it is not there.
"""

import json
import sys
import time
from datetime import date
from pathlib import Path

from dragoman.coder import Coder
from dragoman.reading import article_from_text


def main(argv: list[str]) -> int:
    """Code every text and print the speed."""
    if len(argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    texts, meta_path, out = (Path(a) for a in argv)
    meta = json.loads(meta_path.read_text("utf-8"))
    out.mkdir(parents=True, exist_ok=True)
    start = time.perf_counter()
    coder = Coder.load()
    loaded = time.perf_counter()
    words = 0
    files = sorted(texts.glob("*.txt"))
    for file in files:
        text = file.read_text("utf-8")
        words += len(text.split())
        published = meta.get(file.stem, {}).get("published")
        day = date.fromisoformat(published) if published else None
        article = article_from_text(text, source=str(file), published=day)
        (out / f"{file.stem}.json").write_text(coder.code(article).to_json(indent=1), "utf-8")
    done = time.perf_counter()
    print(
        f"{len(files)} reports, {words} words: loaded in {loaded - start:.1f} s, coded in {done - loaded:.1f} s "
        f"({len(files) / (done - loaded):.1f} reports/s, {words / (done - loaded):.0f} words/s)"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
