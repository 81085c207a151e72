"""One report for people: its facts as tables, or marked in its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dragoman.archive.sides import side_of
from dragoman.cli.printing import clean, day_words, hedged_words, kind_words, new_table, range_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from dragoman.record import Actor, Article, DateRange, Event, Place, Record, Span

STYLES = {"E": "bold yellow", "F": "bold cyan", "A": "bold magenta", "S": "bold green"}
"""How events, figures, agreements and statements are coloured."""
_BLOCKS = {"headline": "bold", "standfirst": "italic", "heading": "bold", "caption": "italic", "furniture": "dim"}
_BASIS = {
    "given": "as given",
    "metadata": "from the page's metadata",
    "dateline": "from the dateline",
    "caption": "from a caption",
    "text": "from the text",
    "address": "from the web address",
}


class Mark(NamedTuple):
    """A span that a fact rests on, with the fact's number ("E1")."""

    span: Span
    label: str


def marks_of(record: Record) -> list[Mark]:
    """Where the facts stand: the triggers of events, figures, acts on agreements, the cues of statements."""
    marks = [Mark(s, f"E{n}") for n, e in enumerate(record.events, 1) for s in e.trigger]
    marks += [Mark(f.span, f"F{n}") for n, f in enumerate(record.figures, 1)]
    marks += [Mark(m.span, f"A{n}") for n, a in enumerate(record.agreements, 1) for m in a.mentions]
    marks += [Mark(s.cue, f"S{n}") for n, s in enumerate(record.statements, 1)]
    return sorted(set(marks), key=lambda m: (m.span.end, m.span.start, m.label))


def marked_blocks(record: Record) -> list[Text]:
    """The report's blocks with its facts coloured and numbered: "received[E1]"; furniture is dim."""
    from rich.text import Text

    text, marks = record.article.text, marks_of(record)
    actors = [a.text for e in record.events for a in (*e.actors, *e.recipients) if a.text]
    shown = []
    for block in record.article.blocks:
        start, end = block.span.start, block.span.end
        line = Text(clean(block.span.of(text)), style=_BLOCKS.get(block.kind, ""))
        inside = [m for m in marks if start < m.span.end <= end]
        for span in actors:
            if span.overlaps(block.span):
                line.stylize("underline", max(0, span.start - start), span.end - start)
        for mark in inside:
            line.stylize(STYLES[mark.label[0]], max(0, mark.span.start - start), mark.span.end - start)
        for mark in reversed(inside):
            place = mark.span.end - start
            label = Text(f"[{mark.label}]", style=f"{STYLES[mark.label[0]]} reverse")
            line = line[:place] + label + line[place:]
        shown.append(line)
    return shown


def print_marked(record: Record, screen: Console) -> None:
    """The report's text with its facts marked, and below it the facts."""
    _print_heading(record, screen)
    for line in marked_blocks(record):
        screen.print(line)
        screen.print()
    print_facts(record, screen)


def print_found(record: Record, outcome: str, screen: Console, *, min_confidence: float = 0.0) -> None:
    """What was found in a report: its heading, its events, and how many other facts."""
    _print_heading(record, screen, outcome)
    events = [(f"E{n}", e) for n, e in enumerate(record.events, 1) if e.confidence >= min_confidence]
    if events:
        screen.print(_event_table(events))
    else:
        screen.print("  no events", style="dim")
    if others := counts_of(record, events=False):
        screen.print(f"  {others}", style="dim")
    screen.print()


def line_of(record: Record, outcome: str) -> str:
    """A report in one line, for long lists."""
    article = record.article
    day = article.published.date if article.published else "no date"
    return clean(f"{article.id[:6]}  {outcome:9}  {day}  {title_of(article)[:70]}  ({counts_of(record) or 'no facts'})")


