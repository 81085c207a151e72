"""Instruments between parties, and each act on them (codebook, section 3).

Needs: a parsed report, its actors, dates and places. Gives: agreements; mentions of one agreement under several names
are one where kind, date,
number and place allow it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dragoman.events import timing
from dragoman.language import governing_verb, noun_phrase, prepositional_objects, verb_arguments
from dragoman.record import Agreement, AgreementMention, content_id
from dragoman.tables import package_file, read_table

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from spacy.tokens import Token

    from dragoman.actors.party import Party
    from dragoman.actors.resolution import ReportActors
    from dragoman.dates import DateMention
    from dragoman.language import ParsedReport, Sentence
    from dragoman.record import Act, AgreementKind, DateRange, Place, Span

NOUN_COLUMNS = ("noun", "modifier", "kind", "weak")
ACT_COLUMNS = ("lemma", "pos", "particle", "act")
_ANOTHER = frozenset(
    {
        "new",
        "another",
        "fresh",
        "earlier",
        "previous",
        "last",
        "second",
        "third",
        "first",
        "former",
        "separate",
        "future",
    }
)
_BROKERS = frozenset({"broker", "mediate", "sponsor", "guarantee", "facilitate"})
_FINAL = frozenset({"reached", "signed", "declared", "adopted", "ratified", "entered_into_force"})
# Kinds that may be other names for the same instrument.
_FAMILY = {"ceasefire": "ceasefire", "resolution": "resolution"}


@dataclass(frozen=True)
class AgreementTables:
    """Nouns by lemma (rows that ask for more first) and acts by part of speech and lemma."""

    nouns: dict[str, tuple[tuple[str, AgreementKind, bool], ...]]
    acts: dict[tuple[str, str], tuple[tuple[str, Act], ...]]


def load_agreement_tables() -> AgreementTables:
    """The tables `agreement_nouns.tsv` and `agreement_acts.tsv`."""
    nouns: dict[str, list[tuple[str, AgreementKind, bool]]] = {}
    acts: dict[tuple[str, str], list[tuple[str, Act]]] = {}
    for name, columns in (("agreement_nouns.tsv", NOUN_COLUMNS), ("agreement_acts.tsv", ACT_COLUMNS)):
        for row in read_table(package_file("dragoman.facts", name).read_text("utf-8"), name, columns):
            if columns is NOUN_COLUMNS:
                nouns.setdefault(row["noun"], []).append((row["modifier"], row["kind"], row["weak"] == "yes"))  # type: ignore[arg-type]
            else:
                acts.setdefault((row["pos"], row["lemma"]), []).append((row["particle"], row["act"]))  # type: ignore[arg-type]
    return AgreementTables(
        {k: tuple(sorted(v, key=lambda r: not r[0])) for k, v in nouns.items()},
        {k: tuple(sorted(v, key=lambda r: not r[0])) for k, v in acts.items()},
    )


@dataclass(frozen=True)
class _Mention:
    """One place where an agreement is spoken of."""

    sentence: Sentence
    head: Token
    kind: AgreementKind
    weak: bool
    span: Span
    name: str
    act: Act | None
    by: tuple[str, ...]
    parties: tuple[str, ...]
    brokers: tuple[str, ...]
    date: DateRange | None
    named_date: DateRange | None
    place: Place | None
    number: str
    another: bool = field(default=False)


def find_agreements(
    report: ParsedReport,
    actors: ReportActors,
    dates: Sequence[DateMention],
    places: dict[Span, Place],
    tables: AgreementTables,
    *,
    published: datetime.date | None,
) -> tuple[Agreement, ...]:
    """The agreements of a report, in the order of their first mention."""
    mentions = [
        m
        for sentence in report.sentences
        for token in sentence.tokens
        if token.pos_ in {"NOUN", "PROPN"} and (m := _mention(sentence, token, actors, dates, places, tables))
    ]
    groups: list[list[_Mention]] = []
    for mention in mentions:
        home = next((g for g in groups if _same_agreement(g, mention)), None)
        if home is None:
            groups.append([mention])
        else:
            home.append(mention)
    groups = _joined(groups)
    return tuple(a for g in groups if (a := _agreement(report, g, published)))


def _kind(token: Token, tables: AgreementTables) -> tuple[AgreementKind, bool] | None:
    lemma = token.lemma_.lower()
    if lemma == "cease" and token.i + 2 < len(token.doc) and token.nbor(2).lower_ == "fire":
        return "ceasefire", False
    if lemma == "fire" and token.i >= 2 and token.nbor(-2).lower_ == "cease":
        return "ceasefire", False
    rows = tables.nouns.get(lemma)
    if not rows or lemma == "cease":
        return None
    around = {c.lemma_.lower() for c in token.children} | {c.lower_ for c in token.children}
    for child in token.children:
        around |= {g.lemma_.lower() for g in child.children}
    for modifier, kind, weak in rows:
        if not modifier or modifier in around:
            return kind, weak
    return None


def _sides(parties: Sequence[Party]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for party in parties:
        actor = party.actor
        if actor.country:
            found.setdefault(" ".join((actor.country, *actor.sectors[:1])))
        elif actor.kind in {"igo", "group", "ngo"}:
            found.setdefault(actor.name)
    return tuple(found)


def _at(actors: ReportActors, sentence: Sentence, tokens: Sequence[Token]) -> list[Party]:
    return [p for t in tokens for p in actors.at(sentence, t)]


def _mention(
    sentence: Sentence,
    token: Token,
    actors: ReportActors,
    dates: Sequence[DateMention],
    places: dict[Span, Place],
    tables: AgreementTables,
) -> _Mention | None:
    found = _kind(token, tables)
    if found is None:
        return None
    kind, weak = found
    if token.dep_ in {"compound", "nmod", "amod"}:
        if token.head.lemma_.lower() in tables.nouns:
            return None  # "ceasefire agreement": the head is the mention
        act = next((a for p, a in tables.acts.get(("noun", token.head.lemma_.lower()), ()) if not p or p == "of"), None)
        if act is None:
            return None
        span_tokens = [token, token.head]
        name_tokens = [token]
        above: Token | None = token.head
    else:
        act, above = _act(token, tables)
        span_tokens = name_tokens = noun_phrase(token)
    if weak and act not in _FINAL | {"violated", "withdrawn", "suspended", "extended", "negotiated"}:
        return None
    span_tokens = [t for t in span_tokens if not (t.pos_ == "DET" and t.i == span_tokens[0].i)] or [token]
    span = sentence.span_of(span_tokens)
    name_tokens = [t for t in name_tokens if not (t.pos_ == "DET" and t.i == name_tokens[0].i)] or [token]
    words = sentence.tokens.doc[name_tokens[0].i : name_tokens[-1].i + 1].text
    verb = above if above is not None and above.pos_ in {"VERB", "AUX"} else None
    arguments = verb_arguments(verb) if verb is not None else None
    subjects = _at(actors, sentence, arguments.subjects) if arguments else []
    subjects = [p for p in subjects if p.basis != "owner"]
    if above is not None and verb is None:
        subjects = [
            p for preposition, t in prepositional_objects(above) if preposition == "by" for p in actors.at(sentence, t)
        ]
    between = [t for p, t in prepositional_objects(token) if p == "between"]
    if not between and verb is not None and arguments:
        between = list(arguments.of("between"))
    parties = _sides(_between(actors, sentence, between))
    with_ = _sides(
        _at(
            actors,
            sentence,
            [t for p, t in prepositional_objects(token) if p == "with"]
            + (list(arguments.of("with")) if arguments else []),
        )
    )
    brokers: tuple[str, ...] = ()
    for child in token.children:
        if child.dep_ == "acl" and child.lemma_ in _BROKERS:
            brokers = _sides(_at(actors, sentence, verb_arguments(child).subjects))
    if verb is not None and verb.lemma_ in _BROKERS:
        brokers = _sides(subjects)
    elif parties and act in _FINAL and not brokers:
        brokers = tuple(s for s in _sides(subjects) if s not in parties)
    elif not parties and act in {"reached", "signed"}:
        parties = tuple(dict.fromkeys((*_sides(subjects), *with_)))
    mods = {c.lower_ for c in token.children}
    named = next((d.range for d in dates if d.range and span.overlaps(d.span)), None)
    nearest = timing.nearest_date(sentence, above or token, [d for d in dates if sentence.span.contains(d.span)], [])
    place = next((p for s, p in places.items() if sentence.span.contains(s) and _beneath(sentence, s, token)), None)
    if place is None and verb is not None:
        place = next((p for s, p in places.items() if sentence.span.contains(s) and _beneath(sentence, s, verb)), None)
    number = re.search(r"\b(\d{3,4})\b", words)
    after = sentence.tokens.doc[span_tokens[-1].i + 1 : span_tokens[-1].i + 3].text
    number = number or re.match(r"^(?:no\. ?)?(\d{3,4})\b", after) if kind == "resolution" else number
    return _Mention(
        sentence, token, kind, weak, span, words, act, _sides(subjects), parties, brokers, nearest, named, place,
        number[1] if number and kind == "resolution" else "", bool(mods & _ANOTHER),
    )  # fmt: skip


def _between(actors: ReportActors, sentence: Sentence, tokens: Sequence[Token]) -> list[Party]:
    """The parties of "between the opposition and regime forces", the first also where the parse makes it a modifier."""
    found = _at(actors, sentence, tokens)
    for token in tokens:
        for child in token.children:
            if child.dep_ in {"nmod", "amod", "compound"} and any(g.dep_ == "cc" for g in child.children):
                hit = actors.names[sentence.index].roles.get(child.i) or actors.names[sentence.index].names.get(child.i)
                if hit is not None:
                    found = [*(p for p in actors.at(sentence, child)), *found]
    return found


def _beneath(sentence: Sentence, span: Span, head: Token) -> bool:
    tokens = sentence.tokens_in(span)
    return (
        bool(tokens)
        and any(head.i == a.i for a in tokens[-1].ancestors)
        and tokens[-1].dep_ in {"pobj", "conj", "compound", "appos"}
    )


def _act(token: Token, tables: AgreementTables) -> tuple[Act | None, Token | None]:
    """What is done with the agreement that `token` names, and the word that says so."""
    if token.dep_ == "pobj" and token.head.dep_ == "prep":
        above = token.head.head
        for particle, act in tables.acts.get(("noun", above.lemma_.lower()), ()):
            if particle == token.head.lower_:
                return act, above
        if above.pos_ in {"NOUN", "PROPN"} and above.lemma_.lower() in tables.nouns:
            return _act(above, tables)
    governed = governing_verb(token)
    if governed is not None:
        verb, via = governed
        particles = {c.lower_ for c in verb.children if c.dep_ in {"prt", "prep", "advmod"}} | {
            c.lower_ for c in verb.children if c.dep_ == "dobj"
        }
        for particle, act in tables.acts.get(("verb", verb.lemma_), ()):
            if particle and (particle == via or particle in particles):
                return act, verb
            if not particle and via in {"obj", "subj"}:
                if via == "subj" and act in {"reached", "signed", "called_for", "proposed", "affirmed"}:
                    continue
                return act, verb
    for child in token.children:
        if child.dep_ in {"acl", "relcl"}:
            for particle, act in tables.acts.get(("verb", child.lemma_), ()):
                if not particle:
                    return act, child
    return None, governed[0] if governed else None


def _same_agreement(group: list[_Mention], mention: _Mention) -> bool:
    if mention.number or any(m.number for m in group):
        return any(m.number == mention.number for m in group) and mention.kind == group[0].kind
    if any(m.another for m in group) != mention.another and mention.another:
        return False
    dated = [m.named_date or (m.date if m.act in _FINAL else None) for m in group]
    own = mention.named_date or (mention.date if mention.act in _FINAL else None)
    known = [d for d in dated if d is not None]
    if own is not None and known:
        return any(d.start <= own.end and own.start <= d.end for d in known)
    same_kind = _FAMILY.get(group[0].kind, group[0].kind) == _FAMILY.get(mention.kind, mention.kind)
    if not same_kind and {m.kind for m in group} | {mention.kind} > {"ceasefire", "resolution"}:
        return False
    if (
        mention.place
        and any(m.place for m in group)
        and not any(m.place and m.place.country == mention.place.country for m in group)
    ):
        return False
    return same_kind or (mention.weak and group[0].kind != "resolution" and mention.kind in {"accord", "deal"})


def _day(mention: _Mention) -> DateRange | None:
    """The day that an agreement was made, as far as one mention tells."""
    date = mention.named_date or (mention.date if mention.act in _FINAL else None)
    return date if date and date.precision == "day" else None


def _joined(groups: list[list[_Mention]]) -> list[list[_Mention]]:
    """Groups under several names ("the ceasefire", "the March 5 memorandum") that were made on the same day are one
    agreement."""
    out: list[list[_Mention]] = []
    for group in groups:
        days = {d.start for m in group if (d := _day(m))}
        numbered = any(m.number for m in group)
        home = next(
            (
                o
                for o in out
                if not numbered and not any(m.number for m in o) and days & {d.start for m in o if (d := _day(m))}
            ),
            None,
        )
        if home is None:
            out.append(list(group))
        else:
            home.extend(group)
    return out


def _agreement(report: ParsedReport, group: list[_Mention], published: datetime.date | None) -> Agreement | None:
    acted = [m for m in group if m.act]
    if not acted:
        return None
    final = [m for m in acted if m.act in _FINAL]
    date = next((m.named_date for m in group if m.named_date and m.named_date.precision == "day"), None) or next(
        (m.date for m in final if m.date and m.date.precision == "day"), None
    )
    best = max(
        group, key=lambda m: (not m.weak, sum(w[:1].isupper() or w.isdigit() for w in m.name.split()), len(m.name))
    )
    parties = next((m.parties for m in group if m.parties), ())
    brokers = next((m.brokers for m in group if m.brokers), ())
    place = next((m.place for m in (*final, *group) if m.place), None)
    kinds = [m.kind for m in group]
    return Agreement(
        id=content_id("agreement", report.article.id, group[0].span.start, group[0].span.end),
        kind=next((k for k in kinds if k not in {"accord", "deal"}), kinds[0]),
        name=best.name,
        parties=parties,
        brokers=tuple(b for b in brokers if b not in parties),
        date=date.start if date else None,
        place=place.name if place else None,
        mentions=tuple(AgreementMention(act=m.act, span=m.span, by=m.by, date=m.date) for m in acted if m.act),
        confidence=0.8 if not all(m.weak for m in group) else 0.6,
    )
