"""According to whom: each attribution of a report, with the words of its source, its cue and its content.

Needs: a `ParsedReport` and the table of cues. Gives: attributions in the order of the text. "The army had left, two
officials told Reuters" has the source "two officials", the cue "told" and the content "The army had left".

The table `attribution_cues.tsv` says of each cue which forms its content may take; `attribution_forms` reads the forms
off the parse; here quotations are completed over the sentences that they run through. Extents follow the guidelines
of PolNeAR (Newell and others, LREC 2018): the source is the whole noun phrase with appositions and relative clauses,
the content the whole clause with its "that", quotation marks included.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, get_args

from dragoman.language.attribution_forms import (
    Tied,
    according_to,
    from_standpoint,
    source_of,
    subtree,
    tie_adjective,
    tie_adverb,
    tie_noun,
    tie_verb,
)
from dragoman.language.passages import quoted_passages
from dragoman.record import Span
from dragoman.tables import package_file, read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Token

    from dragoman.language.parsed import ParsedReport, Sentence

CueKind = Literal["report", "view", "stance", "plan", "evidence"]
CUE_COLUMNS = ("lemma", "pos", "kind", "forms")
_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adjective", "ADV": "adverb"}
# Verbs that lend a noun their subject: "expressed support for", "made the claim that".
_LIGHT = frozenset(
    "express voice make have hold offer give issue reiterate repeat renew reaffirm state declare announce raise air "
    "convey share register send launch extend deliver signal show draw level lodge file release publish post push "
    "press defend take mount lead face get keep maintain lay put write submit unveil outline pledge throw".split()
)
# Words in quotation marks up to this many are a term, not a passage: a cue inside stays a cue.
_TERM = 2
_FRAMING = frozenset({"headline", "heading", "standfirst"})
_WIDEST_NAME_BEFORE_COLON = 7
_WIDEST_BEFORE_PASSAGE = 8
_UTTERANCES = frozenset(
    "statement remark message letter comment declaration communique communiqué speech tweet post word text answer "
    "response reply".split()
)
_LONGEST_ASIDE = 9
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass(frozen=True)
class Cue:
    """A word that attributes, and the forms that its content may take; see `attribution_cues.tsv`."""

    lemma: str
    pos: str
    kind: CueKind
    forms: frozenset[str]


AttributionCues = dict[tuple[str, str], Cue]


def load_attribution_cues() -> AttributionCues:
    """The table `attribution_cues.tsv` by lemma and part of speech; raises `TableError` for an unknown kind."""
    name = "attribution_cues.tsv"
    found: AttributionCues = {}
    for row in read_table(package_file("dragoman.language", name).read_text("utf-8"), name, CUE_COLUMNS):
        kind = next((k for k in get_args(CueKind) if k == row["kind"]), None)
        if kind is None:
            raise row.error(f"unknown kind {row['kind']!r}; one of {', '.join(get_args(CueKind))}")
        found[row["lemma"], row["pos"]] = Cue(row["lemma"], row["pos"], kind, frozenset(row["forms"].split()))
    return found


@dataclass(frozen=True, eq=False)
class Attribution:
    """Someone's words or mind as the report gives them.

    `cue` is the head word of the cue and stands in `sentence`; `source` heads the source's noun phrase (it may be a
    relative pronoun) and is None where the report does not say who. `kind` is what the cue tells of: a report of
    facts, a view, a stance, a plan, or evidence that shows something; `frame` the form by which it was found. `direct`
    is whether all or part of the content stands in quotation marks. The spans are in the report's offsets and in the
    order of the text; a part may be in several pieces.
    """

    sentence: Sentence
    cue: Token
    source: Token | None
    kind: CueKind
    frame: str
    direct: bool
    source_spans: tuple[Span, ...]
    cue_spans: tuple[Span, ...]
    content_spans: tuple[Span, ...]

    def covers(self, offset: int) -> bool:
        """Whether the content covers a report offset."""
        return any(s.start <= offset < s.end for s in self.content_spans)


def find_attributions(report: ParsedReport, cues: AttributionCues) -> list[Attribution]:
    """The attributions of a report in the order of their cues, those inside another's content included."""
    text = report.article.text
    found: list[Attribution] = []
    last: Attribution | None = None
    for block in _blocks(report):
        quoted = quoted_passages(block[0].block.span.of(text), block[0].block.span.start)
        here = [a for sentence in block for a in _in_sentence(sentence, cues, quoted)]
        here = [_with_whole_passages(a, quoted) for a in here]
        last = _carry_on(block, quoted, here, found, last)
        found.extend(here)
    return found


