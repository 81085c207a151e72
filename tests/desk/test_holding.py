"""The desk lets others write the archive, and its own readers and writers take turns."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

from hand_made_records import TEXT, make_record

from dragoman.desk import holding
from dragoman.desk.holding import Holding


def test_another_process_can_write_while_the_desk_is_open(archive_path: Path) -> None:
    held = Holding(archive_path)
    with held.reading() as archive:
        before = archive.count("articles")
    program = (
        f"from dragoman.archive import Archive; a = Archive({str(archive_path)!r}); a.begin_run('other'); a.close()"
    )
    done = subprocess.run([sys.executable, "-c", program, archive_path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with held.reading() as archive:
        assert archive.count("articles") == before
        assert "other" in archive.runs().column("coder")
    held.close()


def test_the_file_is_kept_open_between_questions_that_follow_each_other(archive_path: Path) -> None:
    held = Holding(archive_path)
    with held.reading():
        pass
    first = held._keeper
    with held.reading():
        assert held._keeper is first
    held.close()
    assert held._keeper is None


def test_the_file_is_let_go_of_after_a_while(archive_path: Path) -> None:
    held = Holding(archive_path)
    with held.reading():
        pass
    deadline = time.monotonic() + holding.IDLE_SECONDS + 2
    while held._keeper is not None and time.monotonic() < deadline:
        time.sleep(0.05)
    assert held._keeper is None


def test_many_readers_and_a_writer_take_turns(archive_path: Path) -> None:
    held = Holding(archive_path)
    counts: list[int] = []

    def read() -> None:
        for _ in range(5):
            with held.reading() as archive:
                counts.append(archive.count("articles"))

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    with held.writing() as archive:
        archive.add(make_record(text=TEXT + "A third report. "))
    for thread in threads:
        thread.join()
    assert len(counts) == 20
    with held.reading() as archive:
        assert archive.count("articles") == 3
    held.close()
