"""The review of the machine's events by people: judgements, events as judged, the queue, agreement of reviewers."""

from dragoman.archive.review.changes import Changes, actors_from_words, actors_in_words, read_changes
from dragoman.archive.review.comparing import Comparison, FieldAgreement, cohens_kappa, compare, krippendorffs_alpha
from dragoman.archive.review.judging import corrected, merged, new_event, split
from dragoman.archive.review.layers import JUDGED, MACHINE, Layer
from dragoman.archive.review.queue import Waiting, progress, queue
from dragoman.archive.review.standing import Judgement, Verb, as_judged, history, judgements, reviewers
from dragoman.archive.review.verdicts import (
    accept,
    add_missed,
    correct,
    merge_events,
    reject,
    split_event,
    undo,
    undo_last,
)

__all__ = [
    "JUDGED",
    "MACHINE",
    "Changes",
    "Comparison",
    "FieldAgreement",
    "Judgement",
    "Layer",
    "Verb",
    "Waiting",
    "accept",
    "actors_from_words",
    "actors_in_words",
    "add_missed",
    "as_judged",
    "cohens_kappa",
    "compare",
    "correct",
    "corrected",
    "history",
    "judgements",
    "krippendorffs_alpha",
    "merge_events",
    "merged",
    "new_event",
    "progress",
    "queue",
    "read_changes",
    "reject",
    "reviewers",
    "split",
    "split_event",
    "undo",
    "undo_last",
]
