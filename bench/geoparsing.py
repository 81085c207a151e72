"""Finds and resolves the toponyms of articles: `python bench/geoparsing.py DATA OUT [--limit N] [--gold-spans]`.

DATA is a JSONL file, plain or gzipped, with `id` and `text` per line (and `toponyms`, used with --gold-spans only); OUT
gets `id` and `toponyms` (`start`, `end`, `lat`, `lon`). --limit takes that many documents, spread evenly.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from pathlib import Path

from dragoman.language import load_pipeline, parse, plain
from dragoman.places import Gazetteer, Toponym, find_mentions, load_gazetteer, resolve_places
from dragoman.record import Article, Block, Span


def article_of(identifier: str, text: str) -> Article:
    blocks = tuple(Block("paragraph", Span(m.start(), m.end())) for m in re.finditer(r"[^\n]*[^\s][^\n]*", text))
    return Article(id=identifier, source=identifier, text=text, blocks=blocks)


def predict(
    document: dict[str, object], gazetteer: Gazetteer, nlp: object, gold_spans: bool
) -> list[dict[str, object]]:
    text = str(document["text"])
    if gold_spans:
        spans = [(t["start"], t["end"], t["text"]) for t in document["toponyms"]]  # type: ignore[attr-defined]
        toponyms = [Toponym(Span(a, b), word, "") for a, b, word in spans]
    else:
        (report,) = parse([article_of(str(document["id"]), text)], nlp)  # type: ignore[arg-type]
        toponyms = find_mentions(report, gazetteer)
    places = resolve_places(toponyms, gazetteer, text=plain(text), publisher=str(document.get("url") or ""), guess=True)
    found: list[dict[str, object]] = []
    for toponym in toponyms:
        place = places.get(toponym.span)
        entry: dict[str, object] = {"start": toponym.span.start, "end": toponym.span.end}
        if place is not None:
            entry |= {"lat": place.lat, "lon": place.lon, "place": f"{place.name}, {place.country}"}
        found.append(entry)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--gold-spans", action="store_true")
    parser.add_argument("--gold-out", type=Path, help="writes the documents taken, for the scorer")
    arguments = parser.parse_args()
    opener = gzip.open if arguments.data.suffix == ".gz" else open
    with opener(arguments.data, "rt", encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    if arguments.limit:
        documents = documents[:: max(1, len(documents) // arguments.limit)]
    gazetteer = load_gazetteer()
    nlp = None if arguments.gold_spans else load_pipeline()
    start = time.perf_counter()
    with arguments.out.open("w", encoding="utf-8") as out:
        for document in documents:
            out.write(
                json.dumps({"id": document["id"], "toponyms": predict(document, gazetteer, nlp, arguments.gold_spans)})
                + "\n"
            )
    if arguments.gold_out:
        with arguments.gold_out.open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(d) + "\n" for d in documents)
    print(f"{len(documents)} documents in {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
