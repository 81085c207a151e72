"""The one place where the stages are joined: a report in, its record out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from dragoman.actors.resolution import ReportActors, find_actors
from dragoman.actors.tables import ActorTables, load_actor_tables
from dragoman.coder_version import version_of
from dragoman.dates import find_dates
from dragoman.events.coding import Dropped, FoundEvents, Groundwork, find_events, propose_events
from dragoman.events.judging import Proposals, judged
from dragoman.events.tables import EventTables, load_event_tables
from dragoman.events.timing import report_date
from dragoman.facts.agreements import AgreementTables, find_agreements, load_agreement_tables
from dragoman.facts.figures import FigureWords, find_figures, load_figure_words
from dragoman.facts.statements import StanceVerb, find_statements, load_stance_verbs
from dragoman.facts.tying import tie_figures
from dragoman.language import DEFAULT_PIPELINE, ParsedReport, load_pipeline, parse, plain
from dragoman.language.said import find_said
from dragoman.model import Model
from dragoman.ontology import load_ontology
from dragoman.places import (
    Gazetteer,
    capital_named,
    countries_of_names,
    country_of_town,
    find_references,
    find_toponyms,
    load_gazetteer,
    resolve_places,
)
from dragoman.record import Record
from dragoman.tables import made_to_stay

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import spacy.language

    from dragoman.record import Article, Place, Span


# Reports that the model reads together.
_TOGETHER = 8


def _coded_text(article: Article) -> str:
    """The report's text with everything that is not coded blanked, of the same length, so that dates can be counted
    from one another."""
    text = [" "] * len(article.text)
    for block in article.blocks:
        if block.kind != "furniture":
            text[block.span.start : block.span.end] = plain(block.span.of(article.text))
            text[block.span.end : block.span.end + 1] = "\n"[: len(article.text) - block.span.end]
    return "".join(text)


def opened(model: Model | Path | Literal["shipped"] | None) -> Model | None:
    """The model that a caller names: the shipped one, a folder, an opened one, or none."""
    if model == "shipped":
        return Model.shipped()
    return Model(model) if isinstance(model, Path) else model


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
    model: Model | None = None

    @classmethod
    def load(
        cls,
        *,
        pipeline: str = DEFAULT_PIPELINE,
        actor_tables: Sequence[Path] = (),
        gazetteer: Path | None = None,
        model: Model | Path | Literal["shipped"] | None = "shipped",
    ) -> Coder:
        """A coder with the tables that ship with Dragoman, preceded by a user's own `actor_tables` (TSV).

        `gazetteer` is one built by `dragoman places build`, in place of the one that ships. `model` is the shipped
        one, one of your own (its folder, as `dragoman train` writes it), or None: frames alone; it is read at its
        first use. Raises `TableError` for a malformed table, `GazetteerError` for another kind of file, `OSError` if
        spaCy does not find `pipeline`.
        """
        with made_to_stay():
            return cls(
                nlp=load_pipeline(pipeline),
                actors=load_actor_tables(actor_tables),
                gazetteer=load_gazetteer(gazetteer),
                events=load_event_tables(load_ontology()),
                agreements=load_agreement_tables(),
                figures=load_figure_words(),
                stances=load_stance_verbs(),
                model=opened(model),
            )

    @property
    def version(self) -> str:
        """What is written into records: the coder's version, the pipeline's, the model's, a gazetteer's of one's
        own."""
        return version_of(self.nlp.meta, self.model, self.gazetteer.meta.get("id"))

    def code(self, article: Article) -> Record:
        """The record of one report."""
        return self.explain(article).record

    def code_many(self, articles: Iterable[Article]) -> Iterator[Record]:
        """The records of many reports, in their order; a few are read by the model together, which is faster."""
        waiting: list[tuple[Article, Groundwork, Proposals]] = []
        for article in articles:
            try:
                waiting.append(self._prepared(article))
            except Exception:
                yield from (e.record for e in self._finished(waiting))
                raise
            if len(waiting) == _TOGETHER:
                yield from (e.record for e in self._finished(waiting))
                waiting = []
        yield from (e.record for e in self._finished(waiting))

    def explain(self, article: Article) -> Explanation:
        """The record of one report with the proposals that were dropped on the way."""
        return next(self._finished([self._prepared(article)]))

    def _prepared(self, article: Article) -> tuple[Article, Groundwork, Proposals]:
        """A report with all that is known before its events, and what the frames propose in it."""
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
        references = find_references(report, places, self.gazetteer, home=actors.home, capital_of=self._capital_of)
        dates = find_dates(_coded_text(article), published=published)
        ground = Groundwork(report, actors, places | references, dates, said, published)
        return article, ground, propose_events(ground, self.events)

    def _capital_of(self, country: str) -> Place | None:
        known = self.actors.countries.get(country)
        return capital_named(known.capitals, country, self.gazetteer) if known else None

    def _finished(self, prepared: Sequence[tuple[Article, Groundwork, Proposals]]) -> Iterator[Explanation]:
        """The records of prepared reports: the model disposes, and what follows from the events is found."""
        proposals = [p for _, _, p in prepared]
        if self.model is not None:
            proposals = judged(proposals, self.model, self.events.ontology)
        for (article, ground, _), proposed in zip(prepared, proposals, strict=True):
            yield self._recorded(article, ground, find_events(ground, proposed, self.events))

    def _recorded(self, article: Article, ground: Groundwork, found: FoundEvents) -> Explanation:
        report, actors, places, dates, said = ground.report, ground.actors, ground.places, ground.dates, ground.said
        published = ground.published
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
