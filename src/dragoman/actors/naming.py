"""Where the names and roles of the tables stand in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.actors.spelling import fold, pieces

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dragoman.actors.tables import ActorTables, NameEntry, Role
    from dragoman.language import Sentence

_STOPS = frozenset({",", ";", ":", "(", ")"})
_BACKED = frozenset(
    "backed supported funded allied born occupied made built aligned trained armed based bound sponsored brokered "
    "mediated".split()
)
_AGAINST = frozenset({"counter", "anti", "non", "pro", "ex", "pre", "post"})


@dataclass(frozen=True)
class NameHit:
    """A name of the tables in a sentence: its tokens and what it may stand for (best first)."""

    tokens: tuple[Token, ...]
    entries: tuple[NameEntry, ...]
    opposed: bool = False
    """Whether the name only says what something is against or for ("anti-ISIL", "Turkish-backed")."""

    @property
    def entry(self) -> NameEntry:
        """The first reading."""
        return self.entries[0]


@dataclass(frozen=True)
class RoleHit:
    """A role noun of the tables and its tokens."""

    tokens: tuple[Token, ...]
    role: Role

    @property
    def head(self) -> Token:
        """The noun that the others hang on: "minister" of "minister of foreign affairs"."""
        inside = {t.i for t in self.tokens}
        return next((t for t in reversed(self.tokens) if t.head.i not in inside or t.head.i == t.i), self.tokens[-1])


@dataclass(frozen=True)
class SentenceNames:
    """All name and role hits of a sentence, by the index of each token that they cover."""

    names: dict[int, NameHit]
    roles: dict[int, RoleHit]


def _capitalised(token: Token) -> bool:
    return token.text[:1].isupper() or token.text[:1].isdigit()


def _inside_longer_person(tokens: list[Token]) -> bool:
    """ "Israel Katz", "Chad Wolf": a country's name that is only the first name of a person."""
    last = tokens[-1]
    if last.ent_type_ != "PERSON" or last.i + 1 >= len(last.doc):
        return False
    following = last.nbor(1)
    return (
        following.ent_type_ == "PERSON"
        and following.ent_iob_ == "I"
        and following.tag_ == "NNP"
        and tokens[0].ent_iob_ == "B"
        and last.dep_ == "compound"
        and (following.i + 1 >= len(last.doc) or following.nbor(1).ent_iob_ != "I")
    )


def _ends_longer_person(tokens: list[Token], words: list[str], at: int, tables: ActorTables) -> bool:
    """ "Sani Mahamadou Issoufou" is not Mahamadou Issoufou: another first name stands before."""
    first = tokens[0]
    if first.ent_type_ != "PERSON" or first.ent_iob_ != "I" or first.i == first.sent.start:
        return False
    before = first.nbor(-1)
    name = before.ent_type_ == "PERSON" and before.tag_ == "NNP" and before.text[:1].isupper() and len(before.text) > 2
    return name and "." not in before.text and tables.match_role(words, at) is None and at > 0


def _inside_longer_name(tokens: list[Token], names: dict[int, NameHit]) -> bool:
    """ "National Democratic Party": the end of a longer name that the tables do not have is not the shorter name."""
    first = tokens[0]
    if len(tokens) < 2 or first.i == first.sent.start or not first.nbor(-1).tag_.startswith("NNP"):
        return False
    before = first.nbor(-1)
    joined = before.dep_ == "compound" and before.head.i in {t.i for t in tokens}
    return joined and before.text[:1].isupper() and before.i not in names and before.ent_type_ in {"ORG", ""}


def _opposed(tokens: list[Token]) -> bool:
    """Whether a name only says what something is against or who backs it ("anti-ISIL", "Turkish-backed",
    "Iran-aligned")."""
    first, last = tokens[0], tokens[-1]
    if first.i >= 2 and first.nbor(-1).text == "-" and fold(first.nbor(-2).text) in _AGAINST:
        return True
    return last.i + 2 < len(last.doc) and last.nbor(1).text == "-" and last.nbor(2).lower_ in _BACKED


def find_names(sentence: Sentence, tables: ActorTables) -> SentenceNames:
    """The names and roles in a sentence; the longest name wins, a role ends at its head noun."""
    cut = [(piece, t) for t in sentence.tokens for piece in ([t.text] if t.text in _STOPS else pieces(t.text))]
    tokens = [t for _, t in cut]
    raw = [piece for piece, _ in cut]
    words = [fold(piece) for piece in raw]
    names: dict[int, NameHit] = {}
    at = 0
    while at < len(tokens):
        best: list[NameEntry] = []
        size = 0
        for length, entry in tables.match_names(words, raw, at):
            if best and length < size:
                break
            members = tokens[at : at + length]
            if not any(_capitalised(t) for t in members) and (length == 1 or entry.form != "organisation"):
                continue
            if entry.form == "person" and length > 1 and _ends_longer_person(members, words, at, tables):
                continue
            if entry.form != "person" and _inside_longer_person(members):
                continue
            if entry.form == "organisation" and _inside_longer_name(members, names):
                continue
            best.append(entry)
            size = length
        if best:
            members = list({t.i: t for t in tokens[at : at + size]}.values())
            hit = NameHit(tuple(members), tuple(best), _opposed(members))
            for member in members:
                names.setdefault(member.i, hit)
            at += size
        else:
            at += 1
    roles: dict[int, RoleHit] = {}
    seen: set[int] = set()
    for end in range(len(tokens), 0, -1):
        token = tokens[end - 1]
        if token.i in roles or token.i in seen or (token.i in names and names[token.i].entry.form != "demonym"):
            continue
        if token.pos_ in {"VERB", "AUX", "ADP", "ADV"} and not token.text[:1].isupper():
            continue
        found = tables.match_role(words, end)
        if found is None and token.lemma_.lower() != words[end - 1]:
            lemmas = [*words[: end - 1], fold(token.lemma_)]
            found = tables.match_role(lemmas, end)
        if found and found[1].kind == "thing":
            seen.update(t.i for t in tokens[end - found[0] : end])
        elif found:
            size, role = found
            hit_tokens = tuple(tokens[end - size : end])
            if any(t.i in names and names[t.i].entry.form != "demonym" for t in hit_tokens):
                hit_tokens = hit_tokens[-1:]
            role_hit = RoleHit(hit_tokens, role)
            for member in hit_tokens:
                roles.setdefault(member.i, role_hit)
    return SentenceNames(names, roles)
