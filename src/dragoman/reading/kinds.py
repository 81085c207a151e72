"""From pieces of a page to blocks: which piece is the headline, which a caption, and which is furniture, and why."""

from __future__ import annotations

from typing import NamedTuple

from dragoman.reading.dateline import find_dateline
from dragoman.reading.furniture import TEASERS, TRAILERS, furniture_reason
from dragoman.reading.masthead import is_masthead, is_section
from dragoman.reading.shapes import (
    closes_sentence,
    heading_shaped,
    headline_shaped,
    picture_caption,
    same_words,
    sentences_at_least_two,
    words,
)
from dragoman.reading.written_dates import full_dates
from dragoman.record import Block, BlockKind, Span

_SHORT_FRAGMENT = 5
_BARE_INTRODUCTIONS = (":",)
_STOPWORDS = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "and",
        "or",
        "by",
        "with",
        "from",
        "as",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "has",
        "have",
        "had",
        "it",
        "its",
        "his",
        "her",
        "their",
        "that",
        "this",
        "these",
        "those",
        "which",
        "who",
        "will",
        "would",
        "after",
        "over",
        "into",
        "said",
        "says",
        "s",
    ]
)


class Piece(NamedTuple):
    """A piece of text between breaks; `hint` is what its mark-up says it is, `reason` why it is surely furniture."""

    span: Span
    hint: BlockKind | None = None
    reason: str = ""


class _Draft:
    """A piece while its kind is being found."""

    __slots__ = ("count", "hint", "kind", "reason", "span", "text")

    def __init__(self, text: str, piece: Piece) -> None:
        self.span = piece.span
        self.hint = piece.hint
        self.reason = piece.reason
        self.text = piece.span.of(text)
        self.count = len(words(self.text))
        self.kind: BlockKind = "furniture" if piece.reason else piece.hint or "paragraph"

    def mark(self, reason: str) -> None:
        self.kind, self.reason = "furniture", reason

    @property
    def open(self) -> bool:
        return self.kind != "furniture"


def blocks_of(text: str, pieces: list[Piece], *, title: str = "") -> tuple[Block, ...]:
    """The blocks for `pieces` (in order, not overlapping, none blank), each with its kind.

    `title` is the report's title where it is known from elsewhere: it tells the headline from a short first line.
    """
    drafts = [_Draft(text, piece) for piece in pieces]
    headline = _find_headline(drafts, title)
    for draft in drafts:
        if draft.open and draft is not headline and (reason := furniture_reason(draft.text)):
            draft.mark(reason)
    _mark_teasers(drafts)
    _mark_end(drafts)
    _find_captions(drafts)
    _mark_repeats(drafts, headline, title)
    _find_headings(drafts, headline)
    _mark_stray_end(drafts)
    if headline is not None:
        _find_standfirst(drafts, headline)
    return tuple(Block(draft.kind, draft.span, draft.reason) for draft in drafts)


# A first line may look like a link ("Watch: …") and yet be the headline; these it is never.
_NEVER_HEADLINES = frozenset(
    {
        "byline",
        "time stamp",
        "credit",
        "counter or control",
        "separator",
        "path of the page",
        "head of a message",
    }
)


def _find_headline(drafts: list[_Draft], title: str) -> _Draft | None:
    hinted = next((draft for draft in drafts if draft.hint == "headline" and draft.open), None)
    if hinted is not None:
        return hinted
    known = same_words(title)
    candidates = [draft for draft in drafts if draft.open][:6]
    if known:
        for draft in candidates:
            if same_words(draft.text) == known:
                draft.kind = "headline"
                return draft
        return None
    if sum(draft.open for draft in drafts) < 2:
        return None
    candidates = _below_the_page_head(candidates, drafts)
    for draft in candidates[:4]:
        if draft.hint is None and headline_shaped(draft.text) and not find_dateline(draft.text):
            if draft is not candidates[0] and furniture_reason(draft.text):
                continue
            if furniture_reason(draft.text) in _NEVER_HEADLINES:
                continue
            draft.kind = "headline"
            return draft
        if furniture_reason(draft.text) is None:
            return None
    return None


def _below_the_page_head(candidates: list[_Draft], drafts: list[_Draft]) -> list[_Draft]:
    """The candidates without what names the paper and its section, which is marked."""
    for n, draft in enumerate(candidates[:-1]):
        below = [d.text for d in drafts[drafts.index(draft) + 1 :] if d.open]
        if draft.hint is None and n == 0 and is_masthead(draft.text, below):
            draft.mark("masthead")
        elif draft.hint is None and is_section(draft.text) and headline_shaped(candidates[n + 1].text):
            draft.mark("section of the page")
        else:
            return candidates[n:]
    return candidates[-1:]


def _mark_teasers(drafts: list[_Draft]) -> None:
    listing = False
    for draft in drafts:
        if draft.kind == "furniture":
            listing = draft.reason in TEASERS or (listing and bool(draft.reason))
        elif listing and draft.hint in (None, "heading") and draft.count <= 25 and not closes_sentence(draft.text):
            draft.mark("related-story teaser")
        else:
            listing = False


