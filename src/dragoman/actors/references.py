"""References within the report: pronouns, "the two officials", "the group", "its allies", "the secretary"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.actors.memory import Memory, side_of, spanned, with_text, words_of
from dragoman.actors.named import parties_of_name
from dragoman.actors.persons import holds_title
from dragoman.language import conjuncts, noun_phrase, surface_subjects
from dragoman.language.quotations import voice_at
from dragoman.record import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token

    from dragoman.actors.party import Party
    from dragoman.language import Sentence

_FIRST_PERSON = frozenset({"i", "we", "us", "me", "my", "our", "ours", "mine", "ourselves", "myself"})
_THIRD_SINGULAR = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
_THIRD_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_NEUTER = frozenset({"it", "its", "itself"})
_PAIRS = frozenset(
    "official leader side country minister president man woman diplomat delegation party government nation neighbour "
    "neighbor state ally envoy power counterpart team politician statesman general capital army both".split()
)
_GROUP_NOUNS = frozenset(
    "group organisation organization militia movement faction network militant extremist terrorist insurgent "
    "jihadist bloc alliance agency body union coalition party outfit".split()
)

_RULING = frozenset({"GOV", "MIL", "LEG", "SPY"})
# Nouns for persons that do not say which office they hold.
_ANY_PERSON = frozenset("official leader man woman diplomat counterpart politician statesman".split())
_PERSONS = _ANY_PERSON | frozenset({"minister", "president", "envoy", "general"})
_STATES = frozenset("country nation government state neighbour neighbor capital army".split())


def pronoun(memory: Memory, sentence: Sentence, token: Token) -> tuple[Party, ...]:
    """Whom a pronoun stands for."""
    word = token.lower_
    offset = sentence.offset + token.idx
    span = Span(offset, offset + len(token.text))
    voice = voice_at(memory.voices, offset)
    if word in _FIRST_PERSON:
        speaker: tuple[Party, ...] = ()
        if voice is not None and voice.speaker is not None and voice.sentence is not None:
            speaker = memory.resolve(voice.sentence, voice.speaker)
        elif voice is None or not voice.direct:
            speaker = memory.speaker
        if not speaker and memory.speaker:
            speaker = memory.speaker
        return tuple(with_text(p.as_basis("referred"), span, None) for p in speaker)
    if word in _THIRD_SINGULAR:
        wanted = latest_mention(memory, sentence, token, lambda ps: len(ps) == 1 and is_one_person(memory, ps[0]))
    elif word in _THIRD_PLURAL:
        wanted = latest_plural(memory, sentence, token)
    elif word in _NEUTER:
        wanted = latest_mention(
            memory,
            sentence,
            token,
            lambda ps: len(ps) == 1 and not ps[0].person and not ps[0].plural and ps[0].form != "capital",
        )
    else:
        return ()
    return tuple(with_text(p.as_basis("referred"), span, None) for p in wanted)


def is_one_person(memory: Memory, party: Party) -> bool:
    """Whether a party is a person, by name or by office ("the president")."""
    if party.person:
        return True
    if party.plural or not party.role or party.basis == "owner" or party.form:
        return False
    words = tuple(party.role.split())
    role = memory.tables.match_role(words, len(words))
    return role is not None and role[1].kind == "person"


def latest_mention(
    memory: Memory, sentence: Sentence, token: Token, fits: Callable[[tuple[Party, ...]], bool]
) -> tuple[Party, ...]:
    """The most salient earlier mention: the subject of the pronoun's own clause, subjects of this and the sentences
    before, then anything near."""
    if token.tag_ == "PRP$" and token.head.dep_ == "conj":
        # "received the envoy and his delegation": the one it is joined with, not the subject
        joined = memory.by_token.get((sentence.index, token.head.head.i), ())
        if joined and fits(joined):
            return joined
    if token.tag_ == "PRP$":
        for verb in token.ancestors:
            if verb.pos_ in {"VERB", "AUX"}:
                for subject in surface_subjects(verb):
                    own = memory.by_token.get((sentence.index, subject.i), ())
                    if subject.lower_ in _FIRST_PERSON:
                        continue
                    if own and subject.i < token.i and fits(own) and all(p.basis != "owner" for p in own):
                        return own
                break
    barred = _own_subjects(memory, sentence, token)
    near = [
        h
        for h in memory.history
        if sentence.index - h[0].index <= 3
        and (h[0].index < sentence.index or h[1].i < token.i)
        and h[1].lower_ not in _FIRST_PERSON
        and not barred & {p.actor.id for p in h[2]}
    ]
    for distance in range(4):
        here = [h for h in near if sentence.index - h[0].index == distance and fits(h[2])]
        subjects = [h for h in here if h[1].dep_ in {"nsubj", "nsubjpass"}]
        if subjects:
            return subjects[0][2] if distance == 0 else subjects[-1][2] if len(subjects) == 1 else subjects[0][2]
        if here:
            return here[-1][2]
    return ()


def _own_subjects(memory: Memory, sentence: Sentence, token: Token) -> set[str]:
    """The subjects of a pronoun's own verb: "him" in "he urged him" is someone else."""
    if token.tag_ != "PRP" or token.dep_ not in {"dobj", "pobj", "dative"} or token.lower_.endswith("self"):
        return set()
    verb = next((a for a in token.ancestors if a.pos_ in {"VERB", "AUX"}), None)
    subjects = surface_subjects(verb) if verb is not None else []
    return {p.actor.id for s in subjects for p in memory.by_token.get((sentence.index, s.i), ())}


