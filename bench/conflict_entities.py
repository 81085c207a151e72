"""Typed entities of documents on a war, in the terms of the re3d data: `python bench/conflict_entities.py DATA OUT`.

DATA is JSON Lines with `id` and `text`; OUT gets `{"id", "entities": [{"start", "end", "type"}]}` for the scorer. The
data marks whole descriptive phrases with their article ("the Iraqi security forces", "Minister Ellwood") and pronouns;
governments and states that act are organisations, where they lie they are locations.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.actors import find_actors
from dragoman.coder import Coder
from dragoman.dates import find_dates
from dragoman.language import noun_phrase, parse
from dragoman.language.said import find_said
from dragoman.places import countries_of_names, country_of_town, find_toponyms, resolve_places
from dragoman.reading import article_from_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from dragoman.actors import ReportActors
    from dragoman.language import ParsedReport, Sentence
    from dragoman.record import Span

Entity = tuple[int, int, str]

_PERSON_PRONOUNS = frozenset("i he she him her his me my myself himself herself mine".split())
_GROUP_PRONOUNS = frozenset("we they us them ours theirs ourselves themselves".split())
_PLACES = frozenset("in at near from to into through across around inside outside within throughout over of".split())
_HERE = frozenset({"here", "there"})
_SITES = frozenset(
    "city town village district province region area hospital camp street market border valley river neighborhood "
    "neighbourhood suburb farm house restaurant station school mosque airport base dam bridge country countryside "
    "governorate capital field site mountain ridge compound reservoir building barrage airfield headquarters airspace "
    "territory shore frontier sea coast island neighbourhood airstrip checkpoint road highway".split()
)
_PEOPLE = frozenset(
    "people refugee civilian family child woman man force fighter militant group partner community worker resident "
    "victim member citizen coalition government regime army police opposition leader official organization "
    "organisation terrorist rebel ally jihadist soldier troop militia unit team".split()
)
_WEAPONS = frozenset(
    "weapon rocket missile bomb munition mortar grenade gun rifle explosive mine chemical artillery shell vbied ied "
    "ammunition device warhead arms".split()
)
_PLATFORMS = frozenset(
    "aircraft tank jet bomber helicopter airlifter frigate warship destroyer submarine plane drone carrier fighter-jet "
    "airplane gunship humvee".split()
)
_SHIPS = frozenset({"HMS", "USS", "FS", "INS"})
_COUNTING = frozenset("more than some nearly about over at least around almost up to any both additional".split())
_NOW = frozenset("now future daily currently recently day".split())
_SPACY = {"PERSON": "Person", "ORG": "Organisation", "NORP": "Nationality", "MONEY": "Money", "CARDINAL": "Quantity",
          "QUANTITY": "Quantity", "PERCENT": "Quantity"}  # fmt: skip


def entities(coder: Coder, text: str) -> list[Entity]:
    """The entities of a document, none overlapping; longer phrases win."""
    article = article_from_text(text, source="document")
    report = next(iter(parse([article], coder.nlp, coder.actors.role_words)))
    toponyms = find_toponyms(report, coder.gazetteer)
    said = find_said(report, coder.events.attribution_cues, coder.events.speech_verbs)

    def countries_of(named: tuple[str, ...]) -> dict[Span, str]:
        places = resolve_places(toponyms, coder.gazetteer, countries=named, text=text)
        return countries_of_names(toponyms, coder.gazetteer, places, countries=named)

    def town(name: str, named: tuple[str, ...], sure: bool) -> str | None:
        return country_of_town(name, coder.gazetteer, named, sure)

    actors = find_actors(report, coder.actors, list(said.voices), places=countries_of, town=town)
    found: list[tuple[int, Entity]] = [
        (0, (d.span.start, d.span.end, "Temporal"))
        for d in find_dates(article.text, published=None)
        if d.kind != "vague"  # "now", "recently" are not marked
    ]
    for sentence in report.sentences:
        things = list(_things(sentence))
        found += [(0 if e[2] in {"Weapon", "MilitaryPlatform"} else 2, e) for e in things]
        found += [(1, e) for e in _actors(sentence, actors)]
    found += [(3, e) for e in _toponyms(report, [t.span for t in toponyms])]
    for sentence in report.sentences:
        found += [(4, e) for e in _of_the_parser(sentence)]
    chosen: list[Entity] = []
    for _, (start, end, kind) in sorted(found, key=lambda f: (f[0], f[1][0] - f[1][1])):
        if all(end <= s or e <= start for s, e, _ in chosen):
            chosen.append((start, end, kind))
    return sorted(chosen)


def _actors(sentence: Sentence, actors: ReportActors) -> Iterator[Entity]:
    for token in sentence.tokens:
        parties = actors.at(sentence, token)
        word = token.lower_
        if token.tag_ in {"PRP", "PRP$"}:
            if word in _PERSON_PRONOUNS or word in _GROUP_PRONOUNS:
                kind = "Person" if word in _PERSON_PRONOUNS else "Organisation"
                yield (*_span(sentence, [token]), kind)
            continue
        if not parties or token.dep_ in {"amod", "compound", "nmod"} or parties[0].basis == "owner":
            continue
        if parties[0].form == "country" and _is_somewhere(token):
            continue
        if token.lemma_.lower() in _SITES and token.pos_ == "NOUN":
            continue
        phrase = _uncounted(_contiguous([t for t in noun_phrase(token) if not t.is_space], token))
        one = parties[0].person or (token.tag_ in {"NN", "NNP"} and _role_kind(sentence, token, actors) == "person")
        yield (*_span(sentence, phrase), "Person" if one else "Organisation")


def _role_kind(sentence: Sentence, token: Token, actors: ReportActors) -> str:
    hit = actors.names[sentence.index].roles.get(token.i)
    return hit.role.kind if hit is not None else ""


def _is_somewhere(token: Token) -> bool:
    while token.dep_ in {"conj", "appos"}:
        token = token.head  # "in Syria and Iraq"
    return token.dep_ == "pobj" and token.head.lower_ in _PLACES


def _uncounted(phrase: list[Token]) -> list[Token]:
    """A phrase without the number before it, which is an entity of its own; with a name cut at "al-" whole."""
    while len(phrase) > 1 and (phrase[0].tag_ == "CD" or phrase[0].lower_ in _COUNTING):
        phrase = phrase[1:]
    first = phrase[0]
    if first.i >= 2 and first.nbor(-1).text == "-" and first.nbor(-2).lower_ == "al":
        phrase = [first.nbor(-2), first.nbor(-1), *phrase]
    return phrase


def _contiguous(phrase: list[Token], head: Token) -> list[Token]:
    """The part of a phrase around its head without gaps; of a name in apposition the name alone."""
    kept = [head]
    by_index = {t.i: t for t in phrase}
    at = head.i - 1
    while at in by_index:
        kept.insert(0, by_index[at])
        at -= 1
    at = head.i + 1
    while at in by_index:
        kept.append(by_index[at])
        at += 1
    return kept


def _things(sentence: Sentence) -> Iterator[Entity]:
    """Weapons, ships and aircraft, sites and people that are no sides."""
    for token in sentence.tokens:
        lemma = token.lemma_.lower()
        if token.text in _SHIPS and token.i + 1 < sentence.tokens.end:
            yield (*_span(sentence, [token, token.nbor(1)]), "MilitaryPlatform")
        elif token.lower_ in _HERE and token.tag_ == "RB":
            yield (*_span(sentence, [token]), "Location")
        elif token.pos_ not in {"NOUN", "PROPN"} or token.dep_ == "compound":
            continue
        elif lemma in _PLATFORMS:
            yield (*_span(sentence, _contiguous(noun_phrase(token), token)), "MilitaryPlatform")
        elif lemma in _WEAPONS:
            words = [t for t in token.children if t.dep_ in {"amod", "compound"} and t.i < token.i]
            yield (*_span(sentence, [*words, token]), "Weapon")
        elif lemma in _SITES:
            yield (*_span(sentence, _contiguous(noun_phrase(token), token)), "Location")
        elif lemma in _PEOPLE:
            yield (*_span(sentence, _contiguous(noun_phrase(token), token)), "Organisation")


def _toponyms(report: ParsedReport, spans: list[Span]) -> Iterator[Entity]:
    for span in spans:
        sentence = report.sentence_at(span.start)
        tokens = sentence.tokens_in(span) if sentence is not None else []
        if sentence is None or not tokens or tokens[-1].dep_ in {"amod"}:
            continue
        last = tokens[-1]
        if last.dep_ == "compound" and last.head.lemma_.lower() in _SITES:
            yield (*_span(sentence, _contiguous(noun_phrase(last.head), last.head)), "Location")
        before = tokens[0].nbor(-1) if tokens[0].i > sentence.tokens.start else None
        tokens = _with_its_country(tokens, spans, sentence)
        more = [before] if before is not None and (before.lower_ == "the" or before.lower_.endswith("ern")) else []
        yield (*_span(sentence, [*more, *tokens]), "Location")


def _with_its_country(tokens: list[Token], spans: list[Span], sentence: Sentence) -> list[Token]:
    """ "Berlin, Germany" is one place."""
    last = tokens[-1]
    if last.i + 2 >= sentence.tokens.end or last.nbor(1).text != ",":
        return tokens
    following = next((s for s in spans if s.start == sentence.span_of([last.nbor(2)]).start), None)
    after = sentence.tokens_in(following) if following is not None else []
    if not after or after[-1].dep_ not in {"appos", "npadvmod"} or not {t.i for t in tokens} & {after[-1].head.i}:
        return tokens
    return [*tokens, last.nbor(1), *after]


def _of_the_parser(sentence: Sentence) -> Iterator[Entity]:
    for entity in sentence.tokens.ents:
        kind = _SPACY.get(entity.label_)
        if kind is None:
            continue
        tokens = list(entity)
        if kind == "Person" and tokens[-1].lemma_.lower() in _SITES:
            kind = "Location"  # "the Samarra Barrage"
        if kind == "Quantity":
            tokens = _uncounted_number(tokens)
        if kind == "Organisation" and tokens[0].i > sentence.tokens.start and tokens[0].nbor(-1).lower_ == "the":
            tokens.insert(0, tokens[0].nbor(-1))
        yield (*_span(sentence, tokens), kind)


def _uncounted_number(tokens: list[Token]) -> list[Token]:
    """A number without "more than" before it."""
    while len(tokens) > 1 and tokens[0].lower_ in _COUNTING | {"approximately", "only", "just", "least"}:
        tokens = tokens[1:]
    return tokens


def _span(sentence: Sentence, tokens: list[Token]) -> tuple[int, int]:
    span = sentence.span_of(tokens)
    return span.start, span.end


def main(argv: list[str]) -> int:
    """Write the entities of every document."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args(argv)
    coder = Coder.load()
    with options.out.open("w", encoding="utf-8") as out:
        for line in options.data.read_text("utf-8").splitlines():
            row: dict[str, Any] = json.loads(line)
            found = [{"start": s, "end": e, "type": kind} for s, e, kind in entities(coder, row["text"])]
            out.write(json.dumps({"id": row["id"], "entities": found}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