def outermost(attributions: Sequence[Attribution]) -> list[Attribution]:
    """Those whose cue is not part of what another says."""
    return [a for a in attributions if not any(_within(a, b) for b in attributions)]


def _within(a: Attribution, b: Attribution) -> bool:
    """Whether `a` is part of what `b` says; of two that hold each other the later."""
    if a is b or not a.cue_spans or not b.cue_spans or not b.covers(a.cue_spans[0].start):
        return False
    return not a.covers(b.cue_spans[0].start) or b.cue_spans[0] < a.cue_spans[0]


def _blocks(report: ParsedReport) -> list[list[Sentence]]:
    blocks: dict[int, list[Sentence]] = {}
    for sentence in report.sentences:
        blocks.setdefault(sentence.offset, []).append(sentence)
    return list(blocks.values())


def _in_sentence(sentence: Sentence, cues: AttributionCues, quoted: Sequence[Span]) -> Iterator[Attribution]:
    """The attributions whose cue stands in a sentence, outside its quotations."""
    mine = [s for s in quoted if s.overlaps(sentence.span)]
    inside = {t.i for s in mine for t in _words_in(sentence, s)}
    text, tokens = sentence.text, list(sentence.tokens)
    named = _named_before_colon(sentence, mine) if ":" in text else None
    if named is not None:
        yield _attribution(sentence, named[1].cue[0], *named, mine)
    found: list[Attribution] = []
    for token in tokens:
        pos = _POS.get(token.pos_) or ("verb" if token.tag_.startswith("VB") else "")
        cue = cues.get((token.lemma_.lower(), pos)) if pos else None
        if cue is None or token.i in inside:
            continue
        tied = _tied(sentence, token, cue, mine)
        if tied is not None:
            found.append(_attribution(sentence, token, cue.kind, tied, mine))
    found = _without_asides(found)
    yield from found
    if text.rstrip().endswith(":") and not any(a.frame == "colon" for a in found):
        announced = _announced(tokens)
        if announced is not None:
            yield _attribution(sentence, announced.cue[0], "report", announced, mine)
    for token, according in (*according_to(tokens, text), *from_standpoint(tokens, text)):
        if token.i not in inside:
            yield _attribution(sentence, token, "report", according, mine)


def _without_asides(found: list[Attribution]) -> list[Attribution]:
    """The attributions of a sentence; what an aside says of others' words does not belong to those words, though the
    parse may hang it on them: "Witnesses said that …, a spokesman told Reuters"."""
    for aside in [a for a in found if a.frame == "aside" and a.content_spans]:
        own = (*aside.cue_spans, *aside.source_spans)
        start = min(s.start for s in own)
        final = all(s.end <= start for s in aside.content_spans)
        end = max(s.end for s in own) if not final else aside.sentence.span.end
        for n, other in enumerate(found):
            if other is not aside and other.cue_spans and aside.covers(other.cue_spans[0].start):
                found[n] = replace(other, content_spans=_cut(other.content_spans, Span(start, end)))
    return found


def _cut(spans: Iterable[Span], gap: Span) -> tuple[Span, ...]:
    """The spans without what they share with a gap."""
    left: list[Span] = []
    for span in spans:
        for start, end in ((span.start, min(span.end, gap.start)), (max(span.start, gap.end), span.end)):
            if start < end:
                left.append(Span(start, end))
    return tuple(left)


