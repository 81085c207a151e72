"""The coded passages of `training/data/passages.jsonl`: reading them, and making them from their written form.

The written form has one passage a line: style, region and decade; the text with marks such as `[a1=TUR.GOV Turkey's
foreign minister]` in it; the codes; of a lead also its root relation (`root=YIELD`). A line `# report: TITLE` says
that the lines below it are the sentences of one report. `python -m training.passages FILE.tsv … > passages.jsonl`
checks and converts.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from functools import cache
from pathlib import Path
from typing import Any

from dragoman.ontology import Ontology, load_ontology
from training.labels import ROOTS

DATA = Path(__file__).parent / "data" / "passages.jsonl"
LEADS = Path(__file__).parent / "data" / "leads.jsonl"
STATUS = ("actual", "historical", "future", "hypothetical", "negated")
_OPENING = re.compile(r"\[((?:[arst]\d+)+)(?:=([A-Z]{3}|-)\.([A-Z]{3}(?:\+[A-Z]{3})*))? ")
_CODE = re.compile(r"(\d+):([A-Z]+)(?:/([^/]*)/([a-z]+)/([0-9A-Z]*))?")
_ROLE = {"a": "actors", "r": "recipients", "s": "attribution", "t": "trigger"}


class PassageError(ValueError):
    """A passage that is not written as it must be; the message says what is wrong."""


def read_passages(*paths: Path) -> list[dict[str, Any]]:
    """The passages of the files, in their order; of our passages and leads where none is named."""
    return [json.loads(line) for path in paths or (DATA, LEADS) for line in path.read_text("utf-8").splitlines()]


def _unmarked(marked: str) -> tuple[str, list[tuple[list[str], str | None, str | None, int, int]]]:
    text: list[str] = []
    opened: list[tuple[list[str], str | None, str | None, int]] = []
    marks = []
    at = 0
    while at < len(marked):
        if marked[at] == "[":
            opening = _OPENING.match(marked, at)
            if opening is None:
                raise PassageError(f"a mark that cannot be read: {marked[at : at + 40]!r}")
            opened.append((re.findall(r"[arst]\d+", opening[1]), opening[2], opening[3], len(text)))
            at = opening.end()
        elif marked[at] == "]":
            if not opened:
                raise PassageError("a mark is closed that was not opened")
            roles, country, sectors, start = opened.pop()
            marks.append((roles, country, sectors, start, len(text)))
            at += 1
        else:
            text.append(marked[at])
            at += 1
    if opened:
        raise PassageError("a mark is not closed")
    return "".join(text), sorted(marks, key=lambda m: m[3:])


@cache
def _ontology() -> Ontology:
    return load_ontology()


def _split(key: str) -> str:
    """Which part a passage belongs to, by its text or its report: one in sixteen is held back for calibration, one for
    measuring."""
    return {0: "calibration", 8: "test"}.get(int(hashlib.sha256(key.encode()).hexdigest(), 16) % 16, "train")


def passage(line: str, report: str = "") -> dict[str, Any]:
    """One passage from its written form; `report` is the title of the report that it is a sentence of, if it is one.

    Raises `PassageError`.
    """
    fields = line.split("\t")
    root = fields.pop().removeprefix("root=") if len(fields) == 4 and fields[3].startswith("root=") else ""
    if len(fields) != 3:
        raise PassageError(f"{len(fields)} fields between tabs, not 3")
    if root and root not in ROOTS:
        raise PassageError(f"no root of the relations: {root}")
    style, region, decade = fields[0].split()
    text, marks = _unmarked(fields[1])
    ontology = _ontology()
    events: dict[str, dict[str, Any]] = {}
    none = ""
    for code in (c.strip() for c in fields[2].split(";")):
        if code.startswith("none:"):
            none = code.removeprefix("none:")
            continue
        parts = _CODE.fullmatch(code)
        if parts is None:
            raise PassageError(f"a code that cannot be read: {code!r}")
        number, kind, mode, status, cameo = parts.groups()
        if kind != "NONE" and kind not in ontology.types:
            raise PassageError(f"no PLOVER type: {kind}")
        if kind != "NONE" and status not in STATUS:
            raise PassageError(f"no status: {status}")
        if mode and mode not in ontology.types[kind].modes:
            raise PassageError(f"no mode of {kind}: {mode}")
        events[number] = {
            "type": kind,
            "mode": mode or "",
            "status": status or "",
            "cameo": cameo or "",
            "trigger": [],
            "actors": [],
            "recipients": [],
            "attribution": [],
        }
    for roles, country, sectors, start, end in marks:
        for role in roles:
            if role[1:] not in events:
                raise PassageError(f"the mark {role} has no code")
            place = events[role[1:]][_ROLE[role[0]]]
            if role[0] == "t":
                place.append([start, end])
            else:
                place.append(
                    {
                        "span": [start, end],
                        "country": None if country in {None, "-"} else country,
                        "sectors": (sectors or "UNK").split("+"),
                    }
                )
    if not all(e["trigger"] for e in events.values()):
        raise PassageError("an event has no trigger")
    return {
        "id": hashlib.sha256(text.encode()).hexdigest()[:10],
        "text": text,
        "style": style,
        "region": region,
        "decade": decade,
        "report": report,
        "split": _split(report or text),
        "none": none,
        "events": list(events.values()),
        **({"root": root} if root else {}),
    }


def main(files: list[str]) -> int:
    """Convert written passages to JSON Lines on standard output; faults go to standard error by file and line."""
    faults = 0
    seen: set[str] = set()
    for file in files:
        report = ""
        for number, line in enumerate(Path(file).read_text("utf-8").splitlines(), 1):
            if line.startswith("# report:"):
                report = line.removeprefix("# report:").strip()
            if not line.strip() or line.startswith("#"):
                continue
            try:
                found = passage(line, report)
            except PassageError as error:
                print(f"{file}:{number}: {error}", file=sys.stderr)
                faults += 1
                continue
            if found["id"] not in seen:
                seen.add(found["id"])
                print(json.dumps(found, ensure_ascii=False))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
