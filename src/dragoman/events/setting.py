"""Where: the toponym that belongs to an event, not just to its sentence.

Needs: a candidate, the resolved places of its sentence. Gives: a `Place` or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.language.distance import tree_distance
from dragoman.places import distance_km

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from dragoman.events.candidate import Candidate
    from dragoman.language import Sentence
    from dragoman.record import Place

_VERBAL = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
_LOCATIVE = frozenset(
    "in at near inside outside across around throughout on off within over above beside along between from into "
    "toward towards to of "
    "through north south east west".split()
)
_STRICT = frozenset({"in", "at", "near", "inside", "outside", "across", "around", "throughout", "within", "on"})
_TRUCES = frozenset({"ceasefire", "truce", "armistice", "cessation", "withdrawal", "pullout"})
_NEAR = 60.0


def _toponym_head(sentence: Sentence, place: Place) -> Token | None:
    if place.text is None:
        return None
    return min(sentence.tokens_in(place.text), key=lambda t: len(list(t.ancestors)), default=None)


def _preposition_above(token: Token) -> str:
    """The preposition that a toponym stands after, through coordination and apposition ("in Jabla and Tartus", "in
    Berlin, Germany")."""
    for _ in range(5):
        if token.dep_ == "pobj":
            return str(token.head.lower_)
        if token.dep_ in {"conj", "appos", "compound", "nmod", "amod", "poss", "npadvmod", "dep"}:
            token = token.head
            continue
        break
    return ""


def event_place(candidate: Candidate, places: Sequence[Place]) -> Place | None:
    """The place of an event: a locative phrase near its head; for ground taken or struck the object itself.

    Words have a place only where the text says that they were spoken there.
    """
    sentence, head = candidate.sentence, candidate.head
    verbal = candidate.type in _VERBAL
    best: tuple[float, Place] | None = None
    reached: list[tuple[float, Place]] = []
    parties = {p.actor.text for p in (*candidate.actors, *candidate.recipients) if p.basis != "owner"}
    for place in places:
        token = _toponym_head(sentence, place)
        if token is None or place.text is None or not sentence.span.contains(place.text):
            continue
        preposition = _preposition_above(token)
        distance = tree_distance(head, token)
        is_party = place.text in parties
        if candidate.mode == "visit" and _is_visited(token, candidate):
            return place
        if verbal:
            direct = preposition in {"in", "at"} and _attaches_to(token, head)
            if preposition in {"in", "for"} and _of_truce(token, candidate):
                return place
            if not direct or place.precision == "country":
                continue
        elif is_party and preposition not in _STRICT:
            continue
        elif preposition not in _LOCATIVE:
            named_object = (
                candidate.type != "CONSULT" and not is_party and token.i in {t.i for t in candidate.arguments.objects}
            )
            own = {head.i, *(t.i for t in candidate.words), *(t.i for t in candidate.arguments.objects)}
            modifier = token.dep_ in {"compound", "nmod", "poss"} and token.head.i in own
            if not named_object and not modifier:
                continue
            if place.precision == "country" and not named_object:
                continue
        elif preposition not in _STRICT:
            distance += 1.5
        if candidate.type == "CONSULT" and _is_topic(token, candidate):
            continue
        if place.precision == "country":
            distance += 2.0
        if distance > 11:
            continue
        reached.append((distance, place))
        if best is None or distance < best[0]:
            best = (distance, place)
    if best is None:
        return None
    if best[1].precision == "country":
        finer = [p for d, p in reached if p.precision != "country" and p.country == best[1].country]
        return finer[0] if finer else best[1]
    return best[1]


def _is_visited(token: Token, candidate: Candidate) -> bool:
    """ "Visited Turkey", "on a visit to Ankara": where a visit goes is where it is."""
    towards = {t.i for p, t in candidate.arguments.prepositions if p in {"to", "in"}}
    return token.i in towards | {t.i for t in candidate.arguments.objects}


def _is_topic(token: Token, candidate: Candidate) -> bool:
    """ "Talks on the situation in Idlib": the place of what is talked about, not of the talks."""
    head = candidate.head
    above = token
    for _ in range(12):
        if above.i == head.i or above.head.i == above.i:
            return False
        if (
            above.dep_ == "prep"
            and above.lower_ in {"on", "about", "over", "regarding", "concerning", "for"}
            and token.head.i != above.i
        ):
            return True
        if above.dep_ in {"dobj", "ccomp", "relcl"} and above.head.i == head.i and above.i != token.i:
            return not _is_party(above, candidate)
        above = above.head
    return False


def _is_party(token: Token, candidate: Candidate) -> bool:
    """Whether a word is one of the event's own sides ("joined partners in Paris": the phrase is not about the
    partners)."""
    at = candidate.sentence.offset + token.idx
    spans = [p.actor.text for p in (*candidate.actors, *candidate.recipients)]
    return any(s is not None and s.start <= at < s.end for s in spans)


def _of_truce(token: Token, candidate: Candidate) -> bool:
    """ "A ceasefire in Idlib": a truce or withdrawal agreed is placed in the territory that it is about."""
    return any(
        t.lemma_.lower() in _TRUCES and any(a.i in {t.i, t.head.i} for a in token.ancestors)
        for target in (candidate.head, *candidate.arguments.objects)
        for t in (target, *target.children)
    )


def _attaches_to(token: Token, head: Token) -> bool:
    """Whether the toponym's phrase hangs on the event's own verb or noun, not on something inside what is said."""
    above = token
    for _ in range(6):
        if above.dep_ in {"pobj", "conj", "appos", "compound", "prep", "npadvmod"}:
            above = above.head
        else:
            break
    return above.i == head.i or (above.pos_ == "VERB" and head.head.i == above.i)


def compatible(a: Place | None, b: Place | None) -> bool:
    """Whether two places may be that of one event: one is unknown, holds the other, or they are near each other."""
    if a is None or b is None:
        return True
    if a.country != b.country and a.country and b.country:
        return False
    if "country" in {a.precision, b.precision} or "region" in {a.precision, b.precision}:
        return a.precision != b.precision or a.name == b.name
    if a.lat is None or b.lat is None:
        return a.name == b.name
    return distance_km(a, b) <= _NEAR


def more_exact(a: Place | None, b: Place | None) -> Place | None:
    """The finer of two compatible places."""
    order = {"point": 0, "city": 0, "region": 1, "country": 2}
    if a is None or b is None:
        return a or b
    return b if order[b.precision] < order[a.precision] else a