def _announced(tokens: Iterable[Token]) -> Tied | None:
    """ "The commander issued the following statement:", with what follows as its content."""
    for noun in tokens:
        if noun.pos_ != "NOUN" or noun.lemma_.lower() not in _UTTERANCES:
            continue
        owner = next((c for c in noun.children if c.dep_ == "poss"), None) or next(
            (t for c in noun.children if c.lower_ in {"by", "from", "of"} for t in c.children if t.dep_ == "pobj"), None
        )
        source = owner or next((source_of(a) for a in noun.ancestors if a.pos_ in {"VERB", "AUX"}), None)
        if source is not None and source.i != noun.i:
            return Tied("colon", source, [], [noun])
    return None


def _words_in(sentence: Sentence, passage: Span) -> list[Token]:
    words = [t for t in sentence.tokens_in(passage) if not t.is_punct]
    return words if len(words) > _TERM else []


def _tied(sentence: Sentence, token: Token, cue: Cue, quoted: Sequence[Span]) -> Tied | None:
    """The form in which a cue has its content here, or None."""
    if cue.pos == "verb":
        if token.dep_ in {"aux", "auxpass", "amod", "compound"}:
            return None
        options = list(tie_verb(token, cue.forms))
        if "quote" in cue.forms:
            best = _quotation(sentence, token, options, quoted)
            if best is not None:
                return best
    elif cue.pos == "noun":
        options = list(tie_noun(token, cue.forms, _LIGHT))
    elif cue.pos == "adverb":
        options = list(tie_adverb(token, cue.forms))
    else:
        options = list(tie_adjective(token, cue.forms))
    return next((o for o in options if o.source is not None or _goes_unsourced(token, cue.pos, o)), None)


def _goes_unsourced(cue: Token, pos: str, tied: Tied) -> bool:
    """Whether a cue attributes even where the report does not say to whom: passives, raised verbs, adverbs and a few
    nouns ("allegations that", "concerns about"), but not orders to the reader and titles."""
    if pos == "adverb":
        return True
    if pos == "noun":
        return tied.form in {"that", "about"}
    if pos == "verb" and tied.form not in {"subj"}:
        return cue.tag_ in {"VBN", "VBG"}
    return tied.form in {"subj", "that"}


def _quotation(sentence: Sentence, verb: Token, options: list[Tied], quoted: Sequence[Span]) -> Tied | None:
    """What a verb of saying quotes, where that is not simply the clause that the parse hangs on it: what a cue between
    commas cuts in two, the passages beside the verb, what follows a colon."""
    clauses = [o for o in options if o.form in {"that", "parataxis", "as"}]
    aside = _aside(sentence, verb)
    if aside is not None and not _is_as_full(clauses, aside, verb):
        return aside
    source = next((o.source for o in options if o.source is not None), None) or source_of(verb)
    if source is None:
        return None
    told = [p for p in quoted if _words_in(sentence, p)]
    start = sentence.offset + min(verb.idx, source.left_edge.idx if source.head.i == verb.i else verb.idx)
    before = [p for p in told if p.end <= start and start - p.end <= 2]
    after = [p for p in told if p.start > sentence.offset + verb.idx]
    to_the_right = [o for o in clauses if o.content and o.content[0].i > verb.i]
    if before and not to_the_right:
        words = sentence.tokens_in(Span(sentence.span.start, before[-1].end))
        return Tied("quote", source, [*words, *_resumed(sentence, verb, after)], [])
    colon = next((t for t in sentence.tokens if t.text == ":" and t.i > verb.i), None)
    if colon is not None and (verb.dep_ in {"ROOT", "conj", "ccomp"} or verb.tag_ == "VBG"):
        rest = [t for t in sentence.tokens if t.i > colon.i and not t.is_space]
        if rest and (not options or any(p.start <= sentence.offset + rest[0].idx <= p.end for p in after)):
            return Tied("quote", source, rest, [])
        if not rest and not to_the_right:
            return Tied("colon", source, [], [colon])
    if clauses:
        first = clauses[0]
        left = first.content[0].i < verb.i
        words = [t for o in clauses if o.form == "that" and (o.content[0].i < verb.i) == left for t in o.content]
        if left:
            words += _resumed(sentence, verb, after)
        return Tied(first.form, source, words or first.content, first.cue)
    if after and (not options or not _holds(sentence, options[0], after[0])):
        words = sentence.tokens_in(after[0])
        between = [t for t in sentence.tokens if verb.i < t.i < words[0].i and not t.is_punct]
        if len(between) <= _WIDEST_BEFORE_PASSAGE:
            return Tied("quote", source, words, [])
    return None


