"""Displacement in the terms of the Internal Displacement Monitoring Centre: how people moved, flow or stock.

Needs: a figure and its sentence. Gives: the term ("fled", "evacuated", "homeless", …) and whether the number counts
people as they moved (a flow) or as they are (a stock).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.facts.figure_mention import FigureMention
    from dragoman.record.types import DisplacementTerm, FigureMeasure

_HOUSING = re.compile(
    r"\b(?:home|house|dwelling|building|apartment|shelter|hut|housing|flat|structure)s?\b", re.IGNORECASE
)
_KINDS = frozenset({"displaced", "refugees", "returned", "affected", "other"})

# In the figure's own cue first, then in the words around it; the first that is found counts.
_TERMS: tuple[tuple[re.Pattern[str], DisplacementTerm], ...] = tuple(
    (re.compile(pattern), term)  # type: ignore[misc]
    for pattern, term in (
        (r"\bevacu(?:at(?!ion cent)|ee)", "evacuated"),
        (
            r"\bhomeless\b|\b(?:lost|los[ei]n?g?) (?:their|his|her|its) (?:own )?(?:home|house|dwelling)|"
            r"\bwithout (?:a |their )?(?:home|house|roof|shelter)",
            "homeless",
        ),
        (r"\bcamps?\b", "relief_camp"),
        (
            r"\bshelter|\baccommodat|\bhoused\b|\brefuge\b|\bevacuation cent|\bcollective cent|\bsanctuary\b",
            "sheltered",
        ),
        (
            r"\brelocat|\bresettl|\brehous|\bmoved? (?:\w+ ){0,2}(?:to|into)\b|\bmoving to\b|\btransferred to\b|"
            r"\bshifted to\b",
            "relocated",
        ),
        (
            r"\bfled\b|\bflee|\bflight\b|\bforced?\b|\bforcing\b|\bleave|\bleft\b|\bleaving\b|\bdrive|\bdrove\b|\bdriven\b|"
            r"\bescap|\bchas(?:ed|ing)\b|"
            r"\bexpel|\bexpulsion\b|\bevict|\bexodus\b|\bpush|\babandon|\bpoured\b|\bflock|\bcrossed into\b",
            "fled",
        ),
        (r"displac|\bidps?\b|uproot", "displaced"),
    )
)
_UNLIVEABLE = re.compile(
    r"\buninhabitable|\bunliveable|\bunlivable|\b(?:not|no longer) (?:in)?habitable|\bunfit (?:for|to)\b"
)
_RUINED = re.compile(
    r"fire to|\bto (?:ash|rubble|ruin)|"
    r"destr[ou]|demolish|demolition|\braz(?:e|ing)|\bburn|flatten|\bwash|collapse|gutted|torch|\bburied\b|\bbury|bulldoz|"
    r"\bswept|reduced to rubble|\bablaze|\balight\b|\bon fire|\blevel(?:l?ed|l?ing)\b|\bwreck"
)
_BOTH = re.compile(
    r"(?:destroyed|demolished|burnt|burned)\s+(?:or|and)\s+(?:[a-z]+\s+)?damaged|damaged\s+(?:or|and|/)\s*destroyed"
)
# "Totally damaged houses", as disaster agencies in Asia count those destroyed.
_WHOLLY = re.compile(r"\b(?:totally|completely|fully|wholly)\s+$")
_HARMED = re.compile(r"damage|flood|inundat|submerg|\bpartial")
_INTO_SHELTER = re.compile(
    r"\b(?:forced|moved|taken|placed|brought|put) (?:up )?(?:in|into|to) (?:\w+ ){0,2}shelters?\b"
)
_CAMP_HOLDS = re.compile(
    r"\bcamps?\b[^.;,]{0,50}\b(?:host\w*|receiv\w+|holds?|held|housing|houses|housed|home to|sheltering|"
    r"accommodat\w+|contain\w*)(?: \S+){0,3} ?$"
)
# Those pushed into hunger are affected (`figure_kinds`); whoever is pushed out of a place is not.
_NOT_MOVED = frozenset(
    "trap trapped besiege besieged strand stranded encircle cut isolate push drive force chase hound plunge".split()
)

_STOCK = re.compile(
    r"\b(?:remain(?:s|ed|ing)?|still|currently|as of|there (?:are|were|is|was)|host(?:s|ed|ing)?|living|"
    r"lives?|stay(?:s|ing)|"
    r"total number|overall|caseload|registered|st(?:ands|ood|anding) at|(?:are|is) (?:now )?(?:internally )?displaced|"
    r"(?:in|at) (?:\w+ ){0,3}(?:camps?|shelters|centres|centers)|"
    r"number of (?:idps|refugees|displaced|internally|people displaced)|home to)\b"
)
_FLOW = re.compile(
    r"\b(?:newly|new(?:ly)? arriv\w+|arriv\w+|fled|flee\w*|evacuat(?:ed|ing|e)|escaped|expelled|evicted|forced|"
    r"forcing|"
    r"uprooted|(?:was|were|been|being) (?:\w+ )?displaced|displac(?:ing|es)|has displaced|have displaced|had displaced|"
    r"drove|driven|relocated|moved|left|poured|crossed|returned|since|daily|per day|a day|exodus|flight)\b"
)


def displacement_term(figure: FigureMention, sentence: str, start: int) -> DisplacementTerm:
    """How those counted were displaced, or what became of the housing counted; "" for other figures.

    `sentence` is the text of the figure's sentence, which begins at `start` of the report.
    """
    if figure.kind not in _KINDS:
        return ""
    first, last = figure.span.start - start, figure.span.end - start
    around = sentence[max(0, first - 60) : max(0, last) + 80].lower()
    if figure.kind == "other" and _HOUSING.search(figure.counted):
        return _housing(figure, sentence, start, around)
    if figure.kind == "affected" and figure.cue in _NOT_MOVED:
        return ""
    if figure.cue.startswith("displac") and figure.cue_span is not None and figure.cue_span.start < figure.span.start:
        return "displaced"  # "displaced 2,000 people, who moved to camps"
    if _INTO_SHELTER.search(around):
        return "sheltered"
    if "relief camp" in around or _CAMP_HOLDS.search(sentence[:first].lower()):
        return "relief_camp"
    for words in (figure.cue, _own(figure, sentence, start) if figure.kind == "returned" else around):
        for pattern, term in _TERMS:
            if pattern.search(words):
                return term
    return "displaced" if figure.kind == "displaced" else ""


def _housing(figure: FigureMention, sentence: str, start: int, around: str) -> DisplacementTerm:
    near, wholly = around, None
    if figure.cue_span is not None:
        at = figure.cue_span.start - start
        near = sentence[max(0, at - 24) : at + 36].lower()
        wholly = _WHOLLY.search(sentence[:at].lower())
    if _UNLIVEABLE.search(_own(figure, sentence, start)):
        return "uninhabitable_housing"
    if figure.cue in {"damage", "damaged"}:
        both = _BOTH.search(near)
        return "destroyed_housing" if both or wholly else "damaged_housing"
    if figure.cue in {"flood", "flooded", "submerge", "inundate"}:
        return "damaged_housing"
    if _RUINED.search(figure.cue) or _RUINED.search(around):
        return "destroyed_housing"
    return "damaged_housing" if _HARMED.search(around) else ""


def _own(figure: FigureMention, sentence: str, start: int) -> str:
    """The words around a figure up to the next number on either side."""
    first, last = max(0, figure.span.start - start), max(0, figure.span.end - start)
    before = re.split(r"\d", sentence[max(0, first - 60) : first])[-1]
    return (before + sentence[first:last] + re.split(r"\d", sentence[last : last + 80])[0]).lower()


def flow_or_stock(figure: FigureMention, sentence: str, start: int) -> FigureMeasure:
    """Whether a number of displaced, refugees or returned counts those who moved or those who are so; "" if unclear."""
    if figure.kind not in {"displaced", "refugees", "returned"}:
        return ""
    first, last = figure.span.start - start, figure.span.end - start
    before, after = sentence[max(0, first - 60) : max(0, first)].lower(), sentence[max(0, last) : last + 60].lower()
    stock = _nearest(_STOCK, before, after)
    flow = _nearest(_FLOW, before, after)
    if flow == stock:
        # "400 refugees": people of a sort; "400 fled" has its verb.
        return "" if figure.kind == "returned" else "stock" if figure.cue in {"idp", "refugee"} else ""
    return "flow" if flow < stock else "stock"


def _nearest(pattern: re.Pattern[str], before: str, after: str) -> int:
    """Characters between the number and the nearest of the words; a thousand where there is none."""
    found = [len(before) - m.end() for m in pattern.finditer(before)] + [m.start() for m in pattern.finditer(after)]
    return min(found, default=1000)
