"""According to whom: the sources of what an event or a figure is told by, innermost first.

Needs: the head word of what is told, what the report gives as said by others, who the nominals are. Gives: parties.
Only reports of facts count: who wants, plans or judges a thing is not where the news of it comes from.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from dragoman.actors.party import Party
from dragoman.language import antecedent, conjuncts, is_passive, noun_phrase, surface_subjects
from dragoman.language.attribution_forms import source_of
from dragoman.language.quotations import voice_at
from dragoman.record import Actor
from dragoman.tables import package_file, read_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Token

    from dragoman.actors.resolution import ReportActors
    from dragoman.language import Sentence
    from dragoman.language.attributions import Attribution
    from dragoman.language.said import Said

# Forms in which any report, view or evidence tells facts.
_TELLING_FORMS = frozenset({"that", "quote", "parataxis", "as", "aside", "according", "named", "standpoint", "colon"})
# Verbs whose object, infinitive or prepositional phrase tells facts too: "claimed the attack", "accused of looting".
_ASSERTING = frozenset(
    "claim allege report confirm announce disclose reveal acknowledge admit accuse blame charge fault suspect identify "
    "document count tally record list estimate put allegation accusation account".split()
)
# Denials and questions are no sources of what they are about.
_NOT_TELLING = frozenset(
    "deny doubt ask question wonder inquire dispute reject dismiss refute rebut query hear".split()
)
# "It is said", "is believed to": words of nobody in particular, which the report does not make its own.
_HEARSAY_VERBS = frozenset("say understand believe think report allege claim rumour rumor suppose presume".split())
_HEARSAY_FORMS = frozenset({"that", "to", "subj"})
_HEARSAY_ADJECTIVES = frozenset({"alleged", "reported", "purported", "supposed", "rumoured", "rumored"})
_LONGEST_NAME = 8
_LEAST_PAPER = 3


def attribute(sentence: Sentence, head: Token, actors: ReportActors, said: Said) -> tuple[Party, ...]:
    """Who the report gives as the origin of what `head` tells, innermost first.

    A source that is no political actor is described in the report's words ("two hospital officials").
    """
    at = sentence.offset + head.idx
    found: list[Party] = []
    for attribution in said.over(at):
        if tells_facts(attribution):
            _add(found, sources_of(attribution, actors, said))
    voice = voice_at(said.voices, at)
    if voice is not None and voice.speaker is not None and voice.sentence is not None:
        _add(found, _parties(voice.sentence, voice.speaker, actors))
    return tuple(found) or _hearsay(sentence, head, said)


def _hearsay(sentence: Sentence, head: Token, said: Said) -> tuple[Party, ...]:
    """What the report tells as said by nobody in particular, by its own words: "reportedly", "is believed"."""
    for attribution in said.over(sentence.offset + head.idx):
        passive = (
            attribution.source is None
            and attribution.frame in _HEARSAY_FORMS
            and attribution.cue.lemma_.lower() in _HEARSAY_VERBS
            and is_passive(attribution.cue)
        )
        if attribution.frame == "clause" or passive:
            words = [
                t
                for t in attribution.sentence.tokens
                if any(s.overlaps(attribution.sentence.span_of([t])) for s in attribution.cue_spans)
            ]
            return (_described(attribution.sentence, attribution.cue, words),)
    raised = head.head
    if head.dep_ == "xcomp" and raised.lemma_.lower() in _HEARSAY_VERBS and is_passive(raised):
        passive_words = [t for t in raised.children if t.dep_ in {"aux", "auxpass"} and t.i < raised.i]
        return (_described(sentence, raised, [*passive_words, raised]),)  # "is believed to have kidnapped"
    adjective = next((c for c in head.children if c.dep_ == "amod" and c.lower_ in _HEARSAY_ADJECTIVES), None)
    return (_described(sentence, adjective, [adjective]),) if adjective is not None else ()


def _add(found: list[Party], parties: tuple[Party, ...]) -> None:
    for party in parties:
        if all(party.actor.id != f.actor.id or party.actor.name != f.actor.name for f in found):
            found.append(party)


def claimants(sentence: Sentence, head: Token, actors: ReportActors) -> tuple[Party, ...]:
    """Who claims to have done what `head` tells: "attacks claimed by X", "attacks for which X claimed responsibility",
    "X claimed the attack that killed ten"."""
    found: list[Party] = []
    shared = [t for t in head.ancestors if t.lemma_ in {"responsibility", "credit"}]
    nouns = [head, *shared, *(antecedent(t) for t in surface_subjects(head))]
    for verb in sentence.tokens[head.i - sentence.tokens.start :] if head.pos_ == "NOUN" else ():
        owned = {(c.dep_, c.lemma_) for c in verb.children} & {("dobj", "responsibility"), ("dobj", "credit")}
        which = any(c.lower_ == "for" and any(t.tag_ == "WDT" for t in c.children) for c in verb.subtree)
        source = source_of(verb) if verb.lemma_ == "claim" and owned and which else None
        if source is not None:  # "attacks in two towns, for which X claimed responsibility"
            _add(found, _parties(sentence, source, actors))
    for noun in nouns:
        for verb in (noun.head, *noun.children):
            if verb.lemma_ == "claim" and verb.pos_ == "VERB" and _is_of(noun, verb):
                source = source_of(verb)
                if source is not None and source.i != head.i:
                    _add(found, _parties(sentence, source, actors))
    return tuple(found)


def _is_of(noun: Token, verb: Token) -> bool:
    """Whether a noun is what is claimed, or the responsibility for it."""
    if noun.head.i == verb.i and (noun.dep_ in {"dobj", "nsubjpass"} or (noun.dep_ == "nsubj" and is_passive(verb))):
        return True
    return verb.head.i == noun.i and verb.dep_ in {"acl", "relcl"}


def tells_facts(attribution: Attribution) -> bool:
    """Whether what the attribution's content tells is given as fact by its source."""
    lemma = attribution.cue.lemma_.lower()
    if lemma in _NOT_TELLING:
        return False
    if lemma in _ASSERTING:
        return True
    return attribution.kind in {"report", "view", "evidence"} and attribution.frame in _TELLING_FORMS


