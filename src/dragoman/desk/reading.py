"""Reading in the background: what was given is coded one report after the other, and filed as soon as it is."""

from __future__ import annotations

import datetime
import io
import logging
import queue
import secrets
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from dragoman.api import CodesArticles
from dragoman.coder_version import coder_version, named_gazetteer, unloaded_version
from dragoman.desk.holding import Holding
from dragoman.desk.settings import Settings
from dragoman.errors import DragomanError, UsageError
from dragoman.reading import SetAside, read
from dragoman.record import Article, Record

if TYPE_CHECKING:
    from dragoman.coder import Coder

_LOG = logging.getLogger("dragoman.desk")
_KEPT_JOBS = 50


class Given(msgspec.Struct, frozen=True):
    """One thing to read: a name to show, and either its bytes or the address that they are fetched from.

    `known` is what the reader said of it: title, publisher, url.
    """

    name: str
    data: bytes | None = None
    published: datetime.date | None = None
    known: dict[str, str] = {}


@dataclass
class Item:
    """What becomes of one thing that was given."""

    name: str
    state: Literal["waiting", "reading", "done", "aside"] = "waiting"
    article: str = ""
    title: str = ""
    outcome: str = ""
    events: int = 0
    problem: str = ""
    remedy: str = ""


@dataclass
class Job:
    """Some things that were given together."""

    id: str
    given: tuple[Given, ...] = field(repr=False)
    items: list[Item]
    run: int | None = None

    @property
    def finished(self) -> int:
        """How many things are through, read or set aside."""
        return sum(item.state in ("done", "aside") for item in self.items)

    @property
    def is_done(self) -> bool:
        """Whether all are."""
        return self.finished == len(self.items)


class Jobs:
    """Takes what is given and works it off in one thread, which begins with the first job."""

    def __init__(self, archive: Holding, settings: Settings) -> None:
        self._archive = archive
        self._settings = settings
        self._waiting: queue.Queue[Job | None] = queue.Queue()
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._coding = threading.Lock()
        self._thread: threading.Thread | None = None
        self._stopping = False
        self._coder: Coder | None = None
        self.is_loaded = settings.coder is not None

    def add(self, given: Sequence[Given]) -> Job:
        """Put things in the queue; raises `UsageError` where too many wait already."""
        with self._lock:
            waiting = sum(len(job.items) - job.finished for job in self._jobs.values())
            if waiting + len(given) > self._settings.most_waiting:
                raise UsageError(
                    f"{waiting} reports wait to be read already; {self._settings.most_waiting} is the most. "
                    "For whole folders use `dragoman read`."
                )
            job = Job(secrets.token_urlsafe(9), tuple(given), [Item(one.name) for one in given])
            self._jobs[job.id] = job
            for old in [j.id for j in self._jobs.values() if j.is_done][: max(0, len(self._jobs) - _KEPT_JOBS)]:
                del self._jobs[old]
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="reading", daemon=True)
                self._thread.start()
        self._waiting.put(job)
        return job

    def get(self, id_: str) -> Job | None:
        """The job of this id, None for one that never was or was long ago."""
        return self._jobs.get(id_)

    def code(self, article: Article) -> Record:
        """Code one report now; raises `DragomanError`. Only one is coded at a time."""
        with self._coding:
            coder: CodesArticles = self._settings.coder or self._load()
            return coder.code(article)

    def read_now(self, given: Given) -> tuple[Record, str] | SetAside:
        """Read, code and file one thing at once, for a program that waits; gives the record and what came of it."""
        for found in self._articles(given):
            if isinstance(found, SetAside):
                return found
            if held := self._held(found):
                return held, "unchanged"
            record = self.code(found)
            with self._archive.writing() as archive, archive.run(coder_version(record), {"source": given.name}) as run:
                return record, archive.add(record, run)
        return SetAside(given.name, "nothing to read was found in it.", "Give a report as text or HTML.")

    def explain(self, article: Article) -> dict[str, Any]:
        """Why each event of the report is coded as it is, and what was dropped; the report is coded anew for it."""
        from dragoman.coder import Coder
        from dragoman.explanation import explanation_data

        with self._coding:
            chosen = self._settings.coder
            coder = chosen if isinstance(chosen, Coder) else self._load()
            return explanation_data(coder.explain(article))

    def _load(self) -> Coder:
        if self._coder is None:
            from dragoman.coder import Coder  # takes seconds, and is not needed before something is to be read

            self._coder = Coder.load(gazetteer=named_gazetteer())
            self.is_loaded = True
        return self._coder

    def stop(self) -> None:
        """Take no more; what is being read now is filed, what waits is not read."""
        self._stopping = True
        self._waiting.put(None)
        if self._thread is not None:
            self._thread.join(timeout=5)

    # -- in the thread -------------------------------------------------------------------------------------------------

    def _work(self) -> None:
        while (job := self._waiting.get()) is not None:
            for given, item in zip(job.given, job.items, strict=True):
                if self._stopping:
                    return
                item.state = "reading"
                try:
                    self._read(job, given, item)
                except DragomanError as error:
                    self._put_aside(job, item, SetAside(given.name, f"could not be read ({error})."))
                except Exception as error:  # one report must not end the reading of the others
                    _LOG.exception("%s could not be read", given.name)
                    words = f"could not be coded ({type(error).__name__}: {error})."
                    remedy = "This is a fault of Dragoman; please report it with the text."
                    self._put_aside(job, item, SetAside(given.name, words, remedy))
            if job.run is not None:
                with self._archive.writing() as archive:
                    archive.end_run(job.run)
            job.given = ()  # what was given may be large

    def _read(self, job: Job, given: Given, item: Item) -> None:
        for found in self._articles(given):
            if isinstance(found, SetAside):
                self._put_aside(job, item, found)
                return
            record = self._held(found)
            if record is None:
                record = self.code(found)
                with self._archive.writing() as archive:
                    job.run = job.run or archive.begin_run(coder_version(record), _told(job))
                    item.outcome = archive.add(record, job.run)
            else:
                item.outcome = "unchanged"
            item.article, item.title, item.events = record.doc, record.article.title, len(record.events)
            item.state = "done"
            return
        self._put_aside(job, item, SetAside(given.name, "nothing to read was found in it."))

    def _put_aside(self, job: Job, item: Item, found: SetAside) -> None:
        item.problem, item.remedy, item.state = found.problem, found.remedy, "aside"
        with self._archive.writing() as archive:
            job.run = job.run or archive.begin_run(coder_version(), _told(job))
            archive.set_aside(found, job.run)

    def _held(self, article: Article) -> Record | None:
        """The record of a report that this version of the coder has read before."""
        version = getattr(self._settings.coder, "version", "") or unloaded_version()
        with self._archive.reading() as archive:
            return archive.record(article.id) if archive.has(article, version) else None

    def _articles(self, given: Given) -> list[Article | SetAside]:
        known: dict[str, Any] = {name: value or None for name, value in given.known.items()}
        if given.data is None:
            from dragoman.desk.addresses import PublicTransport  # brings the web client, which only addresses need

            transport = self._settings.transport or PublicTransport()
            limit = self._settings.largest_upload
            return list(read(given.name, published=given.published, limit=limit, transport=transport, **known))
        stream = io.BytesIO(given.data)
        found = read("-", stdin=stream, published=given.published, limit=self._settings.largest_upload, **known)
        return [msgspec.structs.replace(one, source=given.name) for one in found]


def _told(job: Job) -> dict[str, object]:
    return {"sources": [given.name for given in job.given], "by": "desk"}
