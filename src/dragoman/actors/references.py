"""References within the report: pronouns, "the two officials", "the group", "its allies", "the secretary"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.actors.memory import Memory, side_of, spanned, with_text, words_of
from dragoman.actors.named import parties_of_name
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
        wanted = latest_mention(memory, sentence, token, lambda ps: len(ps) == 1 and ps[0].person)
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
                    if own and subject.i < token.i and fits(own) and all(p.basis != "owner" for p in own):
                        return own
                break
    near = [
        h
        for h in memory.history
        if sentence.index - h[0].index <= 3 and (h[0].index < sentence.index or h[1].i < token.i)
    ]
    for distance in range(4):
        here = [h for h in near if sentence.index - h[0].index == distance and fits(h[2])]
        subjects = [h for h in here if h[1].dep_ in {"nsubj", "nsubjpass"}]
        if subjects:
            return subjects[0][2] if distance == 0 else subjects[-1][2] if len(subjects) == 1 else subjects[0][2]
        if here:
            return here[-1][2]
    return ()


def latest_plural(memory: Memory, sentence: Sentence, token: Token) -> tuple[Party, ...]:
    """Whom "they" stands for: earlier subjects of several people first, then other groups nearby."""
    near = [
        h
        for h in memory.history
        if sentence.index - h[0].index <= 3 and (h[0].index < sentence.index or h[1].i < token.i)
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
    """ "The two officials", "both sides", "the two countries": the last two of the kind that were named."""
    lemma = token.lemma_.lower()
    if token.lower_ == "both" and token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"}:
        lemma = "both"
    elif lemma not in _PAIRS or token.tag_ not in {"NNS", "NNPS"}:
        return ()
    numbered = lemma == "both" or any(
        c.lower_ in {"two", "both", "three"} and c.dep_ in {"nummod", "det", "predet", "amod"} for c in token.children
    )
    if not numbered:
        return ()
    count = 3 if any(c.lower_ == "three" for c in token.children) else 2
    persons_wanted = lemma in {
        "official",
        "leader",
        "minister",
        "president",
        "man",
        "woman",
        "diplomat",
        "envoy",
        "counterpart",
        "politician",
        "statesman",
        "general",
    }
    seen: list[Party] = []
    for _, _, parties in reversed(memory.history):
        for party in parties:
            if (
                party.basis in {"inferred"}
                or (persons_wanted and not party.person)
                or party.actor.id in {p.actor.id for p in seen}
            ):
                continue
            if not persons_wanted and lemma in {
                "country",
                "nation",
                "government",
                "state",
                "neighbour",
                "neighbor",
                "capital",
                "army",
            }:
                if party.actor.country is None or party.actor.country in {p.actor.country for p in seen}:
                    continue
                party = side_of(memory, party.actor.country, party.actor.country, ("GOV",), "referred", "")
            seen.append(party)
        if len(seen) >= count:
            break
    if len(seen) < 2:
        return ()
    span = sentence.span_of([token])
    ordered = list(reversed(seen[:count]))
    return tuple(with_text(p.as_basis("referred"), span, None) for p in ordered)


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
    return spanned(
        memory,
        sentence,
        phrase,
        (side_of(memory, words_of(memory, sentence, phrase), None, ("GOV",), "inferred", "ally", plural=True),),
    )


def definite_reference(memory: Memory, sentence: Sentence, token: Token) -> tuple[Party, ...]:
    """ "The group", "the organisation", "the bloc": the last organisation of a fitting kind."""
    lemma = token.lemma_.lower()
    if lemma not in _GROUP_NOUNS or not any(
        c.dep_ == "det" and c.lower_ in {"the", "this", "that", "these"} for c in token.children
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
        if party.person and party.role and party.role.lower().split()[-1] == token.lower_:
            return (with_text(party.as_basis("referred"), sentence.span_of([token]), None),)
    return ()