def _is_as_full(clauses: list[Tied], aside: Tied, verb: Token) -> bool:
    """Whether clauses of the same source have words on each side of the cue on which the aside has some."""
    same = [o for o in clauses if o.source is not None and o.source == aside.source]
    wanted = {t.i < verb.i for t in aside.content if not t.is_punct}
    return bool(same) and (len(wanted) < 2 or wanted <= {t.i < verb.i for o in same for t in o.content})


def _holds(sentence: Sentence, tied: Tied, passage: Span) -> bool:
    return any(passage.start <= sentence.offset + t.idx < passage.end for t in tied.content)


def _resumed(sentence: Sentence, verb: Token, after: Sequence[Span]) -> list[Token]:
    """The words of a quotation that goes on right after its cue: "“The army,” he said on Monday, “has left.”"."""
    if not after:
        return []
    words = sentence.tokens_in(after[0])
    between = [t for t in sentence.tokens if verb.i < t.i < words[0].i]
    if any(t.pos_ in {"VERB", "AUX"} or t.text == ":" for t in between):
        return []
    comma = bool(between) and between[-1].text in {",", "-", "--"}
    return words if comma and len(between) <= _WIDEST_BEFORE_PASSAGE else []


def _aside(sentence: Sentence, verb: Token) -> Tied | None:
    """ "The army, two officials said, had left": a subject and its verb between commas, or last in the sentence, read
    off the order of words because parses of it often fail."""
    doc, first, end = verb.doc, sentence.tokens.start, sentence.tokens.end
    after = next((i for i in range(verb.i + 1, end) if not doc[i].is_space), None)
    if after is None or verb.tag_ not in {"VBD", "VBZ", "VBP", "VBN"}:
        return None
    start, stop = verb.i, verb.i
    if doc[after].text in {",", "."} or (doc[after].text in {"-", "--"} and doc[start - 1].text not in {"-"}):
        while start > first and _in_name(doc[start - 1]):
            start -= 1
        stop = after
    elif doc[after].pos_ == "ADP" or doc[after].ent_type_ in {"DATE", "TIME"} or verb.lemma_ == "tell":
        while start > first and _in_name(doc[start - 1]):
            start -= 1
        stop = after
        while stop < end and (_in_name(doc[stop]) or doc[stop].pos_ == "ADP"):
            stop += 1
        if stop >= end or doc[stop].text not in {",", "."}:
            return None
    elif verb.lemma_ == "say" and verb.i > first and doc[verb.i - 1].text == "," and _in_name(doc[after]):
        stop = after
        while stop < end and _in_name(doc[stop]):
            stop += 1
        if stop >= end or doc[stop].text not in {",", "."}:
            return None
    else:
        return None
    bound = start - 2 if doc[start - 1].text in {'"', "''"} else start - 1
    if bound <= first or doc[bound].text != "," or stop - start > _LONGEST_ASIDE:
        return None
    inside = [doc[i] for i in range(start, verb.i)] or [doc[i] for i in range(verb.i + 1, stop)]
    nouns = [t for t in inside if t.pos_ in {"NOUN", "PROPN", "PRON"}]
    if not nouns or not any(t.pos_ in {"VERB", "AUX"} for t in sentence.tokens if t.i < start or t.i > stop):
        return None
    source = next((t for t in nouns if t.head.i == verb.i), None) or next(
        (t for t in nouns if t.dep_ not in {"compound", "poss", "nmod"}), nouns[-1]
    )
    if source.lower_ in {"it", "which", "that", "who"} or source.dep_ in {"dobj", "pobj"}:
        return None
    rest = next((doc[i] for i in range(stop, end) if not doc[i].is_punct), None)
    opens = any(doc[i].text in {'"', "''"} for i in range(stop, end) if rest is not None and i < rest.i)
    if rest is not None and rest.tag_ not in _FINITE and rest.lower_ not in {"that", "to"} and not opens:
        stop = end  # "…, said Kone, a doctor": what follows is about the speaker
    elif opens and doc[start - 1].text == ",":
        return None  # "Asked about it, he said, “No”": only what follows is said
    content = [t for t in sentence.tokens if t.i < start or t.i >= stop]
    return Tied("aside", source, content, [])


