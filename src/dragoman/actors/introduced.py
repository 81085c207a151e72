"""Organisations that the report itself introduces and no table knows: "the Movement for Change (MC)", "the rebel
group X", "X, a militant group".

Needs: the report's sentences and the names found in them. Gives: names that hold for the rest of the report.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.actors.naming import NameHit, RoleHit, find_names
from dragoman.actors.spelling import fold, name_words
from dragoman.actors.tables import NameEntry, Organisation, Period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from dragoman.actors.memory import Memory
    from dragoman.language import Sentence

_ACRONYM = re.compile(r"[A-Z][A-Z0-9]*[a-z]?[A-Z0-9-]*[A-Z0-9]s?")
_JOINERS = frozenset("of for the and to in against on de du des la le el al y da do dos e i ve und der die an".split())
_DESCRIBERS = frozenset(
    "group militia movement faction organisation organization party cartel gang charity alliance network agency union "
    "cell wing sect outfit insurgency syndicate mafia clan".split()
)
_ARMED = frozenset(
    "liberation mujahideen mujahidin mujahedeen jihad resistance guerrilla insurgent revolutionary".split()
)
_ARMED_HEADS = frozenset("front army movement force forces brigade brigades battalion battalions".split())
_KIND_OF_SECTOR = {
    "REB": "group", "PRM": "group", "CRM": "group", "PTY": "party", "OPP": "party", "GOV": "state", "MIL": "state",
    "COP": "state", "SPY": "state", "JUD": "state", "LEG": "state", "BUS": "company", "JRN": "media",
}  # fmt: skip
# These act for a state or in one; of others the country is not told by where they are.
_AT_HOME = frozenset({"group", "party", "state"})


def introduce_names(memory: Memory) -> None:
    """Adds the organisations that the report introduces to the names of its sentences."""
    found: dict[tuple[str, ...], NameEntry] = {}
    for sentence in memory.report.sentences:
        for words, entry in (*_bracketed(memory, sentence), *_described(memory, sentence)):
            found.setdefault(words, entry)
    if not found:
        return
    names = dict(memory.tables.names)
    for words, entry in found.items():
        own = sorted([*names.get(words[0], ()), (words, entry)], key=lambda e: (-len(e[0]), e[1] is not entry))
        names[words[0]] = tuple(own)
    tables = replace(memory.tables, names=names)
    firsts = {words[0] for words in found}
    for sentence in memory.report.sentences:
        if firsts & {piece for token in sentence.tokens for piece in name_words(token.text)}:
            memory.names[sentence.index] = find_names(sentence, tables)


def _bracketed(memory: Memory, sentence: Sentence) -> Iterator[tuple[tuple[str, ...], NameEntry]]:
    """ "The Syria Recovery Trust Fund (SRTF)": the name before brackets and the acronym in them."""
    doc = sentence.tokens.doc
    names = memory.names[sentence.index].names
    for token in sentence.tokens:
        if token.text != "(" or token.i <= sentence.tokens.start or token.i + 2 >= len(doc):
            continue
        inner: list[Token] = []
        for following in doc[token.i + 1 : token.i + 5]:
            if following.text == ")":
                break
            inner.append(following)
        else:
            continue
        acronym = "".join(t.text for t in inner)
        if not 2 <= len(acronym) <= 10 or not _ACRONYM.fullmatch(acronym):
            continue
        words = name_words(acronym)
        known = names.get(token.i - 1)
        if known is not None and known.tokens[-1].i == token.i - 1 and known.entry.form == "organisation":
            yield words, replace(known.entry, exact=re.sub(r"\W", "", acronym))
            continue
        run = _run_before(doc[token.i - 1], sentence, acronym)
        if run and not _is_office(memory, run):
            entry = _entry(memory, sentence, run, None)
            yield name_words(" ".join(t.text for t in run)), entry
            yield words, replace(entry, exact=re.sub(r"\W", "", acronym))


def _run_before(last: Token, sentence: Sentence, acronym: str) -> list[Token]:
    """The words before an acronym whose initials it is made of; empty where they are not."""
    letters = [c.lower() for c in acronym.removesuffix("s") if c.isalpha()]
    run: list[Token] = []
    at = last.i
    while at >= sentence.tokens.start and len(run) < 14:
        token = last.doc[at]
        if not (token.text[:1].isupper() or token.lower_ in _JOINERS or token.text in {"-", "'", "'s", "&"}):
            break
        run.insert(0, token)
        at -= 1
    best: list[Token] = []
    for start in range(len(run) - 1, -1, -1):
        if not run[start].text[:1].isupper() or fold(run[start].text)[:1] != letters[0]:
            continue
        initials = [fold(t.text)[:1] for t in run[start:] if t.text[:1].isalpha()]
        if _in_order(letters, initials) and 2 * len(letters) >= sum(t.text[:1].isupper() for t in run[start:]):
            best = run[start:]
            break
    return best


def _is_office(memory: Memory, run: list[Token]) -> bool:
    """Whether a name is that of a person's office ("Principal Space Adviser (PSA)")."""
    words = name_words(" ".join(t.text for t in run))
    role = memory.tables.match_role(words, len(words))
    return role is not None and role[1].kind == "person"