def _mark_end(drafts: list[_Draft]) -> None:
    sizes = [draft.span.end - draft.span.start if draft.open else 0 for draft in drafts]
    total, before = sum(sizes), 0
    for index, draft in enumerate(drafts):
        if draft.reason in TRAILERS and before >= 120 and before * 2 >= total:
            for later in drafts[index + 1 :]:
                if later.open:
                    later.mark("after the end of the report")
            return
        before += sizes[index]


def _find_captions(drafts: list[_Draft]) -> None:
    for draft, following in zip(drafts, [*drafts[1:], None], strict=True):
        if draft.kind != "paragraph" or draft.hint not in (None, "paragraph"):
            continue
        credited = following is not None and following.reason == "credit"
        if picture_caption(draft.text) or (credited and _ends_in_date(draft.text)):
            draft.kind = "caption"


def _ends_in_date(text: str) -> bool:
    if len(words(text)) > 80:
        return False
    dates = list(full_dates(text, max(0, len(text) - 60)))
    return bool(dates) and len(text) - dates[-1].span.end <= 24


def _mark_repeats(drafts: list[_Draft], headline: _Draft | None, title: str) -> None:
    seen: dict[str, str] = {}
    captions: list[str] = []
    if headline is not None:
        seen[same_words(headline.text)] = "headline"
    elif title:
        seen[same_words(title)] = "headline"
    for draft in drafts:
        if not draft.open or draft is headline:
            continue
        said = same_words(draft.text)
        if not said or draft.text.rstrip().endswith(_BARE_INTRODUCTIONS):
            continue
        earlier = seen.get(said)
        if earlier is None and draft.kind == "caption" and draft.count >= 6:
            near = [other for other in captions if other.startswith(said) or said.startswith(other)]
            earlier = "caption" if near else None
        if earlier is not None and (draft.count >= 3 or earlier != "paragraph"):
            draft.mark(f"repeated {earlier}")
            continue
        name = {"headline": "headline", "caption": "caption", "heading": "heading"}.get(draft.kind, "paragraph")
        seen.setdefault(said, name)
        if draft.kind == "caption" and draft.count >= 6:
            captions.append(said)


def _find_headings(drafts: list[_Draft], headline: _Draft | None) -> None:
    ahead: _Draft | None = None
    body_before = [False] * len(drafts)
    seen = headline is not None
    for index, draft in enumerate(drafts):
        body_before[index] = seen
        seen = seen or draft.kind == "paragraph"
    for index in range(len(drafts) - 1, -1, -1):
        draft = drafts[index]
        if not draft.open:
            continue
        free = draft.kind == "paragraph" and draft.hint is None and body_before[index]
        leads = ahead is not None and ahead.kind in ("paragraph", "quote", "caption") and ahead.count >= 8
        if free and leads and heading_shaped(draft.text):
            draft.kind = "heading"
        if draft.kind != "caption":
            ahead = draft


def _mark_stray_end(drafts: list[_Draft]) -> None:
    if sum(draft.kind in ("paragraph", "quote") for draft in drafts) < 3:
        return
    for draft in reversed(drafts):
        if not draft.open:
            continue
        unclosed = not closes_sentence(draft.text) and not draft.text.rstrip().endswith((":", ",", ";", '"', "”"))
        if (draft.kind == "heading" and unclosed) or (
            draft.kind == "paragraph" and unclosed and draft.count <= _SHORT_FRAGMENT
        ):
            draft.mark("stray fragment at the end")
        else:
            return


def _find_standfirst(drafts: list[_Draft], headline: _Draft) -> None:
    start = drafts.index(headline) + 1
    after = [draft for draft in drafts[start:] if draft.open or draft.reason in {"byline", "credit", "time stamp"}]
    candidates = [draft for draft in after if draft.open]
    if len(candidates) < 2 or (candidates[0].kind not in ("paragraph", "heading")):
        return
    deck = candidates[0]
    if not 5 <= deck.count <= 45 or find_dateline(deck.text) or deck.text.rstrip().endswith(":"):
        return
    if deck.kind == "heading" and deck.count < 7:
        return
    if deck.text.lstrip()[:1] in "\"“'‘-•" or (sentences_at_least_two(deck.text) and deck.count > 30):
        return
    follower = after[after.index(deck) + 1]
    paragraph = next((draft for draft in candidates[1:] if draft.kind == "paragraph"), None)
    if paragraph is None:
        return
    if (
        not closes_sentence(deck.text)
        or follower.kind in ("caption", "furniture")
        or find_dateline(follower.text) is not None
        or _retold(deck.text, paragraph.text)
    ):
        deck.kind = "standfirst"


def _retold(deck: str, paragraph: str) -> bool:
    said = set(words(deck)) - _STOPWORDS
    return bool(said) and len(said & set(words(paragraph))) >= 0.6 * len(said)
