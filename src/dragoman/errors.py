"""Everything that can go wrong, in one tree.

::

    DragomanError
    ├── InputError        a source that cannot be read as a report (set aside by name, the run goes on)
    ├── TableError        a lexicon or table row that is not what its header promises (names file and line)
    ├── ArchiveError      the archive file cannot be used as asked
    │   └── ArchiveBusy   another process is writing to it
    └── UsageError        a call or command line that makes no sense (exit status 2)
"""


class DragomanError(Exception):
    """Base of all errors that Dragoman raises on purpose."""


class InputError(DragomanError):
    """A source could not be read as a report.

    The message reads "SOURCE: WHAT IS WRONG. WHAT TO DO."; the parts stay available as attributes.
    """

    def __init__(self, source: str, problem: str, remedy: str = "") -> None:
        self.source = source
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{source}: {problem}" + (f" {remedy}" if remedy else ""))


class TableError(DragomanError):
    """A table row is malformed; `table` and `line` (1-based) say where."""

    def __init__(self, table: str, line: int, problem: str) -> None:
        self.table = table
        self.line = line
        super().__init__(f"{table}, line {line}: {problem}")


class ArchiveError(DragomanError):
    """The archive cannot be opened or used as asked."""


class ArchiveBusy(ArchiveError):  # noqa: N818  # the public name, as in "archive busy"
    """Another process holds the archive for writing."""


class UsageError(DragomanError):
    """A call that makes no sense: an unknown code, a malformed date, contradictory options."""
