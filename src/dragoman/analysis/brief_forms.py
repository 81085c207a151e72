"""A brief as Markdown and as HTML that stands alone. Text from reports is escaped in both."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from dragoman.analysis import wording

if TYPE_CHECKING:
    from dragoman.analysis.brief import Brief, Note, PlaceCount

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
_LINE_START = re.compile(r"^(\s*)([-+]|\d+[.)])(\s)")

MOST_PLACES = 20
"""How many places the table of a brief tells."""

_STYLE = """
body { font: 1rem/1.5 Georgia, serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; }
body { color: #211e19; background: #fff; }
h1, h2 { line-height: 1.2; } h2 { margin-top: 2rem; font-size: 1.2rem; }
table { border-collapse: collapse; width: 100%; font: 0.85rem/1.4 system-ui, sans-serif; }
th, td { text-align: left; padding: 0.3rem 0.6rem; border-bottom: 1px solid #ccc; vertical-align: top; }
td.number, th.number { text-align: right; }
td.number { font-variant-numeric: tabular-nums; } .soft { color: #5c564c; } sup a { text-decoration: none; }
.world-map { width: 100%; height: auto; border: 1px solid #ccc; background: #fff; }
.world-map .land { fill: #f1ede4; stroke: #8d8577; stroke-width: 0.5; }
.world-map .town { stroke: #fff; stroke-width: 1; } .world-map .told { fill-opacity: 0.35; }
.world-map .vc { fill: #62aee0; } .world-map .mc { fill: #1c5d9e; }
.world-map .vx { fill: #e3a02a; } .world-map .mx { fill: #b5401a; }
.world-map text { font: 11px system-ui, sans-serif; paint-order: stroke; stroke: #fff; stroke-width: 3px; }
.world-map .area { font-style: italic; }
ol.notes { font-size: 0.85rem; } @media print { body { margin: 0; max-width: none; font-size: 10.5pt; } }
"""


def as_markdown(one: Brief) -> str:
    """The brief as Markdown with footnotes; nothing of a report's text is taken for markup."""
    lines = [f"# {_md(one.title)}", "", f"*{_md(_asked(one))}*", ""]
    for section in one.sections:
        lines += [f"## {section.heading}", ""]
        for sentence in section.sentences:
            marks = "".join(f"[^{number}]" for number in sentence.notes)
            lines += [f"- {_md(sentence.text)}{marks}"]
        lines.append("")
    if one.places:
        lines += ["## Where", "", "| place | country | events |", "|---|---|---:|"]
        lines += [
            f"| {_md(place.name)} | {_md(_country(place))} | {place.events:,} |" for place in one.places[:MOST_PLACES]
        ]
        lines.append("")
    if one.series.bars:
        lines += ["## Over time", "", _coverage_words(one), ""]
        lines += [f"| {one.series.by} from | events | score | reports |", "|---|---:|---:|---:|"]
        for bar in (bar for bar in one.series.bars if bar.events):
            score = "" if bar.score is None else f"{bar.score:+.1f}".replace("-", "−")
            lines.append(f"| {bar.start} | {bar.events:,} | {score} | {bar.reports:,} |")
        lines.append("")
    for note in one.notes:
        lines.append(f"[^{note.number}]: “{_md(note.words)}” {_md(_source(note))}".rstrip())
    return "\n".join(lines).rstrip() + "\n"


def as_html(one: Brief, *, world_map: str = "") -> str:
    """The brief as one HTML page without script, with its own small style; `world_map` is a drawing as SVG."""
    out = [
        '<!doctype html><html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_h(one.title)}</title><style>{_STYLE}</style></head><body>",
        f'<h1>{_h(one.title)}</h1><p class="soft">{_h(_asked(one))}</p>',
    ]
    for section in one.sections:
        out.append(f"<h2>{_h(section.heading)}</h2><ul>")
        for sentence in section.sentences:
            marks = "".join(f'<sup><a href="#note-{n}">{n}</a></sup> ' for n in sentence.notes)
            out.append(f"<li>{_h(sentence.text)} {marks.rstrip()}</li>")
        out.append("</ul>")
    if one.places:
        out.append(
            f"<h2>Where</h2>{world_map}<table><thead><tr><th>place</th><th>country</th>"
            '<th class="number">events</th></tr></thead>'
        )
        out.append("<tbody>")
        for place in one.places[:MOST_PLACES]:
            cells = f'<td dir="auto">{_h(place.name)}</td><td>{_h(_country(place))}</td>'
            out.append(f'<tr>{cells}<td class="number">{place.events:,}</td></tr>')
        out.append(f"</tbody></table>{_more_places(one)}")
    if one.series.bars:
        out.append(f"<h2>Over time</h2><p>{_h(_coverage_words(one))}</p><table><thead><tr>")
        out.append(f"<th>{one.series.by} from</th>")
        out.append("".join(f'<th class="number">{name}</th>' for name in ("events", "score", "reports")))
        out.append("</tr></thead><tbody>")
        for bar in (bar for bar in one.series.bars if bar.events):
            score = "" if bar.score is None else f"{bar.score:+.1f}".replace("-", "−")
            cells = "".join(f'<td class="number">{c}</td>' for c in (f"{bar.events:,}", score, f"{bar.reports:,}"))
            out.append(f"<tr><td>{bar.start}</td>{cells}</tr>")
        out.append("</tbody></table>")
    if one.notes:
        out.append('<h2>Evidence</h2><ol class="notes">')
        out += [f'<li id="note-{n.number}" dir="auto">“{_h(n.words)}” {_h(_source(n))}</li>' for n in one.notes]
        out.append("</ol>")
    return "\n".join([*out, "</body></html>", ""])


def _country(place: PlaceCount) -> str:
    return wording.side(place.country) if place.country else ""


def _more_places(one: Brief) -> str:
    more = len(one.places) - MOST_PLACES
    return f'<p class="soft">And {more:,} more place{"" if more == 1 else "s"} with fewer.</p>' if more > 0 else ""


def _asked(one: Brief) -> str:
    period = f"{wording.day(one.since)} to {wording.day(one.until)}" if one.since and one.until else ""
    return ". ".join(part for part in (one.human[:1].upper() + one.human[1:], period) if part)


def _coverage_words(one: Brief) -> str:
    left = []
    if one.series.wider:
        left.append(f"{one.series.wider:,} with a date wider than a {one.series.by}")
    if one.series.undated:
        left.append(f"{one.series.undated:,} without a date")
    apart = f" Not counted here: {wording.listed(left)}." if left else ""
    return f"Events whose date lies within the {one.series.by}, and how many reports appeared in it.{apart}"


def _source(note: Note) -> str:
    parts = [note.publisher, note.title, wording.day(note.published) if note.published else ""]
    return ", ".join([*(part for part in parts if part), f"report {note.article}"])


def _md(text: str) -> str:
    return _LINE_START.sub(r"\1\\\2\3", _SPECIAL.sub(r"\\\1", " ".join(text.split())))


def _h(text: str) -> str:
    return html.escape(text, quote=True)
