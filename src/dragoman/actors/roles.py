"""Roles as parties: "the Turkish foreign minister", "rebel fighters", "the regime": their sectors, and whose they
are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman.actors.memory import Memory, side_of, words_of
from dragoman.actors.named import parties_of_name
from dragoman.actors.party import Party
from dragoman.actors.persons import heads_person_name, holder_of, holds_title
from dragoman.actors.spelling import name_words
from dragoman.actors.tables import Organisation, Role
from dragoman.actors.whose import country_here, is_at_home
from dragoman.language import conjunction_head, conjuncts, noun_phrase, prepositional_objects
from dragoman.record import Actor

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dragoman.actors.naming import NameHit, RoleHit
    from dragoman.language import Sentence

# A country is not inferred for those whom nobody knows.
_NO_HOME = frozenset({"UNK"})
# Where several of them meet they are of several countries ("twenty-six foreign ministers").
_OF_MANY = frozenset(
    "foreign_minister head_of_state head_of_government government state country nation leader monarchy king president "
    "republic power kingdom capital".split()
)
_GROUPS = frozenset(
    "group militia movement faction organisation organization party cartel gang charity alliance network agency "
    "outfit sect company".split()
)
_OFFICIAL = frozenset({"GOV", "LEG", "JUD", "SPY"})
_FORMER = frozenset({"former", "ex", "late", "ousted", "deposed", "then", "onetime", "retired"})


def parties_of_role(
    memory: Memory, sentence: Sentence, hit: RoleHit, within: tuple[int, int] | None = None
) -> tuple[Party, ...]:
    """The parties of a role's phrase, one for each country or organisation that it names."""
    head = hit.head
    role = hit.role
    phrase = without_dateline(noun_phrase(head), head)
    former = any(t.lower_ in _FORMER for t in phrase if t.i < head.i) and role.kind == "person"
    sectors = ("ELI",) if former and set(role.sectors) & _OFFICIAL else role.sectors
    owners = role_owners(memory, sentence, head, hit, within)
    number = head.tag_ in {"NNS", "NNPS"} or role.kind == "people"
    name = words_of(memory, sentence, [t for t in phrase if t.pos_ != "DET" or t.i != phrase[0].i] or phrase)
    found: list[Party] = []
    for owner in owners:
        party = role_party(memory, owner, role, sectors, name, number)
        known = holder_of(memory, party) if role.kind == "person" and not number and within is None else None
        found.append(known or party)
    if found:
        return tuple(found)
    if role.country and sectors:
        return (side_of(memory, name, role.country, sectors, "described", role.role, plural=number),)
    return role_without_owner(memory, sentence, head, role, sectors, name, number)


def without_dateline(phrase: list[Token], head: Token) -> list[Token]:
    """A phrase without what stands before a dash ("LONDON, Nov. 1 - British bombers") or before a gap left of it."""
    dashes = [t.i for t in phrase if t.text == "-" and t.i < head.i and t.whitespace_ and t.nbor(-1).whitespace_]
    return [t for t in phrase if not t.is_space and (not dashes or t.i > dashes[-1])]


def role_party(memory: Memory, owner: Party, role: Role, sectors: tuple[str, ...], name: str, number: bool) -> Party:
    """The side of a role that belongs to an organisation, country or person ("a Hezbollah commander", "Syrian
    troops")."""
    actor = owner.actor
    if owner.form == "organisation" or actor.kind in {"igo", "ngo", "group", "party", "company", "media"}:
        if actor.kind == "state" and actor.country:
            own = role.sectors if role.sectors and role.sectors[0] not in {"CVL", "UNK"} else actor.sectors
            taken = actor.sectors if role.kind == "person" and "GOV" in own else own
            return Party(
                Actor(name, actor.country, taken, id=f"{actor.country}.{'.'.join(taken)}", role=role.role),
                "described",
                plural=number,
                role=role.role,
            )
        taken = actor.sectors
        return Party(
            Actor(name, actor.country, taken, id=actor.id, kind=actor.kind, role=role.role),
            "described",
            plural=number,
            role=role.role,
        )
    sectors = sectors or actor.sectors
    if owner.person and "REB" in actor.sectors:
        sectors = actor.sectors
    return side_of(
        memory,
        name,
        actor.country,
        sectors,
        "described" if owner.basis != "inferred" else "inferred",
        role.role,
        plural=number,
    )


