"""Mentions become political actors: the noun phrases of a report, one after the other, with memory of who was named before.

Needs: a `ParsedReport`, the tables, the quotations. Gives: `ReportActors`, which says for a token who is meant.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dragoman.actors.naming import NameHit, RoleHit, SentenceNames, find_names
from dragoman.actors.party import Party
from dragoman.actors.tables import ActorTables, KnownPerson, NameEntry, Role, fold, name_words
from dragoman.language import conjuncts, noun_phrase, prepositional_objects, surface_subjects
from dragoman.language.quotations import Voice, voice_at
from dragoman.record import Actor, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from dragoman.language import ParsedReport, Sentence

_FIRST_PERSON = frozenset({"i", "we", "us", "me", "my", "our", "ours", "mine", "ourselves", "myself"})
_THIRD_SINGULAR = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
_THIRD_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_NEUTER = frozenset({"it", "its", "itself"})
# A country is not inferred for those whom nobody knows.
_NO_HOME = frozenset({"UAF", "UNK", "CRM"})
_PAIRS = frozenset(
    "official leader side country minister president man woman diplomat delegation party government nation neighbour "
    "neighbor state ally envoy power counterpart team politician statesman general capital army both".split()
)
_GROUP_NOUNS = frozenset(
    "group organisation organization militia movement faction network militant extremist terrorist insurgent "
    "jihadist bloc alliance agency body union coalition party outfit".split()
)
_ALLIES = frozenset("ally backer partner supporter proxy friend sponsor patron".split())
# Arms act for their side ("tanks shelled the town") but are no side when something is done to them.
_EQUIPMENT = frozenset(
    "tank artillery rocket mortar gun missile drone weapon vehicle howitzer aircraft helicopter jet warplane ship boat plane warship".split()
)
_PLACE_PREPOSITIONS = frozenset(
    "in at near inside across around throughout outside within from into toward towards".split()
)
_SITES = frozenset({"city", "town", "province", "region", "village", "capital", "district", "coast", "border", "port"})
_FORMER = frozenset({"former", "ex", "late", "ousted", "deposed", "then", "onetime", "retired"})
_OFFICIAL_BODIES = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY"})


@dataclass(frozen=True)
class PersonInReport:
    """A person the report names: the fullest form of the name and what the report and the tables say of them."""

    name: str
    parties: tuple[Party, ...]
    role: str
    told: bool = True
    """Whether the report itself has the full name."""


@dataclass(frozen=True)
class ReportActors:
    """Who is meant, by sentence and token; `home` is the country that the report is mainly about, `speaker` whose text it is."""

    by_token: dict[tuple[int, int], tuple[Party, ...]] = field(default_factory=dict)
    names: dict[int, SentenceNames] = field(default_factory=dict)
    home: str | None = None
    speaker: tuple[Party, ...] = ()
    countries: tuple[str, ...] = ()

    def at(self, sentence: Sentence, token: Token) -> tuple[Party, ...]:
        """The parties that a nominal head stands for; empty where it is no political actor."""
        return self.by_token.get((sentence.index, token.i), ())


def find_actors(
    report: ParsedReport,
    tables: ActorTables,
    voices: list[Voice],
    *,
    day: datetime.date | None = None,
) -> ReportActors:
    """All actors of a report; `day` is the day as of which offices and sides are taken (the report's date)."""
    return _Resolver(report, tables, voices, day).run()


class _Resolver:
    """The state of one pass over one report."""

    def __init__(
        self, report: ParsedReport, tables: ActorTables, voices: list[Voice], day: datetime.date | None
    ) -> None:
        self.report = report
        self.tables = tables
        self.voices = voices
        self.day = day
        self.names = {s.index: find_names(s, tables) for s in report.sentences}
        self.by_token: dict[tuple[int, int], tuple[Party, ...]] = {}
        self.history: list[tuple[Sentence, Token, tuple[Party, ...]]] = []
        self.persons: dict[str, PersonInReport] = {}
        self.speaker: tuple[Party, ...] = ()
        self.home: str | None = None
        self.local_home: dict[int, str | None] = {}
        self.countries: tuple[str, ...] = ()

    def run(self) -> ReportActors:
        self._count_countries()
        self._register_persons()
        self._find_speaker()
        for sentence in self.report.sentences:
            for token in sentence.tokens:
                if self._is_head(token):
                    parties = self._resolve(sentence, token)
                    if parties:
                        self.by_token[sentence.index, token.i] = parties
                        if all(p.basis != "owner" for p in parties):
                            self.history.append((sentence, token, parties))
        return ReportActors(self.by_token, self.names, self.home, self.speaker, self.countries)

    # --- the report as a whole -------------------------------------------------------------------------------

    def _count_countries(self) -> None:
        weights: Counter[str] = Counter()
        for sentence in self.report.sentences:
            local: Counter[str] = Counter()
            setting: Counter[str] = Counter()
            seen: set[int] = set()
            for hit in self.names[sentence.index].names.values():
                if id(hit) in seen:
                    continue
                seen.add(id(hit))
                entry = hit.entry
                if entry.country is None or entry.form == "person":
                    continue
                weight = {"country": 1.0, "demonym": 1.0, "capital": 0.7, "metonym": 0.3}.get(entry.form, 0.0)
                head = hit.tokens[-1]
                if head.dep_ == "pobj" and head.head.lower_ in _PLACE_PREPOSITIONS:
                    weight *= 2
                if sentence.block.kind in {"headline", "standfirst"}:
                    weight *= 1.5
                local[entry.country] += weight  # type: ignore[assignment]
                located = head.dep_ == "pobj" and head.head.lower_ in _PLACE_PREPOSITIONS
                of_a_place = entry.form == "demonym" and head.dep_ == "amod" and head.head.lemma_.lower() in _SITES
                if located or of_a_place:
                    setting[entry.country] += weight  # type: ignore[assignment]
            self.local_home[sentence.index] = setting.most_common(1)[0][0] if setting else None
            weights.update(local)
        self.countries = tuple(country for country, _ in weights.most_common())

    def _find_home(self) -> None:
        """The country the report is mainly about: the most named one that is not just the speaker's own."""
        own = {p.actor.country for p in self.speaker}
        others = [c for c in self.countries if c not in own]
        self.home = (others or list(self.countries) or [None])[0]

    def _find_speaker(self) -> None:
        """Whose statement the report is, if it is one: "Statement by X on …", "On behalf of X", else its dominant voice."""
        for sentence in self.report.sentences[:4]:
            if sentence.block.kind not in {"headline", "standfirst"} and sentence.index > 2:
                break
            text = sentence.text.lower()
            match = re.search(
                r"\b(statement|remarks|speech|message|address|letter|comments) (by|from|of)\b|on behalf of", text
            )
            if match is None:
                continue
            for token in sentence.tokens:
                if token.idx - sentence.tokens.start_char >= match.end() and self._is_head(token):
                    parties = self._resolve(sentence, token)
                    if parties:
                        self.speaker = parties
                        self._find_home()
                        return
        first_person = any(
            t.lower_ in {"we", "i", "our"} and voice_at(self.voices, s.offset + t.idx) is None
            for s in self.report.sentences
            for t in s.tokens
        )
        self._find_home()
        if not first_person:
            return
        subjects: Counter[str] = Counter()
        example: dict[str, tuple[Party, ...]] = {}
        for sentence in self.report.sentences:
            for token in sentence.tokens:
                hit = self.names[sentence.index].names.get(token.i)
                if hit is None or token.i != hit.tokens[-1].i or token.dep_ not in {"nsubj"}:
                    continue
                if (
                    hit.entry.form in {"country", "organisation"}
                    and voice_at(self.voices, sentence.offset + token.idx) is None
                ):
                    verb = token.head
                    if verb.pos_ in {"VERB", "AUX"} and verb.tag_ in {"VBZ", "VBP", "VB", "VBG"}:
                        key = hit.entry.country or hit.tokens[-1].text
                        subjects[key] += 1
                        example.setdefault(key, self._parties_of_name(sentence, hit))
        if subjects:
            self.speaker = example[subjects.most_common(1)[0][0]]
            self._find_home()

    # --- persons ---------------------------------------------------------------------------------------------

    def _register_persons(self) -> None:
        for sentence in self.report.sentences:
            for token in sentence.tokens:
                if not self._heads_person_name(sentence, token):
                    continue
                name_tokens = self._name_tokens(sentence, token)
                name = self._words(sentence, name_tokens)
                surname = fold(name_tokens[-1].text)
                known = self._known_person(sentence, token)
                described, role = self._descriptor(sentence, token, name_tokens)
                parties: tuple[Party, ...] = ()
                if known:
                    full = known.name if len(name_words(name)) == 1 else name
                    parties = self._parties_of_person(known, full, described, role)
                elif described:
                    parties = tuple(self._as_person(p, name, role) for p in described)
                before = self.persons.get(surname)
                if before is not None:
                    told = len(name_words(before.name)) > 1 and before.told
                    longer = (
                        name
                        if len(name_words(name)) > 1 and (not told or len(name) > len(before.name))
                        else before.name
                    )
                    better = (
                        parties if parties and (not before.parties or (role and not before.role)) else before.parties
                    )
                    self.persons[surname] = PersonInReport(
                        longer, better, before.role or role, told or len(name_words(name)) > 1
                    )
                elif len(name_words(name)) > 1 or parties:
                    self.persons[surname] = PersonInReport(
                        known.name if known and len(name_words(name)) == 1 else name,
                        parties,
                        role,
                        len(name_words(name)) > 1,
                    )

    def _heads_person_name(self, sentence: Sentence, token: Token) -> bool:
        if token.pos_ not in {"PROPN", "NOUN", "X"} or not token.text[:1].isupper():
            return False
        hit = self.names[sentence.index].names.get(token.i)
        if hit is not None:
            return hit.entry.form == "person" and token.i == hit.tokens[-1].i
        if token.ent_type_ == "PERSON":
            following = token.nbor(1) if token.i + 1 < len(token.doc) else None
            return not (
                following is not None and following.ent_type_ == "PERSON" and following.ent_iob_ == "I"
            ) or token.dep_ not in {"compound", "nmod"}
        return (
            token.tag_ in {"NNP", "NNPS"}
            and self._surname_known(token)
            and token.i not in self.names[sentence.index].roles
            and token.dep_ not in {"compound", "amod", "nmod"}
        )

    def _surname_known(self, token: Token) -> bool:
        return fold(token.text) in self.persons or (
            token.ent_type_ not in {"GPE", "LOC", "DATE", "NORP"} and bool(self._by_surname(token))
        )

    def _by_surname(self, token: Token) -> KnownPerson | None:
        """The one office holder of that surname who is in office now, if there is just one of the great offices."""
        people = self.tables.surnames.get(fold(token.text), ())
        if not people or len(token.text) < 4:
            return None
        active = [p for p in people if p.offices_at(self.day)]
        if len(active) > 1:
            local = set(self.countries[:4])
            active = [p for p in active if any(o.country in local for o in p.offices_at(self.day))] or active
        if len(active) > 1:
            heads = [p for p in active if any(o.office.startswith("head_of") for o in p.offices_at(self.day))]
            active = heads or active
        if len(active) != 1:
            return None
        person = active[0]
        offices = person.offices_at(self.day)
        named = any(o.country in self.countries or o.organisation for o in offices)
        great = any(
            o.office
            in {"head_of_state", "head_of_government", "foreign_minister", "special_envoy", "secretary_general"}
            for o in offices
        )
        return person if great or named else None

    def _known_person(self, sentence: Sentence, token: Token) -> KnownPerson | None:
        hit = self.names[sentence.index].names.get(token.i)
        if hit is not None:
            return next((e.person for e in hit.entries if e.person), None)
        tokens = self._name_tokens(sentence, token)
        if len(tokens) > 1:
            words = name_words(self._words(sentence, tokens))
            candidates = (
                [p for p in self.tables.surnames.get(words[-1], ()) if name_words(p.name)[0] == words[0]]
                if words
                else []
            )
            return candidates[0] if len(candidates) == 1 else None
        return self._by_surname(token)

    def _name_tokens(self, sentence: Sentence, token: Token) -> list[Token]:
        hit = self.names[sentence.index].names.get(token.i)
        if hit is not None and hit.entry.form == "person":
            return list(hit.tokens)
        tokens = [token]
        names, roles = self.names[sentence.index].names, self.names[sentence.index].roles
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
                or before.lower_
                in {"al", "bin", "ibn", "de", "van", "von", "el", "der", "da", "dos", "ben", "della", "di"}
            ):
                break
            if before.i in names or before.i in roles or before.is_punct:
                break
            if before.ent_type_ == "PERSON" or before.dep_ == "compound":
                tokens.insert(0, before)
                at -= 1
                continue
            break
        while len(tokens) > 1 and tokens[0].lower_ in {"al", "el", "de", "van", "von", "der"}:
            tokens.pop(0)
        return tokens

    def _descriptor(self, sentence: Sentence, token: Token, name_tokens: list[Token]) -> tuple[tuple[Party, ...], str]:
        """What the words around a person's name say of their side: titles before it, a possessor, an apposition."""
        names, roles = self.names[sentence.index].names, self.names[sentence.index].roles
        first = name_tokens[0]
        window: list[Token] = []
        at = first.i - 1
        while at >= sentence.tokens.start and len(window) < 14:
            before = token.doc[at]
            if before.ent_type_ == "PERSON" or (before.i in names and names[before.i].entry.form == "person"):
                break
            if (
                before.pos_ in {"VERB", "AUX", "SCONJ"}
                or (before.is_punct and before.text not in {"-", "'", '"', "("})
                or before.lower_ in {"with", "by", "to", "between", "that"}
            ):
                if not (before.pos_ == "VERB" and before.text[:1].isupper()):
                    break
            window.insert(0, before)
            at -= 1
        role_hits = [h for t in window if (h := roles.get(t.i)) and h.tokens[-1].i == t.i]
        if role_hits:
            anchored = role_hits[-1]
            gap = token.doc[anchored.tokens[-1].i + 1 : first.i]
            if (
                all(
                    t.lower_ in {"of", "for", "in", "on", "to", "and", "the", "-", "at", "-", "affairs"}
                    or t.i in names
                    or t.text[:1].isupper()
                    for t in gap
                )
                and anchored.role.kind == "person"
            ):
                lead = (
                    role_hits[0]
                    if all(h.role.kind == "person" for h in role_hits)
                    and len(role_hits) > 1
                    and _joined(token, role_hits)
                    else anchored
                )
                parties = self._parties_of_role(sentence, lead, within=(window[0].i, first.i))
                return parties, " ".join(t.text for t in lead.tokens)
        for child in token.children:
            if child.dep_ == "appos" and sentence.block.kind not in {"headline", "standfirst"}:
                hit = roles.get(child.i)
                if hit and hit.role.kind == "person":
                    return self._parties_of_role(sentence, hit), " ".join(t.text for t in hit.tokens)
            if child.dep_ == "poss" and child.i in names:
                owner = self._parties_of_name(sentence, names[child.i])
                if owner:
                    return owner, ""
        if token.dep_ == "appos":
            hit = roles.get(token.head.i)
            if hit and hit.role.kind == "person":
                return self._parties_of_role(sentence, hit), " ".join(t.text for t in hit.tokens)
        if sentence.block.kind in {"headline", "standfirst"}:
            return (), ""
        # ", a spokesman for the ministry," after the name, where the parse does not show the apposition
        after = name_tokens[-1].i + 1
        doc = token.doc
        if after < sentence.tokens.end and doc[after].text == ",":
            for i in range(after + 1, min(after + 9, sentence.tokens.end)):
                if doc[i].is_punct or doc[i].pos_ in {"VERB", "AUX"}:
                    break
                hit = roles.get(i)
                if (
                    hit
                    and hit.tokens[-1].i == i
                    and hit.role.kind == "person"
                    and doc[i].dep_ in {"appos", "conj", "nsubj", "ROOT", "attr", "dobj", "pobj"}
                ):
                    if (
                        doc[after + 1].lower_ in {"the", "a", "an", "who"}
                        or after + 1 == hit.tokens[0].i
                        or (after + 1) in names
                    ):
                        return self._parties_of_role(sentence, hit), " ".join(t.text for t in hit.tokens)
                    break
        return (), ""

    def _parties_of_person(
        self, person: KnownPerson, name: str, described: tuple[Party, ...], role: str
    ) -> tuple[Party, ...]:
        offices = person.offices_at(self.day)
        if described and any(p.actor.country or p.actor.kind for p in described) and described[0].basis != "inferred":
            return tuple(self._as_person(p, name, role, person) for p in described)
        if offices:
            office = next((o for o in offices if o.sectors), offices[0])
            sectors = (
                described[0].actor.sectors
                if described and described[0].actor.sectors and office.country
                else office.sectors
            )
            return (self._person_party(person, name, office.country, sectors, role or office.office.replace("_", " ")),)
        past = [
            o for o in person.offices if self.day is not None and o.period.end is not None and o.period.end < self.day
        ]
        if described:
            country = (past or list(person.offices))[-1].country
            return (self._person_party(person, name, country, described[0].actor.sectors, role),)
        if past:
            return (
                self._person_party(
                    person, name, past[-1].country, ("ELI",), "former " + past[-1].office.replace("_", " ")
                ),
            )
        office = person.offices[0]
        return (self._person_party(person, name, office.country, office.sectors, role),)

    def _person_party(
        self, person: KnownPerson, name: str, country: str | None, sectors: tuple[str, ...], role: str
    ) -> Party:
        actor = Actor(
            name, country, sectors, id=f"person:{'-'.join(name_words(person.name))}", kind="person", role=role
        )
        return Party(actor, "named", person=True, role=role)

    def _as_person(self, party: Party, name: str, role: str, known: KnownPerson | None = None) -> Party:
        actor = party.actor
        sectors = actor.sectors or (("GOV",) if actor.country else ())
        key = known.name if known else name
        return Party(
            Actor(name, actor.country, sectors, id=f"person:{'-'.join(name_words(key))}", kind="person", role=role),
            "named" if party.basis != "inferred" else "inferred",
            person=True,
            role=role,
        )

    # --- one mention -----------------------------------------------------------------------------------------

    def _is_head(self, token: Token) -> bool:
        if token.pos_ in {"NOUN", "PROPN", "PRON"} or token.tag_ in {"PRP", "PRP$", "WP"}:
            return token.dep_ not in {"compound", "expl"} and not token.is_space
        return (
            token.pos_ in {"ADJ", "NUM", "DET"}
            and token.dep_
            in {
                "nsubj",
                "nsubjpass",
                "dobj",
                "pobj",
                "poss",
                "conj",
                "attr",
                "appos",
            }
            or (token.pos_ == "X" and token.text[:1].isupper())
        )

    def _resolve(self, sentence: Sentence, token: Token) -> tuple[Party, ...]:
        names, roles = self.names[sentence.index].names, self.names[sentence.index].roles
        if token.tag_ in {"PRP", "PRP$"}:
            return self._pronoun(sentence, token)
        pair = self._pair(sentence, token)
        if pair:
            return pair
        if self._heads_person_name(sentence, token):
            person = self._person(sentence, token)
            if person:
                return person
        hit = names.get(token.i)
        if hit is not None and hit.entry.form != "person":
            if token.i == hit.tokens[-1].i or token.head not in hit.tokens:
                role = roles.get(token.i)
                if hit.entry.form == "demonym" and role is None:
                    return self._people_of(sentence, token, hit)
                return self._spanned(sentence, hit.tokens, self._parties_of_name(sentence, hit, token))
        if token.lemma_.lower() in _ALLIES:
            return self._allies(sentence, token)
        role = roles.get(token.i)
        if role is not None and role.tokens[-1].i == token.i:
            named = [c for c in token.children if c.dep_ == "appos" and self._heads_person_name(sentence, c)]
            if named and role.role.kind == "person":
                person = self._person(sentence, named[0])
                if person and person[0].actor.sectors != ("UNK",):
                    return person
            if (
                token.lemma_.lower() in _EQUIPMENT
                and token.dep_ not in {"nsubj", "pobj"}
                and not self._role_owners(sentence, token, role, None)
            ):
                return ()
            coordinated = self._coordinated_modifier(sentence, token)
            if coordinated is not None:
                first = self._spanned(sentence, [coordinated.tokens[-1]], self._parties_of_role(sentence, coordinated))
                rest = [t for t in noun_phrase(token) if t.i > coordinated.tokens[-1].i and t.pos_ != "CCONJ"]
                return (*first, *self._spanned(sentence, rest or [token], self._parties_of_role(sentence, role)))
            return self._spanned(sentence, noun_phrase(token), self._parties_of_role(sentence, role))
        titled = self._by_title(sentence, token)
        if titled:
            return titled
        reference = self._definite_reference(sentence, token)
        if reference:
            return reference
        return self._owners(sentence, token)

    def _words(self, sentence: Sentence, tokens: Sequence[Token]) -> str:
        span = sentence.span_of(tokens)
        return " ".join(span.of(self.report.article.text).split())

    def _spanned(self, sentence: Sentence, tokens: Sequence[Token], parties: tuple[Party, ...]) -> tuple[Party, ...]:
        trimmed = [t for t in tokens if not (t.pos_ == "DET" and t.i == tokens[0].i)] or list(tokens)
        span = sentence.span_of(trimmed)
        return tuple(_with_text(p, span, self.report.article.text) for p in parties)

    def _person(self, sentence: Sentence, token: Token) -> tuple[Party, ...]:
        name_tokens = self._name_tokens(sentence, token)
        span = sentence.span_of(name_tokens)
        info = self.persons.get(fold(name_tokens[-1].text))
        if info is None:
            return ()
        if not info.parties:
            country = None
            actor = Actor(
                info.name, country, ("UNK",), span, id=f"person:{'-'.join(name_words(info.name))}", kind="person"
            )
            return (Party(actor, "inferred", person=True),)
        return tuple(_with_text(p, span, None) for p in (self._renamed(p, info.name) for p in info.parties))

    def _renamed(self, party: Party, name: str) -> Party:
        actor = party.actor
        return Party(
            Actor(name, actor.country, actor.sectors, actor.text, actor.id, actor.kind, actor.role),
            party.basis, party.form, party.person, party.plural, party.role,
        )  # fmt: skip

    def _organisation_actor(self, entry: NameEntry, name: str) -> Actor | None:
        rows = [o for o in entry.organisation if o.period.holds(self.day)] or list(entry.organisation)
        if not rows:
            return None
        row = rows[0]
        kind = row.kind if row.kind in {"state", "igo", "ngo", "group", "party", "company", "media"} else None
        return Actor(row.name if len(name) < 3 else name, row.country, row.sectors, id=row.id, kind=kind)  # type: ignore[arg-type]

    def _parties_of_name(self, sentence: Sentence, hit: NameHit, token: Token | None = None) -> tuple[Party, ...]:
        words = self._words(sentence, hit.tokens)
        for entry in hit.entries:
            if entry.form == "organisation":
                actor = self._organisation_actor(entry, words)
                if actor:
                    return (Party(actor, "named", form="organisation"),)
            if entry.form in {"country", "metonym", "demonym"}:
                country = self.tables.countries[entry.country or ""]
                name = country.name if entry.form != "metonym" else words
                actor = Actor(name, country.iso3, ("GOV",), id=f"{country.iso3}.GOV", kind="state")
                return (Party(actor, "named", form=entry.form),)
            if entry.form == "capital":
                if token is None or not self._capital_acts(token):
                    continue
                country = self.tables.countries[entry.country or ""]
                actor = Actor(country.name, country.iso3, ("GOV",), id=f"{country.iso3}.GOV", kind="state")
                return (Party(actor, "named", form="capital"),)
            if entry.form == "person" and entry.person:
                return self._parties_of_person(entry.person, words, (), "")
        return ()

    def _capital_acts(self, token: Token) -> bool:
        """Whether a capital's name stands for the government: it acts, owns a policy or is talked with, and is no place here."""
        if token.dep_ == "nsubj" or (token.dep_ == "conj" and token.head.dep_ == "nsubj"):
            verb = token.head if token.dep_ == "nsubj" else token.head.head
            return verb.pos_ in {"VERB", "AUX"} and verb.lemma_ not in {"be", "have", "lie", "remain", "see", "become"}
        if token.dep_ == "poss":
            return token.head.lemma_.lower() in {
                "policy", "decision", "support", "claim", "refusal", "demand", "position", "role", "move", "ally", "army", "force",
                "response", "offer", "call", "commitment", "threat", "government", "ambassador", "envoy", "proposal", "intention",
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

    def _people_of(self, sentence: Sentence, token: Token, hit: NameHit) -> tuple[Party, ...]:
        """ "Syrians", "30 Britons", "the Palestinians" as sides."""
        country = self.tables.countries[hit.entry.country or ""]
        phrase = noun_phrase(token)
        definite_state = token.lower_.endswith("s") and any(t.lower_ == "the" for t in phrase) and token.dep_ == "nsubj"
        sectors = ("GOV",) if definite_state and not any(t.pos_ == "NUM" for t in phrase) else ("CVL",)
        actor = Actor(self._words(sentence, hit.tokens), country.iso3, sectors, id=f"{country.iso3}.{sectors[0]}")
        return self._spanned(sentence, phrase, (Party(actor, "described", form="demonym", plural=True),))

    # --- roles -----------------------------------------------------------------------------------------------

    def _parties_of_role(
        self, sentence: Sentence, hit: RoleHit, within: tuple[int, int] | None = None
    ) -> tuple[Party, ...]:
        head = hit.tokens[-1]
        role = hit.role
        phrase = noun_phrase(head)
        former = any(t.lower_ in _FORMER for t in phrase if t.i < head.i) and role.kind == "person"
        sectors = ("ELI",) if former and "GOV" in role.sectors else role.sectors
        owners = self._role_owners(sentence, head, hit, within)
        number = head.tag_ in {"NNS", "NNPS"} or role.kind == "people"
        name = self._words(sentence, [t for t in phrase if t.pos_ != "DET" or t.i != phrase[0].i] or phrase)
        found: list[Party] = []
        for owner in owners:
            party = self._role_party(owner, role, sectors, name, number)
            known = self._holder(party) if role.kind == "person" and not number and within is None else None
            found.append(known or party)
        if found:
            return tuple(found)
        if role.country and sectors:
            return (self._side(name, role.country, sectors, "described", role.role, plural=number),)
        return self._role_without_owner(sentence, head, role, sectors, name, number)

    def _holder(self, party: Party) -> Party | None:
        """The person of the report who holds the office that a title names ("the US special envoy for Syria")."""
        last = party.role.split()[-1]
        for person in self.persons.values():
            for known in person.parties:
                same = known.actor.country == party.actor.country and known.role.lower().split()[-1:] == [last]
                if same and known.actor.country is not None and known.actor.sectors == party.actor.sectors:
                    return self._renamed(known, person.name).as_basis("referred")
        return None

    def _side(
        self, name: str, country: str | None, sectors: tuple[str, ...], basis: str, role: str, *, plural: bool = False
    ) -> Party:
        identity = f"{country or 'none'}.{'.'.join(sectors) or 'none'}"
        return Party(Actor(name, country, sectors, id=identity, role=role), basis, plural=plural, role=role)  # type: ignore[arg-type]

    def _role_party(self, owner: Party, role: Role, sectors: tuple[str, ...], name: str, number: bool) -> Party:
        """The side of a role that belongs to an organisation, country or person ("a Hezbollah commander", "Syrian troops")."""
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
        return self._side(
            name,
            actor.country,
            sectors,
            "described" if owner.basis != "inferred" else "inferred",
            role.role,
            plural=number,
        )

    def _role_owners(
        self, sentence: Sentence, head: Token, hit: RoleHit, within: tuple[int, int] | None
    ) -> list[Party]:
        """The countries, organisations or persons that a role's phrase names as those it belongs to."""
        names = self.names[sentence.index].names
        found: list[Party] = []

        def take(token: Token) -> bool:
            name_hit = names.get(token.i)
            if name_hit is None or name_hit.opposed:
                return False
            entry = name_hit.entry
            if entry.form == "capital":
                country = self.tables.countries[entry.country or ""]
                found.append(
                    Party(
                        Actor(country.name, country.iso3, ("GOV",), id=f"{country.iso3}.GOV", kind="state"),
                        "named",
                        form="capital",
                    )
                )
                return True
            parties = self._parties_of_name(sentence, name_hit)
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
                return found
        phrase_before = [
            t
            for t in head.subtree
            if t.i < head.i
            and t.dep_ in {"amod", "compound", "nmod", "poss", "conj", "nsubj", "npadvmod"}
            and abs(head.i - t.i) < 10
        ]
        for token in phrase_before:
            if token.i in names and not any(a.dep_ in {"relcl", "acl"} for a in _path(token, head)):
                take(token)
        if found:
            return found
        for token in phrase_before:
            if token.tag_ == "PRP$":
                found.extend(self._pronoun(sentence, token))
            elif token.dep_ == "poss" or self._heads_person_name(sentence, token):
                found.extend(p for p in self._resolve_once(sentence, token) if p.basis != "owner")
            elif token.i in self.names[sentence.index].roles and token.dep_ in {"nmod", "compound"}:
                inner = self.names[sentence.index].roles[token.i]
                if inner.role.kind == "body" and token.i not in {t.i for t in hit.tokens}:
                    found.extend(self._parties_of_role(sentence, inner))
            if found:
                return found
        for preposition, target in prepositional_objects(head):
            if preposition in {"of", "from", "for", "in", "with", "at"} and not (
                preposition == "for" and hit.role.role.endswith("envoy")
            ):
                resolved = self._resolve_once(sentence, target) if take(target) is False else ()
                found.extend(p for p in resolved if p.basis != "owner" and (p.actor.country or p.actor.kind))
                if found:
                    return found
        return found

    def _resolve_once(self, sentence: Sentence, token: Token) -> tuple[Party, ...]:
        cached = self.by_token.get((sentence.index, token.i))
        if cached is not None:
            return cached
        return self._resolve(sentence, token) if self._is_head(token) else ()

    def _role_without_owner(
        self, sentence: Sentence, head: Token, role: Role, sectors: tuple[str, ...], name: str, number: bool
    ) -> tuple[Party, ...]:
        outer = head.head if head.dep_ in {"compound", "nmod", "amod", "conj"} else head
        definite = head.text[:1].isupper() or any(
            c.dep_ == "det" and c.lower_ in {"the", "this", "that", "these", "those", "both"}
            for c in (*head.children, *outer.children)
        )
        single_person = role.kind == "person" and not number
        if single_person and (definite or not any(c.dep_ == "det" for c in head.children)):
            words = role.role.split()
            for _, _, parties in reversed(self.history):
                party = parties[0]
                if party.person and party.role and party.role.lower().split()[-1] == words[-1] and len(parties) == 1:
                    return (party.as_basis("referred"),)
        if definite and role.kind != "person":
            last = role.role.split()[-1]
            for _, _, parties in reversed(self.history):
                actor = parties[0].actor
                if (
                    actor.kind in {"group", "igo"}
                    and parties[0].form == "organisation"
                    and name_words(actor.name)[-1:] == (last,)
                ):
                    return (parties[0].as_basis("referred"),)
        if definite and role.kind == "body":
            for _, _, parties in reversed(self.history):
                party = parties[0]
                if party.role == role.role and party.actor.country and party.basis != "owner":
                    return (party.as_basis("referred"),)
        if definite and role.sectors[:1] in {("REB",), ("CRM",), ("UNK",)}:
            for _, _, parties in reversed(self.history[-25:]):
                party = parties[0]
                if party.actor.kind == "group" or (party.role == role.role and party.actor.sectors == sectors):
                    return (party.as_basis("referred"),)
        if not sectors:
            return ()
        if set(sectors) & _NO_HOME and not set(sectors) - _NO_HOME:
            return (self._side(name, None, sectors, "inferred", role.role, plural=number),)
        country = self._country_here(sentence, head, role)
        if sectors[:1] == ("OPP",) and _in_combat(sentence):
            sectors = ("REB",)
        return (self._side(name, country, sectors, "inferred", role.role, plural=number),)

    def _country_here(self, sentence: Sentence, head: Token, role: Role) -> str | None:
        """The country of a role that names none: from the place that its clause names, its paragraph, or the report."""
        names = self.names[sentence.index].names
        for ancestor in (head, *head.ancestors):
            for preposition, target in prepositional_objects(ancestor):
                hit = names.get(target.i)
                if preposition in _PLACE_PREPOSITIONS and hit is not None and hit.entry.country:
                    return hit.entry.country
        if role.office and self.speaker and role.kind == "person":
            return self.speaker[0].actor.country
        own = {p.actor.country for p in self.speaker}
        local = self.local_home.get(sentence.index)
        if local and local not in own:
            return local
        for back in range(sentence.index - 1, max(-1, sentence.index - 4), -1):
            local = self.local_home.get(back)
            if local and local not in own:
                return local
        return self.home

    # --- references ------------------------------------------------------------------------------------------

    def _pronoun(self, sentence: Sentence, token: Token) -> tuple[Party, ...]:
        word = token.lower_
        offset = sentence.offset + token.idx
        span = Span(offset, offset + len(token.text))
        voice = voice_at(self.voices, offset)
        if word in _FIRST_PERSON:
            speaker: tuple[Party, ...] = ()
            if voice is not None and voice.speaker is not None and voice.sentence is not None:
                speaker = self._resolve_once(voice.sentence, voice.speaker)
            elif voice is None or not voice.direct:
                speaker = self.speaker
            if not speaker and self.speaker:
                speaker = self.speaker
            return tuple(_with_text(p.as_basis("referred"), span, None) for p in speaker)
        if word in _THIRD_SINGULAR:
            wanted = self._latest(sentence, token, lambda ps: len(ps) == 1 and ps[0].person)
        elif word in _THIRD_PLURAL:
            wanted = self._latest_plural(sentence, token)
        elif word in _NEUTER:
            wanted = self._latest(
                sentence,
                token,
                lambda ps: len(ps) == 1 and not ps[0].person and not ps[0].plural and ps[0].form != "capital",
            )
        else:
            return ()
        return tuple(_with_text(p.as_basis("referred"), span, None) for p in wanted)

    def _latest(self, sentence: Sentence, token: Token, fits) -> tuple[Party, ...]:  # type: ignore[no-untyped-def]
        """The most salient earlier mention: the subject of the pronoun's own clause, subjects of this and the sentences before, then anything near."""
        if token.tag_ == "PRP$" and token.head.dep_ == "conj":
            # "received the envoy and his delegation": the one it is joined with, not the subject
            joined = self.by_token.get((sentence.index, token.head.head.i), ())
            if joined and fits(joined):
                return joined
        if token.tag_ == "PRP$":
            for verb in token.ancestors:
                if verb.pos_ in {"VERB", "AUX"}:
                    for subject in surface_subjects(verb):
                        own = self.by_token.get((sentence.index, subject.i), ())
                        if own and subject.i < token.i and fits(own) and all(p.basis != "owner" for p in own):
                            return own
                    break
        near = [
            h
            for h in self.history
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

    def _latest_plural(self, sentence: Sentence, token: Token) -> tuple[Party, ...]:
        near = [
            h
            for h in self.history
            if sentence.index - h[0].index <= 3 and (h[0].index < sentence.index or h[1].i < token.i)
        ]
        subjects = [h for h in near if h[1].dep_ in {"nsubj", "nsubjpass"}]
        others = [h for h in near if h[1].dep_ not in {"nsubj", "nsubjpass"} and sentence.index - h[0].index <= 1]
        for group in (subjects, others):
            for owner, head, parties in sorted(group, key=lambda h: sentence.index - h[0].index):
                together = self._together(owner, head)
                if len(together) > 1:
                    return together
                if parties and (parties[0].plural or len(parties) > 1):
                    return parties
                if (
                    head.dep_ in {"nsubj"}
                    and parties[0].actor.kind in {"group", "igo", "party"}
                    and token.dep_ == "poss"
                ):
                    return parties
        return ()

    def _together(self, sentence: Sentence, head: Token) -> tuple[Party, ...]:
        """The parties of a coordination, and of the two sides of "X … with Y" or "X and Y" as subject."""
        found: list[Party] = []
        for member in conjuncts(head):
            found.extend(p for p in self.by_token.get((sentence.index, member.i), ()) if p.basis != "owner")
        return tuple(found) if len(found) > 1 else ()

    def _pair(self, sentence: Sentence, token: Token) -> tuple[Party, ...]:
        """ "The two officials", "both sides", "the two countries": the last two of the kind that were named."""
        lemma = token.lemma_.lower()
        if token.lower_ == "both" and token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"}:
            lemma = "both"
        elif lemma not in _PAIRS or token.tag_ not in {"NNS", "NNPS"}:
            return ()
        numbered = lemma == "both" or any(
            c.lower_ in {"two", "both", "three"} and c.dep_ in {"nummod", "det", "predet", "amod"}
            for c in token.children
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
        for _, _, parties in reversed(self.history):
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
                    party = self._side(party.actor.country, party.actor.country, ("GOV",), "referred", "")
                seen.append(party)
            if len(seen) >= count:
                break
        if len(seen) < 2:
            return ()
        span = sentence.span_of([token])
        ordered = list(reversed(seen[:count]))
        return tuple(_with_text(p.as_basis("referred"), span, None) for p in ordered)

    def _allies(self, sentence: Sentence, token: Token) -> tuple[Party, ...]:
        """ "Its allies", "international partners": governments that are not named."""
        if not any(c.dep_ in {"poss", "amod", "compound", "nmod"} for c in token.children):
            return ()
        names = self.names[sentence.index].names
        for child in token.children:
            hit = names.get(child.i)
            if (
                hit is not None
                and hit.entry.form in {"demonym", "country"}
                and child.dep_ in {"amod", "compound", "appos"}
            ):
                return self._spanned(sentence, noun_phrase(token), self._parties_of_name(sentence, hit))
            if child.dep_ == "appos" and child.i in names:
                return self._spanned(
                    sentence, names[child.i].tokens, self._parties_of_name(sentence, names[child.i], child)
                )
        if any(c.dep_ == "appos" for c in token.children):
            return ()
        phrase = noun_phrase(token)
        return self._spanned(
            sentence,
            phrase,
            (self._side(self._words(sentence, phrase), None, ("GOV",), "inferred", "ally", plural=True),),
        )

    def _definite_reference(self, sentence: Sentence, token: Token) -> tuple[Party, ...]:
        """ "The group", "the organisation", "the bloc": the last organisation of a fitting kind."""
        lemma = token.lemma_.lower()
        if lemma not in _GROUP_NOUNS or not any(
            c.dep_ == "det" and c.lower_ in {"the", "this", "that", "these"} for c in token.children
        ):
            return ()
        names = self.names[sentence.index].names
        named = [names[c.i] for c in token.children if c.dep_ in {"amod", "compound", "nmod", "appos"} and c.i in names]
        organisations = [h for h in named if h.entry.form == "organisation" and not h.opposed]
        if organisations:
            return self._spanned(sentence, noun_phrase(token), self._parties_of_name(sentence, organisations[0]))
        wanted = (
            {"igo", "ngo"}
            if lemma in {"bloc", "alliance", "agency", "body", "union"}
            else {"group", "party", "ngo", "igo"}
        )
        for _, head, parties in reversed(self.history):
            party = parties[0]
            if party.actor.kind in wanted and head.i != token.i:
                span = sentence.span_of(noun_phrase(token))
                return (_with_text(party.as_basis("referred"), span, None),)
        return ()

    def _coordinated_modifier(self, sentence: Sentence, token: Token) -> RoleHit | None:
        """In "the opposition and regime forces" the parse makes a modifier of what is a party of its own."""
        roles = self.names[sentence.index].roles
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

    def _by_title(self, sentence: Sentence, token: Token) -> tuple[Party, ...]:
        """ "The secretary", "the commander": a person of the report whose title ends so."""
        if token.tag_ not in {"NN", "NNP"} or not any(
            c.dep_ == "det" and c.lower_ in {"the", "this"} for c in token.children
        ):
            return ()
        for _, _, parties in reversed(self.history):
            party = parties[0]
            if party.person and party.role and party.role.lower().split()[-1] == token.lower_:
                return (_with_text(party.as_basis("referred"), sentence.span_of([token]), None),)
        return ()

    def _owners(self, sentence: Sentence, token: Token) -> tuple[Party, ...]:
        """The actor that a thing belongs to: "ISIL's tanks", "al-Qaida vehicles", "rebel positions"."""
        found: list[Party] = []
        names, roles = self.names[sentence.index].names, self.names[sentence.index].roles
        for child in token.children:
            if child.i >= token.i and child.dep_ != "prep":
                continue
            hit = names.get(child.i)
            if child.dep_ == "poss":
                found.extend(p for p in self._resolve_once(sentence, child) if p.basis != "owner")
            elif child.dep_ in {"compound", "amod", "nmod"}:
                for modifier in (child, *conjuncts(child)[1:]):
                    hit = names.get(modifier.i)
                    if hit is not None and not hit.opposed and hit.entry.form in {"organisation", "demonym", "country"}:
                        found.extend(self._parties_of_name(sentence, hit))
                    elif hit is None and modifier.i in roles and modifier.pos_ in {"NOUN", "PROPN"}:
                        found.extend(self._parties_of_role(sentence, roles[modifier.i]))
                    elif hit is None and self._heads_person_name(sentence, modifier):
                        found.extend(self._person(sentence, modifier))
        if not found:
            for preposition, target in prepositional_objects(token):
                if preposition == "of" and target.i in names and token.pos_ == "NOUN":
                    found.extend(self._parties_of_name(sentence, names[target.i]))
        span = sentence.span_of(noun_phrase(token))
        unique: dict[str, Party] = {}
        for party in found:
            unique.setdefault(party.actor.id, _with_text(party.as_basis("owner"), span, None))
        return tuple(unique.values())


def _in_combat(sentence: Sentence) -> bool:
    """Whether an opposition is armed here: it stands beside forces, or in a sentence on a truce or fighting."""
    words = {t.lemma_.lower() for t in sentence.tokens}
    return bool(words & {"force", "ceasefire", "truce", "fighting", "fighter", "troop", "offensive", "shell", "front"})


def _with_text(party: Party, span: Span, text: str | None) -> Party:
    """The party as mentioned at `span`; with `text`, sides without a person take the mention's words as their name."""
    actor = party.actor
    renamed = actor.name
    if text is not None and not party.person and party.form not in {"country"} and not actor.kind:
        renamed = " ".join(span.of(text).split())
    return Party(
        Actor(renamed, actor.country, actor.sectors, span, actor.id, actor.kind, actor.role),
        party.basis, party.form, party.person, party.plural, party.role,
    )  # fmt: skip


def _path(token: Token, head: Token) -> list[Token]:
    """The tokens from `token` up to below `head`."""
    path = [token]
    while path[-1].head.i not in {head.i, path[-1].i}:
        path.append(path[-1].head)
    return path


def _joined(token: Token, hits: list[RoleHit]) -> bool:
    """Whether several titles before a name are one person's ("Deputy Secretary … and Special Envoy")."""
    return all(h.tokens[-1].i < token.i for h in hits)


__all__ = ["PersonInReport", "ReportActors", "find_actors"]
