"""Where the command line begins and ends: messages instead of tracebacks, and the exit status."""

from __future__ import annotations

import atexit
import contextlib
import gc
import os
import sys
from typing import TYPE_CHECKING

from dragoman.errors import DragomanError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FINE, SET_ASIDE, WRONG = 0, 1, 2
"""Exit status: all well; some inputs set aside (listed); wrong usage, or nothing could be done as asked."""
INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line on `argv` (else the program's own) and give the exit status; no exception escapes."""
    _make_printable()
    if argv is None:
        _collect_seldom()
        _use_one_thread()
    try:
        with _without_pandas():
            from dragoman.cli.app import app

            status = app(args=None if argv is None else list(argv), prog_name="dragoman", standalone_mode=True)
    except SystemExit as stop:
        status = stop.code
    except DragomanError as error:
        _say(str(error))
        status = WRONG
    except KeyboardInterrupt:
        _say("Stopped.")
        status = INTERRUPTED
    except OSError as error:
        _say(str(error))
        status = WRONG
    except Exception as error:
        if os.environ.get("DRAGOMAN_DEBUG"):
            raise
        _say(
            f"Something went wrong inside Dragoman ({type(error).__name__}: {error}). Please report it; "
            "with DRAGOMAN_DEBUG=1 the same command shows where."
        )
        status = WRONG
    return status if isinstance(status, int) else FINE if status is None else WRONG


def _collect_seldom() -> None:
    """For a process of its own: look for garbage seldom, and not at all when everything ends.

    What a command loads stays to its end; going through it again and again takes a fifth of a short command's time.
    """
    gc.set_threshold(50_000, 20, 20)
    atexit.register(gc.freeze)


def _use_one_thread() -> None:
    """For a process of its own: products of matrices on one thread, unless the environment says otherwise.

    Ours are small; further threads would spend twice the coding's time waiting for work. Read when numpy is imported.
    """
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")


@contextlib.contextmanager
def _without_pandas() -> Iterator[None]:
    """No pandas while a command runs.

    DuckDB imports it, where it is installed, to look at a query's parameters; that takes longer than the whole command.
    """
    if "pandas" in sys.modules:
        yield
        return
    sys.modules["pandas"] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules["pandas"]


def _say(message: str) -> None:
    from dragoman.cli.printing import clean

    print(f"dragoman: {clean(message)}", file=sys.stderr)


def _make_printable() -> None:
    """No character can make printing fail, whatever the terminal's encoding."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
