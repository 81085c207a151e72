"""What happened to those counted: killed, injured, displaced, detained, …

It goes from the surest sign to the weakest: the word right beside the number, the verb that governs it, its modifiers,
the noun that counts it ("the deaths of 12"), the noun counted itself, the label of a list.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman.facts.figure_words import is_person, lemma_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from dragoman.facts.counting import Counted
    from dragoman.facts.figure_words import FigureWords
    from dragoman.facts.numbers import Number
    from dragoman.language import Sentence
    from dragoman.record.types import FigureKind

_TOLL = re.compile(r"\b(?:death\s+)?toll\b[^.;]{0,60}$|\bdead\s*:\s*$|\bdeaths\s*:\s*$", re.IGNORECASE)
_Sign = tuple["FigureKind | None", "Token | None"]
_NOTHING: _Sign = (None, None)


def kind_of(counted: Counted, words: FigureWords, sentence: Sentence, number: Number) -> _Sign:
    """The kind and the word that decided it."""
    if counted.noun is not None and lemma_of(counted.noun) == "casualty":
        return "casualties", counted.noun
    if counted.noun is None and _line(sentence, number) is not None:
        sign = _labelled(sentence, number, words)
        if sign[0] is not None:
            return sign
    for sign in (
        _beside(counted, words, sentence),
        _governor(counted.role, words, 0),
        _modifiers(counted, words),
        _nominal(counted.role, words),
        _itself(counted, words),
    ):
        if sign[0] is not None:
            sign = _refugees(sign, counted, words)
            return _both(sign, counted, words, sentence)
    if counted.noun is None or sentence.text[: number.start].rstrip()[-1:] == ":":
        if _TOLL.search(sentence.text[: number.start]):
            return "killed", None
        return _labelled(sentence, number, words)
    return _NOTHING


_LABEL = re.compile(
    r"(?:^|[.;,\n\u2022(-])\s*(?P<label>(?:[A-Za-z()]+[ -]){0,12}[A-Za-z()]+)\s*"
    r"(?::|=|-|\bis|\bwas|\bto be|\bat|\btotal|\breache[sd]|\bexceed(?:s|ed)|\b(?:sur)?passed|"
    r"\b(?:rose|risen|grew|grown|increased|climbed|jumped|swelled|fell|fallen|dropped|declined|decreased|came)\s+"
    r"(?:\w+ly\s+)?(?:from\s+[\d.,]+\s+(?:million\s+|thousand\s+)?)?to)\s*$"
)
# A line that is nothing but a label and its number: "Damaged houses 91,808".
_LINE = re.compile(r"^\W*(?P<label>(?:[A-Za-z()/]+[ ,/-]{1,2}){1,7}?)$")
_LINE_ENDS = re.compile(r"\s*(?:$|[(;])")


def _label(sentence: Sentence, number: Number) -> re.Match[str] | None:
    return _LABEL.search(sentence.text[: number.start]) or _line(sentence, number)


def _line(sentence: Sentence, number: Number) -> re.Match[str] | None:
    if _LINE_ENDS.match(sentence.text[number.end :]) is None:
        return None
    return _LINE.search(sentence.text[: number.start])


def labelled_noun(sentence: Sentence, number: Number, words: FigureWords) -> Token | None:
    """The families, households or houses that a label counts ("Displaced households: 1,240")."""
    match = _label(sentence, number)
    if match is None:
        return None
    start = sentence.tokens[0].idx
    for token in reversed(list(sentence.tokens)):
        lemma = lemma_of(token)
        if (
            match.start("label") <= token.idx - start < match.end("label")
            and (words.is_a(lemma, "family") or words.is_a(lemma, "household"))
            and not any(c.dep_ == "poss" for c in token.children)  # "people forced from their homes"
        ):
            return token
    return None


def _labelled(sentence: Sentence, number: Number, words: FigureWords) -> _Sign:
    """ "Number of displaced: 452", "Houses destroyed: 31": the label of a list says what is counted."""
    match = _label(sentence, number)
    if match is None:
        return _NOTHING
    start = sentence.tokens[0].idx
    forced = _FORCED_OUT.search(match["label"])
    if forced is not None:
        at = start + match.start("label") + forced.start()
        return "displaced", next((t for t in sentence.tokens if t.idx >= at), None)
    for token in reversed(list(sentence.tokens)):
        if token.idx - start < match.end("label") and token.idx - start + len(token) > match.start("label"):
            word, lemma = token.lower_.lstrip("-"), lemma_of(token).lstrip("-")
            kind = words.kind("state", word) or words.kind("self", lemma) or words.kind("of", lemma)
            if kind is not None:
                return kind, token
    return _NOTHING


_RUINS = frozenset({"rubble", "ash", "ashes", "ruin", "ruins", "dust"})
_ON_FIRE = re.compile(r"set\s+(?:\w+\s+){0,4}?(?:on\s+fire|ablaze|alight|afire)\b", re.IGNORECASE)
_FORCED_OUT = re.compile(r"\b(?:forced|driven|pushed|chased)\s+(?:from|out)\b")
_SHELTERING = frozenset({"host", "shelter", "house", "accommodate", "resettle"})


def _refugees(sign: _Sign, counted: Counted, words: FigureWords) -> _Sign:
    """Refugees that are sheltered or helped are refugees still."""
    kind, cue = sign
    own = _itself(counted, words)
    helped = kind == "affected" or (kind == "displaced" and cue is not None and lemma_of(cue) in _SHELTERING)
    return own if helped and own[0] == "refugees" else sign


def _both(sign: _Sign, counted: Counted, words: FigureWords, sentence: Sentence) -> _Sign:
    """Killed and injured told with one number are casualties."""
    kind, cue = sign
    if kind not in {"killed", "injured"} or cue is None:
        return sign
    for other in (*cue.conjuncts, *(c for c in cue.children if c.dep_ == "conj")):
        second = (
            words.kind("patient", lemma_of(other))
            or words.kind("state", other.lower_)
            or words.kind("state", lemma_of(other))
        )
        if second in {"killed", "injured"} and second != kind and abs(other.i - cue.i) <= 3:
            low, high = sorted((other.i, cue.i))
            between = sentence.tokens.doc[low:high]
            own = any(t.pos_ == "NUM" for t in between) or any(
                c.dep_ in {"dobj", "nsubjpass", "nummod"} and c.i > low
                for c in other.children
                if c.i > cue.i or other.i > c.i > cue.i
            )
            own = own or (
                other.i > cue.i
                and any(c.dep_ == "dobj" for c in other.children)
                and any(c.dep_ == "dobj" for c in cue.children)
            )
            if not own:
                return "casualties", cue
    return sign


def _beside(counted: Counted, words: FigureWords, sentence: Sentence) -> _Sign:
    """ "25 dead", "12 people missing", "20 killed": a state right after the phrase."""
    doc, end = counted.last.doc, sentence.tokens[-1].i
    role = counted.role
    if role.dep_ == "pobj" and role.head.lower_ not in {"of", "to", "for", "with", "by"} and counted.noun is not None:
        return _NOTHING  # "106 protesters in 21 cities have been killed"
    index = counted.last.i + 1
    if counted.noun is not None and counted.noun.tag_ in {"VBN", "JJ", "VBD"}:
        index = counted.noun.i
    skipped = 0
    while (
        index <= end
        and skipped < 3
        and doc[index].lower_
        in {
            "people",
            "others",
            "were",
            "was",
            "are",
            "is",
            "been",
            "have",
            "had",
            "has",
            "more",
            "also",
            "still",
            "reported",
            "reportedly",
            "confirmed",
            "left",
            "feared",
            "remain",
            "remained",
            "remains",
            "went",
            "go",
            "gone",
            "being",
            "be",
            "seriously",
            "severely",
            "critically",
            "badly",
            "slightly",
            "now",
            "rendered",
            "made",
            "became",
            "become",
            "believed",
            "presumed",
            "internally",
            "declared",
            "listed",
            "found",
            "either",
            "already",
            "newly",
            "completely",
            "totally",
            "fully",
            "partially",
            "partly",
            "heavily",
        }
    ):
        index += 1
        skipped += 1
    if index > end:
        return _NOTHING
    token = doc[index]
    kind = words.kind("state", token.lower_)
    if kind is None:
        return _NOTHING
    if kind == "injured" and counted.noun is not None and words.is_a(lemma_of(counted.noun), "household"):
        kind = "other"  # houses, too, are burned
    active = (
        any(c.dep_ in {"dobj", "obj"} for c in token.children)
        and token.tag_ in {"VBD", "VBN"}
        and not any(c.dep_ in {"nsubjpass", "auxpass"} for c in token.children)
    )
    if active or (token.dep_ == "amod" and 0 < token.head.i - token.i <= 2 and token.head != counted.noun):
        return _NOTHING
    # "20 militants killed 30 civilians": the next number is what the verb acts on.
    if (
        token.tag_ in {"VBD", "VBN"}
        and index < end
        and skipped == 0
        and doc[index + 1].pos_ in {"NUM", "DET"}
        and token.pos_ == "VERB"
        and counted.noun is not None
    ):
        return _NOTHING
    return kind, token


def _governor(role: Token, words: FigureWords, depth: int) -> _Sign:
    """The verb that the number is subject or object of, through coordination, "including" and complements."""
    head = role.head
    if depth > 3 or head == role:
        return _NOTHING
    dep = role.dep_
    if dep == "conj" and head.pos_ not in {"VERB", "AUX"}:
        return _governor(head, words, depth + 1)
    if dep in {"appos", "nummod", "compound", "nmod"} and head.pos_ in {"NOUN", "PROPN"} and head.i < role.i:
        return _governor(head, words, depth + 1)
    if head.pos_ not in {"VERB", "AUX"}:
        return _NOTHING
    lemma = lemma_of(head)
    if lemma in {"claim", "take", "cost"} and lemma_of(role) in {"life", "soul"}:
        return "killed", role
    if dep in {"nsubj", "attr", "nsubjpass"} and lemma in {"be", "include", "remain"}:
        sign = _predicate(head, words)
        if sign[0] is not None:
            return sign
    passive = dep == "nsubjpass" or (dep == "nsubj" and any(c.dep_ == "auxpass" for c in head.children))
    if dep in {"dobj", "obj", "attr", "oprd", "dative"} or passive:
        if lemma == "reduce" and any(
            p.lower_ == "to" and any(lemma_of(c) in _RUINS for c in p.children) for p in head.children
        ):
            return ("other" if words.is_a(lemma_of(role), "household") else None), head
        if lemma == "hold" and any(c.dep_ == "nsubj" and lemma_of(c) == "camp" for c in head.children):
            return "displaced", head
        for verb in _with_shared_object(head):
            kind = words.kind("patient", lemma_of(verb))
            if kind is not None and _fits(kind, verb, role, words):
                return kind, verb
        # "forced 800 families to leave", "left 30 people dead"
        for child in head.children:
            if child.dep_ in {"oprd", "acomp", "xcomp", "ccomp", "advcl"} and child.i > head.i:
                kind = words.kind("state", child.lower_) or words.kind("subject", lemma_of(child))
                if kind is None and child.tag_ == "VBN":
                    kind = words.kind("patient", lemma_of(child))
                if kind in {"killed", "injured", "displaced", "missing"}:
                    return kind, child
                if lemma in _FORCING and lemma_of(child) in _LEAVING:
                    return "displaced", child
        if lemma in {"force", "drive", "push", "chase", "hound", "plunge"} and (
            ways := [c for c in head.children if c.lower_ in {"from", "out", "into"}]
        ):
            into = {lemma_of(t) for way in ways if way.lower_ == "into" for t in way.children if t.dep_ == "pobj"}
            return ("affected" if into & _WANT else "displaced"), head
        if passive and _to_safety(role, head, words):
            return "displaced", head
        if lemma == "set" and _ON_FIRE.search(str(head.sent.text)[head.idx - head.sent.start_char :][:40]):
            return ("other" if words.is_a(lemma_of(role), "household") else None), head
        if lemma == "take" and any(lemma_of(c) in {"hostage", "captive", "prisoner"} for c in head.children):
            return ("detained" if any(lemma_of(c) == "prisoner" for c in head.children) else "abducted"), head
        if lemma == "shoot" and any(c.lower_ == "dead" for c in head.children):
            return "killed", head
    elif dep in {"nsubj"}:
        if lemma in {"suffer", "sustain"} and any(c.dep_ == "dobj" and lemma_of(c) == "damage" for c in head.children):
            return "other", next(c for c in head.children if lemma_of(c) == "damage")
        for verb in (head, *(c for c in head.children if c.dep_ in {"xcomp", "conj"})):
            kind = words.kind("subject", lemma_of(verb))
            if kind is not None and _fits(kind, verb, role, words):
                return kind, verb
            state = next(
                (c for c in verb.children if c.dep_ in {"acomp", "attr", "oprd"} and words.kind("state", c.lower_)),
                None,
            )
            if state is not None:
                return words.kind("state", state.lower_), state
        if lemma in {"leave", "lose"} and any(
            lemma_of(c) in {"home", "house", "village", "life"} for c in head.children
        ):
            return ("killed" if any(lemma_of(c) == "life" for c in head.children) else "displaced"), head
        if _to_safety(role, head, words):
            return "displaced", head
        if lemma == "take" and re.search(r"\b(?:took|tak\w+) to the streets\b", str(head.sent.text)):
            return "protesters", head
        # The subject of a small clause: "left [three people dead]".
        if head.dep_ in {"ccomp", "xcomp"}:
            kind = words.kind("state", head.lower_)
            if kind is not None:
                return kind, head
    return _NOTHING


def _predicate(verb: Token, words: FigureWords) -> _Sign:
    """ "Among the dead were 12 women", "6 million are in need of aid", "12 are in custody"."""
    for prep in verb.children:
        if prep.dep_ == "prep" and prep.lower_ in {"among", "in", "under", "without", "behind"}:
            for inner in prep.children:
                lemma = lemma_of(inner)
                if prep.lower_ == "among":
                    kind = words.kind("state", inner.lower_) or words.kind("self", lemma)
                    if kind is not None:
                        return kind, inner
                elif lemma in _PLIGHTS:
                    return _PLIGHTS[lemma], inner
        if (
            prep.dep_ == "nsubj"
            and prep.i < verb.i
            and words.kind("state", prep.lower_) in {"killed", "injured", "missing"}
        ):
            return words.kind("state", prep.lower_), prep
    return _NOTHING


_PLIGHTS: dict[str, FigureKind] = {
    "need": "affected",
    "custody": "detained",
    "detention": "detained",
    "jail": "detained",
    "prison": "detained",
    "bar": "detained",
    "captivity": "abducted",
}
# What people are pushed into without leaving their homes.
_WANT = frozenset(
    "hunger poverty famine starvation malnutrition insecurity debt destitution unemployment crisis emergency misery "
    "despair need hardship labour labor marriage prostitution recession".split()
)
_FORCING = frozenset({"force", "oblige", "compel", "drive", "cause", "push", "lead", "prompt", "order", "urge"})
_LEAVING = frozenset({"leave", "move", "abandon", "evacuate", "flee", "relocate", "seek", "escape", "vacate"})


def _with_shared_object(verb: Token) -> Iterator[Token]:
    """The verb, then the verbs coordinated with it that have no object of their own."""
    yield verb
    if verb.dep_ == "xcomp" and verb.head.pos_ == "VERB":
        yield verb.head
    for other in verb.conjuncts:
        own = {"dobj", "nsubj", "nsubjpass"} if other.i > verb.i else {"dobj", "nsubjpass"}
        if other.pos_ == "VERB" and not any(c.dep_ in own for c in other.children):
            yield other
    for child in verb.children:
        if child.dep_ == "xcomp" and child.pos_ == "VERB":
            yield child


_TO_SAFETY = re.compile(
    r"(?:mov|remain|tak|took|seek|sought|stay|liv|resid|brought|transfer|shift|found|find)\w*\s+(?:[\w'’-]+\s+){0,4}?(?:safety|safer\b|"
    r"safe\s+(?:area|place|zone|location|haven)|higher\s+ground|refuge|sanctuary|shelters?\b|camps?\b|evacuation\s+cent|"
    r"collective\s+cent|relief\s+cent|temporary\s+(?:housing|accommodation|shelter|settlement)|makeshift)"
)


def _to_safety(role: Token, verb: Token, words: FigureWords) -> bool:
    """ "Had moved to safer places", "took refuge in the church", "are staying in evacuation centres"."""
    noun = lemma_of(role)
    group = words.is_a(noun, "family") or words.is_a(noun, "household")
    if not (group or role.pos_ == "NUM" or is_person(role, words)) or words.kind("self", noun) == "troops":
        return False
    sentence = verb.sent
    after = str(sentence.text)[verb.idx - sentence.start_char :]
    return _TO_SAFETY.match(after) is not None


_PLURAL_NUMBERS = frozenset({"dozen", "hundred", "thousand", "score", "million", "billion"})
_ON_THE_LIVING = frozenset(
    {"kill", "murder", "massacre", "execute", "behead", "injure", "wound", "arrest", "detain", "imprison", "jail"}
    | {"abduct", "kidnap", "maim", "lynch", "assassinate"}
)


def _fits(kind: FigureKind, verb: Token, role: Token, words: FigureWords) -> bool:
    """Verbs that say something about people only where people are counted, and verbs that have other uses."""
    inner = [c for of in role.children if of.lower_ == "of" for c in of.children if c.dep_ == "pobj"]
    if inner and lemma_of(role).rstrip("s") in _PLURAL_NUMBERS:
        role = inner[0]  # "dozens of houses"
    lemma, noun = lemma_of(verb), lemma_of(role)
    group = words.is_a(noun, "family") or words.is_a(noun, "household")
    person = group or role.pos_ == "NUM" or noun.rstrip("s") in _PLURAL_NUMBERS or is_person(role, words)
    # Only the living are killed, arrested and kidnapped, whatever the noun.
    person = person or (kind in {"killed", "injured", "detained", "abducted"} and lemma in _ON_THE_LIVING)
    if kind == "other":
        return not person or words.is_a(noun, "household") or noun == "other"
    if not person:
        return False
    if kind == "affected" and (words.kind("self", noun) == "troops" or role.pos_ == "NUM"):
        return False
    if lemma in {"fall"}:
        return False
    if lemma == "gun":
        return any(c.lower_ == "down" for c in verb.children)
    if lemma == "round":
        return any(c.lower_ == "up" for c in verb.children)
    if lemma == "cut":
        return any(c.lower_ == "off" for c in verb.children)
    if lemma == "drive":
        return any(c.lower_ in {"from", "out"} for c in verb.children)
    if lemma == "hold":
        return noun != "hostage" and not any(c.dep_ == "dobj" and c != role for c in verb.children)
    if kind in {"killed", "injured"} and (words.is_a(noun, "household") or noun == "family"):
        return False
    if lemma == "suffer":
        return any(lemma_of(c) in {"injury", "wound", "burn"} for c in verb.children)
    return True


def _modifiers(counted: Counted, words: FigureWords) -> _Sign:
    """Participles, adjectives and relative clauses: "people displaced by", "wounded civilians", "who were killed"."""
    for token in {
        counted.role.i: counted.role,
        (counted.noun or counted.role).i: counted.noun or counted.role,
    }.values():
        for child in token.children:
            if child.dep_ in {"amod", "acl", "relcl", "advcl", "appos", "acomp"}:
                sign = _modifier(child, words)
                if sign[0] is not None:
                    return sign
            if child.dep_ == "prep" and child.lower_ in {"in", "under", "behind"}:
                for inner in child.children:
                    if inner.dep_ == "pobj" and lemma_of(inner) in _PLIGHTS:
                        return _PLIGHTS[lemma_of(inner)], inner
    return _NOTHING


def _modifier(child: Token, words: FigureWords) -> _Sign:
    lemma = lemma_of(child)
    if child.dep_ in {"amod", "appos"}:
        return words.kind("state", child.lower_) or (
            words.kind("subject", lemma) if child.tag_ == "VBG" else None
        ), child
    subjects = [c for c in child.children if c.dep_ in {"nsubj", "nsubjpass"}]
    passive = child.tag_ == "VBN" and (
        child.dep_ == "acl" or any(c.dep_ in {"nsubjpass", "auxpass"} for c in child.children)
    )
    for verb in (child, *(c for c in child.children if c.dep_ in {"xcomp", "conj"})):
        kind = words.kind("patient", lemma_of(verb)) if passive else None
        kind = kind or words.kind("state", verb.lower_)
        if kind is None and (child.tag_ == "VBG" or not subjects or subjects[0].tag_ in {"WP", "WDT"}):
            kind = words.kind("subject", lemma_of(verb))
        if kind is not None and (
            passive or not any(c.dep_ == "dobj" for c in verb.children) or kind in {"displaced", "affected"}
        ):
            return kind, verb
    if lemma in {"force", "drive"} and passive:
        return "displaced", child
    return _NOTHING


def _nominal(role: Token, words: FigureWords) -> _Sign:
    """ "the deaths of 12 civilians", "a toll of 41", "injuries to 30 others"."""
    prep = role.head
    if role.dep_ == "conj":
        prep = prep.head
    if prep.pos_ != "ADP" or role.dep_ not in {"pobj", "conj"}:
        return _NOTHING
    head = prep.head
    if prep.lower_ in {"including", "like"}:
        return _NOTHING
    if prep.lower_ in {"of", "to", "for", "among", "by", "at", "in"}:
        lemma = lemma_of(head)
        kind = words.kind("of", lemma)
        if (
            kind is not None
            and head.pos_ in {"NOUN", "PROPN", "VERB"}
            and (prep.lower_ == "of" or lemma in {"toll", "injury", "casualty"})
        ):
            return kind, head
        if prep.lower_ == "to" and lemma in {"set", "fire"} and _SET_FIRE.search(_before(role)):
            return ("other" if words.is_a(lemma_of(role), "household") else None), head
        toll = next((c for c in head.children if lemma_of(c) == "toll"), None) if head.pos_ in {"VERB", "AUX"} else None
        if toll is not None:
            return "killed", toll
    return _NOTHING


_SET_FIRE = re.compile(r"\bset(?:ting)?\s+fire\s+to\s+(?:[^\s,;]+\s+){0,4}$", re.IGNORECASE)


def _before(token: Token) -> str:
    return str(token.sent.text)[: token.idx - token.sent.start_char]


def _itself(counted: Counted, words: FigureWords) -> _Sign:
    """ "12 deaths", "400 refugees", "1,200 troops"."""
    noun = counted.noun
    if noun is None:
        return _NOTHING
    kind = words.kind("self", lemma_of(noun)) or words.kind("self", noun.lower_)
    if kind is None:
        return _NOTHING
    if lemma_of(noun) in {"adviser", "advisor", "combatant", "infantry", "asylum"} and kind == "refugees":
        return _NOTHING
    return kind, noun