def role_owners(
    memory: Memory, sentence: Sentence, head: Token, hit: RoleHit, within: tuple[int, int] | None
) -> list[Party]:
    """The countries, organisations or persons that a role's phrase names as those it belongs to."""
    names = memory.names[sentence.index].names
    found: list[Party] = []

    def take(token: Token) -> bool:
        name_hit = names.get(token.i)
        placed = memory.placed.get((sentence.index, token.i)) if name_hit is None else None
        if placed is not None:
            found.append(town_party(memory, placed))
            return True
        if name_hit is None or name_hit.opposed:
            return False
        entry = name_hit.entry
        if entry.form == "demonym" and _is_ethnic(name_hit):
            return False
        if entry.form in {"capital", "town"}:
            found.append(town_party(memory, entry.country or ""))
            return True
        parties = parties_of_name(memory, sentence, name_hit)
        for party in parties:
            if all(party.actor.id != f.actor.id for f in found):
                found.append(party)
        return bool(parties)

    if within is not None:
        # a title before a name: linear order tells more than the parse of a long string of capitals
        for i in range(within[0], hit.tokens[0].i):
            take(head.doc[i])
        if not found:
            for i in range(hit.tokens[-1].i + 1, within[1]):
                if head.doc[i].lower_ == "for" and hit.role.role.endswith("envoy"):
                    break
                take(head.doc[i])
        if found:
            return _nearest_owners(found, names, head)
    inside = {t.i for t in hit.tokens}
    phrase_before = [
        t
        for t in head.subtree
        if t.i < head.i
        and t.i not in inside
        and t.dep_ in {"amod", "compound", "nmod", "poss", "conj", "nsubj", "npadvmod"}
        and abs(head.i - t.i) < 10
    ]
    for token in phrase_before:
        local = (sentence.index, token.i) in memory.placed
        if (token.i in names or local) and not any(a.dep_ in {"relcl", "acl"} for a in _path(token, head)):
            take(token)
    if found:
        return _nearest_owners(found, names, head)
    for token in phrase_before:
        if token.tag_ == "PRP$":
            found.extend(memory.resolve(sentence, token))
        elif token.dep_ == "poss" or heads_person_name(memory, sentence, token):
            found.extend(p for p in memory.resolve(sentence, token) if p.basis != "owner")
        elif token.i in memory.names[sentence.index].roles and token.dep_ in {"nmod", "compound"}:
            inner = memory.names[sentence.index].roles[token.i]
            if inner.role.kind == "body" and token.i not in inside:
                found.extend(parties_of_role(memory, sentence, inner))
        if found:
            return found
    by_preposition = ""
    hung = [
        *prepositional_objects(head),
        *(prepositional_objects(hit.tokens[-1]) if hit.tokens[-1].i != head.i else ()),
    ]
    for preposition, target in hung:
        if target.i in inside:
            continue
        if found and preposition != by_preposition:
            break
        elsewhere = preposition == "for" and hit.role.role.endswith("envoy")
        place = names[target.i].entry.country if target.i in names else memory.placed.get((sentence.index, target.i))
        if place and preposition in {"in", "at"} and not is_at_home(place, hit.role, memory):
            continue
        if preposition in {"of", "from", "for", "in", "with", "at"} and not elsewhere:
            by_preposition = preposition
            resolved = memory.resolve(sentence, target) if take(target) is False else ()
            found.extend(p for p in resolved if p.basis != "owner" and (p.actor.country or p.actor.kind))
    after = hit.tokens[-1].i + 1
    if not found and hit.role.kind == "person" and after + 1 < len(head.doc) and head.doc[after].text == ",":
        hung_on = names.get(after + 1)  # "commander, Land Component Command"
        if hung_on is not None and hung_on.entry.form == "organisation":
            take(head.doc[after + 1])
    if not found and hit.role.country is None:
        for target in _shared_complements(head):
            take(target)
    if not found and hit.role.country is None and not set(hit.role.sectors) & _OF_THEIR_OWN:
        for token in _shared_modifiers(head):
            take(token)
    return found


