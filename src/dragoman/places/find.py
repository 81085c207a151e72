"""Finding the toponyms of a report: the parser's entities, and names of the gazetteer that the context bears out.

Needs: a parsed report and the gazetteer. Gives: spans with the kind of place that the words beside them tell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dragoman.places import names
from dragoman.record import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import spacy.tokens

    from dragoman.language import ParsedReport, Sentence
    from dragoman.places.gazetteer import Gazetteer

Hint = Literal["city", "region", "country", ""]


def _split(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_CLOSED_LABELS = frozenset(
    {"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY", "LANGUAGE", "LAW", "WORK_OF_ART"}
)
_LOCATIVE = _split(
    "in at near from to around outside inside into toward towards across throughout through between via within off"
)
_STRONG = frozenset(["in", "near", "around", "outside", "inside", "across", "throughout", "within", "off"])
_SOFT_WORDS = _split(
    "the a northern southern eastern western central north south east west northeast northwest southeast "
    "southwest north-eastern north-western south-eastern south-western northeastern northwestern southeastern "
    "southwestern greater rural nearby neighbouring neighboring besieged rebel-held government-held "
    "opposition-held war-torn occupied downtown upper lower inner coastal mainly"
)
_INNER = _split("al el az ar as ash at ad de del la le les los las du da do dos di of the and ez es")
_KIND_NOUNS: dict[str, Hint] = {
    **dict.fromkeys(
        _split(
            "city town village township suburb neighborhood neighbourhood hamlet settlement capital port "
            "cities towns villages"
        ),
        "city",
    ),
    **dict.fromkeys(
        _split(
            "province governorate region state district county oblast prefecture department canton wilaya territory "
            "countryside provinces governorates regions states districts counties peninsula valley enclave"
        ),
        "region",
    ),
    **dict.fromkeys(_split("country nation republic kingdom"), "country"),
}
_CAPITAL = re.compile(r"(?:[dl]'|(?:al|el|as|ash|ar|an|at|ad|az|ez|es|er)-)?[^\W\d_a-zà-öø-ÿ]")
_TAKES_PLACE = _split(
    "enter entered entering reach reached reaching visit visited visiting hit hits hitting strike struck striking "
    "bomb bombed bombing shell shelled shelling capture captured capturing seize seized seizing retake retook retaken "
    "retaking recapture recaptured recapturing liberate liberated liberating attack attacked attacking besiege "
    "besieged besieging surround surrounded surrounding storm stormed storming overrun overran "
    "pound pounded pounding flee fled "
    "fleeing evacuate evacuated evacuating leave left leaving control controls controlled controlling take took taken "
    "taking defend defended defending occupy occupied occupying annex annexed annexing bombard "
    "bombarded bombarding raid raided raiding invade invaded invading"
)
# What is done to ground, hardly ever to a person.
_TAKES_GROUND = _split(
    "capture captured capturing seize seized seizing retake retook retaken retaking recapture recaptured recapturing "
    "liberate liberated liberating besiege besieged besieging overrun overran annex annexed annexing"
)
_OF_PLACE = _split(
    "out outskirts outside north south east west northeast northwest southeast southwest part parts suburbs "
    "vicinity control capture recapture siege fall battle liberation residents inhabitants people streets "
    "bombing bombardment shelling seizure evacuation centre center heart edge area areas shores coast"
)
_SITES = (
    r"(?:international |military |refugee )?(?:airport|air ?base|airfield|base|camp|dam|crossing|checkpoint"
    r"|hospital|bridge|prison|port|refinery|square|stadium|river|lake|mountains?|mount|island|islands|sea|gulf|strait|bay|desert|valley|forest|highway"
    r"|road)"
)
_SITE = re.compile(rf"\b{_SITES}\b", re.IGNORECASE)
_BEFORE_BODY = re.compile(
    r"\b(?:Bank|University|Institute|Party|Front|Council|Army|Movement|League|Church|Ministry|Union|Federation|Organi[sz]ation|Association"
    r"|Committee|College|Forces|Voice|Brigades?|State|Emirate|Bishop|Archbishop|Diocese|Duke|Duchess|Earl|Prince|Princess|Museum"
    r"|Friends|Government) (?:of|in|for) (?:the )?$"
)
_CHAINED_BODY = re.compile(r"\b(?:Islamic State|State) (?:of|in) (?:the )?\w+(?:,? (?:and|&) (?:the |al-|Greater )?$)")


@dataclass(frozen=True)
class Toponym:
    """A name of a place as it stands in the report, with the kind that the words beside it tell."""

    span: Span
    text: str
    hint: Hint = ""


def find_toponyms(report: ParsedReport, gazetteer: Gazetteer) -> list[Toponym]:
    """The toponyms of the coded blocks in the order of the text, none overlapping.

    Adjectives and demonyms ("Syrian") are none, nor are names within names of persons and organisations. Spans leave
    out a leading article and lower-case words beside the name ("northern", "province").
    """
    surnames = surnames_in(report, gazetteer)
    accepted: dict[str, list[tuple[Sentence, int, int]]] = {}
    free: list[tuple[Sentence, list[spacy.tokens.Token], set[int]]] = []
    for sentence in report.sentences:
        tokens = list(sentence.tokens)
        sure = [*_from_countries(tokens, gazetteer), *_from_entities(tokens, gazetteer, surnames)]
        ends = {end for _, end in sure}
        used = {i for start, end in sure for i in range(start, end)}
        runs = [
            *sure,
            *_from_broken(tokens, gazetteer),
            *(r for r in _from_context(tokens, gazetteer, surnames, ends) if not used.intersection(range(*r))),
        ]
        used = set()
        for start, end in runs:
            if used.intersection(range(start, end)) or _in_body(tokens, start, end, gazetteer):
                continue
            used.update(range(start, end))
            accepted.setdefault(_text(tokens, start, end), []).append((sentence, start, end))
        free.append((sentence, tokens, used))
    # A name that was a place once is one again where only the parser's mark is missing ("Gainesville man charged").
    repeated = {
        text for text in accepted if not gazetteer.doubtful(text) and text not in surnames and gazetteer.knows(text)
    }
    for sentence, tokens, used in free:
        for start, end in _repeated(tokens, repeated, used):
            if not _in_body(tokens, start, end, gazetteer):
                accepted.setdefault(_text(tokens, start, end), []).append((sentence, start, end))
    found = [
        Toponym(sentence.span_of(list(sentence.tokens)[start:end]), text, hint_of(list(sentence.tokens), start, end))
        for text, places in accepted.items()
        for sentence, start, end in places
    ]
    return sorted(found, key=lambda t: t.span)


def _repeated(tokens: Sequence[spacy.tokens.Token], texts: set[str], used: set[int]) -> Iterator[tuple[int, int]]:
    longest = max((len(t.split()) for t in texts), default=0) + 2
    firsts = {t.split()[0].split("-")[0] for t in texts}
    at = 0
    while at < len(tokens):
        step = 1
        if at not in used and tokens[at].text.split("-")[0] in firsts:
            for end in range(min(len(tokens), at + longest), at, -1):
                if (
                    _text(tokens, at, end) in texts
                    and _stands_alone(tokens, at, end)
                    and not used.intersection(range(at, end))
                ):
                    yield at, end
                    step = end - at
                    break
        at += step


def _stands_alone(tokens: Sequence[spacy.tokens.Token], start: int, end: int) -> bool:
    """Whether no longer name of a person or an organisation holds these tokens."""
    if tokens[start].ent_iob_ == "I" or (end < len(tokens) and tokens[end].ent_iob_ == "I"):
        return False
    return tokens[start].ent_type_ not in _CLOSED_LABELS


def surnames_in(report: ParsedReport, gazetteer: Gazetteer) -> set[str]:
    """Last words of names of persons of several words, and what follows a title."""
    found = set()
    for sentence in report.sentences:
        for entity in sentence.tokens.ents:
            words = [t.text for t in entity if t.text[0].isalpha() and t.text not in ("'s",)]
            titled = (
                entity.start > sentence.tokens.start
                and entity.doc[entity.start - 1].lower_.rstrip(".") in gazetteer.words["title"]
            )
            if words and words[0].lower() in _LOCATIVE:
                continue  # "Off Haifa"
            if entity.label_ == "PERSON" and (len(words) > 1 or titled):
                found.add(words[-1] if words else "")
    return found


def _capitalised(token: spacy.tokens.Token) -> bool:
    return bool(_CAPITAL.match(token.text))


def _trim(tokens: Sequence[spacy.tokens.Token], start: int, end: int) -> tuple[int, int]:
    while start < end and (
        tokens[start].lower_ in ("the", "a", "an")
        or not (_capitalised(tokens[start]) or _article_at(tokens, start, end) or tokens[start].text[0].isdigit())
    ):
        start += 1
    while end > start and (
        tokens[end - 1].text in ("'s", "'", ",", ".", "-", '"', "(", ")") or tokens[end - 1].text[0].islower()
    ):
        end -= 1
    return start, end


def _article_at(tokens: Sequence[spacy.tokens.Token], at: int, end: int) -> bool:
    """Whether a lower-case Arabic article ("al-") begins a name here."""
    return (
        at + 1 < end
        and tokens[at].lower_.rstrip("-") in names.ARABIC_ARTICLES
        and tokens[at].lower_ not in ("at", "as", "an")
    )


def _text(tokens: Sequence[spacy.tokens.Token], start: int, end: int) -> str:
    # joined from the tokens: a document's `text` is built anew at each call
    return "".join(str(t.text_with_ws) for t in tokens[start:end]).rstrip()


def _without_direction(tokens: Sequence[spacy.tokens.Token], start: int, end: int, gazetteer: Gazetteer) -> int:
    """`start`, or the next token where only the rest of the name is known ("Northern Iraq")."""
    if end - start > 1 and tokens[start].lower_ in _SOFT_WORDS and not gazetteer.knows(_text(tokens, start, end)):
        rest = start + 1 + (tokens[start + 1].text == "-")
        if rest < end and gazetteer.knows(_text(tokens, rest, end)):
            return rest
    return start


def _from_entities(
    tokens: Sequence[spacy.tokens.Token], gazetteer: Gazetteer, surnames: set[str]
) -> Iterator[tuple[int, int]]:
    if not tokens:
        return
    base = tokens[0].i
    for entity in tokens[0].sent.ents if tokens else ():
        if entity.label_ not in _PLACE_LABELS:
            continue
        start, end = _trim(tokens, entity.start - base, min(entity.end - base, len(tokens)))
        # The parser at times takes "Tartus, Syria" or a whole line for one name.
        for first, last in _parts(tokens, start, end, gazetteer):
            first = _kind_of_prefix(tokens, first, last, gazetteer)
            first = _without_direction(tokens, first, last, gazetteer)
            if last <= first:
                continue
            text = _text(tokens, first, last)
            if not re.search(r"[A-Za-z]{2}|[A-Z]\.", text) or text.lower() in gazetteer.adjectives:
                continue
            known = bool(gazetteer.lookup(text))
            if entity.label_ == "FAC" and not (known or _SITE.search(text)):
                continue
            single = last - first == 1
            after_preposition = first > 0 and _cue(tokens, first) in _STRONG
            if (
                single
                and (gazetteer.doubtful(text) or text in surnames)
                and not after_preposition
                and not _has_evidence(tokens, first, last)
            ):
                continue
            if single and first > 0 and tokens[first - 1].lower_.rstrip(".") in gazetteer.words["title"]:
                continue
            cue = _cue(tokens, first)
            if (
                not known
                and entity.label_ != "FAC"
                and not (cue in _LOCATIVE or _has_evidence(tokens, first, last) or _SITE.search(text))
            ):
                continue
            if not known and tokens[last - 1].lower_ in gazetteer.words["body"]:
                continue
            yield first, last


def _parts(
    tokens: Sequence[spacy.tokens.Token], start: int, end: int, gazetteer: Gazetteer
) -> Iterator[tuple[int, int]]:
    commas = [
        i
        for i in range(start, end)
        if tokens[i].text in (",", "/", "(", "and") or (tokens[i].text == "-" and tokens[i - 1].whitespace_)
    ]
    if not commas or gazetteer.knows(_text(tokens, start, end)):
        yield start, end
        return
    for a, b in zip([start, *(i + 1 for i in commas)], [*commas, end], strict=True):
        if a < b:
            yield _trim(tokens, a, b)


def _kind_of_prefix(tokens: Sequence[spacy.tokens.Token], start: int, end: int, gazetteer: Gazetteer) -> int:
    """`start`, or where the name proper begins in "City of Santa Ana"."""
    if (
        end - start > 2
        and tokens[start].lower_ in _KIND_NOUNS
        and tokens[start + 1].lower_ == "of"
        and not gazetteer.knows(_text(tokens, start, end))
    ):
        return start + 2
    return start


def _from_countries(tokens: Sequence[spacy.tokens.Token], gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """Names of countries that the parser has not taken for a part of a person's or an organisation's name."""
    at = 0
    while at < len(tokens):
        step = 1
        money = (
            "$" in tokens[at].text
            or (at > 0 and tokens[at - 1].text.endswith("$"))
            or (at + 1 < len(tokens) and tokens[at + 1].text == "$")
        )
        if (
            _capitalised(tokens[at])
            and not money
            and not _opens(tokens, at)
            and (tokens[at].ent_type_ in ("", "NORP", "PRODUCT", "EVENT") or tokens[at].ent_type_ in _PLACE_LABELS)
        ):
            for end in range(min(len(tokens), at + 5), at, -1):
                if any(t.ent_type_ in ("PERSON", "ORG") for t in tokens[at:end]) or not _capitalised(tokens[end - 1]):
                    continue
                if _within_place(tokens, at, end, gazetteer):
                    continue
                text = _text(tokens, at, end)
                if text.lower() in gazetteer.adjectives or (
                    text in ("US", "CAR", "ROC", "Us", "UP") and text.isupper() and _shouting(tokens)
                ):
                    continue
                if not text.isupper() and len(text) < 4:
                    continue
                hits = gazetteer.lookup(text) if gazetteer.knows(text) else ()
                if hits and hits[0].feature == "country" and hits[0].score > 7:
                    yield at, end
                    step = end - at
                    break
        at += step


def _within_place(tokens: Sequence[spacy.tokens.Token], start: int, end: int, gazetteer: Gazetteer) -> bool:
    """Whether the parser has a longer place here that the gazetteer knows or that names a site ("Jordan Valley")."""
    first, last = start, end
    while first > 0 and tokens[first].ent_iob_ == "I":
        first -= 1
    while last < len(tokens) and tokens[last].ent_iob_ == "I":
        last += 1
    if tokens[start].ent_type_ not in _PLACE_LABELS or (first, last) == (start, end):
        return False
    first, last = _trim(tokens, first, last)
    text = _text(tokens, first, last) if first < last else ""
    return (
        first <= start
        and end <= last
        and (first, last) != (start, end)
        and bool(_SITE.search(text) or gazetteer.knows(text))
    )


def _shouting(tokens: Sequence[spacy.tokens.Token]) -> bool:
    words = [t.text for t in tokens if t.is_alpha]
    return len(words) > 2 and sum(w.isupper() for w in words) > len(words) * 0.6


def _cue(tokens: Sequence[spacy.tokens.Token], start: int) -> str:
    """The preposition before a name, over articles and words of direction, or ""; "of" counts as "in" after "town"."""
    at = start - 1
    while at >= 0 and (tokens[at].lower_ in _SOFT_WORDS or tokens[at].text == "-"):
        at -= 1
    if at < 0:
        return ""
    word: str = tokens[at].lower_
    if word == "of" and at > 0:
        before = tokens[at - 1].lower_
        if before in _KIND_NOUNS or before in _OF_PLACE:
            return "in"
    if word in _KIND_NOUNS and at > 0:
        return "in"
    if word in _TAKES_PLACE and tokens[at].pos_ in ("VERB", "AUX", "NOUN", "PROPN"):
        return "object"
    return word if word in _LOCATIVE else ""


def _has_evidence(tokens: Sequence[spacy.tokens.Token], start: int, end: int) -> bool:
    """Whether the words beside a name tell that it is a place: "town of X", "X province", "X, Syria"."""
    if hint_of(tokens, start, end):
        return True
    return end + 1 < len(tokens) and tokens[end].text == "," and tokens[end + 1].ent_type_ == "GPE"


def hint_of(tokens: Sequence[spacy.tokens.Token], start: int, end: int) -> Hint:
    """The kind of place that the words beside a name or its last word tell: "town of X", "X province"."""
    if end < len(tokens) and tokens[end].text[0].islower():
        kind = _KIND_NOUNS.get(tokens[end].lower_, "")
        if kind and not (
            tokens[end].lower_ in ("capital", "port", "country", "nation", "state")
            and not tokens[end].text.endswith("s")
        ):
            return kind
        if tokens[end].lower_ == "state" and tokens[start].ent_type_ == "GPE":
            return "region"
    last = tokens[end - 1].lower_
    if end - start > 1 and last in _KIND_NOUNS and last not in ("capital", "port") and not last.endswith("s"):
        return _KIND_NOUNS[last]
    at = start - 1
    while at >= 0 and (tokens[at].lower_ in _SOFT_WORDS or tokens[at].text == "-"):
        at -= 1
    if at >= 0 and tokens[at].lower_ == "of" and at > 0:
        return _KIND_NOUNS.get(tokens[at - 1].lower_, "")
    if at >= 0 and at == start - 1 and tokens[at].lower_ in _KIND_NOUNS and tokens[at].lower_ not in ("state", "port"):
        return _KIND_NOUNS[tokens[at].lower_]
    return ""


def _from_context(
    tokens: Sequence[spacy.tokens.Token], gazetteer: Gazetteer, surnames: set[str], ends: set[int]
) -> Iterator[tuple[int, int]]:
    """Names of the gazetteer after a preposition of place, beside a word such as "town", or in a dateline."""
    accepted_end = -1
    at = 0
    while at < len(tokens):
        token = tokens[at]
        starts = (
            (_capitalised(token) or _article_at(tokens, at, len(tokens)))
            and not token.is_punct
            and not _opens(tokens, at)
        )
        follows = (
            at > 0 and _capitalised(tokens[at - 1]) and tokens[at - 1].text[0].isalpha() and not _opens(tokens, at - 1)
        )
        if not starts or (follows and at - 1 >= accepted_end):
            at += 1
            continue
        end = at
        while end < len(tokens) and (
            _capitalised(tokens[end])
            or (tokens[end].lower_ in _INNER and end + 1 < len(tokens) and _capitalised(tokens[end + 1]))
            or (tokens[end].text in ("-", "'") and end + 1 < len(tokens) and not tokens[end].whitespace_)
            or (tokens[end].text.startswith("-") and len(tokens[end].text) > 1)
        ):
            end += 1
        cue = _cue(tokens, at)
        previous = max((e for e in (*ends, accepted_end) if e <= at), default=-1)
        listed = 0 < previous < at <= previous + 3 and all(
            t.text in (",", "and", "or", "the") for t in tokens[previous:at]
        )
        dateline = at == 0 and _is_dateline(tokens, end)
        accepted = 0
        for stop in range(end, at, -1):
            if tokens[stop - 1].text in ("-", "'") or (
                not _capitalised(tokens[stop - 1]) and not tokens[stop - 1].text.startswith("-")
            ):
                continue
            # A part of a longer name is not the place ("Jordan Smith").
            longer = stop < end and tokens[stop].lower_ not in _INNER and not tokens[stop].is_punct
            if longer and not (cue and tokens[stop].ent_type_ in ("DATE", "")):
                continue
            text = _text(tokens, at, stop)
            if len(text) < 3 or text.lower() in gazetteer.adjectives or not gazetteer.knows(text):
                continue
            if _accepts(tokens, at, stop, cue, surnames, listed=listed, dateline=dateline, gazetteer=gazetteer):
                accepted = stop
                break
        if accepted:
            yield at, accepted
            accepted_end = accepted
            at = accepted
        else:
            if cue in _STRONG and end == at + 1:
                accepted_end = end
            # "Residents of Kharkiv": the name begins after the "of".
            within = (i for i in range(at + 2, end) if tokens[i - 1].lower_ == "of" and _cue(tokens, i) == "in")
            at = next(within, max(end, at + 1))


def _from_broken(tokens: Sequence[spacy.tokens.Token], gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """Well-known names of several words that the parser has cut in two or taken for something else ("Dayr az Zawr")."""
    at = 0
    while at < len(tokens) - 1:
        step = 1
        if _capitalised(tokens[at]) and not _opens(tokens, at) and tokens[at].is_alpha:
            for end in range(min(len(tokens), at + 5), at + 1, -1):
                if not _capitalised(tokens[end - 1]) or not _prominent(_text(tokens, at, end), gazetteer, 4.8):
                    continue
                inside = tokens[at].ent_iob_ == "I" or (end < len(tokens) and tokens[end].ent_iob_ == "I")
                cut = any(t.ent_iob_ != "I" for t in tokens[at + 1 : end])
                if cut or (not inside and _prominent(_text(tokens, at, end), gazetteer, 6.0)):
                    yield at, end
                    step = end - at
                    break
        at += step


def _opens(tokens: Sequence[spacy.tokens.Token], at: int) -> bool:
    """Whether a capitalised preposition or article stands before a name ("Near Kobane", "The UK")."""
    return tokens[at].lower_ in ("the", *_LOCATIVE) and at + 1 < len(tokens) and not tokens[at].text.isupper()


def _accepts(
    tokens: Sequence[spacy.tokens.Token],
    start: int,
    end: int,
    cue: str,
    surnames: set[str],
    *,
    listed: bool,
    dateline: bool,
    gazetteer: Gazetteer,
) -> bool:
    labels = {t.ent_type_ for t in tokens[start:end]}
    text = _text(tokens, start, end)
    if labels & _CLOSED_LABELS:
        return False
    if dateline:
        return not gazetteer.doubtful(text)
    evidence = _has_evidence(tokens, start, end)
    # The parser's name may begin with the preposition ("Off Haifa").
    begins = tokens[start].ent_iob_ != "I" or (start > 0 and tokens[start - 1].lower_ in _LOCATIVE)
    whole = (start == 0 or tokens[start - 1].ent_iob_ == "O" or begins) and (
        end == len(tokens) or tokens[end].ent_iob_ != "I"
    )
    if "PERSON" in labels or "ORG" in labels or "NORP" in labels:
        if not whole and not (cue in ("in", "near") or evidence):
            return False
        if text in surnames or gazetteer.doubtful(text) or ("ORG" in labels and text.isupper() and len(text) < 6):
            return evidence
        ground = cue == "object" and tokens[start - 1].lower_ in _TAKES_GROUND
        if cue == "object" and whole and _prominent(text, gazetteer, 4.2 if ground else 5.0):
            return True
        if cue in _LOCATIVE and whole and _in_its_country(tokens, end, text, gazetteer):
            return True
        if listed and whole and "PERSON" not in labels:
            return True
        if cue and whole and end - start > 1 and _SITE.search(text):
            return True
        if (
            _prominent(text, gazetteer)
            and whole
            and start > 0
            and tokens[start - 1].lower_ in ("on", "of", "against", "over", "for", *_LOCATIVE)
        ):
            return True
        return evidence or cue in _STRONG or (cue == "at" and "PERSON" not in labels)
    if gazetteer.doubtful(text):
        return evidence
    if cue == "object" and _prominent(text, gazetteer, 4.0):
        return True
    return evidence or cue in _LOCATIVE or (listed and "PERSON" not in labels)


def _in_its_country(tokens: Sequence[spacy.tokens.Token], end: int, text: str, gazetteer: Gazetteer) -> bool:
    """Whether the country that a name lies in is told right after it ("to Cabo Delgado in Mozambique")."""
    if end + 1 >= len(tokens) or tokens[end].lower_ != "in" or tokens[end + 1].ent_type_ != "GPE":
        return False
    within = gazetteer.lookup(tokens[end + 1].text)
    return bool(within) and any(c.country == within[0].country and c.score >= 4.5 for c in gazetteer.lookup(text))


def _prominent(text: str, gazetteer: Gazetteer, least: float = 6.0) -> bool:
    hits = gazetteer.lookup(text) if gazetteer.knows(text) else ()
    return bool(hits) and hits[0].score >= least and hits[0].feature in ("city", "region")


def _is_dateline(tokens: Sequence[spacy.tokens.Token], end: int) -> bool:
    """Whether the sentence starts as "BEIRUT (Reuters) -", "ANKARA, Turkey —" or "DAMASCUS, 3 May -"."""
    if end == 0 or not tokens[0].text.isupper() or len(tokens[0].text) < 3:
        return False
    head = "".join(t.text_with_ws for t in tokens[end : end + 12])
    return bool(re.match(r"\s*(?:\([A-Z][^)]*\)|,[^-]{0,30}|)\s*-", head)) or bool(re.match(r"\s*\([A-Z]\w+", head))


def _in_body(tokens: Sequence[spacy.tokens.Token], start: int, end: int, gazetteer: Gazetteer) -> bool:
    """Whether the name is part of an organisation's or a paper's name ("Bank of Syria", "New York Times")."""
    before = "".join(t.text_with_ws for t in tokens[max(0, start - 8) : start])
    if _BEFORE_BODY.search(before) or _CHAINED_BODY.search(before):
        return True
    return (
        end < len(tokens)
        and tokens[end].text[0].isupper()
        and tokens[end].lower_ in gazetteer.words["body"]
        and (end - start == 1 or tokens[end - 1].text != ",")
        and not _is_own_sentence_word(tokens, end)
    )


def _is_own_sentence_word(tokens: Sequence[spacy.tokens.Token], at: int) -> bool:
    return bool(tokens[at].is_sent_start)
