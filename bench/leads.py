"""Who did what to whom in the leads of wire reports: the right root, actor and recipient where the lead marks them.

usage: python bench/leads.py DATA OUT [--frames-alone] [--every N]

DATA is JSON Lines: `id`, `text`, `source` and `target` with their `spans`, and `root`, one of the roots of PLOVER's
first draft (`YIELD` for CONCEDE and RETREAT). OUT gets a line for each lead: the fault, the id, what is wanted, what
was found, what was dropped, the text. A side is right when one of its parties is named within a marked span (or in the
words of one, where a pronoun stands for it); a target that the sentence does not hold is right when there is no
recipient. `main` counts one event of each lead, as `gsr.py` does.

The faults: `right`; `recipient none`, `recipient wrong`, `actor none`, `actor wrong`, `both sides`: an event has the
right root; `turned`: its sides are the wrong way round; `type`: an event has both sides and another root; `dropped`: a
proposal of the root was dropped; `other`: there are only other events; `nothing`: there is no event.

The model that ships was trained on the development part; measure there with `--frames-alone`.
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
from gsr import COOPERATION, main_event

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dragoman.events.coding import Dropped
    from dragoman.record import Actor, Event

Json = dict[str, Any]
ROOTS = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
MUTUAL = frozenset({"CONSULT", "COOPERATE", "AGREE", "SUPPORT"})


def root(kind: str, mode: str = "", assertion: str = "actual") -> str:
    """The root of an event: convictions are ACCUSE there, and cooperation that failed is REJECT."""
    if mode == "convict":
        return "ACCUSE"
    return "REJECT" if assertion == "negated" and kind in COOPERATION else ROOTS.get(kind, kind)


def touches(actors: Sequence[Actor], side: Json, text: str) -> bool:
    """Whether one of the actors is named within a marked span."""
    return any(
        (a.text and a.text.start < end and start < a.text.end) or a.name in text[start:end] or side["text"] in a.name
        for a in actors
        for start, end in side["spans"]
    )


def sides(event: Event, row: Json) -> tuple[bool, bool]:
    """Whether actor and recipient are where the lead marks them; in a mutual act they may be told together."""
    source, target, text = row["source"], row["target"], row["text"]
    whom = event.recipients or (event.actors[1:] if event.type in MUTUAL else ())
    return touches(event.actors, source, text), touches(whom, target, text) if target["spans"] else not event.recipients


def fault(row: Json, events: Sequence[Event], dropped: Sequence[Dropped]) -> str:
    """What is wrong with a lead's events, of the event that comes nearest."""
    found = []
    for event in (e for e in events if root(e.type, e.mode, e.assertion) == row["root"]):
        actor, recipient = sides(event, row)
        if actor and recipient:
            return "right"
        turned = touches(event.recipients, row["source"], row["text"])
        turned = turned and touches(event.actors, row["target"], row["text"])
        if turned and event.type in MUTUAL:
            return "right"
        if turned:
            found.append("turned")
        elif actor:
            found.append("recipient wrong" if event.recipients else "recipient none")
        elif recipient:
            found.append("actor wrong" if event.actors else "actor none")
        else:
            found.append("both sides")
    if found:
        return min(found)
    if any(all(sides(e, row)) for e in events):
        return "type"
    if any(root(d.type) == row["root"] for d in dropped):
        return "dropped"
    return "other" if events else "nothing"


def line(row: Json, events: Sequence[Event], dropped: Sequence[Dropped], what: str) -> str:
    """A lead in one line."""
    told = " | ".join(
        f"{e.type}/{e.mode} [{'; '.join(a.name for a in e.actors)}]->[{'; '.join(a.name for a in e.recipients)}]"
        f" {e.confidence} {e.why[0].rule}"
        for e in events
    )
    lost = " | ".join(f"{d.type} {d.words!r}: {d.reason}" for d in dropped)
    wanted = f"{row['root']} [{row['source']['text']}]->[{row['target']['text']}]"
    return "\t".join((what, row["id"], wanted, told, lost, row["text"].replace("\n", " ")))


def main() -> int:
    """Measure, print, write the faults."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--frames-alone", action="store_true")
    parser.add_argument("--every", type=int, default=1)
    options = parser.parse_args()
    rows = [json.loads(row) for row in options.data.read_text("utf-8").splitlines()][:: options.every]
    coder = Coder.load(model=None) if options.frames_alone else Coder.load()
    faults: Counter[str] = Counter()
    told = main_right = 0
    with options.out.open("w", encoding="utf-8") as out:
        for row in rows:
            explained = coder.explain(article_from_text(row["text"], source=row["id"]))
            events = explained.record.events
            what = fault(row, events, explained.dropped)
            print(line(row, events, explained.dropped, what), file=out)
            faults[what] += 1
            told += len(events)
            best = main_event(events)
            main_right += best is not None and fault(row, (best,), ()) == "right"
    wrong_root = sum(faults[name] for name in ("type", "dropped", "other", "nothing"))
    for name, hits in (("root", len(rows) - wrong_root), ("root, actor and recipient", faults["right"])):
        precision, recall = hits / max(1, told), hits / max(1, len(rows))
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"{name}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f} ({len(rows)} leads)")
    print(f"main event right: {main_right / max(1, len(rows)):.3f}")
    print(", ".join(f"{name} {count}" for name, count in faults.most_common()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
