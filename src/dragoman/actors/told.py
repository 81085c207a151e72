"""The report as a whole: the countries that it names, the one that it is mainly about, and whose statement it is."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from dragoman.actors.named import parties_of_name
from dragoman.actors.whose import PLACE_PREPOSITIONS
from dragoman.language.quotations import voice_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dragoman.actors.memory import Memory
    from dragoman.actors.party import Party
    from dragoman.record import Place, Span

# How much a town says of the country that a report is about; the name of a country says 1.
_TOWN = 0.2
_SITES = frozenset({"city", "town", "province", "region", "village", "capital", "district", "coast", "border", "port"})


def count_countries(memory: Memory) -> None:
    """The countries of the report by weight, and the country in which each sentence is set."""
    weights: dict[str, float] = defaultdict(float)
    for sentence in memory.report.sentences:
        local: dict[str, float] = defaultdict(float)
        setting: dict[str, float] = defaultdict(float)
        seen: set[int] = set()
        for hit in memory.names[sentence.index].names.values():
            if id(hit) in seen:
                continue
            seen.add(id(hit))
            entry = hit.entry
            if entry.country is None or entry.form == "person":
                continue
            weight = {"country": 1.0, "demonym": 1.0, "capital": 0.7, "metonym": 0.3}.get(entry.form, 0.0)
            head = hit.tokens[-1]
            if head.dep_ == "pobj" and head.head.lower_ in PLACE_PREPOSITIONS:
                weight *= 2
            if sentence.block.kind in {"headline", "standfirst"}:
                weight *= 1.5
            local[entry.country] += weight
            located = head.dep_ == "pobj" and head.head.lower_ in PLACE_PREPOSITIONS
            of_a_place = entry.form == "demonym" and head.dep_ == "amod" and head.head.lemma_.lower() in _SITES
            if located or of_a_place:
                setting[entry.country] += weight
        memory.local_home[sentence.index] = max(setting, key=setting.__getitem__, default=None)
        for country, weight in local.items():
            weights[country] += weight
    memory.weights = dict(weights)
    memory.countries = tuple(sorted(weights, key=lambda country: -weights[country]))


def note_places(memory: Memory, places: Mapping[Span, Place]) -> None:
    """Takes the countries of towns and regions into account, where the tables of actors do not have them."""
    weights = dict(memory.weights)
    for sentence in memory.report.sentences:
        names = memory.names[sentence.index].names
        for span, place in places.items():
            if place.country is None or not sentence.span.contains(span):
                continue
            tokens = sentence.tokens_in(span)
            if not tokens or tokens[-1].i in names:
                continue
            head = tokens[-1]
            memory.placed[sentence.index, head.i] = place.country
            weights[place.country] = weights.get(place.country, 0.0) + _TOWN
            if head.dep_ == "pobj" and head.head.lower_ in PLACE_PREPOSITIONS and not memory.local_home[sentence.index]:
                memory.local_home[sentence.index] = place.country
    memory.weights = weights
    memory.countries = tuple(sorted(weights, key=lambda country: -weights[country]))


def find_home(memory: Memory) -> None:
    """The country the report is mainly about: the most named one that is not just the speaker's own."""
    own = {p.actor.country for p in memory.speaker}
    others = [c for c in memory.countries if c not in own]
    memory.home = next(iter((*others, *memory.countries)), None)


def find_speaker(memory: Memory) -> None:
    """Whose statement the report is, if it is one: "Statement by X on …", "On behalf of X", else its dominant voice."""
    for sentence in memory.report.sentences[:4]:
        if sentence.block.kind not in {"headline", "standfirst"} and sentence.index > 2:
            break
        text = sentence.text.lower()
        match = re.search(
            r"\b(statement|remarks|speech|message|address|letter|comments) (by|from|of)\b|on behalf of", text
        )
        if match is None:
            continue
        for token in sentence.tokens:
            if token.idx - sentence.tokens.start_char >= match.end() and token.dep_ != "compound":
                parties = memory.resolve(sentence, token)
                if parties:
                    memory.speaker = parties
                    find_home(memory)
                    return
    first_person = any(
        t.lower_ in {"we", "i", "our"} and voice_at(memory.voices, s.offset + t.idx) is None
        for s in memory.report.sentences
        for t in s.tokens
    )
    find_home(memory)
    if not first_person:
        return
    subjects: dict[str, float] = defaultdict(float)
    example: dict[str, tuple[Party, ...]] = {}
    for sentence in memory.report.sentences:
        for token in sentence.tokens:
            hit = memory.names[sentence.index].names.get(token.i)
            if hit is None or token.i != hit.tokens[-1].i or token.dep_ not in {"nsubj"}:
                continue
            if (
                hit.entry.form in {"country", "organisation"}
                and voice_at(memory.voices, sentence.offset + token.idx) is None
            ):
                verb = token.head
                if verb.pos_ in {"VERB", "AUX"} and verb.tag_ in {"VBZ", "VBP", "VB", "VBG"}:
                    key = hit.entry.country or hit.tokens[-1].text
                    subjects[key] += 1
                    example.setdefault(key, parties_of_name(memory, sentence, hit))
    if subjects:
        memory.speaker = example[max(subjects, key=subjects.__getitem__)]
        find_home(memory)
