"""A file that is there whole or not at all."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import DragomanError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextlib.contextmanager
def whole_file(out: Path) -> Iterator[Path]:
    """A path to write to, which takes the place of `out` when the block ends well and vanishes when it does not.

    Raises `DragomanError` where `out` cannot be written.
    """
    draft = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        yield draft
        draft.replace(out)
    except OSError as error:
        raise DragomanError(f"{out} cannot be written ({error.strerror or error}). Name another file.") from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
