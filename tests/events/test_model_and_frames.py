import datetime

import pytest

from dragoman.coder import Coder
from dragoman.events.confidence import load_confidence_rule, logit
from dragoman.events.judging import general_code, marked
from dragoman.events.spotting import spotted
from dragoman.language import Sentence
from dragoman.model import TaggedSpan
from dragoman.reading import article_from_text
from dragoman.record import Event, Record

DAY = datetime.date(2020, 12, 3)


def coded(coder: Coder, text: str) -> Record:
    return coder.code(article_from_text(text, source="test", published=DAY))


def tagged(text: str, **words: str) -> list[TaggedSpan]:
    return [TaggedSpan(text.index(w), text.index(w) + len(w), role, 0.9) for role, w in words.items()]


def rules(event: Event) -> list[str]:
    return [reason.step for reason in event.why]


@pytest.fixture
def ground(coder: Coder):  # type: ignore[no-untyped-def]
    """`ground(text)`: the first sentence, its proposals and who is who."""

    def prepare(text: str):  # type: ignore[no-untyped-def]
        _, known, proposals = coder._prepared(article_from_text(text, source="test", published=DAY))
        sentence: Sentence = proposals.sentences[0]
        return sentence, proposals.candidates[0], known.actors

    return prepare


def test_a_tagged_trigger_that_no_frame_knows_becomes_a_proposal_with_its_sides(ground) -> None:  # type: ignore[no-untyped-def]
    text = "Peru shooed Chilean trawlers out of its waters."
    sentence, candidates, actors = ground(text)
    spans = tagged(text, actor="Peru", trigger="shooed", recipient="Chilean trawlers")
    (found,) = spotted(sentence, candidates, spans, actors)
    assert found.spotted
    assert [p.actor.country for p in found.actors] == ["PER"]
    assert [p.actor.country for p in found.recipients] == ["CHL"]


def test_a_tagged_trigger_that_a_frame_has_is_not_proposed_again(ground) -> None:  # type: ignore[no-untyped-def]
    text = "Peru condemned Chile on Monday."
    sentence, candidates, actors = ground(text)
    assert spotted(sentence, candidates, tagged(text, trigger="condemned"), actors) == []


def test_a_trigger_with_nobody_known_beside_it_is_no_proposal(ground) -> None:  # type: ignore[no-untyped-def]
    text = "The kettle whistled in the kitchen."
    sentence, candidates, actors = ground(text)
    assert spotted(sentence, candidates, tagged(text, actor="The kettle", trigger="whistled"), actors) == []


def test_the_model_is_shown_sides_and_trigger_where_they_stand(ground) -> None:  # type: ignore[no-untyped-def]
    text = "Peru condemned Chile on Monday."
    _, candidates, _ = ground(text)
    shown = marked(candidates[0])
    words = [text[a:b] for role in ("actor", "trigger", "recipient") for a, b in shown.spans(role)]
    assert words == ["Peru", "condemned", "Chile"]


def test_explain_tells_what_frames_and_model_each_say(with_model: Coder) -> None:
    (event,) = coded(with_model, "Peru condemned Chile on Monday.").events
    assert rules(event)[-3:] == ["frames say", "model says", "together"]
    assert next(r.detail for r in event.why if r.step == "model says").startswith("ACCUSE with ")


def test_frames_alone_say_nothing_of_a_model(coder: Coder) -> None:
    (event,) = coded(coder, "Peru condemned Chile on Monday.").events
    assert "model says" not in rules(event)


SEEMING = (
    "Chile edged Peru 2-1 after a late strike from the captain.",
    "Germany's bakers are battling the price of flour.",
    "The Turkish lira came under fire again on Monday.",
    "A cold front from Russia invaded Finland overnight.",
    "Spain fell to Italy in straight sets in Rome.",
    "The French senator was bombarded with questions about his garden.",
    "Kenya's runners crushed the Ethiopian team over ten thousand metres.",
    "Japan's carmakers launched an assault on the Indian market.",
)


def test_with_the_model_less_that_only_seems_an_event_is_given(coder: Coder, with_model: Coder) -> None:
    alone, joined = ([bool(coded(c, text).events) for text in SEEMING] for c in (coder, with_model))
    assert sum(joined) < sum(alone)
    assert sum(joined) <= 4, [text for text, given in zip(SEEMING, joined, strict=True) if given]


def test_the_same_report_has_the_same_record_alone_and_among_others(with_model: Coder) -> None:
    texts = ["Peru condemned Chile on Monday.", "Troops killed four protesters in Lima.", "Rain fell on the coast."]
    articles = [article_from_text(t, source="test", published=DAY) for t in texts]
    together = list(with_model.code_many(articles))
    alone = [with_model.code(a) for a in articles]
    assert [[(e.type, e.assertion) for e in r.events] for r in together] == [
        [(e.type, e.assertion) for e in r.events] for r in alone
    ]


def test_the_records_before_a_report_that_breaks_are_given(with_model: Coder) -> None:
    good = article_from_text("Peru condemned Chile on Monday.", source="test", published=DAY)
    records = with_model.code_many(iter([good, None]))  # type: ignore[list-item]
    assert next(records).doc == good.id
    with pytest.raises(AttributeError):
        next(records)


def test_the_general_code_of_a_type_is_its_shortest(coder: Coder) -> None:
    ontology = coder.events.ontology
    assert general_code(ontology, "REJECT").startswith("12")
    assert ontology.cameo[general_code(ontology, "COERCE", "arrest")].mode == "arrest"


def test_confidence_rises_with_what_the_model_says() -> None:
    rule = load_confidence_rule()
    assert rule.with_model["type"] > 0
    assert rule.with_model["frame"] > 0
    assert logit(0.5) == pytest.approx(0.0)
    assert logit(1.0) == pytest.approx(5.0, abs=0.01)
    assert set(rule.with_model) - {"intercept"} >= set(rule.frames_alone) - {"intercept"}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Norway called on Serbia in Oslo to preserve the memorandum of March 5.", {"100", "102"}),
        ("Egypt called on Sudan to release the prisoners.", {"1053"}),
    ],
)
def test_what_is_asked_for_gives_the_code_and_no_small_word_does(coder: Coder, text: str, codes: set[str]) -> None:
    (event,) = [e for e in coder.code(article_from_text(text, source="x")).events if e.type == "REQUEST"]
    assert event.cameo in codes