def latest_plural(memory: Memory, sentence: Sentence, token: Token) -> tuple[Party, ...]:
    """Whom "they" stands for: earlier subjects of several people first, then other groups nearby."""
    near = [
        h
        for h in memory.history
        if sentence.index - h[0].index <= 3
        and (h[0].index < sentence.index or h[1].i < token.i)
        and h[1].lower_ not in _FIRST_PERSON
    ]
    subjects = [h for h in near if h[1].dep_ in {"nsubj", "nsubjpass"}]
    others = [h for h in near if h[1].dep_ not in {"nsubj", "nsubjpass"} and sentence.index - h[0].index <= 1]
    for group in (subjects, others):
        for owner, head, parties in sorted(group, key=lambda h: sentence.index - h[0].index):
            together = coordination(memory, owner, head)
            if len(together) > 1:
                return together
            if parties and (parties[0].plural or len(parties) > 1):
                return parties
            if head.dep_ in {"nsubj"} and parties[0].actor.kind in {"group", "igo", "party"} and token.dep_ == "poss":
                return parties
    return ()


def coordination(memory: Memory, sentence: Sentence, head: Token) -> tuple[Party, ...]:
    """The parties of a coordination, and of the two sides of "X … with Y" or "X and Y" as subject."""
    found: list[Party] = []
    for member in conjuncts(head):
        found.extend(p for p in memory.by_token.get((sentence.index, member.i), ()) if p.basis != "owner")
    return tuple(found) if len(found) > 1 else ()


def pair_of(memory: Memory, sentence: Sentence, token: Token) -> tuple[Party, ...]:
    """ "The two officials", "both sides", "the two countries": the last two of the kind that were named.

    Sides and countries are first of all those that were last named together ("Iran and Saudi Arabia agreed").
    """
    lemma = token.lemma_.lower()
    if token.lower_ == "both" and token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"}:
        lemma = "both"
    elif lemma not in _PAIRS or token.tag_ not in {"NNS", "NNPS"}:
        return ()
    numbered = lemma == "both" or any(c.lower_ in {"two", "both", "three"} and c.i < token.i for c in token.children)
    if not numbered:
        return ()
    count = 3 if any(c.lower_ == "three" for c in token.children) else 2
    found: list[Party] = []
    if lemma in _PERSONS:
        title = " ".join(t.text for t in noun_phrase(token) if t.dep_ in {"amod", "compound"} or t.i == token.i)
        title = title.lower().replace(token.lower_, lemma)
        found = _last_named(memory, count, lambda p: p.person and (lemma in _ANY_PERSON or holds_title(p, title)))
    if len(found) < 2 and lemma not in _ANY_PERSON:
        found = _last_together(memory, count, governments=lemma in _STATES | _PERSONS)
    if len(found) < 2 and lemma in _STATES:
        found = [_government(memory, p) for p in _last_named(memory, count, _new_country())]
    elif len(found) < 2 and lemma not in _PERSONS:
        found = _last_named(memory, count, lambda p: p.actor.kind != "igo") or found
    if len(found) < 2:
        return ()
    span = sentence.span_of([token])
    return tuple(with_text(p.as_basis("referred"), span, None) for p in found)


def _government(memory: Memory, party: Party) -> Party:
    country = party.actor.country or ""
    return side_of(memory, memory.tables.countries[country].name, country, ("GOV",), "referred", "")


def _new_country() -> Callable[[Party], bool]:
    """A test that passes one party of each country."""
    seen: set[str] = set()

    def fits(party: Party) -> bool:
        country = party.actor.country
        if country is None or country in seen:
            return False
        seen.add(country)
        return True

    return fits


