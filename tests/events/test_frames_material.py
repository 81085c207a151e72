"""The frame tables of the material types and the table of weapons."""

from __future__ import annotations

import tomllib

import pytest

from dragoman.events.frame import Frame, load_frames, read_frames
from dragoman.events.refining import load_refinements
from dragoman.ontology import load_ontology
from dragoman.tables import package_file

FILES = ("cooperate", "aid", "retreat", "protest", "sanction", "mobilize", "coerce", "assault")


def frames_of(name: str) -> list[Frame]:
    folder = package_file("dragoman.events", "frames")
    classes = tomllib.loads(folder.joinpath("classes.toml").read_text("utf-8"))
    file = f"{name}.tsv"
    return read_frames(
        folder.joinpath(file).read_text("utf-8"), file, load_ontology(), {n: frozenset(w) for n, w in classes.items()}
    )


@pytest.fixture(scope="module")
def material() -> dict[str, list[Frame]]:
    return {name: frames_of(name) for name in FILES}


def test_the_material_tables_know_enough_predicates(material: dict[str, list[Frame]]) -> None:
    rows = [frame for frames in material.values() for frame in frames]
    assert len({f.lemma for f in rows if f.pos == "verb"}) >= 350
    assert len({f.lemma for f in rows if f.pos == "noun"}) >= 160


@pytest.mark.parametrize("name", FILES)
def test_every_mode_of_a_material_type_has_a_predicate(name: str, material: dict[str, list[Frame]]) -> None:
    event_type = load_ontology().types[name.upper()]
    found = {f.mode for f in material[name] if f.type == name.upper()}
    assert set(event_type.modes) <= found


def test_every_frame_has_a_place_for_a_side_that_it_needs(material: dict[str, list[Frame]]) -> None:
    for frame in (f for frames in material.values() for f in frames):
        if frame.needs in {"actor", "both"} or frame.reciprocal:
            assert frame.actor, frame.name
        if frame.needs == "recipient" or (frame.needs == "both" and not frame.reciprocal):
            assert frame.recipient, frame.name


def test_no_material_row_stands_twice(material: dict[str, list[Frame]]) -> None:
    seen: dict[object, str] = {}
    for frame in (f for frames in material.values() for f in frames):
        asks = (
            frame.pos,
            frame.lemma,
            frame.particle,
            frame.object,
            frame.modifier,
            frame.prep,
            frame.prep_object,
            frame.complement,
            frame.needs,
        )
        assert asks not in seen, f"{frame.name} asks for what {seen[asks]} asks for"
        seen[asks] = frame.name


def test_a_cue_in_the_table_of_weapons_is_not_hidden_by_an_earlier_one() -> None:
    weapons = load_refinements(load_ontology()).weapons
    for later_index, later in enumerate(weapons):
        cues = (
            later.pattern.pattern.removeprefix(r"\b(?:")
            .removesuffix(r")\b")
            .replace("s?", "")
            .replace("\\", "")
            .split("|")
        )
        for cue in cues:
            first = next(w for w in weapons if w.pattern.search(cue))
            assert (first.mode, first.cameo) == (later.mode, later.cameo), (cue, later_index)


def test_all_frames_load_together() -> None:
    frames = load_frames()
    assert any(f.type == "ASSAULT" for f in frames.verbs["attack"])
    assert any(f.type == "PROTEST" and f.mode == "strike" for f in frames.nouns["strike"])
