from hypothesis import given
from hypothesis import strategies as st

from dragoman.model.marking import CLOSING, LONGEST, OPENING, MarkedSentence, Tokens, mark

WORDS = st.lists(st.text("abcdef", min_size=1, max_size=6), min_size=1, max_size=200)


def cut(words: list[str]) -> tuple[str, Tokens]:
    """A text of words and its tokens, one a word, numbered from 1000."""
    offsets, at = [], 0
    for word in words:
        offsets.append((at, at + len(word)))
        at += len(word) + 1
    return " ".join(words), Tokens(range(1000, 1000 + len(words)), offsets)


@st.composite
def marked_sentences(draw: st.DrawFn) -> tuple[MarkedSentence, Tokens]:
    text, tokens = cut(draw(WORDS))

    def span() -> tuple[tuple[int, int], ...]:
        start = draw(st.integers(0, len(text) - 1))
        return ((start, draw(st.integers(start + 1, len(text)))),)

    return MarkedSentence(text, span(), span(), span()), tokens


@given(marked_sentences())
def test_the_tokens_of_the_text_stay_in_their_order_and_only_marks_come_between(
    made: tuple[MarkedSentence, Tokens],
) -> None:
    sentence, tokens = made
    read = mark(tokens, sentence)
    words = [word for word in read.words if word >= 0]
    assert words == list(range(words[0], words[0] + len(words))) if words else True
    assert all(tokens.ids[w] == read.ids[n] for n, w in enumerate(read.words) if w >= 0)
    assert len(read.ids) == len(read.words) <= LONGEST


@given(marked_sentences())
def test_the_positions_of_the_marks_are_those_of_the_opening_tokens(made: tuple[MarkedSentence, Tokens]) -> None:
    sentence, tokens = made
    read = mark(tokens, sentence)
    for role, place in zip(("actor", "recipient", "trigger"), read.marks, strict=True):
        assert place == 0 or read.ids[place] == OPENING[role]


def test_a_mark_stands_before_and_after_its_words() -> None:
    text, tokens = cut(["france", "expelled", "two", "envoys"])
    read = mark(tokens, MarkedSentence(text, actor=((0, 6),), trigger=((7, 15),)))
    assert read.ids[1:8] == (
        OPENING["actor"],
        1000,
        CLOSING["actor"],
        OPENING["trigger"],
        1001,
        CLOSING["trigger"],
        1002,
    )


def test_a_long_sentence_is_cut_round_its_marks() -> None:
    text, tokens = cut(["a"] * 400)
    read = mark(tokens, MarkedSentence(text, trigger=((600, 601),)))
    assert len(read.ids) <= LONGEST
    assert read.trigger > 0
    assert 300 in read.words


def test_a_side_that_the_sentence_does_not_name_has_no_mark() -> None:
    text, tokens = cut(["troops", "fired"])
    assert mark(tokens, MarkedSentence(text, actor=((0, 6),))).recipient == 0
