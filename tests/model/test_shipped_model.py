import subprocess
import sys

import pytest

from dragoman.model import MarkedSentence, Model


@pytest.fixture(scope="module")
def model() -> Model:
    return Model.shipped()


def marked(text: str, actor: str, recipient: str, trigger: str) -> MarkedSentence:
    def place(words: str) -> tuple[tuple[int, int], ...]:
        return ((text.index(words), text.index(words) + len(words)),) if words else ()

    return MarkedSentence(text, place(actor), place(recipient), place(trigger))


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        (marked("Chile recalled its ambassador from Lima.", "Chile", "Lima", "recalled its ambassador"), "SANCTION"),
        (marked("Gunmen shot two teachers near Gao.", "Gunmen", "two teachers", "shot"), "ASSAULT"),
        (
            marked("The minister flew to Oslo to meet her colleague.", "The minister", "her colleague", "meet"),
            "CONSULT",
        ),
        (marked("Leeds attacked Chelsea down the left wing.", "Leeds", "Chelsea", "attacked"), "NONE"),
    ],
)
def test_plain_cases_have_their_type(model: Model, sentence: MarkedSentence, kind: str) -> None:
    assert model.judge([sentence], ("type",))[0].best("type")[0] == kind


def test_it_knows_who_does_it(model: Model) -> None:
    text = "Two deserters were arrested by military police in Asmara."
    doer = marked(text, "military police", "Two deserters", "arrested")
    other = marked(text, "Two deserters", "military police", "arrested")
    right, wrong = model.judge([doer, other], ("doer",))
    assert right.of("doer", "doer") > 0.5 > wrong.of("doer", "doer")


def test_what_is_read_together_is_judged_as_what_is_read_alone(model: Model) -> None:
    sentences = [
        marked("Chile recalled its ambassador from Lima.", "Chile", "Lima", "recalled"),
        marked(
            "Troops from four neighbouring states massed along the long river border at dawn.", "Troops", "", "massed"
        ),
    ]
    together = model.judge(sentences, ("type",))
    for sentence, read in zip(sentences, together, strict=True):
        alone = model.judge([sentence], ("type",))[0]
        assert read.best("type")[1] == pytest.approx(alone.best("type")[1], abs=0.02)


def test_nothing_to_read_gives_nothing(model: Model) -> None:
    assert model.judge([]) == []
    assert model.read([], ("type",), "events") == []


def test_nothing_is_loaded_before_the_first_question() -> None:
    ask = "import sys; from dragoman.model import Model; Model.shipped(); print('onnxruntime' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
