"""From a raw sentence to who did what to whom: the main event of each sentence, nobody telling the actors.

usage: python bench/gsr.py DATA OUT [--frames-alone] [--scheme 0.8|2016]

`bench/sentences.jsonl` is such a DATA of our own (its form and making: `docs/benchmarks.md`).

DATA is JSON Lines in the shape of the PLOVER gold standard records: `id`, `text`, and to be scored `event`, `source`
and `target`, each side a list of `{"code": "TUR", "sector": "GOV"}`; or `events`, a list of such, where a sentence
tells several. OUT gets `id`, `event`, `mode`, `context`, `source` and `target` of the first event of each sentence with
both sides, and `events` with all. Where DATA has them, precision, recall and F1 are printed of types, and of events
whose actors' countries, type and recipients' countries are all right. `--scheme 2016` writes the categories, countries
and sides of PLOVER's first draft (DEMAND, DISAPPROVE, INVESTIGATE; JAP; IMG for armed groups of no country; those who
act together on both sides), which has no status: cooperation that did not come about is REJECT there. It is chosen by
itself where DATA has ids or categories of that draft. What only may
happen is not counted.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.coder import Coder
from dragoman.reading import article_from_text
from dragoman.record import Actor, Event

if TYPE_CHECKING:
    from collections.abc import Sequence

Json = dict[str, Any]
# The draft's names, and what it counts under another type than 0.8 does, by CAMEO code (the project's own table of
# CAMEO codes of that year): apologies and signed agreements, convictions, truces and ended blockades.
DRAFT = {"REQUEST": "DEMAND", "ACCUSE": "DISAPPROVE"}
DRAFT_CODES = {
    "055": "SUPPORT",
    "057": "SUPPORT",
    "116": "DISAPPROVE",
    "0871": "RETREAT",
    "0872": "RETREAT",
    "0873": "RETREAT",
    "0874": "RETREAT",
}
DRAFT_MODES = {
    "demo": "demonstrate",
    "hunger": "hunger-strike",
    "strike": "boycott",
    "seize": "confiscate",
    "crowd-control": "violence",
    "targeted": "assassinate",
    "aerial": "heavy-weapons",
}
# The draft knows no status: cooperation that did not come about counts as refused.
COOPERATION = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
DRAFT_COUNTRIES = {"JPN": "JAP", "ITA": "ITL", "VNM": "VTN"}
KINDS = {"igo": "IGO", "ngo": "NGO"}
DRAFT_KINDS = KINDS | {"group": "IMG"}
TOGETHER = frozenset({"CONSULT", "COOPERATE", "AGREE", "SUPPORT"})


def scheme_of(rows: list[Json]) -> str:
    """The scheme whose ids or categories the rows have."""
    old = {*DRAFT.values(), "INVESTIGATE", "CRIME"}
    drafted = any(r.get("event") in old or str(r["id"]).startswith("PLOVER-GSR") for r in rows)
    return "2016" if drafted else "0.8"


def category(event: Event, scheme: str) -> str:
    if scheme == "0.8":
        return event.type
    if event.mode == "investigate" or event.cameo.startswith("09"):
        return "INVESTIGATE"
    if event.mode == "convict":
        return "DISAPPROVE"
    if event.assertion == "negated" and event.type in COOPERATION:
        return "REJECT"
    return DRAFT_CODES.get(event.cameo, DRAFT.get(event.type, event.type))


def side(actor: Actor, scheme: str) -> Json:
    kinds = KINDS if scheme == "0.8" else DRAFT_KINDS
    kind = "" if actor.country else kinds.get(actor.kind or "", "")
    country = actor.country or ""
    return {
        "code": (country if scheme == "0.8" else DRAFT_COUNTRIES.get(country, country)) or kind,
        "sector": "" if kind else "".join(actor.sectors[:1]),
        "actorText": actor.name,
    }


def written(event: Event, scheme: str) -> Json:
    acting = [side(a, scheme) for a in event.actors]
    receiving = [side(a, scheme) for a in event.recipients]
    if scheme == "2016" and not receiving and len(acting) > 1 and event.type in TOGETHER:
        receiving = acting
    return {
        "event": category(event, scheme),
        "mode": (DRAFT_MODES.get(event.mode, event.mode) if scheme == "2016" else event.mode) or None,
        "context": list(event.contexts),
        "source": acting,
        "target": receiving,
    }


def main_event(events: Sequence[Event]) -> Event | None:
    """The first event with both sides (or two in a mutual act), else with one: a lead tells its news first."""

    def rank(event: Event) -> tuple[int, int]:
        return bool(event.actors) + bool(event.recipients or len(event.actors) > 1), -event.trigger[0].start

    return max(events, key=rank, default=None)


def sides(event: Json) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    source, target = (tuple(sorted({p["code"] for p in event[name]})) for name in ("source", "target"))
    if event["event"] in TOGETHER:  # who hosts and who visits is a matter of taste
        return event["event"], tuple(sorted({*source, *target})), ()
    return event["event"], source, target


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--frames-alone", action="store_true")
    parser.add_argument("--scheme", choices=("0.8", "2016"))
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.data.read_text("utf-8").splitlines()]
    scheme = options.scheme or scheme_of(rows)
    coder = Coder.load(model=None) if options.frames_alone else Coder.load()
    right: Counter[str] = Counter()
    with options.out.open("w", encoding="utf-8") as out:
        for row in rows:
            found = coder.code(article_from_text(row["text"], source=row["id"])).events
            best = main_event(found)
            told = [written(e, scheme) for e in found]
            empty: Json = {"event": None, "mode": None, "context": [], "source": [], "target": []}
            answer = written(best, scheme) if best else empty
            print(json.dumps({"id": row["id"], **answer, "events": told}, ensure_ascii=False), file=out)
            wanted = row.get("events", [row] if row.get("event") else None)
            if wanted is None:
                continue
            real = [t for t, e in zip(told, found, strict=True) if e.assertion != "hypothetical"]
            gold, got = Counter(map(sides, wanted)), Counter(map(sides, real))
            kinds, types = Counter(e["event"] for e in wanted), Counter(e["event"] for e in real)
            right += Counter(hit=sum((gold & got).values()), wanted=sum(gold.values()), told=sum(got.values()))
            right += Counter(type=sum((kinds & types).values()))
    for name, hits in (("type", right["type"]), ("type, actors and recipients", right["hit"])):
        precision, recall = hits / max(1, right["told"]), hits / max(1, right["wanted"])
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"{name}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f} ({right['wanted']} events, {len(rows)} sentences)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
