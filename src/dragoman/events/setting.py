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
_FINENESS = {"point": 0, "city": 1, "region": 2, "country": 3}
_KIND_NOUNS = frozenset(
    "city town village suburb neighborhood neighbourhood quarter settlement capital port province governorate region "
    "state district county department territory enclave peninsula island valley area".split()
)
# A clause after these tells of another time, and so of another place.
_OTHER_TIMES = frozenset({"after", "before", "since", "until", "following", "despite"})
_SPEAKING = frozenset({"speak", "talk", "address", "tell", "say", "attend"})
_BASED = frozenset({"base", "headquarter", "bear", "exile"})


def _toponym_head(sentence: Sentence, place: Place) -> Token | None:
    if place.text is None:
        return None
    return min(sentence.tokens_in(place.text), key=lambda t: len(list(t.ancestors)), default=None)


def _with_its_noun(head: Token) -> Token:
    """The noun that says what a toponym is and stands for it: "the village of Dalori", "Mopti region"."""
    for _ in range(3):
        above = head.head.head if head.dep_ == "pobj" and head.head.lower_ == "of" else head.head
        named = head.dep_ in {"compound", "nmod"} or head.head.lower_ == "of"
        if not named or above.i == head.i or above.lower_ not in _KIND_NOUNS:
            break
        head = above
    return head


def _preposition_above(token: Token) -> str:
    """The preposition that a toponym stands after, through coordination and apposition ("in Jabla and Tartus", "in
    Berlin, Germany")."""
    if token.lower_ == "there":
        return "in"
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
    reached: list[tuple[float, Place]] = []
    parties = {p.actor.text for p in (*candidate.actors, *candidate.recipients) if p.basis != "owner"}
    for place in places:
        token = _toponym_head(sentence, place)
        if token is None or place.text is None or not sentence.span.contains(place.text):
            continue
        named, token = token, _with_its_noun(token)
        preposition = _preposition_above(token) or _preposition_above(named)
        distance = tree_distance(head, token)
        is_party = place.text in parties
        if _elsewhere(token, head, candidate):
            continue
        if candidate.mode == "visit" and _is_visited(token, candidate):
            return place
        if verbal:
            direct = preposition in {"in", "at", "near", "outside"} and (
                (_attaches_to(token, head) and not _of_its_matter(token, candidate)) or _spoken_at(token, head)
            )
            if preposition in {"in", "for"} and _of_truce(token, candidate):
                return place
            if not direct or place.precision == "country":
                continue
        elif is_party and not (
            _is_ground(token, place, candidate)
            or _is_strict(preposition, candidate)
            or (preposition == "to" and candidate.type == "AID" and token is not named)
        ):
            continue
        elif preposition not in _LOCATIVE:
            named_object = (
                candidate.type != "CONSULT" and not is_party and token.i in {t.i for t in candidate.arguments.objects}
            ) or _is_ground(token, place, candidate)
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
    if not reached:
        return None
    _, best = min(reached, key=lambda r: (r[0], _FINENESS[r[1].precision]))
    return next((p for _, p in sorted(reached, key=lambda r: r[0]) if _lies_in(p, best)), best)


def _lies_in(place: Place, larger: Place) -> bool:
    """Whether a place is a finer one within a country or region."""
    if _FINENESS[place.precision] >= _FINENESS[larger.precision] or place.country != larger.country:
        return False
    return larger.precision == "country" or (larger.precision == "region" and place.region == larger.name)


def _is_strict(preposition: str, candidate: Candidate) -> bool:
    """Whether a side named after this preposition is where it happened: an attack on a land is there, a sanction on
    it is not."""
    if preposition == "on":
        return candidate.type == "ASSAULT"
    return preposition in _STRICT or (preposition == "to" and candidate.type == "MOBILIZE")


def _is_ground(token: Token, place: Place, candidate: Candidate) -> bool:
    """Whether a town or region is what is taken or struck: "annexed Crimea", "attacked Sirte"."""
    if candidate.type not in {"ASSAULT", "COERCE"} or place.precision == "country":
        return False
    mistaken = token.dep_ in {"advmod", "npadvmod"} and token.i == candidate.head.i + 1
    return mistaken or token.i in {t.i for t in candidate.arguments.objects}


def _elsewhere(token: Token, head: Token, candidate: Candidate) -> bool:
    """Whether a toponym belongs to something else than the event: where someone is based or comes from, or what was
    before or after it."""
    inside = {head.i, *(t.i for t in head.ancestors)}
    shared = {token.i, *(t.i for t in token.ancestors)}
    for above in (head, *head.ancestors):
        if above.i in shared:
            break
        if above.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in _OTHER_TIMES for c in above.children):
            return True  # "they fled to Sudan after soldiers attacked"
    above = token
    for _ in range(12):
        if above.i in inside or above.head.i == above.i:
            return False
        if above.dep_ == "prep" and above.lower_ in _OTHER_TIMES:
            return True
        if above.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in _OTHER_TIMES for c in above.children):
            return True
        if above.dep_ == "acl" and above.lemma_.lower() in _BASED:
            return True
        if above.dep_ == "prep" and above.lower_ == "from" and above.head.dep_ in {"nsubj", "agent", "conj"}:
            return True
        above = above.head
    return False


def _of_its_matter(token: Token, candidate: Candidate) -> bool:
    """ "Condemned the attacks in Jabla": after what is condemned or asked, a place is that of the matter."""
    head = candidate.head
    verb = head if head.pos_ == "VERB" else head.head
    matter = {t.i for t in candidate.arguments.objects} | {c.i for c in verb.children if c.dep_ == "dobj"}
    return candidate.type in {"ACCUSE", "REQUEST", "REJECT", "THREATEN"} and any(verb.i < i < token.i for i in matter)


def _spoken_at(token: Token, head: Token) -> bool:
    """ "Speaking in Moscow, he condemned it": words are spoken where their speaker speaks."""
    verb = next((a for a in token.ancestors if a.pos_ == "VERB"), None)
    if verb is None or verb.lemma_.lower() not in _SPEAKING or verb.dep_ not in {"acl", "advcl"}:
        return False
    subjects = {c.i for c in head.children if c.dep_ == "nsubj"}
    return verb.head.i == head.i or verb.head.i in subjects


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
    return above.i == head.i or (above.pos_ == "VERB" and head.head.i == above.i and head.dep_ != "advcl")


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
