"""Puts given mentions of events together across reports: `python bench/event_coref.py DATA OUT`.

DATA is a JSONL file (plain or gzipped) with `id`, `text` and `mentions` (each `start`, `end`); OUT gets a line for each
document with its mentions and their clusters, as `score.py event_coref` takes it. Neither topics nor the given clusters
are read. Documents of one `corpus` are put together, those of several are not.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path
from typing import Any

from dragoman.incidents.mentions import Mention, link, load_mention_rule, mentions_of, reports_of
from dragoman.language import load_pipeline, parse
from dragoman.reading import article_from_text


def read(path: Path) -> list[dict[str, Any]]:
    """The documents of a file."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def mentions_in(rows: list[dict[str, Any]], nlp: Any) -> list[Mention]:
    """The mentions of documents, in their order."""
    articles = [article_from_text(row["text"], source=row["id"]) for row in rows]
    found: list[Mention] = []
    for number, (row, report) in enumerate(zip(rows, parse(articles, nlp), strict=True)):
        found += mentions_of(report, [(m["start"], m["end"]) for m in row["mentions"]], number)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    rows, rule, nlp = read(options.data), load_mention_rule(), load_pipeline()
    by_corpus: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by_corpus.setdefault(row.get("corpus", ""), []).append(row)
    with options.out.open("w", encoding="utf-8") as out:
        for corpus, part in sorted(by_corpus.items()):
            home = iter(link(mentions_in(part, nlp), reports_of([row["text"] for row in part]), rule))
            for row in part:
                told = [
                    {"start": m["start"], "end": m["end"], "cluster": f"{corpus} {next(home)}"} for m in row["mentions"]
                ]
                out.write(json.dumps({"id": row["id"], "mentions": told}) + "\n")


if __name__ == "__main__":
    main()
