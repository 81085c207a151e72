"""What `dragoman read` says while it reads, and at the end."""

from __future__ import annotations

import contextlib
import sys
from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from dragoman.cli.coding import Done, Reading, how_many
from dragoman.cli.printing import clean, console
from dragoman.cli.showing import line_of, print_found
from dragoman.reading import SetAside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from rich.console import Console

    from dragoman.record import Record

_BAR_FROM = 4
_INTERRUPTED = 130


def report_reading(
    reading: Reading, sources: Sequence[str], format_: str, *, min_confidence: float = 0.0, full: int = 10
) -> int:
    """Read the sources, print each report as it is done, then what was set aside and a summary; gives the exit status.

    Up to `full` reports are shown with their events, more in one line each.
    """
    expected = how_many(sources)
    screen = console()
    outcomes: Counter[str] = Counter()
    facts: Counter[str] = Counter()
    aside: list[SetAside] = []
    status = 0
    printer = _Printer(format_, screen, min_confidence, brief=expected > full)
    with _progress(expected) as (advance, interactive):
        printer.around = interactive
        try:
            for done in reading.go(sources):
                if isinstance(done, SetAside):
                    aside.append(done)
                else:
                    outcomes[done.outcome] += 1
                    for kind in ("events", "figures", "agreements", "statements"):
                        facts[kind] += len(getattr(done.record, kind))
                    printer.put(done)
                advance()
        except KeyboardInterrupt:
            status = _INTERRUPTED
    printer.close()
    sys.stdout.flush()
    for item in aside:
        print(f"dragoman: set aside: {clean(str(item))}", file=sys.stderr)
    print(_summary(outcomes, facts, aside, reading, stopped=status == _INTERRUPTED), file=sys.stderr)
    return status or (1 if aside else 0)


class _Printer:
    """Prints reports one after the other in one format."""

    def __init__(self, format_: str, screen: Console, min_confidence: float, *, brief: bool) -> None:
        self.format = format_
        self.screen = screen
        self.min_confidence = min_confidence
        self.brief = brief
        self.count = 0
        self.around: Callable[[], contextlib.AbstractContextManager[object]] = contextlib.nullcontext

    def put(self, done: Done) -> None:
        with self.around():
            if self.format == "table" and self.brief:
                self.screen.print(line_of(done.record, done.outcome), overflow="ellipsis", no_wrap=True)
            elif self.format == "table":
                print_found(done.record, done.outcome, self.screen, min_confidence=self.min_confidence)
            else:
                line = self._sure(done.record).to_json()
                start = "" if self.format == "jsonl" else "[\n" if self.count == 0 else ",\n"
                sys.stdout.write(start + line + ("\n" if self.format == "jsonl" else ""))
        self.count += 1

    def close(self) -> None:
        if self.format == "json":
            sys.stdout.write("\n]\n" if self.count else "[]\n")

    def _sure(self, record: Record) -> Record:
        kept = tuple(e for e in record.events if e.confidence >= self.min_confidence)
        return msgspec.structs.replace(record, events=kept)


@contextlib.contextmanager
def _progress(
    expected: int,
) -> Iterator[tuple[Callable[[], None], Callable[[], contextlib.AbstractContextManager[object]]]]:
    """A progress bar on standard error, if that is a terminal and there is enough to do.

    Gives what to call after each report, and what to put around printing while the bar is there.
    """
    if expected < _BAR_FROM or not sys.stderr.isatty():
        yield (lambda: None), contextlib.nullcontext
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("reading", total=expected)

        @contextlib.contextmanager
        def aside() -> Iterator[None]:
            if sys.stdout.isatty():
                bar.stop()
                yield
                sys.stdout.flush()
                bar.start()
            else:
                yield

        yield (lambda: bar.advance(task)), aside


def _summary(
    outcomes: Counter[str], facts: Counter[str], aside: list[SetAside], reading: Reading, *, stopped: bool
) -> str:
    count = outcomes.total()
    names = {"new": "new", "replaced": "coded again", "unchanged": "already in the archive"}
    told = [f"{outcomes[name]:,} {words}" for name, words in names.items() if outcomes[name]]
    found = ", ".join(f"{facts[k]:,} {k if facts[k] != 1 else k[:-1]}" for k in facts if facts[k]) or "no facts"
    line = f"{count:,} report{'' if count == 1 else 's'} read" + (f" ({', '.join(told)})" if told else "")
    line += f": {found}." if count else "."
    if aside:
        line += f" {len(aside):,} input{'' if len(aside) == 1 else 's'} set aside."
    if stopped:
        line = f"Stopped. {line} What was finished is kept." if reading.archive else f"Stopped. {line}"
    elif reading.archive is not None and count:
        where = "" if str(reading.archive.path) == "dragoman.duckdb" else f" -a {reading.archive.path}"
        line += f"\nNext: dragoman events{where} · dragoman show ID{where} · dragoman explain ID{where}"
    return clean(line)