def print_facts(record: Record, screen: Console) -> None:
    """All facts of a report as tables, with the numbers that `marked_blocks` gives them."""
    if not (record.events or record.figures or record.agreements or record.statements):
        screen.print("No facts were found in this report.", style="dim")
    if record.events:
        screen.print(_event_table([(f"E{n}", e) for n, e in enumerate(record.events, 1)]))
    if record.figures:
        table = new_table("", "figure", ">number", "counted", "when", "where", "according to")
        for n, f in enumerate(record.figures, 1):
            number = f"{range_words(f.low, f.high, f.approximate)} {f.unit}".strip()
            where = _place(f.location) or f.place or ""
            _row(
                table,
                f"F{n}",
                kind_words(f.kind, f.term, f.measure),
                number,
                f.counted,
                _when(f.date),
                where,
                _who(f.attribution),
            )
        screen.print(table)
    if record.agreements:
        table = new_table("", "agreement", "name", "parties", "brokers", "date", "where", "acts")
        for n, a in enumerate(record.agreements, 1):
            parties, brokers = ", ".join(a.parties), ", ".join(a.brokers)
            acts = ", ".join(dict.fromkeys(m.act for m in a.mentions))
            _row(table, f"A{n}", a.kind, a.name, parties, brokers, str(a.date or ""), a.place or "", acts)
        screen.print(table)
    if record.statements:
        table = new_table("", "statement", "speaker", "about", "when", "event")
        ids = {e.id: f"E{n}" for n, e in enumerate(record.events, 1)}
        for n, s in enumerate(record.statements, 1):
            about = " ".join(s.about.span.of(record.article.text).split())
            _row(table, f"S{n}", s.stance, _who((s.speaker,)), about[:100], _when(s.date), ids.get(s.event or "", ""))
        screen.print(table)


def counts_of(record: Record, *, events: bool = True) -> str:
    """How many facts of each kind, in words: "2 events, 1 figure"."""
    counts = [
        ("event", len(record.events) if events else 0),
        ("figure", len(record.figures)),
        ("agreement", len(record.agreements)),
        ("statement", len(record.statements)),
    ]
    return ", ".join(f"{count} {name}{'' if count == 1 else 's'}" for name, count in counts if count)


def title_of(article: Article) -> str:
    """The report's title, else its first words, else where it came from."""
    headline = next((b.span.of(article.text) for b in article.blocks if b.kind == "headline"), "")
    return " ".join((article.title or headline or article.text[:80] or article.source).split())


def _print_heading(record: Record, screen: Console, outcome: str = "") -> None:
    from rich.text import Text

    article = record.article
    day = article.published
    when = f"{day.date} ({_BASIS[day.basis]}, {day.confidence:.2f})" if day else "no date found"
    facts = [article.id, article.publisher, when, article.url or article.source, outcome]
    screen.print(Text(clean(title_of(article)), style="bold"))
    screen.print(Text(clean(" · ".join(part for part in facts if part)), style="dim"))
    screen.print()


def _event_table(events: Sequence[tuple[str, Event]]) -> Table:
    table = new_table("", "type", "who", "to whom", "when", "where", "status", "according to", ">sure")
    for label, e in events:
        kind = " ".join(part for part in (e.type, e.mode) if part)
        who, whom = _who(e.actors) or "—", _who(e.recipients) or "—"
        said = _who(e.attribution)
        _row(table, label, kind, who, whom, _when(e.date), _place(e.place), e.assertion, said, f"{e.confidence:.2f}")
    return table


def _row(table: Table, label: str, *cells: str) -> None:
    from rich.text import Text

    table.add_row(Text(label, style=STYLES[label[0]]), *(Text(clean(cell)) for cell in cells))


def _who(actors: Sequence[Actor]) -> str:
    return ", ".join(a.name if side_of(a) == a.name else f"{a.name} ({side_of(a)})" for a in actors)


def _when(date: DateRange | None) -> str:
    if date is None:
        return ""
    words = hedged_words(date.hedge, day_words(date.start, date.end, date.precision))
    return f"{words}*" if date.basis == "report" else words


def _place(place: Place | None) -> str:
    if place is None:
        return ""
    return ", ".join(dict.fromkeys(part for part in (place.name, place.region, place.country) if part))