def _in_order(letters: list[str], initials: list[str]) -> bool:
    rest = iter(initials)
    return all(letter in rest for letter in letters)


def _described(memory: Memory, sentence: Sentence) -> Iterator[tuple[tuple[str, ...], NameEntry]]:
    """ "The rebel group X", "X, a rebel group,": names that stand beside a noun for an organisation."""
    names, roles = memory.names[sentence.index].names, memory.names[sentence.index].roles
    doc = sentence.tokens.doc
    for hit in {id(h): h for h in roles.values()}.values():
        head = hit.tokens[-1]
        if (
            hit.role.kind == "person"
            or head.lemma_.lower() not in _DESCRIBERS
            or not (hit.role.sectors or hit.role.body)
        ):
            continue
        if head.text[:1].isupper():
            continue
        run = _run_after(head, sentence)
        if not run:
            at = hit.tokens[0].i - 1
            while (
                at > sentence.tokens.start and doc[at].pos_ in {"ADJ", "ADV", "PROPN", "NOUN"} and doc[at].text != ","
            ):
                at -= 1
            if doc[at].lower_ in {"a", "an"} and at - 1 > sentence.tokens.start and doc[at - 1].text == ",":
                run = _capitals_before(doc[at - 2], sentence)
        if run and not any(t.i in names and names[t.i].entry.form in {"organisation", "person"} for t in run):
            yield name_words(" ".join(t.text for t in run)), _entry(memory, sentence, run, hit)


def _run_after(head: Token, sentence: Sentence) -> list[Token]:
    run: list[Token] = []
    for token in head.doc[head.i + 1 : sentence.tokens.end]:
        capital = token.text[:1].isupper() and (token.tag_ in {"NNP", "NNPS"} or (run and run[-1].text == "-"))
        hyphen = token.text == "-" and bool(run) and not token.whitespace_
        small = token.lower_ in {"al", "de", "of", "e"} and _capital_follows(token)
        if not (capital or hyphen or small):
            break
        run.append(token)
    return run


def _capital_follows(token: Token) -> bool:
    following = token.doc[token.i + 1 : token.i + 3]
    return any(t.text[:1].isupper() for t in following)


def _capitals_before(last: Token, sentence: Sentence) -> list[Token]:
    run: list[Token] = []
    at = last.i
    while at >= sentence.tokens.start:
        token = last.doc[at]
        if not (token.text[:1].isupper() or token.lower_ in {"al", "of", "for"} or token.text == "-"):
            break
        run.insert(0, token)
        at -= 1
    while run and (not run[0].text[:1].isupper() or run[0].lower_ == "the" or run[0].pos_ in {"ADP", "SCONJ"}):
        run.pop(0)
    return run


def _entry(memory: Memory, sentence: Sentence, run: list[Token], described: RoleHit | None) -> NameEntry:
    """The organisation of a name, as its description or the name's own words tell."""
    span = sentence.span_of(run)
    name = " ".join(span.of(memory.report.article.text).split())
    words = name_words(name)
    sectors: tuple[str, ...] = ()
    kind = ""
    if described is not None:
        sectors, kind = described.role.sectors, described.role.body
    else:
        cut = next((i for i, word in enumerate(words) if word in {"of", "for", "against"}), len(words))
        role = memory.tables.match_role(words[:cut], cut) if cut else None
        if role is not None and role[1].kind == "body":
            sectors, kind = role[1].sectors, role[1].body
        if set(words) & _ARMED and set(words[: cut or 1][-1:]) & _ARMED_HEADS:
            sectors = ("REB",)
        elif words[-1] == "party" or (cut and words[cut - 1] == "movement" and not sectors):
            sectors = ("PTY",)
    kind = kind or next((_KIND_OF_SECTOR[s] for s in sectors if s in _KIND_OF_SECTOR), "")
    country = None
    if kind in _AT_HOME:
        country = _country_in(memory, sentence, [*run, *(described.tokens[-1].children if described else ())])
        country = country or memory.local_home.get(sentence.index) or memory.home
    organisation = Organisation("-".join(words), name, kind, country, sectors, Period())
    return NameEntry("organisation", organisation=(organisation,))


def _country_in(memory: Memory, sentence: Sentence, tokens: list[Token]) -> str | None:
    names = memory.names[sentence.index].names
    hits: list[NameHit] = [names[t.i] for t in tokens if t.i in names]
    return next((h.entry.country for h in hits if h.entry.country and not h.opposed), None)
