"""Persons: where their names stand, who of the tables they are, and what side they take as of the report's day."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from dragoman.actors.memory import Memory, PersonInReport, with_text, words_of
from dragoman.actors.party import Party
from dragoman.actors.spelling import fold, name_words
from dragoman.actors.tables import KnownPerson, Office
from dragoman.record import Actor

if TYPE_CHECKING:
    import datetime

    from spacy.tokens import Token

    from dragoman.language import Sentence


_LEADING = frozenset({"head_of_state", "head_of_government", "monarch", "secretary_general"})
_GREAT = _LEADING | {"foreign_minister", "special_envoy"}
_YEARS_REMEMBERED = 10
# Their former leaders are named without a country all over the world.
_WORLD_POWERS = frozenset({"USA", "RUS", "CHN", "GBR", "FRA", "DEU"})
_SOMEWHERE = frozenset("in at near to from around outside inside across towards toward through of".split())
HONORIFICS = frozenset("he dr mr mrs ms miss sir dame lord lady prof hon rt hrh hm madam".split())


def heads_person_name(memory: Memory, sentence: Sentence, token: Token) -> bool:
    """Whether a token is the last word of a person's name."""
    hit = memory.names[sentence.index].names.get(token.i)
    if hit is not None:
        outside = token.head.i not in {t.i for t in hit.tokens} and token.dep_ not in {"compound", "nmod", "amod"}
        return hit.entry.form == "person" and (token.i == hit.tokens[-1].i or outside)
    if token.pos_ not in {"PROPN", "NOUN", "X"} or not token.text[:1].isupper():
        return False
    if token.ent_type_ == "PERSON":
        following = token.nbor(1) if token.i + 1 < len(token.doc) else None
        return not (
            following is not None and following.ent_type_ == "PERSON" and following.ent_iob_ == "I"
        ) or token.dep_ not in {"compound", "nmod"}
    return (
        (token.tag_ in {"NNP", "NNPS"} or (token.tag_ == "NN" and token.dep_ == "nsubj"))
        and surname_known(memory, token)
        and token.i not in memory.names[sentence.index].roles
        and token.dep_ not in {"compound", "amod", "nmod"}
    )


def surname_known(memory: Memory, token: Token) -> bool:
    """Whether a capitalised word is the surname of a person of the report or of a holder of a great office.

    The parser takes some surnames for places; where such a word is not somewhere, a head of state or government of
    that name is meant.
    """
    if fold(token.text) in memory.persons:
        return True
    person = by_surname(memory, token) if token.ent_type_ not in {"LOC", "DATE", "NORP"} else None
    if person is None or token.ent_type_ != "GPE":
        return person is not None
    somewhere = token.dep_ == "pobj" and token.head.lower_ in _SOMEWHERE
    return not somewhere and any(o.office.startswith("head_of") for o in person.offices)


def by_surname(memory: Memory, token: Token) -> KnownPerson | None:
    """The one office holder of that surname who is in office now, if there is just one of the great offices; else the
    one who led a state or an organisation some years ago."""
    people = memory.tables.surnames.get(fold(token.text), ())
    if any(c.lower_ == "the" for c in token.children):
        return None  # "the Shah" is a title
    if not people or (len(token.text) < 4 and not any(map(led_for, people))):
        return None
    if memory.day is None:
        return _famous(memory, people)
    active = [p for p in people if p.offices_at(memory.day)]
    if not active:
        return _lately_great(memory, people)
    if len(active) > 1:
        local = set(memory.countries[:4])
        active = [p for p in active if any(o.country in local for o in p.offices_at(memory.day))] or active
    if len(active) > 1:
        heads = [p for p in active if any(o.office.startswith("head_of") for o in p.offices_at(memory.day))]
        active = heads or active
    if len(active) != 1:
        return None
    person = active[0]
    offices = person.offices_at(memory.day)
    named = any(o.country in memory.countries or o.organisation for o in offices)
    return person if named or any(o.office in _GREAT for o in offices) else None


def _lately_great(memory: Memory, people: tuple[KnownPerson, ...]) -> KnownPerson | None:
    """The only one of some former office holders who led a state, a government or the UN within the last years."""
    if memory.day is None:
        return None
    since = memory.day.replace(year=memory.day.year - _YEARS_REMEMBERED, day=1)
    leaders = [
        p
        for p in people
        if any(
            o.office in _LEADING and o.period.end is not None and since <= o.period.end < memory.day for o in p.offices
        )
    ]
    if not leaders:
        return _long_ago(memory, people)
    if len(leaders) != 1:
        return None
    known = {o.country for o in leaders[0].offices}
    return leaders[0] if known & {*memory.countries, *_WORLD_POWERS} else None


