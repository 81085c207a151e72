"""Given mentions of events in several texts become clusters of one event each, whatever kind of event it is.

For texts whose events somebody else has marked, as corpora of coreference do. Within the record, where sides, days and
places are known, `linking` does better; the two share words, kinds of features and clustering.

Needs: texts, parsed, and the character intervals of their mentions. Gives: a cluster's number for each mention.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from dragoman.incidents.clustering import as_pairs, clusters, components
from dragoman.incidents.words import alike, kin, stem, stems, telling_words
from dragoman.tables import package_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import spacy.tokens

    from dragoman.language import ParsedReport, Sentence

SAME_STORY = 0.15
"""Reports whose mean likeness reaches this tell one story."""
LEAST_ALIKE = 0.08
"""Mentions of reports less alike than this are not of one event."""
_NEAR_TOKENS = 7
_DEPTH = 3
# What a report's likeness to itself counts as: its mentions are compared like those of two reports of one story.
_OWN = 0.35
# Neighbours in one sentence share their words whether or not they are one event.
_SAME_SENTENCE = {"words": 0.3, "near": 0.1}


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """A mention of an event. `deed` are the stems of its words, `head` that of its main word; `around`, `near` and
    `words` the telling stems of what depends on it, of the words beside it and of its sentence; `kin` the groups of
    words for one deed that it belongs to."""

    report: int
    sentence: int
    deed: frozenset[str]
    head: str
    around: frozenset[str]
    near: frozenset[str]
    words: frozenset[str]
    kin: frozenset[str]


@dataclass(frozen=True)
class MentionRule:
    """The fitted weights of the features, with the intercept, and the likeness from which mentions are joined."""

    weights: Mapping[str, float]
    threshold: float


@cache
def load_mention_rule() -> MentionRule:
    """The rule for mentions of `likeness.toml`."""
    raw = tomllib.loads(package_file("dragoman.incidents", "likeness.toml").read_text("utf-8"))["mentions"]
    return MentionRule(raw["weights"], raw["threshold"])


def mentions_of(report: ParsedReport, spans: Sequence[tuple[int, int]], number: int) -> list[Mention]:
    """The mentions at half-open character intervals of a report's text; `number` is the report's."""
    text = report.article.text
    return [_mention(report, text, start, end, number) for start, end in spans]


def _mention(report: ParsedReport, text: str, start: int, end: int, number: int) -> Mention:
    deed = frozenset(stems(text[start:end]))
    sentence = next((s for s in report.sentences if s.span.start < end and start < s.span.end), None)
    own = [t for t in sentence.tokens if _in(sentence, t, start, end)] if sentence else []
    if sentence is None or not own:
        nearby = telling_words(text[max(0, start - 100) : end + 100]) - deed
        head = stem(text[start:end].split()[-1]) if text[start:end].split() else ""
        return Mention(number, start, deed, head, nearby, nearby, nearby, kin(deed))
    inside = {t.i for t in own}
    main = next((t for t in own if t.head.i not in inside or t.head.i == t.i), own[0])
    below = _dependents(main)
    first, last = own[0].i - sentence.tokens.start, own[-1].i - sentence.tokens.start
    tokens = list(sentence.tokens)
    beside = tokens[max(0, first - _NEAR_TOKENS) : first] + tokens[last + 1 : last + 1 + _NEAR_TOKENS]
    head = stem(main.text)
    return Mention(
        number,
        sentence.span.start,
        deed,
        head,
        telling_words(" ".join(t.text for t in below if t.i not in inside)),
        telling_words(" ".join(t.text for t in beside)),
        telling_words(sentence.text) - deed,
        kin(deed | {head}),
    )


def _in(sentence: Sentence, token: spacy.tokens.Token, start: int, end: int) -> bool:
    at = sentence.offset + token.idx
    return at < end and start < at + len(token)


def _dependents(main: spacy.tokens.Token) -> list[spacy.tokens.Token]:
    found = {t.i: t for t in main.children}
    layer = list(found.values())
    for _ in range(_DEPTH):
        layer = [t for above in layer for t in above.children if t.i not in found]
        found |= {t.i: t for t in layer}
    return [found[i] for i in sorted(found)]


@dataclass(frozen=True)
class Reports:
    """How alike reports are in pairs (smaller number first; pairs below `LEAST_ALIKE` are left out), and the number of
    the story that each tells."""

    alike: Mapping[tuple[int, int], float]
    story: tuple[int, ...]


def reports_of(texts: Sequence[str]) -> Reports:
    """The likeness of some texts, and their stories."""
    words = [telling_words(text) for text in texts]
    found = {}
    for i, one in enumerate(words):
        for j in range(i + 1, len(words)):
            likeness = alike(one, words[j])
            if likeness >= LEAST_ALIKE / 4:
                found[i, j] = likeness
    story = list(range(len(words)))
    near = [pair for pair, likeness in found.items() if likeness >= SAME_STORY]
    for group in components(len(words), near):
        for cluster in clusters(group, as_pairs(found), SAME_STORY):
            for n in cluster:
                story[n] = cluster[0]
    return Reports({pair: likeness for pair, likeness in found.items() if likeness >= LEAST_ALIKE}, tuple(story))


FEATURES = (
    *("report", "report squared", "same report", "same sentence", "deed", "head", "words", "around", "near"),
    *("deed × report", "story", "story × deed", "kin", "kin × story", "kin × near", "said", "said × near"),
)
"""The features of two mentions: how alike their reports are, whether they are the same report, sentence or story;
whether deeds share a word, their main word, or a group of kin words; how alike what depends on them and what stands by
them is; and whether both only say something."""


def features(a: Mention, b: Mention, reports: Reports) -> list[float]:
    """The features of two mentions, in the order of `FEATURES`."""
    same = a.report == b.report
    pair = (a.report, b.report) if a.report < b.report else (b.report, a.report)
    report = _OWN if same else reports.alike.get(pair, 0.0)
    sentence = same and a.sentence == b.sentence
    words = _SAME_SENTENCE["words"] if sentence else alike(a.words, b.words)
    near = _SAME_SENTENCE["near"] if sentence else alike(a.near, b.near)
    deed, head = float(bool(a.deed & b.deed)), float(a.head == b.head)
    related = float(not head and bool(a.kin & b.kin))
    story = float(not same and reports.story[a.report] == reports.story[b.report])
    said = float(a.head == b.head == "say")
    return [
        *(report, report * report, float(same), float(sentence), deed, head, words),
        *(alike(a.around, b.around), near, deed * report, story, story * deed),
        *(related, related * story, related * near, said, said * near),
    ]


def candidate_pairs(mentions: Sequence[Mention], reports: Reports) -> Iterator[tuple[int, int]]:
    """The pairs of mentions that are compared at all: of one report, or of two that are alike; smaller number first."""
    of: dict[int, list[int]] = {}
    for n, mention in enumerate(mentions):
        of.setdefault(mention.report, []).append(n)
    for numbers in of.values():
        for at, i in enumerate(numbers):
            yield from ((i, j) for j in numbers[at + 1 :])
    for a, b in reports.alike:
        for i in of.get(a, ()):
            yield from ((i, j) if i < j else (j, i) for j in of.get(b, ()))


def link(mentions: Sequence[Mention], reports: Reports, rule: MentionRule) -> list[int]:
    """For each mention the number of its cluster: that of the cluster's first mention."""
    weights = [rule.weights[name] for name in FEATURES]
    intercept = rule.weights["intercept"]
    found: dict[tuple[int, int], float] = {}
    near = []
    for i, j in candidate_pairs(mentions, reports):
        told = features(mentions[i], mentions[j], reports)
        score = intercept + sum(w * x for w, x in zip(weights, told, strict=True))
        likeness = 1.0 / (1.0 + math.exp(-score))
        found[i, j] = likeness
        if likeness >= rule.threshold:
            near.append((i, j))
    home = list(range(len(mentions)))
    for group in components(len(mentions), near):
        for cluster in clusters(group, as_pairs(found), rule.threshold):
            for n in cluster:
                home[n] = cluster[0]
    return home
