"""The frame tables of the verbal types and the table of what they combine with."""

from __future__ import annotations

import pytest

from dragoman.events.frame import COLUMNS, Frame, read_frames
from dragoman.ontology import Ontology, load_ontology
from dragoman.tables import package_file, read_table

VERBAL = ("agree", "consult", "support", "concede", "request", "accuse", "reject", "threaten")


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


@pytest.fixture(scope="module")
def verbal_frames(ontology: Ontology) -> list[Frame]:
    # Read one by one, so that a fault in a table of another type does not hide one here.
    import tomllib

    folder = package_file("dragoman.events", "frames")
    classes = {
        name: frozenset(words)
        for name, words in tomllib.loads(folder.joinpath("classes.toml").read_text("utf-8")).items()
    }
    return [
        frame
        for name in VERBAL
        for frame in read_frames(folder.joinpath(f"{name}.tsv").read_text("utf-8"), f"{name}.tsv", ontology, classes)
    ]


def test_the_verbal_types_know_many_verbs_and_nouns(verbal_frames: list[Frame]) -> None:
    verbs = {f.lemma for f in verbal_frames if f.pos == "verb"}
    nouns = {(f.lemma, f.modifier.words, f.prep) for f in verbal_frames if f.pos == "noun"}
    assert len(verbs) >= 350
    assert len(nouns) >= 140


@pytest.mark.parametrize("event_type", ["CONSULT", "REQUEST", "ACCUSE", "REJECT", "THREATEN"])
def test_every_mode_of_a_verbal_type_can_be_reached(
    event_type: str, verbal_frames: list[Frame], ontology: Ontology
) -> None:
    by_complement = {
        row["mode"]
        for row in read_table(
            package_file("dragoman.events", "complements.tsv").read_text("utf-8"),
            "complements.tsv",
            ("type", "kind", "cues", "cameo", "mode"),
        )
        if row["type"] == event_type
    }
    by_frame = {f.mode for f in verbal_frames if f.type == event_type}
    assert set(ontology.types[event_type].modes) <= by_frame | by_complement


def test_every_reciprocal_frame_says_where_its_actors_stand(verbal_frames: list[Frame]) -> None:
    assert [f.name for f in verbal_frames if f.reciprocal and len(f.actor) < 2] == []


def test_every_frame_says_where_its_actor_stands(verbal_frames: list[Frame]) -> None:
    assert [f.name for f in verbal_frames if not f.actor] == []


def test_no_two_frames_ask_for_the_same(verbal_frames: list[Frame]) -> None:
    # Frozen fields that decide whether a frame fits; of twins the later could never win.
    seen: dict[tuple[object, ...], str] = {}
    twins = []
    for f in verbal_frames:
        key = (f.pos, f.lemma, f.particle, f.object, f.modifier, f.prep, f.prep_object, f.complement)
        if key in seen:
            twins.append((seen[key], f.name))
        seen[key] = f.name
    assert twins == []


def test_the_neutral_verb_of_saying_has_no_verbal_frame(verbal_frames: list[Frame]) -> None:
    assert [f.name for f in verbal_frames if f.lemma == "say" and not f.object.demanding] == []


def test_complements_name_known_types_codes_and_modes(ontology: Ontology) -> None:
    text = package_file("dragoman.events", "complements.tsv").read_text("utf-8")
    roots = {"AGREE": "03", "REQUEST": "10", "REJECT": "12", "THREATEN": "13", "CONCEDE": "08"}
    for row in read_table(text, "complements.tsv", ("type", "kind", "cues", "cameo", "mode")):
        assert row["cameo"] in ontology.cameo, row.error("unknown CAMEO code")
        assert row["cameo"].startswith(roots[row["type"]]), row.error("code of another type")
        assert row["kind"] == "*" or row["kind"] in ontology.types, row.error("unknown kind")
        assert not row["mode"] or row["mode"] in ontology.types[row["type"]].modes, row.error("unknown mode")


def test_frame_tables_have_no_row_without_its_cells() -> None:
    folder = package_file("dragoman.events", "frames")
    for name in VERBAL:
        for row in read_table(folder.joinpath(f"{name}.tsv").read_text("utf-8"), f"{name}.tsv", COLUMNS):
            assert all(row[c] for c in ("lemma", "type", "needs", "weight")), row.error("empty cell")
