"""How well the report is found on a web page: writes predictions for the article_extraction data.

    python bench/article_extraction.py DATA OUT

DATA is a JSON Lines file (".gz" is read too) with `id`, `url` and `html`; OUT gets `id`, `text`, `title` and `date` a
line, for the scorer that comes with the data.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from dragoman.errors import InputError
from dragoman.reading.html import article_from_html


def rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def predict(row: dict[str, str]) -> dict[str, str]:
    try:
        article = article_from_html(row["html"], source=row["id"], url=row["url"])
    except InputError:
        return {"id": row["id"], "text": ""}
    body = [block.span.of(article.text) for block in article.blocks if block.kind not in ("furniture", "headline")]
    date = article.published.date.isoformat() if article.published else ""
    return {"id": row["id"], "text": "\n\n".join(body), "title": article.title, "date": date}


def main(arguments: list[str]) -> int:
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    started, count = time.perf_counter(), 0
    with Path(arguments[1]).open("w", encoding="utf-8") as out:
        for row in rows(Path(arguments[0])):
            out.write(json.dumps(predict(row), ensure_ascii=False) + "\n")
            count += 1
    seconds = time.perf_counter() - started
    print(f"{count} pages in {seconds:.1f} s ({seconds / max(1, count):.3f} s a page)")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
