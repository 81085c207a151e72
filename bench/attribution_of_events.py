"""Is the source of an event right? `python bench/attribution_of_events.py GOLD_DIR PRED_DIR [--details]`.

GOLD_DIR and PRED_DIR hold one JSON record per report. Events are paired as `bench/scoring.py` does. Of the found events
that the hand coding gives a source, the share whose innermost source is right (the same name, or the same
country with a shared sector); of the found events that it gives none, the share for which none was given.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Any

from scoring import match

Json = dict[str, Any]


def words(actor: Json) -> set[str]:
    """The words of an actor's name and description that tell it from others."""
    text = f"{actor.get('name') or ''} {actor.get('role') or ''} {actor.get('description') or ''}".lower()
    return set(re.findall(r"[^\W\d_]{2,}", text)) - {"the", "of", "for", "and", "an"}


def same_source(gold: Json, found: Json) -> bool:
    """Whether two actors are one source as far as records tell: the same name, or the same side."""
    if gold.get("name") and words({"name": gold["name"]}) == words({"name": found.get("name")}):
        return True
    if gold.get("country") != found.get("country"):
        return False
    mine, theirs = set(gold.get("sectors") or []), set(found.get("sectors") or [])
    if mine and theirs:
        return bool(mine & theirs)
    if gold.get("country") or mine or theirs:
        return bool(mine == theirs or words(gold) & words(found))
    return gold.get("kind") == found.get("kind") or bool(words(gold) & words(found))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("pred", type=Path)
    parser.add_argument("--details", action="store_true")
    options = parser.parse_args()
    sourced = right = any_level = own = silent = 0
    for file in sorted(options.gold.glob("*.json")):
        golds = json.loads(file.read_text("utf-8"))["events"]
        pred = options.pred / file.name
        founds = json.loads(pred.read_text("utf-8"))["events"] if pred.exists() else []
        for i, j in sorted(match(golds, founds).items()):
            accepted = [v.get("attribution") or [] for v in (golds[i], *golds[i].get("alt", [])) if "attribution" in v]
            told = founds[j].get("attribution") or []
            wanted = [a for a in accepted if a]
            good = any(told and same_source(a[0], told[0]) for a in wanted) or (not told and [] in accepted and wanted)
            if wanted:
                sourced += 1
                right += bool(good)
                any_level += any(same_source(a[0], t) for a in wanted for t in told) or bool(good)
            else:
                own += 1
                silent += not told
            if options.details and (bool(wanted) != bool(told) or (wanted and not good)):
                names = [[a.get("name") for a in w] for w in wanted]
                print(f"{file.stem}: {golds[i]['type']} {founds[j]['trigger']} wanted {names} found", end=" ")
                print([(t.get("name") or t.get("role"), t.get("country"), t.get("sectors")) for t in told])
    print(f"with a source: {sourced} found, innermost right {right / (sourced or 1):.3f}", end="")
    print(f", among the sources given {any_level / (sourced or 1):.3f}")
    print(f"without: {own} found, none given for {silent / (own or 1):.3f}")


if __name__ == "__main__":
    main()