def _last_named(memory: Memory, count: int, fits: Callable[[Party], bool]) -> list[Party]:
    """The last `count` different parties that were named and fit, in the order of the text."""
    seen: list[Party] = []
    for _, _, parties in reversed(memory.history):
        for party in parties:
            if party.basis == "inferred" or party.actor.id in {p.actor.id for p in seen} or not fits(party):
                continue
            seen.append(party)
        if len(seen) >= count:
            break
    return list(reversed(seen[:count]))


def _last_together(memory: Memory, count: int, *, governments: bool) -> list[Party]:
    """The parties of the last coordination of `count` sides; as `governments` it must be of as many countries."""
    for owner, head, _ in reversed(memory.history):
        if head.dep_ == "conj":
            continue
        members = {p.actor.id: p for p in coordination(memory, owner, head) if p.actor.kind != "igo"}
        if len(members) != count:
            continue
        if not governments:
            return list(members.values())
        if len({p.actor.country for p in members.values()} - {None}) == count:
            return [_government(memory, p) for p in members.values()]
    return []


def unnamed_allies(memory: Memory, sentence: Sentence, token: Token) -> tuple[Party, ...]:
    """ "Its allies", "international partners": governments that are not named."""
    if not any(c.dep_ in {"poss", "amod", "compound", "nmod"} for c in token.children):
        return ()
    names = memory.names[sentence.index].names
    for child in token.children:
        hit = names.get(child.i)
        if hit is not None and hit.entry.form in {"demonym", "country"} and child.dep_ in {"amod", "compound", "appos"}:
            return spanned(memory, sentence, noun_phrase(token), parties_of_name(memory, sentence, hit))
        if child.dep_ == "appos" and child.i in names:
            return spanned(
                memory, sentence, names[child.i].tokens, parties_of_name(memory, sentence, names[child.i], child)
            )
    if any(c.dep_ == "appos" for c in token.children):
        return ()
    phrase = noun_phrase(token)
    country: str | None = None
    sectors: tuple[str, ...] = ("GOV",)
    for child in token.children:
        owner = memory.resolve(sentence, child)[:1] if child.dep_ == "poss" else ()
        followers = token.lemma_.lower() == "supporter" and bool(owner) and owner[0].person
        if owner and owner[0].actor.sectors and (followers or owner[0].actor.sectors[0] not in _RULING):
            # the supporters of a politician, of protesters or of a candidate are people of their country
            country = owner[0].actor.country
            sectors = ("CVL",) if owner[0].actor.sectors[0] != "REB" else owner[0].actor.sectors
    name = words_of(memory, sentence, phrase)
    return spanned(
        memory, sentence, phrase, (side_of(memory, name, country, sectors, "inferred", "ally", plural=True),)
    )


def definite_reference(memory: Memory, sentence: Sentence, token: Token) -> tuple[Party, ...]:
    """ "The group", "the organisation", "the bloc": the last organisation of a fitting kind."""
    lemma = token.lemma_.lower()
    if (
        lemma not in _GROUP_NOUNS
        or (token.text[:1].isupper() and not token.is_sent_start)
        or not any(c.dep_ == "det" and c.lower_ in {"the", "this", "that", "these"} for c in token.children)
    ):
        return ()
    names = memory.names[sentence.index].names
    named = [names[c.i] for c in token.children if c.dep_ in {"amod", "compound", "nmod", "appos"} and c.i in names]
    organisations = [h for h in named if h.entry.form == "organisation" and not h.opposed]
    if organisations:
        return spanned(memory, sentence, noun_phrase(token), parties_of_name(memory, sentence, organisations[0]))
    wanted = (
        {"igo", "ngo"} if lemma in {"bloc", "alliance", "agency", "body", "union"} else {"group", "party", "ngo", "igo"}
    )
    for _, _, parties in reversed(memory.history):
        party = parties[0]
        if party.actor.kind in wanted:
            span = sentence.span_of(noun_phrase(token))
            return (with_text(party.as_basis("referred"), span, None),)
    return ()


def titled_person(memory: Memory, sentence: Sentence, token: Token) -> tuple[Party, ...]:
    """ "The secretary", "the commander": a person of the report whose title ends so."""
    if token.tag_ not in {"NN", "NNP"} or not any(
        c.dep_ == "det" and c.lower_ in {"the", "this"} for c in token.children
    ):
        return ()
    for _, _, parties in reversed(memory.history):
        party = parties[0]
        if party.person and holds_title(party, token.lower_):
            return (with_text(party.as_basis("referred"), sentence.span_of([token]), None),)
    return ()
