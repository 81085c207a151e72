"""What the README and docs/ say is true: their examples run, what they name exists, and their lists are complete."""

from __future__ import annotations

import contextlib
import dataclasses
import io
import json
import re
import shlex
import shutil
import typing
from pathlib import Path

import click
import msgspec
import pytest
import typer

import dragoman
from dragoman.actors.tables import load_actor_tables
from dragoman.coder import Coder
from dragoman.record import types

ROOT = Path(__file__).parent.parent
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
BLOCK = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page: Path, *kinds: str) -> list[str]:
    return [body for kind, body in BLOCK.findall(page.read_text("utf-8")) if kind.strip() in kinds]


def commands(page: Path) -> list[list[str]]:
    """The `dragoman …` lines of a page's blocks, without comments."""
    lines = [line for block in blocks(page, "", "sh", "shell") for line in block.splitlines()]
    return [shlex.split(line, comments=True)[1:] for line in lines if line.startswith("dragoman ")]


def with_any(kind: str, found: typing.Callable[[Path], list[typing.Any]]) -> list[typing.Any]:
    pages = [pytest.param(page, id=page.name) for page in PAGES if found(page)]
    assert pages, f"no page has any {kind}"
    return pages


@pytest.fixture
def desk(tmp_path: Path, coder: Coder, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the samples in it, where the examples run with the tests' coder instead of loading one each."""

    def load(cls: type[Coder], *, actor_tables: typing.Sequence[Path] = ()) -> Coder:
        return dataclasses.replace(coder, actors=load_actor_tables(actor_tables)) if actor_tables else coder

    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    shutil.copytree(ROOT / "samples", tmp_path / "reports")
    shutil.copy(ROOT / "samples" / "doha-agreement-2020.txt", tmp_path / "report.txt")
    coded = {"text": "Peru condemned Chile.", "trigger": [[5, 14]], "actors": [{"span": [0, 4]}], "type": "ACCUSE"}
    for name in ("my.jsonl", "others.jsonl"):
        (tmp_path / name).write_text(json.dumps(coded) + "\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DRAGOMAN_ARCHIVE", raising=False)
    monkeypatch.setenv("DRAGOMAN_ACTORS", str(tmp_path / "actors.tsv"))
    monkeypatch.setattr(Coder, "load", classmethod(load))
    monkeypatch.setattr("dragoman.api.default_coder", lambda: coder)
    monkeypatch.setattr("dragoman.cli.coding.load_coder", lambda *_: coder)
    return tmp_path


@pytest.mark.parametrize("page", with_any("Python", lambda page: blocks(page, "python")))
def test_the_python_of_a_page_runs_and_prints_what_the_page_says(page: Path, desk: Path) -> None:
    names: dict[str, object] = {}
    for block in blocks(page, "python"):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(block, str(page), "exec"), names)
        said = [line[2:] for line in block.splitlines() if line.startswith("# ")]
        if said:
            assert printed.getvalue().splitlines() == said
    for value in names.values():
        if isinstance(value, dragoman.Archive):
            value.close()


@pytest.mark.parametrize("page", with_any("commands", commands))
def test_the_commands_of_a_page_run(page: Path, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from dragoman.cli import main

    for command in commands(page):
        assert main(command) == 0, f"dragoman {shlex.join(command)}\n{capsys.readouterr().err}"
        assert capsys.readouterr().out or command[0] == "export", f"dragoman {shlex.join(command)} prints nothing"


def test_the_options_that_the_pages_name_exist() -> None:
    from dragoman.cli.app import app

    group = typer.main.get_command(app)
    assert isinstance(group, click.Group) or hasattr(group, "commands")
    options = {option for command in group.commands.values() for p in command.params for option in (*p.opts, "--help")}
    for page in PAGES:
        text = page.read_text("utf-8")
        for words in re.findall(r"`dragoman (\w+)[^`]*`", text):
            assert words in group.commands, f"{page.name} names the command {words}"
        if page.name in {"README.md", "tour.md"}:
            assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text)) <= options, page.name


@pytest.mark.parametrize("page", [pytest.param(page, id=page.name) for page in PAGES])
def test_the_files_that_a_page_names_exist(page: Path) -> None:
    text = page.read_text("utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)[^)]*\)", text) if "://" not in link]
    missing = [link for link in links if not (page.parent / link).exists()]
    named = re.findall(r"`((?:src|tests|bench|scripts|docs|samples)/[\w./*-]*)", text)
    missing += [name for name in named if not list(ROOT.glob(name.rstrip("/.")))]
    assert not missing


@pytest.mark.parametrize(
    "struct",
    [s for s in vars(types).values() if isinstance(s, type) and issubclass(s, msgspec.Struct) and s is not types.Span],
)
def test_every_key_of_the_record_is_explained(struct: type[msgspec.Struct]) -> None:
    page = (ROOT / "docs" / "record.md").read_text("utf-8")
    section = re.search(rf"^#+ {struct.__name__}\b.*?(?=^#|\Z)", page, re.MULTILINE | re.DOTALL)
    assert section, f"docs/record.md has no section {struct.__name__}"
    explained = re.findall(r"^\| `(\w+)` \|", section[0], re.MULTILINE)
    assert explained == list(struct.__struct_fields__)


@pytest.mark.parametrize(
    "name", ["Act", "ActorKind", "AgreementKind", "Assertion", "BlockKind", "FigureKind", "Stance"]
)
def test_every_value_of_a_choice_is_in_the_page_of_the_record(name: str) -> None:
    page = (ROOT / "docs" / "record.md").read_text("utf-8")
    assert not [value for value in typing.get_args(getattr(types, name)) if f"`{value}`" not in page]


def test_every_code_of_the_ontology_is_in_the_codebook() -> None:
    from dragoman.ontology import load_ontology

    ontology = load_ontology()
    page = (ROOT / "docs" / "codebook.md").read_text("utf-8")
    codes = [
        *ontology.types,
        *ontology.contexts,
        *ontology.sectors,
        *(m for t in ontology.types.values() for m in t.modes),
    ]
    assert not [code for code in codes if not re.search(rf"(?<![\w-]){re.escape(code)}(?![\w-])", page)]


def test_the_picture_of_the_readme_asks_nothing_of_the_web() -> None:
    picture = (ROOT / "docs" / "images" / "show.svg").read_text("utf-8")
    assert "@font-face" not in picture
    assert not re.search(r"(?:href|src|url)\s*[=(]\s*[\"']?https?:", picture)