def _in_name(token: Token) -> bool:
    if token.pos_ == "ADP":
        return token.lower_ in {"of", "for", "at", "from", "in"}
    return token.pos_ in {"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "CCONJ", "PART", "ADV"}


def _named_before_colon(sentence: Sentence, quoted: Sequence[Span]) -> tuple[CueKind, Tied] | None:
    """ "Erdogan: The embargo is unacceptable" of headlines and transcripts, and "From the report: “…”"."""
    tokens = [t for t in sentence.tokens if not t.is_space]
    colon = next((n for n, t in enumerate(tokens) if t.text == ":"), None)
    if not colon or colon > _WIDEST_NAME_BEFORE_COLON or colon + 1 >= len(tokens):
        return None
    before, after = tokens[:colon], tokens[colon + 1 :]
    quotes = bool(quoted) and any(s.start <= sentence.offset + after[0].idx + 1 <= s.end for s in quoted)
    names = [t for t in before if t.pos_ == "PROPN" or t.ent_type_]
    framing = sentence.block.kind in _FRAMING
    capitals = len(before) > 1 or len(before[0].text) > 2
    capitals = capitals and all(t.is_upper or t.is_punct for t in before)
    if any(t.pos_ in {"VERB", "AUX"} and t.tag_ != "VBN" for t in before):
        return None
    if not (names and (framing or quotes or capitals)) and not quotes:
        return None
    head = names[-1] if names else before[-1]
    return "report", Tied("named", head, after, [tokens[colon]])


def _attribution(sentence: Sentence, cue: Token, kind: CueKind, tied: Tied, quoted: Sequence[Span]) -> Attribution:
    cue_tokens = _cue_words(cue, tied)
    source_tokens = _source_words(tied, cue)
    if tied.form == "named":
        source_tokens = [t for t in sentence.tokens if t.i < cue.i and not t.is_space]
    taken = {t.i for t in (*cue_tokens, *source_tokens)}
    source = tied.source
    content = [t for t in tied.content if t.i not in taken]
    spans = _spans(sentence, content)
    return Attribution(
        sentence=sentence,
        cue=cue,
        source=source,
        kind=kind,
        frame=tied.form,
        direct=any(p.overlaps(s) for p in quoted for s in spans),
        source_spans=_spans(sentence, source_tokens),
        cue_spans=_spans(sentence, cue_tokens, trimmed=False),
        content_spans=spans,
    )


def _cue_words(cue: Token, tied: Tied) -> list[Token]:
    words = {cue.i: cue, **{t.i: t for t in tied.cue}}
    for token in list(words.values()):
        for child in token.children:
            if child.dep_ in {"aux", "auxpass", "neg", "prt"} and abs(child.i - token.i) < 5:
                words[child.i] = child
    return [words[i] for i in sorted(words)]


def _source_words(tied: Tied, cue: Token) -> list[Token]:
    source = tied.source
    if source is None:
        return []
    if source.tag_ in {"WDT", "WP"}:
        return [source]
    inside = cue
    below: list[Token] = []
    if source.is_ancestor(cue):
        while inside.head.i != source.i:
            inside = inside.head
        below = [inside]
    words = [t for t in subtree(source, below) if (t.i < cue.i) == (source.i < cue.i)]
    if tied.form == "aside":
        return [t for t in words if t.i not in {c.i for c in tied.content}]
    return words


def _spans(sentence: Sentence, tokens: Iterable[Token], *, trimmed: bool = True) -> tuple[Span, ...]:
    """The runs of tokens as spans; punctuation at their ends that is no quotation mark is left out."""
    members = {t.i: t for t in tokens if not t.is_space}
    runs: list[list[Token]] = []
    for i in sorted(members):
        if runs and all(_passes(sentence, n) for n in range(runs[-1][-1].i + 1, i)):
            runs[-1].append(members[i])
        else:
            runs.append([members[i]])
    spans = []
    for run in runs:
        while trimmed and run and run[0].is_punct and not _is_mark(run[0]):
            run.pop(0)
        while trimmed and run and run[-1].is_punct and not _is_mark(run[-1]):
            run.pop()
        if run and (not trimmed or any(not t.is_punct for t in run)):
            spans.append(sentence.span_of(run))
    return tuple(spans)


def _passes(sentence: Sentence, i: int) -> bool:
    token = sentence.tokens.doc[i]
    return bool(token.is_punct or token.is_space)


def _is_mark(token: Token) -> bool:
    return token.text in {'"', "''", "``", "'", ")", "(", "]", "[", "?", "!"}


def _with_whole_passages(attribution: Attribution, quoted: Sequence[Span]) -> Attribution:
    """The attribution with each passage that its content has a part of made whole."""
    if not attribution.direct:
        return attribution
    spans = list(attribution.content_spans)
    for passage in quoted:
        if any(passage.overlaps(s) for s in spans) and not any(
            passage.overlaps(s) for s in (*attribution.cue_spans, *attribution.source_spans)
        ):
            spans.append(passage)
    return replace(attribution, content_spans=_united(spans))


def _united(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Overlapping and touching spans made one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end + 1:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def _carry_on(
    block: list[Sentence],
    quoted: Sequence[Span],
    here: list[Attribution],
    before: list[Attribution],
    last: Attribution | None,
) -> Attribution | None:
    """Give passages that no content has yet to whoever spoke last; returns the last speaker's attribution.

    A passage goes on with the speaker of the same paragraph; one that opens a paragraph with the paragraph before;
    after "X said:" the next is X's.
    """

    def extend(attribution: Attribution, passage: Span) -> Attribution:
        longer = replace(attribution, direct=True, content_spans=_united((*attribution.content_spans, passage)))
        pool = here if any(a is attribution for a in here) else before
        pool[next(n for n, a in enumerate(pool) if a is attribution)] = longer
        return longer

    current = last
    for passage in quoted:
        at_start = passage.start <= block[0].span.start + 1
        owners = [a for a in here if any(passage.overlaps(s) for s in a.content_spans)]
        if owners:
            speaking = [a for a in owners if a.frame in {"that", "parataxis", "quote", "as", "aside", "named"}]
            current = speaking[0] if speaking else current
            continue
        if current is None or any(passage.contains(a.cue_spans[0]) for a in here if a.cue_spans):
            continue
        covering = [s for s in block if s.span.overlaps(passage)]
        whole = all(_is_quoted(s, quoted) for s in covering)
        opened = current.frame == "colon" and not current.content_spans
        mine = any(a is current for a in here)
        beside = any(s.index == current.sentence.index for s in covering)
        if opened or (whole and (mine or at_start)) or (beside and mine and passage.end - passage.start > 20):
            current = extend(current, passage)
    ends = [a for a in here if a.frame == "colon" and not a.content_spans]
    if ends:
        return ends[-1]
    speaking_here = current is not None and any(a is current for a in (*here, *before[-6:]))
    return current if quoted and speaking_here else None


def _is_quoted(sentence: Sentence, quoted: Sequence[Span]) -> bool:
    """Whether all words of a sentence stand in quotation marks."""
    return all(
        t.is_punct or t.is_space or any(p.start <= sentence.offset + t.idx < p.end for p in quoted)
        for t in sentence.tokens
    )


__all__ = [
    "Attribution",
    "AttributionCues",
    "Cue",
    "CueKind",
    "find_attributions",
    "load_attribution_cues",
    "outermost",
]
