"""Who a person is on a day: country, sector and office of persons named in a report of that day.

usage: python bench/offices.py [QUESTIONS] [--wrong]

QUESTIONS (default bench/offices.tsv) has the columns name, date, country, sector and office. Each name is read in a
sentence that says nothing else of the person; `--wrong` lists the answers that differ.
"""

from __future__ import annotations

import argparse
import datetime
import sys
from collections import Counter
from pathlib import Path

from dragoman.actors import Party, find_actors
from dragoman.coder import Coder
from dragoman.language import parse
from dragoman.reading import article_from_text
from dragoman.tables import read_table

COLUMNS = ("name", "date", "country", "sector", "office")
QUESTIONS = Path(__file__).with_suffix(".tsv")


def answer(coder: Coder, name: str, day: datetime.date) -> Party | None:
    """Whom a name stands for in a report of that day."""
    article = article_from_text(f"On the evening before {name} spoke for an hour.", source="question", published=day)
    report = next(iter(parse([article], coder.nlp, coder.actors.role_words)))
    actors = find_actors(report, coder.actors, [], day=day)
    found = [p for parties in actors.by_token.values() for p in parties if p.person]
    return found[0] if found else None


def main(argv: list[str]) -> int:
    """Ask all questions and print the shares of right answers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("questions", type=Path, nargs="?", default=QUESTIONS)
    parser.add_argument("--wrong", action="store_true")
    options = parser.parse_args(argv)
    coder = Coder.load()
    right: Counter[str] = Counter()
    asked = 0
    for row in read_table(options.questions.read_text("utf-8"), options.questions.name, COLUMNS):
        party = answer(coder, row["name"], datetime.date.fromisoformat(row["date"]))
        asked += 1
        country = party.actor.country or "" if party else None
        sectors = ({*party.actor.sectors} or ({"IGO"} if not party.actor.country else set())) if party else set()
        good = {
            "found": party is not None,
            "country": country == row["country"],
            "sector": row["sector"] in sectors,
            "office": party is not None and (not row["office"] or party.role == row["office"].replace("_", " ")),
        }
        good["all"] = all(good.values())
        right.update(k for k, v in good.items() if v)
        if options.wrong and not good["all"]:
            got = f"{country} {'|'.join(sorted(sectors))} {party.role}" if party else "nobody"
            print(f"{row['name']} {row['date']}: {row['country']} {row['sector']} {row['office']}; got {got}")
    print(f"questions {asked}: " + ", ".join(f"{k} {right[k] / asked:.3f}" for k in right))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