def sources_of(attribution: Attribution, actors: ReportActors, said: Said) -> tuple[Party, ...]:
    """The parties that an attribution's source stands for; of "the release said" those whose release was cited
    before."""
    if attribution.source is None:
        return ()
    token = antecedent(attribution.source)
    parties = _parties(attribution.sentence, token, actors)
    if parties:
        return parties
    kind = _source_nouns().get(token.lemma_.lower())
    if kind == "paper":
        if len(noun_phrase(token)) < _LEAST_PAPER:
            kind = None  # "the report said" says nothing unless the report was cited before
        for earlier in reversed([a for a in said.attributions if _comes_before(a, attribution)]):
            if earlier.source is not None and earlier.source.lemma_.lower() == token.lemma_.lower():
                parties = _parties(earlier.sentence, earlier.source, actors)
                if parties:
                    return parties
    if kind is not None or token.ent_type_ in {"PERSON", "ORG"}:
        return (_described(attribution.sentence, token),)
    return ()


def _comes_before(a: Attribution, b: Attribution) -> bool:
    return (a.sentence.index, a.cue.i) < (b.sentence.index, b.cue.i)


def _parties(sentence: Sentence, source: Token, actors: ReportActors) -> tuple[Party, ...]:
    """The parties of a source phrase and of those coordinated with it; of "a Defense Department news release" the
    department."""
    found: list[Party] = []
    for token in conjuncts(antecedent(source)):
        _add(found, tuple(p.as_basis("described") if p.basis == "owner" else p for p in actors.at(sentence, token)))
    return tuple(found)


def _described(sentence: Sentence, token: Token, words: Sequence[Token] = ()) -> Party:
    """A source that no table knows, by the report's own `words`, else by the noun phrase of `token`."""
    words = words or [t for t in noun_phrase(token) if t.dep_ not in {"det", "punct"} or t.i > token.i]
    words = words[-_LONGEST_NAME:]
    span = sentence.span_of(words)
    name = sentence.text[
        words[0].idx - sentence.tokens.start_char : words[-1].idx + len(words[-1]) - sentence.tokens.start_char
    ]
    return Party(Actor(name, None, (), span, id=f"source:{'-'.join(name.lower().split())}"), "described")


@lru_cache(maxsize=1)
def _source_nouns() -> Mapping[str, str]:
    name = "sources.tsv"
    rows = read_table(package_file("dragoman.language", name).read_text("utf-8"), name, ("lemma", "kind"))
    return {row["lemma"]: row["kind"] for row in rows}
