"""The one place where the stages are joined: a report in, its record out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.actors.resolution import ReportActors, find_actors
from dragoman.actors.tables import ActorTables, load_actor_tables
from dragoman.dates import find_dates
from dragoman.events.coding import Dropped, find_events
from dragoman.events.tables import EventTables, load_event_tables
from dragoman.events.timing import report_date
from dragoman.facts.agreements import AgreementTables, find_agreements, load_agreement_tables
from dragoman.facts.figures import FigureWords, find_figures, load_figure_words
from dragoman.facts.statements import StanceVerb, find_statements, load_stance_verbs
from dragoman.facts.tying import tie_figures
from dragoman.language import DEFAULT_PIPELINE, ParsedReport, load_pipeline, parse, plain
from dragoman.language.said import find_said
from dragoman.ontology import load_ontology
from dragoman.places import (
    Gazetteer,
    countries_of_names,
    country_of_town,
    find_toponyms,
    load_gazetteer,
    resolve_places,
)
from dragoman.record import Record
from dragoman.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    import spacy.language

    from dragoman.record import Article, Place, Span


def _coded_text(article: Article) -> str:
    """The report's text with everything that is not coded blanked, of the same length, so that dates can be counted
    from one another."""
    text = [" "] * len(article.text)
    for block in article.blocks:
        if block.kind != "furniture":
            text[block.span.start : block.span.end] = plain(block.span.of(article.text))
            text[block.span.end : block.span.end + 1] = "\n"[: len(article.text) - block.span.end]
    return "".join(text)


@dataclass(frozen=True)
class Explanation:
    """A record and what was considered on the way to it: who was found where, and what was dropped and why."""

    record: Record
    report: ParsedReport
    actors: ReportActors
    dropped: tuple[Dropped, ...]


@dataclass(frozen=True)
class Coder:
    """Everything that coding needs, loaded once: `Coder.load()`, then `code(article)` for each report."""

    nlp: spacy.language.Language
    actors: ActorTables
    gazetteer: Gazetteer
    events: EventTables
    agreements: AgreementTables
    figures: FigureWords
    stances: dict[str, tuple[StanceVerb, ...]]

    @classmethod
    def load(
        cls, *, pipeline: str = DEFAULT_PIPELINE, actor_tables: Sequence[Path] = (), gazetteer: Path | None = None
    ) -> Coder:
        """A coder with the tables that ship with Dragoman, preceded by a user's own `actor_tables` (TSV).

        `gazetteer` is one built by `dragoman places build`, in place of the one that ships. Raises `TableError` for a
        malformed table, `GazetteerError` for another kind of file, `OSError` if spaCy does not find `pipeline`.
        """
        return cls(
            nlp=load_pipeline(pipeline),
            actors=load_actor_tables(actor_tables),
            gazetteer=load_gazetteer(gazetteer),
            events=load_event_tables(load_ontology()),
            agreements=load_agreement_tables(),
            figures=load_figure_words(),
            stances=load_stance_verbs(),
        )

    @property
    def version(self) -> str:
        """What is written into records: the coder's version, the pipeline's, and a gazetteer's of one's own."""
        meta = self.nlp.meta
        own = self.gazetteer.meta.get("id")
        places = f", gazetteer {own}" if own else ""
        return f"dragoman {__version__} ({meta.get('lang')}_{meta.get('name')} {meta.get('version')}{places})"

    def code(self, article: Article) -> Record:
        """The record of one report."""
        return self.explain(article).record

    def code_many(self, articles: Iterable[Article]) -> Iterator[Record]:
        """The records of many reports, in their order, one at a time."""
        for article in articles:
            yield self.code(article)

    def explain(self, article: Article) -> Explanation:
        """The record of one report with the proposals that were dropped on the way."""
        published = article.published.date if article.published else None
        report = next(iter(parse([article], self.nlp, self.events.frames.words | self.actors.role_words)))
        said = find_said(report, self.events.attribution_cues, self.events.speech_verbs)
        toponyms = find_toponyms(report, self.gazetteer)
        places: dict[Span, Place] = {}

        def countries_of(named: tuple[str, ...]) -> dict[Span, str]:
            publisher = article.url or article.publisher
            places.update(
                resolve_places(toponyms, self.gazetteer, countries=named, text=article.text, publisher=publisher)
            )
            return countries_of_names(toponyms, self.gazetteer, places, countries=named)

        def town(name: str, named: tuple[str, ...], sure: bool) -> str | None:
            return country_of_town(name, self.gazetteer, named, sure)

        actors = find_actors(report, self.actors, list(said.voices), day=published, places=countries_of, town=town)
        dates = find_dates(_coded_text(article), published=published)
        found = find_events(report, actors, places, dates, said, self.events, published=published)
        record = Record(
            doc=article.id,
            published=published,
            article=article,
            events=found.events,
            figures=tie_figures(
                report,
                find_figures(report, self.figures, [d.span for d in dates if d.kind != "vague"]),
                actors,
                places,
                dates,
                said,
                found,
                published=published,
            ),
            agreements=find_agreements(report, actors, dates, places, self.agreements, published=published),
            statements=find_statements(
                report,
                actors,
                found.events,
                self.stances,
                self.events.cues,
                report_date(published),
                said=said,
                dates=dates,
            ),
            coder=self.version,
        )
        return Explanation(record, report, actors, found.dropped)