def _long_ago(memory: Memory, people: tuple[KnownPerson, ...]) -> KnownPerson | None:
    """The one ruler of long ago whom a surname still means, in a text that names the country or where no other ruler
    had the name."""
    rulers = [
        p
        for p in people
        if led_for(p) >= _YEARS_OF_FAME
        and all(o.period.start is None or memory.day is None or o.period.start < memory.day for o in p.offices)
    ]
    here = [p for p in rulers if principal_office(p).country in memory.countries]
    if len(here) == 1:
        return here[0]
    return rulers[0] if len(rulers) == 1 and len([p for p in people if led_for(p)]) == 1 else None


# A ruler whom a bare surname names in a text of unknown date ruled for years, and much longer than namesakes did.
_YEARS_OF_FAME = 5.0
_LONGER = 2.0


def _famous(memory: Memory, people: tuple[KnownPerson, ...]) -> KnownPerson | None:
    """Whom a surname means in a text of unknown date: the leader of a country that the text names, else the leader
    whose namesakes lead the same country or hardly led at all, else the only person of that name."""
    named = [p for p in people if any(o.country in memory.countries for o in p.offices)]
    leaders = sorted((p for p in people if led_for(p)), key=led_for, reverse=True)
    leaders = [p for p in leaders if p in named] or leaders
    if not leaders:
        one = named if len({principal_office(p).country for p in named}) == 1 else people
        same = len({principal_office(p).country for p in one}) == 1
        return max(one, key=lambda p: principal_office(p).period.years) if same else None
    first = leaders[0]
    rivals = [p for p in leaders[1:] if principal_office(p).country != principal_office(first).country]
    if not rivals:
        return first
    known = led_for(first) >= _YEARS_OF_FAME and led_for(first) >= _LONGER * led_for(rivals[0])
    return first if known else None


@cache
def led_for(person: KnownPerson) -> float:
    """For how many years someone led a state, a government or the UN."""
    return sum(o.period.years for o in person.offices if o.office in _LEADING)


def _standing(office: Office) -> tuple[bool, bool, bool]:
    """By what one of several offices held at a time is the one that someone acts in."""
    return office.office in _LEADING, office.office.endswith("_minister"), bool(office.sectors)


def principal_office(person: KnownPerson) -> Office:
    """The office for which someone is known: the longest lead of a state or government, else the longest held."""
    return max(person.offices, key=lambda o: (o.office in _LEADING, bool(o.sectors), o.period.years))


def by_office(memory: Memory, surname: str, office: str) -> KnownPerson | None:
    """The one person of a surname who ever held an office: "President Carter" in a report on another time."""
    people = [p for p in memory.tables.surnames.get(surname, ()) if any(o.office == office for o in p.offices)]
    return people[0] if len(people) == 1 else None


def known_person(memory: Memory, sentence: Sentence, token: Token) -> KnownPerson | None:
    """The person of the office tables whose name ends at a token."""
    hit = memory.names[sentence.index].names.get(token.i)
    if hit is not None:
        return _most_fitting(memory, [e.person for e in hit.entries if e.person])
    tokens = tokens_of_name(memory, sentence, token)
    if len(tokens) > 1:
        words = name_words(words_of(memory, sentence, tokens))
        candidates = (
            [p for p in memory.tables.surnames.get(words[-1], ()) if name_words(p.name)[0] == words[0]] if words else []
        )
        return candidates[0] if len(candidates) == 1 else None
    return by_surname(memory, token)


def _most_fitting(memory: Memory, people: list[KnownPerson]) -> KnownPerson | None:
    """Of namesakes the one who is in office in a country of the report, else in office, else of such a country."""

    def fit(person: KnownPerson) -> tuple[bool, bool, bool]:
        held = person.offices_at(memory.day)
        here = any(o.country in memory.countries for o in person.offices)
        return any(o.country in memory.countries for o in held), bool(held), here

    return max(people, key=fit, default=None)


def register_key(memory: Memory, name: str) -> str:
    """Under which key the register has, or would have, a person of that name.

    The surname, unless a namesake with another first name has it: "Hillary Clinton" and "Bill Clinton" are two.
    """
    words = name_words(name)
    surname = words[-1] if words else fold(name)
    before = memory.persons.get(surname)
    if before is None or len(words) < 2:
        return surname
    told = name_words(before.name)
    same = len(told) < 2 or bool(set(told[:-1]) & set(words[:-1])) or _initials_agree(told[0], words[0])
    return surname if same else " ".join(words)