# Of "Israeli soldiers and militants" the second are of their own side.
_OF_THEIR_OWN = frozenset({"REB", "OPP", "UAF", "CRM", "UNK", "PRM", "REF"})


def _shared_modifiers(head: Token) -> list[Token]:
    """Of "Estonian banks and newspapers" Estonian, for both; not where the second has words of its own before it."""
    first = conjunction_head(head)
    if first.i == head.i or any(c.i < head.i and c.dep_ not in {"cc", "punct"} for c in head.children):
        return []
    return [c for c in first.children if c.dep_ in {"amod", "compound", "nmod"} and c.i < first.i]


def _is_ethnic(hit: NameHit) -> bool:
    """Whether a demonym says which people someone belongs to and not which country ("ethnic Albanian guerrillas")."""
    first = hit.tokens[0]
    return first.i > first.sent.start and first.nbor(-1).lower_ in {"ethnic", "ethnically"}


def town_party(memory: Memory, country: str) -> Party:
    """The country of a town, as the one whose people and offices of that town are ("Nairobi police")."""
    row = memory.tables.countries[country]
    actor = Actor(row.name, row.iso3, ("GOV",), id=f"{row.iso3}.GOV", kind="state")
    return Party(actor, "named", form="capital")


def _nearest_owners(owners: list[Party], names: dict[int, NameHit], head: Token) -> list[Party]:
    """Of "Lebanon's Hezbollah leader" the organisation, the country being its home; "US and NATO" are two."""
    bodies = [i for i in names if names[i].entry.form == "organisation" and abs(i - head.i) < 14]
    if not bodies or not any(p.form == "organisation" for p in owners):
        return owners
    kept = [p for p in owners if p.form == "organisation"]
    first = min(names[bodies[0]].tokens, key=lambda t: t.i)
    before = first.doc[max(first.i - 2, 0) : first.i]
    return owners if any(t.lower_ in {"and", ","} or t.dep_ == "cc" for t in before) else kept


def _shared_complements(head: Token) -> list[Token]:
    """Of "the government and people of Iraq" Iraq, for both, wherever the parse hangs it."""
    first = conjunction_head(head)
    members = conjuncts(first)
    if len(members) < 2:
        return []
    own_article = any(c.dep_ in {"det", "poss"} for c in head.children) and head.i != first.i
    return [
        target
        for member in members
        for preposition, target in prepositional_objects(member)
        if preposition == "of" and member.i != head.i and target.i > max(m.i for m in members) and not own_article
    ]


def named_beside(memory: Memory, sentence: Sentence, token: Token, hit: RoleHit) -> NameHit | None:
    """The organisation of "the rebel group X" and "the group X", where the name follows at once."""
    names = memory.names[sentence.index].names
    after = names.get(token.i + 1)
    if hit.role.kind == "person" or after is None or after.opposed or after.entry.form != "organisation":
        return None
    return after if token.lemma_.lower() in _GROUPS and after.tokens[0].i == token.i + 1 else None


