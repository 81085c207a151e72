"""What all tests share: a real coder, loaded once, and hand-made records for the tests of what comes after it."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest

from dragoman.coder import Coder
from dragoman.reading import article_from_text
from dragoman.record import (
    Actor,
    Agreement,
    AgreementMention,
    Article,
    DateRange,
    Event,
    Figure,
    Place,
    Reason,
    Record,
    Span,
    Statement,
    StatementTopic,
)

TEXT = (
    "Shelling near the harbour\n\n"
    "Libyan forces shelled the harbour of Sirte on Friday, killing 12 people, the mayor said.\n\n"
    "Ministers of Tunisia and Libya met in Tunis and France called the ceasefire broken.\n"
)


def span(words: str, text: str = TEXT) -> Span:
    """Where `words` first stand in the text."""
    start = text.index(words)
    return Span(start, start + len(words))


def make_record(coder: str = "fake 1", text: str = TEXT, source: str = "harbour.txt", publisher: str = "") -> Record:
    """A record with two events, a figure, an agreement and a statement."""
    article = article_from_text(text, source=source, published=datetime.date(2021, 3, 14), publisher=publisher)
    army = Actor("Libyan forces", "LBY", ("MIL",), span("Libyan forces", text), "LBY.MIL", "state", "forces")
    mayor = Actor("the mayor", "LBY", ("GOV",), span("the mayor", text), "LBY.GOV")
    tunisia = Actor("Tunisia", "TUN", ("GOV",), span("Tunisia", text), "TUN.GOV", "state")
    libya = Actor("Libya", "LBY", ("GOV",), span("Libya met", text), "LBY.GOV", "state")
    nations = Actor("United Nations", None, (), None, "un", "igo")
    friday = datetime.date(2021, 3, 12)
    sentence = span("Libyan forces shelled the harbour of Sirte on Friday, killing 12 people, the mayor said.", text)
    shelling = Event(
        id="e-shelling",
        type="ASSAULT",
        mode="heavy-weapons",
        cameo="194",
        contexts=("military",),
        trigger=(span("shelled", text),),
        evidence=(sentence, span("Shelling near the harbour", text)),
        actors=(army,),
        recipients=(),
        date=DateRange(friday, friday, "day", span("Friday", text)),
        place=Place("Sirte", "LBY", "city", 31.2, 16.6, "Surt", 2210554, span("Sirte", text)),
        attribution=(mayor,),
        confidence=0.8,
        why=(Reason("frame", "assault:shell", "verb shell"), Reason("status", "actual", "asserted")),
    )
    meeting = Event(
        id="e-meeting",
        type="CONSULT",
        trigger=(span("met", text),),
        evidence=(span("Ministers of Tunisia and Libya met in Tunis", text),),
        actors=(tunisia, libya),
        recipients=(nations,),
        date=DateRange(datetime.date(2021, 3, 14), datetime.date(2021, 3, 14), "day", basis="report"),
        place=Place("Tunisia", "TUN", "country", 34.0, 9.0),
        assertion="future",
        confidence=0.5,
    )
    figure = Figure(
        id="f-killed",
        kind="killed",
        low=12,
        high=12,
        span=span("12 people", text),
        counted="people",
        date=shelling.date,
        place="Sirte",
        location=shelling.place,
        attribution=(mayor,),
        event=shelling.id,
    )
    agreement = Agreement(
        id="a-ceasefire",
        kind="ceasefire",
        name="ceasefire",
        parties=("LBY GOV", "LBY REB"),
        brokers=("United Nations",),
        date=datetime.date(2020, 10, 23),
        mentions=(AgreementMention(act="violated", span=span("ceasefire broken", text)),),
    )
    statement = Statement(
        id="s-broken",
        speaker=Actor("France", "FRA", ("GOV",), span("France", text), "FRA.GOV", "state"),
        stance="claims",
        span=span("France called the ceasefire broken", text),
        cue=span("called", text),
        about=StatementTopic(span=span("the ceasefire broken", text), actors=(libya,), contexts=("military",)),
    )
    return Record(
        doc=article.id,
        published=datetime.date(2021, 3, 14),
        article=article,
        events=(shelling, meeting),
        figures=(figure,),
        agreements=(agreement,),
        statements=(statement,),
        coder=coder,
    )


@pytest.fixture
def record() -> Record:
    return make_record()


@pytest.fixture
def record_by():  # type: ignore[no-untyped-def]
    """A maker of records: `record_by(coder=…, text=…, source=…)`."""
    return make_record


@dataclass
class FakeCoder:
    """Finds the same facts in every text that is long enough, and counts its calls."""

    version: str = "fake 1"
    calls: int = 0

    def code(self, article: Article) -> Record:
        self.calls += 1
        if "BREAKS" in article.text:
            raise ZeroDivisionError("a fault")
        if article.text != TEXT:
            return Record(doc=article.id, published=None, article=article, coder=self.version)
        return msgspec.structs.replace(
            make_record(self.version), doc=article.id, article=article, published=datetime.date(2021, 3, 14)
        )


@pytest.fixture
def fake_coder() -> FakeCoder:
    return FakeCoder()


@pytest.fixture
def report_text() -> str:
    return TEXT


ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
if str(ROOT / "bench") not in sys.path:
    sys.path.insert(0, str(ROOT / "bench"))

THE_DAY = datetime.date(2020, 12, 3)  # a Thursday


@pytest.fixture(scope="session")
def coder() -> Coder:
    """The coder with the tables that ship."""
    return Coder.load()


@pytest.fixture(scope="session")
def code(coder: Coder) -> Callable[..., Record]:
    """`code(text, published=THE_DAY)`: the record of a text."""

    def code_text(text: str, published: datetime.date | None = THE_DAY) -> Record:
        return coder.code(article_from_text(text, source="test", published=published))

    return code_text


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of development data beside the repository; tests that need it skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the development data (../shared) is not here")
    return SHARED
