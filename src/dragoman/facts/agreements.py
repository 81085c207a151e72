"""Instruments between parties, and each act on them (codebook, section 3).

Needs: a parsed report, its actors, dates and places. Gives: agreements; mentions under several names are one
agreement where number, name,
date, parties and place allow it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.facts import agreement_circumstances as circumstances
from dragoman.facts.agreement_acts import MAKING, find_acts
from dragoman.facts.agreement_mentions import find_mentions
from dragoman.facts.agreement_sides import sides_of
from dragoman.facts.agreement_tables import AgreementTables, load_agreement_tables
from dragoman.record import Agreement, AgreementMention, content_id

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from dragoman.actors.resolution import ReportActors
    from dragoman.dates import DateMention
    from dragoman.facts.agreement_acts import Acting
    from dragoman.facts.agreement_mentions import NamedAgreement
    from dragoman.facts.agreement_sides import Sides
    from dragoman.language import ParsedReport
    from dragoman.record import Act, AgreementKind, DateRange, Place, Span

_FAMILY = {"ceasefire": "ceasefire", "resolution": "resolution"}
# What a plain "deal" or "agreement" may refer back to.
_GENERIC: frozenset[AgreementKind] = frozenset({"accord", "deal"})
_OVER: frozenset[Act] = frozenset({"ended", "withdrawn"})
_PASSING: frozenset[Act] = frozenset({"adopted", "proposed", "signed"})


@dataclass(frozen=True, eq=False)
class _Telling:
    """A mention with all that its sentence tells of it."""

    mention: NamedAgreement
    acting: Acting | None
    sides: Sides
    named: DateRange | None
    date: DateRange | None
    place: Place | None

    @property
    def family(self) -> str:
        return _FAMILY.get(self.mention.kind, "agreement")

    @property
    def act(self) -> Act | None:
        return self.acting.act if self.acting else None

    @property
    def made(self) -> DateRange | None:
        """The date of the agreement itself, as far as this mention tells."""
        return self.named or (self.date if self.act in MAKING else None)

    @property
    def countries(self) -> frozenset[str]:
        return frozenset(s.split()[0] for s in self.sides.bound)


def find_agreements(
    report: ParsedReport,
    actors: ReportActors,
    dates: Sequence[DateMention],
    places: dict[Span, Place],
    tables: AgreementTables,
    *,
    published: datetime.date | None,
) -> tuple[Agreement, ...]:
    """The agreements of a report, in the order of their first mention; only those on which an act is told."""
    groups: list[list[_Telling]] = []
    for mention in find_mentions(report, tables):
        acts: Sequence[Acting | None] = find_acts(mention.head, tables) or (None,)
        tellings = [_tell(mention, acting, actors, dates, places) for acting in acts]
        home = next((g for g in reversed(groups) if all(_same(g, t) for t in tellings)), None)
        if home is not None:
            home.extend(tellings)
        elif not mention.anaphor and any(_stands_alone(t, actors) for t in tellings):
            groups.append(tellings)
    return tuple(a for g in _joined(groups) if (a := _agreement(report, g, published)))


def _tell(
    mention: NamedAgreement,
    acting: Acting | None,
    actors: ReportActors,
    dates: Sequence[DateMention],
    places: dict[Span, Place],
) -> _Telling:
    return _Telling(
        mention,
        acting,
        sides_of(mention, acting, actors),
        circumstances.named_date(mention, dates),
        circumstances.told_date(mention, acting, dates),
        circumstances.told_place(mention, acting, places),
    )


def _stands_alone(telling: _Telling, actors: ReportActors) -> bool:
    """Whether a mention tells enough to be an agreement between political parties, without an earlier one that it
    refers to."""
    mention, sides = telling.mention, telling.sides
    if not mention.weak:
        return True
    if mention.kind == "resolution":
        return telling.act in _PASSING and sides.political
    if telling.act is None and not telling.named:
        return False
    names = actors.names[mention.sentence.index].names
    political_name = any(t.i in names and t.dep_ in {"compound", "nmod"} for t in mention.tokens) and bool(
        mention.proper
    )
    return len(sides.bound) > 1 or bool(sides.brokers) or political_name


def _same(group: list[_Telling], telling: _Telling) -> bool:
    """Whether a mention may be of the agreement that a group of mentions tells."""
    mention, first = telling.mention, group[0].mention
    if mention.anaphor:
        return group[-1].mention.sentence.index >= mention.sentence.index - 1
    if not _families_agree(group, telling):
        return False
    if mention.number or any(t.mention.number for t in group):
        numbers = {t.mention.number for t in group} - {""}
        if mention.number:
            return mention.number in numbers or (not numbers and not first.plural and not mention.plural)
        return not mention.plural and mention.definite
    if mention.kind == "resolution" and mention.plural != first.plural:
        return False
    known = {t.mention.known for t in group} - {""}
    if mention.known and known:
        return mention.known in known
    if "old" in {mention.age, first.age} and mention.age != first.age and not (mention.known and known):
        return False
    if mention.age == "new" and any(t.act in _OVER or t.act == "violated" for t in group):
        return False
    return _details_agree(group, telling)


def _families_agree(group: list[_Telling], telling: _Telling) -> bool:
    families = {t.family for t in group}
    if telling.family in families:
        kinds = {t.mention.kind for t in group} | {telling.mention.kind}
        referring = telling.mention.definite and not telling.mention.proper
        return len(kinds - _GENERIC) < 2 or bool(telling.mention.known) or referring
    if "resolution" in {telling.family, *families}:
        return False
    mention = telling.mention
    if mention.definite and mention.proper & {w.lower() for t in group for w in _place_words(t)}:
        return True  # "the Pretoria agreement", once a truce was signed in Pretoria
    return mention.kind in _GENERIC and mention.weak and mention.definite and not mention.proper


def _details_agree(group: list[_Telling], telling: _Telling) -> bool:
    """Whether names, dates, parties and places, where both tell them, allow that it is one agreement."""
    mention = telling.mention
    proper = frozenset().union(*(t.mention.proper for t in group))
    parties = frozenset().union(*(t.countries for t in group))
    made = [t.made for t in group if t.made]
    if telling.made and made and not any(d.start <= telling.made.end and telling.made.start <= d.end for d in made):
        return False
    if parties and telling.countries and not parties & telling.countries:
        return False
    countries = {t.place.country for t in group if t.place}
    if telling.place and countries and telling.place.country not in countries:
        return False
    own_words = mention.proper - {w.lower() for w in _place_words(telling)}
    if own_words and proper and not own_words & proper:
        return bool(parties & telling.countries)
    if mention.weak and mention.indefinite and not telling.sides.bound:
        return telling.act in MAKING or telling.act is None
    return True


def _place_words(telling: _Telling) -> list[str]:
    return telling.place.name.split() if telling.place else []


def _joined(groups: list[list[_Telling]]) -> list[list[_Telling]]:
    """Groups under several names ("the ceasefire", "the March 5 memorandum") that were made on the same day are
    one agreement."""
    out: list[list[_Telling]] = []
    for group in groups:
        days = _days(group)
        home = next((o for o in out if days & _days(o) and "resolution" not in {group[0].family, o[0].family}), None)
        if home is None:
            out.append(list(group))
        else:
            home.extend(group)
    return out


def _days(group: list[_Telling]) -> set[datetime.date]:
    return {t.made.start for t in group if t.made and t.made.precision == "day"}


def _agreement(report: ParsedReport, group: list[_Telling], published: datetime.date | None) -> Agreement | None:
    acted = [t for t in group if t.acting is not None]
    if not acted:
        return None
    made = [t for t in acted if t.act in MAKING]
    kinds = [t.mention.kind for t in (*made, *group)]
    kind = next((k for k in kinds if k not in _GENERIC), kinds[0])
    bound = next((t.sides.bound for t in sorted(made, key=lambda t: -len(t.sides.bound)) if t.sides.bound), ()) or next(
        (t.sides.bound for t in sorted(group, key=lambda t: -len(t.sides.bound)) if t.sides.bound), ()
    )
    brokers = tuple(dict.fromkeys(b for t in group for b in t.sides.brokers if b not in bound))
    place = next((t.place for t in (*made, *group) if t.place), None)
    date = _date_made(group, made, published)
    return Agreement(
        id=content_id("agreement", report.article.id, group[0].mention.span.start, group[0].mention.span.end),
        kind=kind,
        name=_name(group, kind),
        parties=bound,
        brokers=brokers,
        date=date.start if date else None,
        place=place.name if place else None,
        mentions=tuple(
            AgreementMention(act=t.acting.act, span=t.mention.span, by=t.sides.by, date=t.date or t.named)
            for t in acted
            if t.acting is not None
        ),
        confidence=0.6 if all(t.mention.weak for t in group) else 0.8,
    )


def _date_made(group: list[_Telling], made: list[_Telling], published: datetime.date | None) -> DateRange | None:
    """The day in the name, else that of making it, else the report's where the making is its news."""
    told = [t.named for t in group if t.named] + [t.date for t in made if t.date and t.act != "ratified"]
    day = next((d for d in told if d.precision == "day"), None)
    if day is not None or told:
        return day
    if any(t.acting is not None and circumstances.is_news(t.mention, t.acting) for t in made):
        return circumstances.report_range(published)
    return None


def _name(group: list[_Telling], kind: AgreementKind) -> str:
    """The fullest name: of the agreement's kind, with most capitals and numbers, then the longest."""
    own = [t.mention for t in group if not t.mention.anaphor]
    own = [m for m in own if m.kind == kind or m.known] or own or [group[0].mention]

    def fullness(mention: NamedAgreement) -> tuple[bool, int, int]:
        words = mention.name.split()
        return bool(mention.known or mention.number), sum(w[:1].isupper() or w[:1].isdigit() for w in words), len(words)

    return max(own, key=fullness).name


__all__ = ["AgreementTables", "find_agreements", "load_agreement_tables"]