def role_without_owner(
    memory: Memory, sentence: Sentence, head: Token, role: Role, sectors: tuple[str, ...], name: str, number: bool
) -> tuple[Party, ...]:
    """The party of a role that names no country: one met before, or a side of the country that the report implies."""
    outer = head.head if head.dep_ in {"compound", "nmod", "amod", "conj"} else head
    definite = head.text[:1].isupper() or any(
        c.dep_ == "det" and c.lower_ in {"the", "this", "that", "these", "those", "both"}
        for c in (*head.children, *outer.children)
    )
    single_person = role.kind == "person" and not number
    if single_person and sentence.block.kind in {"headline", "standfirst"}:
        later = _named_below(memory, role)
        if later is not None:
            return (later.as_basis("referred"),)
    if single_person and (definite or not any(c.dep_ == "det" for c in head.children)):
        for _, _, parties in reversed(memory.history):
            party = parties[0]
            if party.person and holds_title(party, role.role) and len(parties) == 1:
                return (party.as_basis("referred"),)
    if definite and role.kind != "person":
        last = role.role.split()[-1]
        for _, _, parties in reversed(memory.history):
            actor = parties[0].actor
            if (
                actor.kind in {"group", "igo"}
                and parties[0].form == "organisation"
                and name_words(actor.name)[-1:] == (last,)
            ):
                return (parties[0].as_basis("referred"),)
    if definite and role.kind == "body":
        for _, _, parties in reversed(memory.history):
            party = parties[0]
            if party.role == role.role and party.actor.country and party.basis != "owner":
                return (party.as_basis("referred"),)
    if definite and role.sectors[:1] in {("REB",), ("CRM",), ("UNK",)}:
        for _, _, parties in reversed(memory.history[-25:]):
            party = parties[0]
            if party.actor.kind == "group" or (party.role == role.role and party.actor.sectors == sectors):
                return (party.as_basis("referred"),)
    if role.body:
        return (unnamed_body(memory, sentence, role, name, plural=number),)
    if not sectors:
        return ()
    if set(sectors) & _NO_HOME and not set(sectors) - _NO_HOME:
        return (side_of(memory, name, None, sectors, "inferred", role.role, plural=number),)
    many = number and any(c.dep_ == "nummod" or c.lower_ in {"all", "many", "other"} for c in head.children)
    if many and "GOV" in sectors and {role.office, head.lemma_.lower()} & _OF_MANY:
        return (side_of(memory, name, None, sectors, "inferred", role.role, plural=True),)
    country = country_here(memory, sentence, head, role)
    if sectors[:1] == ("OPP",) and _in_combat(sentence):
        sectors = ("REB",)
    return (side_of(memory, name, country, sectors, "inferred", role.role, plural=number),)


