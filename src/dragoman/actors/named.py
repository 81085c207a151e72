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


# Names of bodies that many countries have; without a sign of the country of the tables they are those of the report's.
IN_MANY_COUNTRIES = frozenset(
    {"congress", "senate", "house of representatives", "supreme court", "national guard", "national assembly",
     "federal police", "coast guard", "state department", "justice department", "treasury", "parliament",
     "communist party", "congressional leaders", "constitutional court", "central bank"}
)  # fmt: skip


def organisation_actor(memory: Memory, entry: NameEntry, name: str) -> Actor | None:
    """The organisation that a name stands for, as it was on the day of the report."""
    rows = [o for o in entry.organisation if o.period.holds(memory.day)] or list(entry.organisation)
    if memory.day is None:
        rows = sorted(entry.organisation, key=lambda o: -o.period.years)  # in a text of any time the side held longest
    if not rows:
        return None
    row = rows[0]
    country = row.country
    if name.lower() in IN_MANY_COUNTRIES and country not in memory.countries and memory.home is not None:
        country = memory.home
    if country != row.country:
        return Actor(name, country, row.sectors, id=f"{country}.{'.'.join(row.sectors)}", kind="state")
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
            union = _union_of(memory, entry)
            if union is not None:
                return (Party(union, "named", form="organisation"),)
            country = memory.tables.countries[entry.country or ""]
            actor = Actor(country.name, country.iso3, ("GOV",), id=f"{country.iso3}.GOV", kind="state")
            return (Party(actor, "named", form="capital"),)
        if entry.form == "person" and entry.person:
            return parties_of_person(memory, entry.person, words, (), "")
    return ()


# What a capital does where only the town is meant.
_STATES_OF_TOWNS = frozenset(
    "lie become wake burn sleep mourn rise shake fall flood grow empty celebrate remain stay".split()
)
# What is done to a town, and not to a government.
_DONE_TO_TOWNS = frozenset(
    "attack bomb bombard shell hit strike raid storm besiege surround capture seize take retake recapture occupy enter "
    "leave reach flee evacuate shell rocket overrun control defend liberate pound destroy rebuild cross tour".split()
)
# What a town has of its own, so that its name with these does not stand for a government.
_OF_A_TOWN = frozenset(
    "street square airport suburb outskirts resident inhabitant people citizen mayor university centre center port "
    "harbour harbor market district quarter slum stadium hotel river bridge palace cathedral mosque church hospital "
    "school museum park station prison population skyline bazaar cafe docks traffic metro subway bus taxi "
    "neighbourhood neighborhood edge heart road gate wall night sky theatre theater club newspaper "
    "dock student worker shopkeeper trader woman youth".split()
)
# Verbs and nouns after which "to" leads to somebody and not just somewhere.
_GIVEN = frozenset(
    "give sell supply protest deliver hand apologise apologize extradite lend loan offer promise pass transfer grant "
    "extend complain appeal say explain announce present submit propose concede cede restore owe pay ship "
    "export provide surrender report speak talk write turn repatriate "
    "aid message apology ambassador envoy delivery arms weapon loan warning support letter note appeal ultimatum "
    "concession offer sale supply protest complaint proposal assistance threat credit help demand request tie "
    "response answer reply challenge blow rebuke signal guarantee commitment friendship hostility export "
    "opposition loyalty debt subsidy tribute".split()
)
# Whom a government keeps at another's seat.
_SENT = frozenset("envoy ambassador diplomat attache minister charge chargé affaires consul".split())
_JOURNEYS = frozenset("leave depart fly head set sail bind embark train plane flight bus march battle fight".split())


def _union_of(memory: Memory, entry: NameEntry) -> Actor | None:
    """The European Union, for which its seat stands in news that is not on the country of the seat."""
    rows = memory.tables.organisations.get("eu", ())
    if entry.country != "BEL" or not rows or memory.weights.get("BEL", 0.0) > memory.capitals.get("BEL", 0.0):
        return None
    return Actor(rows[0].name, None, (), id=rows[0].id, kind="igo")


def capital_acts(memory: Memory, token: Token) -> bool:
    """Whether a capital's name stands for the government: it acts, owns a policy or is dealt with, and is no place
    here."""
    token = conjunction_head(token)
    verb = token.head
    if token.dep_ == "nsubj":
        if verb.lemma_ == "be":
            # "is to", "is unwilling to", "is angry over": a mind; "is quiet": a town
            return any(
                c.dep_ == "xcomp"
                or (c.dep_ == "prep" and any(g.lower_ in {"table", "odds", "loggerheads", "war"} for g in c.children))
                or (c.dep_ == "acomp" and any(g.dep_ in {"xcomp", "ccomp"} for g in c.children))
                for c in verb.children
            )
        return verb.pos_ in {"VERB", "AUX"} and verb.lemma_ not in _STATES_OF_TOWNS
    if token.dep_ in {"nsubjpass", "dobj", "dative", "iobj"}:
        return verb.pos_ in {"VERB", "AUX"} and verb.lemma_ not in _DONE_TO_TOWNS
    if token.dep_ == "poss":
        return verb.lemma_.lower() not in _OF_A_TOWN
    if token.dep_ == "pobj":
        outer = verb.head
        if verb.lower_ == "to":
            given = [outer, *(c for c in outer.children if c.dep_ == "dobj")]
            return any(t.lemma_.lower() in _GIVEN for t in given)
        if verb.lower_ == "from":
            return any(t.lemma_.lower() in _SENT for t in (outer, *(c for c in outer.children if c.dep_ == "dobj")))
        if verb.lower_ in {"between", "with", "against"}:
            return True
        return verb.lower_ in {"on", "by", "for"} and outer.pos_ in {"VERB", "NOUN"} and outer.lemma_ not in _JOURNEYS
    return token.dep_ == "ROOT" and token.i + 1 < len(token.doc) and token.nbor(1).text == ":"


def people_of(memory: Memory, sentence: Sentence, token: Token, hit: NameHit) -> tuple[Party, ...]:
    """ "Syrians", "30 Britons", "the Palestinians" as sides."""
    country = memory.tables.countries[hit.entry.country or ""]
    phrase = noun_phrase(token)
    definite_state = any(t.lower_ == "the" for t in phrase) and token.dep_ == "nsubj"
    sectors = ("GOV",) if definite_state and not any(t.pos_ == "NUM" for t in phrase) else ("CVL",)
    actor = Actor(words_of(memory, sentence, hit.tokens), country.iso3, sectors, id=f"{country.iso3}.{sectors[0]}")
    return spanned(memory, sentence, phrase, (Party(actor, "described", form="demonym", plural=True),))
