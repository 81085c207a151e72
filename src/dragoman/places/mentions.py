"""Every mention of a place in a report: names, adjectives, inhabitants, sites, names within names.

Needs: a parsed report and the gazetteer. Gives: toponyms, each with how likely it is one.

`find_toponyms` gives the names that an event may have happened at; this finder gives all, as a geoparser does. Spans of
capitalised words that the gazetteer knows, that the parser takes for a name, or that end like a site are judged by the
clues that `clues_of` names, weighted by `mentions.toml`; `training/fit_mentions.py` fits the weights.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from dragoman.places.find import Toponym, find_toponyms, hint_of, surnames_in
from dragoman.reading.dateline import find_dateline
from dragoman.record import Span
from dragoman.tables import package_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import spacy.tokens

    from dragoman.language import ParsedReport, Sentence
    from dragoman.places.gazetteer import Gazetteer

LEAST = 0.25
"""The probability from which a span counts as a mention: below even, as a missed place is worse than one too
many for who draws a map of all."""
_SURE = 0.7
AGAIN = 0.06
"""The probability from which a span counts whose words are a mention elsewhere in the report with `_SURE` or more."""
_LONGEST = 7
_INNER = frozenset("of the de la le les du da do dos di del al el and for y e en on upon sur am an in under".split())
_NAME_LABELS = frozenset({"GPE", "LOC", "FAC", "NORP", "ORG", "PERSON", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"})
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_SITE_KINDS = {
    "street": "street avenue road boulevard drive lane highway parkway square plaza st ave blvd rd route pike way "
    "terrace crossing roundabout interstate freeway motorway alley",
    "water": "river lake creek bay sea ocean gulf strait channel falls canal pond reservoir lagoon delta harbour "
    "harbor bayou brook cove inlet",
    "land": "island islands mountain mountains mount hills hill valley desert peninsula coast forest cape beach canyon "
    "range plateau peak ridge plains basin isles isle point rock woods marsh glacier volcano quarter",
    "region": "county province state district region township parish governorate oblast prefecture territory "
    "municipality borough village city town department ward zone raion",
    "school": "university college school academy institute polytechnic campus library",
    "building": "hospital church cathedral mosque temple synagogue chapel airport station stadium arena center centre "
    "hall building tower house palace castle prison jail court courthouse museum theater theatre hotel mall "
    "bridge port base camp dam plant park zoo cemetery market gardens garden inn field club clinic infirmary "
    "estate farm ranch racecourse track speedway circuit golf raceway mill factory mine",
    "body": "police council department government army ministry party times news post herald tribune bank company "
    "inc corp association league union team fc united club authority commission committee board agency fire "
    "sheriff chamber court senate house assembly parliament legislature embassy office bureau press journal "
    "gazette group holdings airways airlines cup open festival marathon championship championships",
}
_SITES: Mapping[str, str] = {word: kind for kind, words in _SITE_KINDS.items() for word in words.split()}
_BEFORE = frozenset(
    "in at from near to of for with by on and or between through across into around outside inside over via toward "
    "towards against throughout within off along , ( - \" 's the mr mrs ms dr said former than as about".split()
)
_AFTER = frozenset(
    ", . ( ) ; : - ' 's \" and or to in of for on is was has have had will said by at as who where".split()
)
_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central northeast northwest southeast southwest "
    "northeastern northwestern southeastern southwestern upper lower mid greater downtown upstate new old".split()
)
_CAPITAL = re.compile(r"[^\W\d_a-zà-öø-ÿ]|\d+(?:st|nd|rd|th)\b|(?:al|el|as|ash|ar|an|ad|az)-[^\W\d_a-zà-öø-ÿ]")


@dataclass(frozen=True)
class Proposal:
    """A span of a sentence that may name a place: tokens `start` to `end` (within the sentence), with its text."""

    sentence: Sentence
    start: int
    end: int
    text: str


def find_mentions(report: ParsedReport, gazetteer: Gazetteer, *, least: float = LEAST) -> list[Toponym]:
    """All mentions of places whose probability is `least` or more, in the order of the text, none overlapping."""
    scored = [(probability(clues), proposal) for proposal, clues in proposals_with_clues(report, gazetteer)]
    # A name that surely is a place somewhere in the report is likelier one wherever it stands.
    sure = {proposal.text.lower() for value, proposal in scored if value >= _SURE}
    scored = [
        (max(value, least) if value >= AGAIN and proposal.text.lower() in sure else value, proposal)
        for value, proposal in scored
    ]
    scored.sort(key=lambda pair: (-pair[0], pair[1].start - pair[1].end, pair[1].sentence.index, pair[1].start))
    taken: dict[int, set[int]] = defaultdict(set)
    found = []
    for value, proposal in scored:
        if value < least:
            break
        used, tokens = taken[proposal.sentence.index], range(proposal.start, proposal.end)
        if used.isdisjoint(tokens):
            used.update(tokens)
            words = list(proposal.sentence.tokens)
            span = proposal.sentence.span_of(words[proposal.start : proposal.end])
            found.append(Toponym(span, proposal.text, hint_of(words, proposal.start, proposal.end)))
    found += _in_datelines(report, gazetteer)
    return sorted(found, key=lambda t: t.span)


def _in_datelines(report: ParsedReport, gazetteer: Gazetteer) -> Iterator[Toponym]:
    """The places of datelines, which are not parsed ("PADUCAH, Ky. (Agency) -")."""
    text = report.article.text
    for block in report.article.blocks:
        dateline = find_dateline(text, block.span.start, block.span.end) if block.kind == "paragraph" else None
        if dateline is None or not dateline.place:
            continue
        at = text.find(dateline.place, dateline.span.start)
        for part in re.finditer(r"[^,/]+", dateline.place):
            name = part.group().strip()
            if gazetteer.knows(name) or _stands(name, gazetteer):
                start = at + part.start() + len(part.group()) - len(part.group().lstrip())
                yield Toponym(Span(start, start + len(name)), name)


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, float]:
    table = tomllib.loads(package_file("dragoman.places", "mentions.toml").read_text("utf-8"))
    return {clue: float(weight) for clue, weight in table["weights"].items()}


def probability(clues: Sequence[str]) -> float:
    """How likely a span with these clues is a mention of a place, 0 to 1."""
    weights = _weights()
    return 1 / (1 + math.exp(-sum(weights.get(clue, 0.0) for clue in clues)))


def proposals_with_clues(report: ParsedReport, gazetteer: Gazetteer) -> Iterator[tuple[Proposal, list[str]]]:
    """Each span that may name a place, with its clues."""
    surnames = surnames_in(report, gazetteer)
    strict = {t.span for t in find_toponyms(report, gazetteer)}
    proposals = [p for sentence in report.sentences for p in _proposals(sentence, gazetteer)]
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    for p in proposals:
        labels[p.text.lower()][_label(list(p.sentence.tokens), p.start, p.end)] += 1
    by_sentence: dict[int, list[Proposal]] = defaultdict(list)
    for p in proposals:
        by_sentence[p.sentence.index].append(p)
    for sentence in report.sentences:
        mine = by_sentence.get(sentence.index, [])
        tokens = list(sentence.tokens)
        for p in mine:
            longer = any(
                o.start <= p.start and p.end <= o.end and o.end - o.start > p.end - p.start and gazetteer.knows(o.text)
                for o in mine
            )
            span = sentence.span_of(tokens[p.start : p.end])
            accepted = (
                "exact"
                if span in strict
                else "overlap"
                if any(s.start < span.end and span.start < s.end for s in strict)
                else "no"
            )
            yield p, clues_of(tokens, p, gazetteer, labels[p.text.lower()], surnames, accepted, longer=longer)


def _capital(token: spacy.tokens.Token) -> bool:
    return bool(_CAPITAL.match(token.text))


def _proposals(sentence: Sentence, gazetteer: Gazetteer) -> Iterator[Proposal]:
    tokens = list(sentence.tokens)
    base = tokens[0].i
    names: list[tuple[int, int]] = []
    for entity in sentence.tokens.ents:
        if entity.label_ in _NAME_LABELS:
            start, end = entity.start - base, min(entity.end - base, len(tokens))
            while start < end and not _capital(tokens[start]):
                start += 1
            while end > start and (
                tokens[end - 1].text in ("'s", "'", ",", "-", '"', "(", ")") or tokens[end - 1].text[0].islower()
            ):
                end -= 1
            names.append((start, end))
    whole = set(names)
    for start, token in enumerate(tokens):
        if not _capital(token) or (token.lower_ in ("the", "a", "an") and not token.text.isupper()):
            continue
        for end in range(start + 1, min(len(tokens), start + _LONGEST) + 1):
            last = tokens[end - 1]
            named = _capital(last) or last.text.startswith("-") or (last.text == "." and len(tokens[end - 2].text) <= 2)
            if not named:
                if last.lower_ in _INNER or last.text in ("-", "'", "'s", ".", "&"):
                    continue
                break
            text = "".join(str(t.text_with_ws) for t in tokens[start:end]).rstrip()
            if len(text) < 2:
                continue
            known = gazetteer.knows(text) or text.lower() in gazetteer.adjectives or _stands(text, gazetteer)
            if known or (start, end) in whole or (last.lower_ in _SITES and end - start > 1):
                yield Proposal(sentence, start, end, text)


def _stands(text: str, gazetteer: Gazetteer) -> bool:
    return (text if text.isupper() else text.lower()) in gazetteer.stand_ins


def _label(tokens: Sequence[spacy.tokens.Token], start: int, end: int) -> str:
    """The parser's label with "=" where its name is just this span, "<" where it is longer, "^" where it begins
    a person's name as a given name does, "~" where it is cut."""
    first, last = tokens[start], tokens[end - 1]
    kinds = {t.ent_type_ for t in tokens[start:end]}
    if kinds == {""}:
        return "none"
    label = first.ent_type_ or last.ent_type_
    article = start > 0 and tokens[start - 1].lower_ in ("the", "a", "an") and tokens[start - 1].ent_iob_ == "B"
    begins = first.ent_iob_ != "I" or article
    ends = end == len(tokens) or tokens[end].ent_iob_ != "I" or tokens[end].text in ("'s", "'")
    if len(kinds) > 1 or any(t.ent_iob_ != "I" for t in tokens[start + 1 : end]):
        return "~" + label
    if begins and not ends and label == "PERSON" and _capital(tokens[end]) and tokens[end].lower_ not in _SITES:
        return "^PERSON"
    return ("=" if begins and ends else "<") + label