def _named_below(memory: Memory, role: Role) -> Party | None:
    """Whom a headline names by title alone and the text below by name, if just one person has such a title."""
    found = {
        person.parties[0].actor.id: person.parties[0]
        for person in memory.persons.values()
        if len(person.parties) == 1 and holds_title(person.parties[0], role.role)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def unnamed_body(memory: Memory, sentence: Sentence, role: Role, name: str, *, plural: bool) -> Party:
    """The side of "the Secretary-General", "the peacekeepers", "charities": the intergovernmental organisation that the
    report named last or names first, else one that is not told; private organisations are of no country."""
    if role.body == "ngo":
        actor = Actor(name, None, ("SOC",), id=f"ngo.{'-'.join(role.role.split())}", kind="ngo", role=role.role)
        return Party(actor, "inferred", plural=plural, role=role.role)
    known = named_body(memory) if sentence.block.kind != "headline" else None
    if known is None and role.office == "secretary_general":
        known = memory.tables.organisations["un"][0]
    if known is None:
        actor = Actor(name, None, (), id=f"igo.{'-'.join(role.role.split())}", kind="igo", role=role.role)
    else:
        actor = Actor(name, None, (), id=known.id, kind="igo", role=role.role)
    return Party(actor, "inferred", plural=plural, role=role.role)


def named_body(memory: Memory) -> Organisation | None:
    """The intergovernmental organisation that was named last, else the first that the report names."""
    for _, _, parties in reversed(memory.history):
        for party in parties:
            rows = memory.tables.organisations.get(party.actor.id, ()) if party.actor.kind == "igo" else ()
            if rows:
                return rows[0]
    for index in sorted(memory.names):
        for hit in memory.names[index].names.values():
            if hit.entry.form == "organisation" and hit.entry.organisation and hit.entry.organisation[0].kind == "igo":
                return hit.entry.organisation[0]
    return None


# Parts of intergovernmental organisations, which their own texts write with capitals and without saying whose they are.
_PARTS = frozenset(
    "council assembly committee commission mission panel agency organization organisation tribunal community mediator "
    "fund force secretariat board rapporteur office programme conference alliance".split()
)
_UN_WORDS = re.compile(
    r"\b(?:United Nations|UN|Member States|all States|States Members|no State|Chapter VII?|Administering Authority"
    r"|resolution \d+|Permanent Representative|General Assembly|Security Council|Secretary-General)\b"
)
# With a capital and nothing else, these are hardly any country's.
_UN_ALONE = frozenset({"agency", "organization", "organisation", "panel", "mission", "secretariat", "programme"})
_RULES = frozenset(
    "demand decide urge recommend condemn deplore endorse reaffirm request invite call note welcome authorize "
    "express regret affirm establish".split()
)


def part_of_body(memory: Memory, sentence: Sentence, token: Token) -> tuple[Party, ...]:
    """ "The Council", "the Agency", "the Special Committee" as an intergovernmental organisation's, where the report
    names one or speaks as the United Nations do; empty elsewhere, and where the phrase names a country."""
    if not token.text[:1].isupper() or token.lemma_.lower() not in _PARTS or token.tag_ not in {"NN", "NNP"}:
        return ()
    if not any(c.dep_ == "det" and c.lower_ in {"the", "this"} for c in token.children):
        return ()
    names = memory.names[sentence.index].names
    phrase = noun_phrase(token)
    if any(t.i in names or (sentence.index, t.i) in memory.placed or t.dep_ == "poss" for t in phrase):
        return ()
    un = _UN_WORDS.search(memory.report.article.text) is not None
    un = un or (token.lower_ == "council" and token.dep_ == "nsubj" and token.head.lemma_ in _RULES and _opens(token))
    un = un or token.lower_ in _UN_ALONE
    known = named_body(memory) or (memory.tables.organisations["un"][0] if un else None)
    if known is None:
        return ()
    actor = Actor(words_of(memory, sentence, phrase), None, (), id=known.id, kind="igo", role=token.lower_)
    return (Party(actor, "referred", role=token.lower_),)


def _opens(token: Token) -> bool:
    return token.i - token.sent.start <= 1


# Gatherings that stand for those who gather where something is done to them ("cracked down on the protests").
_GATHERINGS = frozenset(
    "protest demonstration rally march sit-in vigil picket procession riot uprising revolt strike".split()
)
_DONE_TO = frozenset({"on", "against", "at", "into", "over", "towards", "toward", "upon"})


def crowd_of_gathering(memory: Memory, sentence: Sentence, token: Token) -> tuple[Party, ...]:
    """The protesters that "protests" stands for where it is what something is done to; empty elsewhere."""
    if token.lemma_.lower() not in _GATHERINGS or token.tag_ != "NNS":
        return ()
    met = token.dep_ in {"dobj", "nsubjpass"} or (token.dep_ == "pobj" and token.head.lower_ in _DONE_TO)
    role = _role_named(memory, "protester") if met else None
    if role is None:
        return ()
    name = words_of(memory, sentence, noun_phrase(token))
    country = country_here(memory, sentence, token, role)
    return (side_of(memory, name, country, role.sectors, "inferred", role.role, plural=True),)


def _role_named(memory: Memory, name: str) -> Role | None:
    return next((role for words, role in memory.tables.roles.get(name, ()) if words == (name,)), None)


def coordinated_modifier(memory: Memory, sentence: Sentence, token: Token) -> RoleHit | None:
    """In "the opposition and regime forces" the parse makes a modifier of what is a party of its own."""
    roles = memory.names[sentence.index].roles
    for child in token.children:
        hit = roles.get(child.i)
        if (
            child.i < token.i
            and child.dep_ in {"nmod", "compound", "amod"}
            and hit is not None
            and hit.tokens[-1].i == child.i
        ):
            joined = [c for c in child.children if c.dep_ == "conj" and child.i < c.i < token.i]
            if joined and hit.role.sectors[:1] in {("OPP",), ("REB",)}:
                return hit
    return None


def _in_combat(sentence: Sentence) -> bool:
    """Whether an opposition is armed here: it stands beside forces, or in a sentence on a truce or fighting."""
    words = {t.lemma_.lower() for t in sentence.tokens}
    return bool(words & {"force", "ceasefire", "truce", "fighting", "fighter", "troop", "offensive", "shell", "front"})


def _path(token: Token, head: Token) -> list[Token]:
    """The tokens from `token` up to below `head`."""
    path = [token]
    while path[-1].head.i not in {head.i, path[-1].i}:
        path.append(path[-1].head)
    return path