def same_person(before: PersonInReport, known: KnownPerson, name: str) -> bool:
    """Whether a bare surname that the tables know may be meant, where the report has told a full name before: not the
    leader Franco after "James Franco"."""
    told, full = name_words(before.name), name_words(known.name)
    if len(name_words(name)) > 1 or not before.told or len(told) < 2 or len(full) < 2:
        return True
    return bool(set(told[:-1]) & set(full[:-1])) or _initials_agree(told[0], full[0])


def _initials_agree(first: str, second: str) -> bool:
    """Whether one first name is a short form or the initial of the other ("J.", "Joe", "Joseph")."""
    return first[:1] == second[:1] and (len(first) == 1 or len(second) == 1 or first[:2] == second[:2])


def tokens_of_name(memory: Memory, sentence: Sentence, token: Token) -> list[Token]:
    """The words of the person's name that ends at a token."""
    hit = memory.names[sentence.index].names.get(token.i)
    if hit is not None and hit.entry.form == "person":
        return list(hit.tokens)
    tokens = [token]
    names, roles = memory.names[sentence.index].names, memory.names[sentence.index].roles
    at = token.i - 1
    floor = sentence.tokens.start
    while at >= floor:
        before = token.doc[at]
        if (
            before.text in {"-", "."}
            and at > floor
            and token.doc[at - 1].text[:1].isupper()
            and before.whitespace_ == ""
        ):
            at -= 1
            continue
        name_like = (
            before.tag_ in {"NNP", "NNPS"}
            or before.ent_type_ == "PERSON"
            or before.lower_
            in {"al", "bin", "ibn", "de", "van", "von", "el", "der", "da", "dos", "ben", "abu", "della", "di"}
        )
        if not name_like or not (
            before.text[:1].isupper()
            or before.lower_ in {"al", "bin", "ibn", "de", "van", "von", "el", "der", "da", "dos", "ben", "della", "di"}
        ):
            break
        if before.i in names or before.i in roles or before.is_punct:
            break
        if before.ent_type_ == "PERSON" or before.dep_ == "compound":
            tokens.insert(0, before)
            at -= 1
            continue
        break
    while len(tokens) > 1 and (
        tokens[0].lower_ in {"al", "el", "de", "van", "von", "der"} or fold(tokens[0].text) in HONORIFICS
    ):
        tokens.pop(0)
    return tokens


def parties_of_person(
    memory: Memory, person: KnownPerson, name: str, described: tuple[Party, ...], role: str
) -> tuple[Party, ...]:
    """A known person's side: what the report says of it, else the office held on the day, else ELI for a former one."""
    offices = (principal_office(person),) if memory.day is None else person.offices_at(memory.day)
    if described and any(p.actor.country or p.actor.kind for p in described) and described[0].basis != "inferred":
        return tuple(as_person(memory, p, name, role, person) for p in described)
    if offices:
        office = max(offices, key=_standing)
        told = described[0].actor.sectors if described and (office.country or not office.sectors) else ()
        told = told if office.country or told == ("MIL",) else ()
        # a general who rules acts as ruler
        by_rank = told == ("MIL",) and role.lower().replace("-", " ") in _RANKS and bool(office.sectors)
        sectors = office.sectors if not told or by_rank else told
        title = role or office.office.replace("_", " ")
        return (person_party(person, name, office.country, sectors, title, changing=not described),)
    past = [
        o for o in person.offices if memory.day is not None and o.period.end is not None and o.period.end < memory.day
    ]
    if described:
        country = (past[-1] if past else principal_office(person)).country
        return (person_party(person, name, country, described[0].actor.sectors, role),)
    if past:
        return (_former(person, name, past),)
    office = principal_office(person)
    return (person_party(person, name, office.country, office.sectors, role),)


def _former(person: KnownPerson, name: str, past: list[Office]) -> Party:
    """Someone out of office, by the greatest office held before."""
    office = max(past, key=lambda o: (o.office in _LEADING, bool(o.country), o.period.end))
    return person_party(
        person, name, office.country, ("ELI",), f"former {office.office.replace('_', ' ')}", changing=True
    )


def as_of(party: Party, day: datetime.date) -> Party:
    """A party as of the day of an event: who is known by the office tables alone has the office held then.

    Mr Carter, who in a report of 1994 is a former president, broke off relations in 1980 as president.
    """
    known = party.known
    if known is None:
        return party
    name, held = party.actor.name, known.offices_at(day)
    past = [o for o in known.offices if o.period.end is not None and o.period.end < day]
    if held:
        office = max(held, key=_standing)
        title = office.office.replace("_", " ")
        changed = person_party(known, name, office.country, office.sectors, title, changing=True)
    elif past:
        changed = _former(known, name, past)
    else:
        return party
    actor = changed.actor
    told = Actor(actor.name, actor.country, actor.sectors, party.actor.text, actor.id, actor.kind, actor.role)
    return replace(party, actor=told, role=changed.role)


