"""Status of given events: `python bench/factuality.py DATA OUT` writes predictions for the factuality scorer.

DATA is JSON Lines with `id`, `text` and `events` (`start`, `end`). Certainty, polarity and time follow from the rules
of assertion, asked about the token at the mention.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.events.assertion import Judgement, judge, load_governors
from dragoman.events.proposing import load_light_verbs
from dragoman.language import load_pipeline, parse
from dragoman.record import Article, Block, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

# Rules whose word makes the event likely rather than merely possible.
_LIKELY = re.compile(r"\b(?:likely|expect\w*|believ\w*|probabl\w*|should)\b", re.IGNORECASE)


def article(row: dict[str, str]) -> Article:
    """A document as a report, each line a paragraph."""
    text = row["text"]
    blocks = tuple(Block("paragraph", Span(m.start(), m.end())) for m in re.finditer(r"[^\n]*\S[^\n]*", text))
    return Article(id=row["id"], source=text, text=text, blocks=blocks)


def factuality(judgement: Judgement) -> dict[str, str]:
    """A status in the scorer's words."""
    status = judgement.assertion
    if status == "actual":
        return {"certainty": "CERTAIN", "polarity": "POS", "time": "NON_FUTURE"}
    if status == "negated":
        return {"certainty": "CERTAIN", "polarity": "NEG", "time": "NON_FUTURE"}
    if status == "future":
        certainty = "PROBABLE" if _LIKELY.search(judgement.rule) else "CERTAIN"
        return {"certainty": certainty, "polarity": "POS", "time": "FUTURE"}
    if _LIKELY.search(judgement.rule):
        return {"certainty": "PROBABLE", "polarity": "POS", "time": "FUTURE"}
    return {"certainty": "POSSIBLE", "polarity": "POS", "time": "FUTURE"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.data.read_text("utf-8").splitlines()]
    governors, light_verbs = load_governors(), load_light_verbs()
    with options.out.open("w", encoding="utf-8") as out:
        for row, report in zip(rows, parse([article(r) for r in rows], load_pipeline()), strict=True):
            heads: dict[tuple[int, int], Token] = {}
            for event in row["events"]:
                span = Span(event["start"], event["end"])
                sentence = report.sentence_at(span.start)
                tokens = sentence.tokens_in(span) if sentence is not None else []
                if tokens:
                    heads[event["start"], event["end"]] = min(tokens, key=lambda t: sum(1 for _ in t.ancestors))
            all_heads = frozenset(t.i for t in heads.values())
            events = []
            for (start, end), head in heads.items():
                judgement = judge(head, governors, light_verbs, all_heads - {head.i})
                events.append({"start": start, "end": end, **factuality(judgement)})
            out.write(json.dumps({"id": row["id"], "events": events}) + "\n")


if __name__ == "__main__":
    main()
