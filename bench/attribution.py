"""Who is cited for what: `python bench/attribution.py DATA OUT` writes predictions for the attribution scorer.

DATA is JSON Lines (also `.gz`) with `id`, `text` and, if known, `title`. The task counts an attribution within
another's content as part of that content, so only the outermost are written.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.language import load_pipeline, parse
from dragoman.language.attributions import find_attributions, load_attribution_cues, outermost
from dragoman.record import Article, Block, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def article(row: dict[str, str]) -> Article:
    """A row's text as an article of lines; its first line is a headline where it is the title."""
    text = row["text"]
    title = (row.get("title") or "").strip().rstrip(".")
    blocks: list[Block] = []
    for line in re.finditer(r"[^\n]*\S[^\n]*", text):
        headline = not blocks and bool(title) and line.group().strip().rstrip(".") == title
        blocks.append(Block("headline" if headline else "paragraph", Span(line.start(), line.end())))
    return Article(id=row["id"], source=text, text=text, blocks=tuple(blocks))


def rows(path: Path) -> Iterator[dict[str, str]]:
    content = path.read_bytes()
    text = (gzip.decompress(content) if path.suffix == ".gz" else content).decode("utf-8")
    for line in text.split("\n"):
        if line.strip():
            yield json.loads(line)


def pairs(spans: Sequence[Span]) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    cues = load_attribution_cues()
    with options.out.open("w", encoding="utf-8") as out:
        for report in parse((article(row) for row in rows(options.data)), load_pipeline()):
            found = [
                {
                    "source": pairs(a.source_spans),
                    "cue": pairs(a.cue_spans),
                    "content": pairs(a.content_spans),
                }
                for a in outermost(find_attributions(report, cues))
                if a.content_spans
            ]
            out.write(json.dumps({"id": report.article.id, "attributions": found}) + "\n")


if __name__ == "__main__":
    main()