_RANKS = frozenset(
    "general colonel captain major lieutenant marshal brigadier admiral commodore sergeant corporal commandant "
    "generalissimo field-marshal".split()
) | {"field marshal", "major general", "lieutenant general", "lieutenant colonel", "flight lieutenant"}


def person_party(
    person: KnownPerson,
    name: str,
    country: str | None,
    sectors: tuple[str, ...],
    role: str,
    *,
    changing: bool = False,
) -> Party:
    """The party of a known person in one office; `changing` where nothing but the day tells which."""
    actor = Actor(name, country, sectors, id=f"person:{'-'.join(name_words(person.name))}", kind="person", role=role)
    return Party(actor, "named", person=True, role=role, known=person if changing else None)


def as_person(memory: Memory, party: Party, name: str, role: str, known: KnownPerson | None = None) -> Party:
    """The party of a side as that of the person who speaks or acts for it."""
    actor = party.actor
    sectors = actor.sectors or (("GOV",) if actor.country else ())
    key = known.name if known else name
    return Party(
        Actor(name, actor.country, sectors, id=f"person:{'-'.join(name_words(key))}", kind="person", role=role),
        "named" if party.basis != "inferred" else "inferred",
        person=True,
        role=role,
    )


def named_person(memory: Memory, sentence: Sentence, token: Token) -> tuple[Party, ...]:
    """The parties of the person whose name ends at a token; UNK where nothing tells the side."""
    name_tokens = tokens_of_name(memory, sentence, token)
    span = sentence.span_of(name_tokens)
    info = memory.persons.get(register_key(memory, words_of(memory, sentence, name_tokens)))
    if info is None:
        return ()
    if not info.parties:
        country = None
        actor = Actor(info.name, country, ("UNK",), span, id=f"person:{'-'.join(name_words(info.name))}", kind="person")
        return (Party(actor, "inferred", person=True),)
    return tuple(with_text(p, span, None) for p in (with_name(memory, p, info.name) for p in info.parties))


def with_name(memory: Memory, party: Party, name: str) -> Party:
    """The party under another name."""
    actor = party.actor
    return Party(
        Actor(name, actor.country, actor.sectors, actor.text, actor.id, actor.kind, actor.role),
        party.basis, party.form, party.person, party.plural, party.role, party.known,
    )  # fmt: skip


def holder_of(memory: Memory, party: Party) -> Party | None:
    """The person of the report who holds the office that a title names ("the US special envoy for Syria")."""
    for person in memory.persons.values():
        for known in person.parties:
            same = known.actor.country == party.actor.country and holds_title(known, party.role)
            if same and known.actor.country is not None and known.actor.sectors == party.actor.sectors:
                return with_name(memory, known, person.name).as_basis("referred")
    return None


# Who is told by the office of the tables alone may be called by any of these.
_OFFICE_TITLES = {
    "head of government": frozenset({"prime minister", "premier", "chancellor", "taoiseach"}),
    "monarch": frozenset({"king", "queen", "emir", "sultan", "emperor", "ruler", "shah"}),
    "head of state": frozenset({"president", "king", "queen", "emir", "sultan", "emperor", "monarch", "ruler"}),
}
# Words that make another office of the same noun.
_DISTINCT = frozenset({"vice", "deputy", "former", "prime", "assistant", "under", "acting", "ex"})
_SPELLINGS = {"defense": "defence", "affairs": "", "the": "", "for": "", "and": "", "state": ""}


def holds_title(party: Party, title: str) -> bool:
    """Whether a person's title fits another wording of it: "the minister" the foreign minister, but not the premier.

    Where ministers are called secretaries the two nouns are the same.
    """
    if title.lower() in _OFFICE_TITLES.get(party.role.lower(), ()):
        return True
    own, asked = _title_words(party.role), _title_words(title)
    if not own or not asked or set(own) & _DISTINCT != set(asked) & _DISTINCT:
        return False
    nouns = {own[-1], asked[-1]}
    same = len(nouns) == 1 or (nouns == {"minister", "secretary"} and party.actor.country in {"USA", "GBR", "PHL"})
    return same and (set(own[:-1]) <= set(asked[:-1]) or set(asked[:-1]) <= set(own[:-1]))


def _title_words(title: str) -> list[str]:
    """A title's words with the noun last: "minister of foreign affairs" gives foreign, minister."""
    words = title.lower().replace("-", " ").split()
    if words[:1] == ["premier"]:
        words = ["prime", "minister"]
    if "of" in words[1:]:
        at = words.index("of")
        words = [*words[at + 1 :], *words[:at]]
    spelled = (_SPELLINGS.get(w, w) for w in words)
    return [w for w in spelled if w]
