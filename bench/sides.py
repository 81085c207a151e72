"""The sides of phrases that coded passages mark as actors and recipients: found at all, right country and sector.

usage: python bench/sides.py PASSAGES [--split NAME] [--every N] [--errors FILE]

PASSAGES is JSON Lines as in `training/data/passages.jsonl`: rows with `text`, `split` and `events`, whose `actors` and
`recipients` have a `span`, a `country` (null where none applies) and `sectors` (`IGO` for intergovernmental
organisations). NAME takes one split only; N takes every Nth row. FILE gets one line for each phrase that is not right.

A passage is read as a report without a date. A phrase counts as found when its head stands for a party; the country is
right when all its parties have just that one, the sector when they share one with the coded sectors.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.actors import find_actors
from dragoman.coder import Coder
from dragoman.language import parse
from dragoman.language.said import find_said
from dragoman.places import countries_of_names, country_of_town, find_toponyms, resolve_places
from dragoman.reading import article_from_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dragoman.actors import Party, ReportActors
    from dragoman.language import ParsedReport
    from dragoman.record import Span

Json = dict[str, Any]


@dataclass(frozen=True)
class Outcome:
    """One marked phrase: its words, the coded side, and what was found."""

    phrase: str
    country: str | None
    sectors: frozenset[str]
    found: tuple[Party, ...]
    text: str

    @property
    def countries(self) -> set[str | None]:
        """The countries found."""
        return {p.actor.country for p in self.found}

    @property
    def found_sectors(self) -> set[str]:
        """The sectors found, with `IGO` and `NGO` for organisations of these kinds; `UNK` where a side has none."""
        own = {s for p in self.found for s in (p.actor.sectors or ("UNK",) * (p.actor.kind != "igo"))}
        return own | {p.actor.kind.upper() for p in self.found if p.actor.kind in {"igo", "ngo"}}

    @property
    def fault(self) -> str:
        """What is wrong: `none` (no party), `country`, `sector`, `both`; empty if nothing is."""
        if not self.found:
            return "none"
        country = self.countries == {self.country}
        sector = bool(self.sectors & self.found_sectors)
        return "" if country and sector else "sector" if country else "country" if sector else "both"


def read_actors(coder: Coder, report: ParsedReport) -> ReportActors:
    """The actors of a parsed report, as the coder finds them."""
    toponyms = find_toponyms(report, coder.gazetteer)

    def countries_of(named: tuple[str, ...]) -> dict[Span, str]:
        places = resolve_places(toponyms, coder.gazetteer, countries=named, text=report.article.text)
        return countries_of_names(toponyms, coder.gazetteer, places, countries=named)

    voices = list(find_said(report, coder.events.attribution_cues, coder.events.speech_verbs).voices)

    def town(name: str, named: tuple[str, ...], sure: bool) -> str | None:
        return country_of_town(name, coder.gazetteer, named, sure)

    return find_actors(report, coder.actors, voices, places=countries_of, town=town)


def outcomes(row: Json, report: ParsedReport, actors: ReportActors) -> Iterator[Outcome]:
    """What became of each marked phrase of a passage."""
    seen: set[tuple[int, int]] = set()
    for event in row["events"]:
        if event["type"] == "NONE":
            continue
        for marked in (*event["actors"], *event["recipients"]):
            start, end = marked["span"]
            if (start, end) in seen:
                continue
            seen.add((start, end))
            found = parties_of(start, end, report, actors)
            yield Outcome(row["text"][start:end], marked["country"], frozenset(marked["sectors"]), found, row["text"])


def parties_of(start: int, end: int, report: ParsedReport, actors: ReportActors) -> tuple[Party, ...]:
    """The parties of the phrase at `start` to `end`: those of its heads, from left to right the first that has any."""
    for sentence in report.sentences:
        tokens = [t for t in sentence.tokens if sentence.offset + t.idx < end]
        tokens = [t for t in tokens if sentence.offset + t.idx + len(t.text) > start]
        inside = {t.i for t in tokens}
        for head in (t for t in tokens if t.head.i not in inside or t.head.i == t.i):
            found = actors.at(sentence, head)
            if found:
                return found
    return ()


def shares(found: Iterable[Outcome]) -> dict[str, float]:
    """Of the marked phrases the shares with a party, with the country and with the sector right, and with both."""
    faults = Counter(o.fault for o in found)
    total = sum(faults.values()) or 1
    return {
        "phrases": total,
        "found": 1 - faults["none"] / total,
        "country": (faults[""] + faults["sector"]) / total,
        "sector": (faults[""] + faults["country"]) / total,
        "side": faults[""] / total,
    }


def main(argv: list[str]) -> int:
    """Measure, print the shares, write the faults."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("passages", type=Path)
    parser.add_argument("--split", default="")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--errors", type=Path)
    options = parser.parse_args(argv)
    rows = [json.loads(line) for line in options.passages.read_text("utf-8").splitlines()]
    rows = [r for r in rows if not options.split or r["split"] == options.split][:: options.every]
    coder = Coder.load()
    found: list[Outcome] = []
    for row in rows:
        article = article_from_text(row["text"], source="passage")
        report = next(iter(parse([article], coder.nlp, coder.actors.role_words)))
        found.extend(outcomes(row, report, read_actors(coder, report)))
    for name, value in shares(found).items():
        print(f"{name:8} {value:.3f}" if name != "phrases" else f"{name:8} {value}")
    if options.errors:
        options.errors.write_text("".join(f"{line(o)}\n" for o in found if o.fault), "utf-8")
    return 0


def line(outcome: Outcome) -> str:
    """A fault in one line: what is wrong, the phrase, the coded side, the found sides, the text."""
    wanted = f"{outcome.country or '-'}.{'+'.join(sorted(outcome.sectors))}"
    got = " ".join(
        f"{p.actor.country or '-'}.{'+'.join(p.actor.sectors) or ('IGO' if p.actor.kind == 'igo' else '')}/{p.basis}"
        for p in outcome.found
    )
    return f"{outcome.fault}\t{outcome.phrase}\t{wanted}\t{got}\t{outcome.text}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
