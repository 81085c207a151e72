"""Names of the tables as parties: countries, capitals that act, peoples, organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.actors.memory import Memory, spanned, words_of
from dragoman.actors.party import Party
from dragoman.actors.persons import parties_of_person
from dragoman.language import conjunction_head, noun_phrase
from dragoman.record import Actor

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dragoman.actors.naming import NameHit
    from dragoman.actors.tables import NameEntry
    from dragoman.language import Sentence


def organisation_actor(memory: Memory, entry: NameEntry, name: str) -> Actor | None:
    """The organisation that a name stands for, as it was on the day of the report."""
    rows = [o for o in entry.organisation if o.period.holds(memory.day)] or list(entry.organisation)
    if not rows:
        return None
    row = rows[0]
    kind = row.kind if row.kind in {"state", "igo", "ngo", "group", "party", "company", "media"} else None
    return Actor(row.name if len(name) < 3 else name, row.country, row.sectors, id=row.id, kind=kind)  # type: ignore[arg-type]


def parties_of_name(memory: Memory, sentence: Sentence, hit: NameHit, token: Token | None = None) -> tuple[Party, ...]:
    """The parties that a name of the tables stands for; a capital only where it acts."""
    words = words_of(memory, sentence, hit.tokens)
    for entry in hit.entries:
        if entry.form == "organisation":
            actor = organisation_actor(memory, entry, words)
            if actor:
                return (Party(actor, "named", form="organisation"),)
        if entry.form in {"country", "metonym", "demonym"}:
            country = memory.tables.countries[entry.country or ""]
            name = country.name if entry.form != "metonym" else words
            actor = Actor(name, country.iso3, ("GOV",), id=f"{country.iso3}.GOV", kind="state")
            return (Party(actor, "named", form=entry.form),)
        if entry.form == "capital":
            if token is None or not capital_acts(memory, token):
                continue
            country = memory.tables.countries[entry.country or ""]
            actor = Actor(country.name, country.iso3, ("GOV",), id=f"{country.iso3}.GOV", kind="state")
            return (Party(actor, "named", form="capital"),)
        if entry.form == "person" and entry.person:
            return parties_of_person(memory, entry.person, words, (), "")
    return ()


def capital_acts(memory: Memory, token: Token) -> bool:
    """Whether a capital's name stands for the government: it acts, owns a policy or is talked with, and is no place
    here."""
    token = conjunction_head(token)
    if token.dep_ == "nsubj":
        verb = token.head
        return verb.pos_ in {"VERB", "AUX"} and verb.lemma_ not in {"be", "have", "lie", "remain", "see", "become"}
    if token.dep_ == "poss":
        return token.head.lemma_.lower() in {
            "policy", "decision", "support", "claim", "refusal", "demand", "position", "role", "move", "ally", "army",
            "force",
            "response", "offer", "call", "commitment", "threat", "government", "ambassador", "envoy", "proposal",
            "intention",
        }  # fmt: skip
    if token.dep_ == "pobj":
        preposition = token.head
        if preposition.lower_ in {"between", "with", "against"}:
            return True
        return preposition.lower_ in {"on", "by"} and preposition.head.pos_ in {"VERB", "NOUN"}
    if token.dep_ in {"dobj", "dative"}:
        return token.head.lemma_ in {
            "accuse",
            "urge",
            "warn",
            "blame",
            "criticise",
            "criticize",
            "condemn",
            "press",
            "ask",
            "tell",
            "support",
            "back",
            "threaten",
        }
    return False


def people_of(memory: Memory, sentence: Sentence, token: Token, hit: NameHit) -> tuple[Party, ...]:
    """ "Syrians", "30 Britons", "the Palestinians" as sides."""
    country = memory.tables.countries[hit.entry.country or ""]
    phrase = noun_phrase(token)
    definite_state = any(t.lower_ == "the" for t in phrase) and token.dep_ == "nsubj"
    sectors = ("GOV",) if definite_state and not any(t.pos_ == "NUM" for t in phrase) else ("CVL",)
    actor = Actor(words_of(memory, sentence, hit.tokens), country.iso3, sectors, id=f"{country.iso3}.{sectors[0]}")
    return spanned(memory, sentence, phrase, (Party(actor, "described", form="demonym", plural=True),))