def _size(score: float) -> str:
    names = ("tiny", "small", "middle", "large", "huge")
    return names[sum(score >= bound for bound in (3.5, 4.5, 5.5, 6.5))]


def clues_of(
    tokens: Sequence[spacy.tokens.Token],
    proposal: Proposal,
    gazetteer: Gazetteer,
    labels: Counter[str],
    surnames: set[str],
    accepted: str,
    *,
    longer: bool,
) -> list[str]:
    """What speaks for and against a span, as names of the table `mentions.toml`.

    entity: the parser's label and whether it covers just the span; rule: whether `find_toponyms` takes it; known: what
    the gazetteer holds of this name and how large; before, after: the words beside; last: the kind of its last word;
    elsewhere: how the parser labels the same words in the rest of the report.
    """
    start, end, text = proposal.start, proposal.end, proposal.text
    label = _label(tokens, start, end)
    small = text.lower()
    if small in gazetteer.adjectives:
        known = "adjective"
    elif _stands(text, gazetteer):
        known = "stand-in"
    elif gazetteer.knows(text):
        hits = gazetteer.lookup(text)
        known = f"{hits[0].feature}-{_size(hits[0].score)}" if hits else "none"
    else:
        known = "none"
    if label == "^PERSON" and accepted == "no":
        known = "given name"
    length = min(end - start, 4)
    before = tokens[start - 1] if start else None
    after = tokens[end] if end < len(tokens) else None
    skipped = start - 1
    while skipped >= 0 and tokens[skipped].lower_ in _DIRECTIONS | {"the", "-", "a"}:
        skipped -= 1
    cue = tokens[skipped].lower_ if skipped >= 0 else "<start>"
    cue = cue if cue in _BEFORE or cue == "<start>" else ""
    last = _SITES.get(tokens[end - 1].lower_, "") if end - start > 1 else ""
    following = _SITES.get(after.lower_, "") if after is not None else ""
    upper = text.isupper() and len(text) > 1
    clues = [
        "always",
        f"entity {label}",
        f"rule {accepted}",
        f"known {known}",
        f"known {known}, entity {label}",
        f"known {known}, rule {accepted}",
        f"rule {accepted}, entity {label}",
        f"length {length}",
        f"length {length}, entity {label}",
    ]
    if before is None:
        clues.append("before <start>")
    else:
        word = before.lower_
        clues.append(f"before {word}" if word in _BEFORE else f"before {before.pos_}")
        if _capital(before) and before.is_alpha:
            clues.append("before Capital" + (", of the name" if tokens[start].ent_iob_ == "I" else ""))
        if word.rstrip(".") in gazetteer.words["title"]:
            clues.append("before title")
        if word in _DIRECTIONS:
            clues.append("before direction")
    if cue:
        clues += [f"cue {cue}", f"cue {cue}, entity {label}"]
        if known != "none":
            clues.append(f"cue {cue}, known")
    if after is None:
        clues.append("after <end>")
    else:
        word = after.lower_
        clues.append(f"after {word}" if word in _AFTER else f"after {after.pos_}")
        if known in ("adjective", "stand-in"):
            clues.append(f"{known}, after {after.pos_}")
        if _capital(after) and after.is_alpha:
            clues.append("after Capital")
            clues.append(f"after Capital, entity {label}")
        if following:
            clues.append(f"after kind {following}" + ("" if _capital(after) else ", small"))
            if label in ("=GPE", "<ORG", "<FAC"):
                clues.append(f"after kind {following}, entity {label}")
        if after.text == "," and end + 1 < len(tokens):
            nxt = tokens[end + 1]
            if nxt.ent_type_ == "GPE" or _stands(nxt.text, gazetteer):
                clues.append("after , GPE")
            if re.fullmatch(r"\d{1,2}", nxt.text):
                clues.append("after , age")
    if start > 1 and tokens[start - 1].text == "," and (tokens[start - 2].ent_type_ == "GPE"):
        clues.append("before GPE ,")
    if last:
        clues += [f"last {last}", f"last {last}, entity {label}"]
    if gazetteer.doubtful(text):
        clues += ["doubtful", f"doubtful, entity {label}"]
    if text in surnames:
        clues += ["surname", f"surname, entity {label}"]
    if longer:
        clues.append("within a known name")
    if upper:
        clues.append(f"capitals {min(len(text), 5)}")
        if sum(t.text.isupper() for t in tokens) > 0.5 * len(tokens):
            clues.append("capitals all around")
    if start == 0:
        clues.append(f"first word, entity {label}")
    tags = {t.pos_ for t in tokens[start:end]}
    clues.append("tag " + ("PROPN" if "PROPN" in tags else sorted(tags)[0]))
    number = sum(labels.values())
    if number > 1:
        places = sum(n for name, n in labels.items() if name[1:] in _PLACE_LABELS and name[0] == "=")
        people = sum(n for name, n in labels.items() if name[1:] in ("PERSON", "ORG"))
        rest_places = (places - (label[1:] in _PLACE_LABELS and label[0] == "=")) / (number - 1)
        rest_people = (people - (label[1:] in ("PERSON", "ORG"))) / (number - 1)
        clues.append("elsewhere place " + ("most" if rest_places > 0.5 else "some" if rest_places > 0 else "never"))
        clues.append("elsewhere other " + ("most" if rest_people > 0.5 else "some" if rest_people > 0 else "never"))
    return clues
