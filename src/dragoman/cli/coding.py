"""Reading sources, coding what is new, and filing it, with what is said on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from dragoman.coder_version import named_gazetteer, unloaded_version
from dragoman.errors import DragomanError
from dragoman.reading import Columns, SetAside, read
from dragoman.version import __version__

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Sequence

    from dragoman.archive import Archive
    from dragoman.coder import Coder
    from dragoman.record import Article, Record

Outcome = Literal["new", "unchanged", "replaced", "coded"]


@cache
def load_coder(model: str = "shipped") -> Coder:
    """The coder, which takes seconds to load, made once; `model` as `Model.named` takes it."""
    from dragoman.coder import Coder
    from dragoman.model import Model

    return Coder.load(gazetteer=named_gazetteer(), model=Model.named(model))


def coder_version(model: str = "shipped") -> str:
    """What `load_coder(model).version` will be, without loading it; empty if that cannot be known."""
    return unloaded_version(model)


@dataclass(frozen=True)
class Done:
    """A report that was read: its record and what came of it."""

    record: Record
    outcome: Outcome


@dataclass
class Reading:
    """One call of `dragoman read`: goes through the sources, codes what the archive does not hold yet, and files it."""

    archive: Archive | None
    published: datetime.date | None = None
    columns: Columns | None = None
    again: bool = False
    model: str = "shipped"
    settings: dict[str, object] = field(default_factory=dict)
    _run: int | None = None

    def go(self, sources: Sequence[str]) -> Iterator[Done | SetAside]:
        """What becomes of each report, in order; each is filed before the next is read."""
        for source in sources:
            for item in read(source, published=self.published, columns=self.columns):
                done = item if isinstance(item, SetAside) else self._code(item)
                if isinstance(done, SetAside) and self.archive is not None:
                    self.archive.set_aside(done, self._this_run())
                yield done
        if self.archive is not None and self._run is not None:
            from dragoman.incidents import refresh

            self.archive.end_run(self._run)
            # now, so that whoever asks for incidents need not wait for what has been read since
            refresh(self.archive)

    def _code(self, article: Article) -> Done | SetAside:
        if self.archive is not None and not self.again and self.archive.has(article, coder_version(self.model)):
            return Done(self.archive.record(article.id), "unchanged")
        coder = load_coder(self.model)
        try:
            record = coder.code(article)
        except DragomanError as error:
            return SetAside(article.source, f"could not be coded ({error}).")
        except Exception as error:  # a report that breaks the coder must not end the run
            return SetAside(
                article.source,
                f"could not be coded ({type(error).__name__}: {error}).",
                "This is a fault of Dragoman; please report it with the text.",
            )
        if self.archive is None:
            return Done(record, "coded")
        return Done(record, self.archive.add(record, self._this_run()))

    def _this_run(self) -> int:
        """The run's number; it begins with the first thing to write down, so that reading again writes nothing."""
        assert self.archive is not None
        if self._run is None:
            self._run = self.archive.begin_run(coder_version(self.model) or f"dragoman {__version__}", self.settings)
        return self._run


def parse_columns(words: str | None) -> Columns | None:
    """`text=body,date=pub` as the columns of a table; raises `UsageError` for what is not of this form."""
    from dragoman.errors import UsageError

    if not words:
        return None
    known = Columns.__struct_fields__
    found: dict[str, tuple[str, ...]] = {}
    for part in words.split(","):
        name, is_there, column = part.partition("=")
        if not is_there or name.strip() not in known or not column.strip():
            raise UsageError(f"--columns {part!r} is not of the form NAME=COLUMN; names: {', '.join(known)}.")
        found[name.strip()] = (*found.get(name.strip(), ()), column.strip())
    return Columns(**found)


def how_many(sources: Sequence[str]) -> int:
    """About how many reports the sources hold, for the progress bar; at least one for each."""
    return sum(_how_many(Path(source)) for source in sources)


def _how_many(path: Path) -> int:
    from dragoman.reading.sources import READ_SUFFIXES

    try:
        if path.is_dir():
            return max(1, sum(_how_many(p) for p in path.rglob("*") if p.suffix.lower() in READ_SUFFIXES))
        if path.suffix.lower() in (".jsonl", ".ndjson", ".csv") and path.is_file():
            with path.open("rb") as file:
                return max(1, sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b"")))
    except (OSError, ValueError):
        return 1
    return 1
