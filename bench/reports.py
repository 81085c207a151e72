"""Code a folder of texts: one JSON record per report, in the format that the scorer of hand-coded reports reads.

usage: python bench/reports.py TEXT_DIR META OUT_DIR

TEXT_DIR holds one .txt or .html per report; META is a JSON object with `published` (YYYY-MM-DD) per report name, or a
folder of hand-coded reports whose `published` counts where `published_basis` is "given"; OUT_DIR is made if it is not
there.
"""

import json
import sys
import time
from datetime import date
from pathlib import Path

from dragoman.coder import Coder
from dragoman.reading import article_from_bytes, article_from_text


def main(argv: list[str]) -> int:
    """Code every text and print the speed."""
    if len(argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    texts, meta_path, out = (Path(a) for a in argv)
    meta = _meta(meta_path)
    out.mkdir(parents=True, exist_ok=True)
    start = time.perf_counter()
    coder = Coder.load()
    loaded = time.perf_counter()
    words = 0
    files = sorted(f for f in texts.iterdir() if f.suffix in {".txt", ".html"})
    for file in files:
        text = file.read_text("utf-8")
        words += len(text.split())
        published = meta.get(file.stem, {}).get("published")
        day = date.fromisoformat(published) if published else None
        if file.suffix == ".html":
            article = article_from_bytes(text.encode(), source=str(file), name=file.name, published=day)
        else:
            article = article_from_text(text, source=str(file), published=day)
        (out / f"{file.stem}.json").write_text(coder.code(article).to_json(indent=1), "utf-8")
    done = time.perf_counter()
    print(
        f"{len(files)} reports, {words} words: loaded in {loaded - start:.1f} s, coded in {done - loaded:.1f} s "
        f"({len(files) / (done - loaded):.1f} reports/s, {words / (done - loaded):.0f} words/s)"
    )
    return 0


def _meta(path: Path) -> dict[str, dict[str, str]]:
    if path.is_file():
        found: dict[str, dict[str, str]] = json.loads(path.read_text("utf-8"))
        return found
    coded = {f.stem: json.loads(f.read_text("utf-8")) for f in path.glob("*.json")}
    return {name: {"published": c["published"]} for name, c in coded.items() if c["published_basis"] == "given"}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
