"""The archive's file between requests: shared while it is asked, let go of soon after, so that others can write it.

DuckDB lets either one process write a file, or many read it. So the desk holds the file only as long as somebody is
asking, and a moment more (opening is what costs): a `dragoman read` beside it gets its turn. Within the desk, readers
share the file and a writer waits for them.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from dragoman.archive import Archive
from dragoman.errors import ArchiveBusy
from dragoman.incidents import are_current, refresh

IDLE_SECONDS = 0.6
"""How long the file is held after the last question."""
LONGEST_HOLD = 1.0
"""After this long it is let go of at the next chance, however many ask."""


class Holding:
    """The archive at `path`, opened for each use by `reading` or `writing`. Can be used from many threads."""

    def __init__(self, path: Path, *, wait: float = 5.0) -> None:
        self.path = path
        self.wait = wait
        self._changed = threading.Condition()
        self._keeper: Archive | None = None
        self._since = 0.0
        self._readers = 0
        self._writing = False
        self._writers_waiting = 0
        self._timer: threading.Timer | None = None
        self._making = threading.Lock()

    @contextlib.contextmanager
    def reading(self, *, incidents: bool = False) -> Iterator[Archive]:
        """The archive to ask, for this thread alone; raises `ArchiveBusy` while another process writes it for long.

        With `incidents` they are made anew first, where reports have been read since they were.
        """
        if incidents:
            self._make_incidents()
        self._enter_reading()
        try:
            # The keeper has the file open already, so this is only a handle.
            with Archive(self.path, read_only=True, wait=self.wait) as archive:
                yield archive
        finally:
            self._leave_reading()

    @contextlib.contextmanager
    def writing(self) -> Iterator[Archive]:
        """The archive to write, alone; it is made where it isn't there."""
        deadline = time.monotonic() + 60
        with self._changed:
            self._writers_waiting += 1
            try:
                while self._readers or self._writing:
                    if (
                        not self._changed.wait(timeout=max(0.0, deadline - time.monotonic()))
                        and time.monotonic() >= deadline
                    ):
                        raise ArchiveBusy(f"{self.path} is being read for too long. Try again.")
                self._writing = True
            finally:
                self._writers_waiting -= 1
            self._let_go()
        try:
            with Archive(self.path, wait=self.wait) as archive:
                yield archive
        finally:
            with self._changed:
                self._writing = False
                self._changed.notify_all()

    def close(self) -> None:
        """Let go of the file now."""
        with self._changed:
            if not self._readers:
                self._let_go()

    def _make_incidents(self) -> None:
        with self._making:
            with self.reading() as archive:
                current = are_current(archive)
            if not current:
                with self.writing() as archive:
                    refresh(archive)

    def _enter_reading(self) -> None:
        with self._changed:
            while self._writing or self._writers_waiting or (self._is_stale() and self._readers):
                self._changed.wait(timeout=1.0)
            if self._is_stale():
                self._let_go()
            if self._keeper is None:
                self._keeper = Archive(self.path, read_only=True, wait=self.wait, frugal=True)
                self._since = time.monotonic()
            self._readers += 1

    def _leave_reading(self) -> None:
        with self._changed:
            self._readers -= 1
            if not self._readers:
                self._set_timer()
            self._changed.notify_all()

    def _is_stale(self) -> bool:
        return self._keeper is not None and time.monotonic() - self._since > LONGEST_HOLD

    def _set_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = threading.Timer(IDLE_SECONDS, self.close)
        self._timer.daemon = True
        self._timer.start()

    def _let_go(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._keeper is not None:
            self._keeper.close()
            self._keeper = None
